"""An index over a ledger is made once, and again when its records are others."""

from tests.ledgers import ledger_of

from sayso.checks.held import held


def test_made_once_for_the_same_records() -> None:
    ledger, made = ledger_of(), []
    records, others = ("a",), ("b",)

    def make() -> int:
        made.append(1)
        return len(made)

    assert [held("n", ledger, records, make=make) for _ in range(3)] == [1, 1, 1]
    assert held("n", ledger, others, make=make) == 2
    assert held("n", ledger_of(), others, make=make) == 3
