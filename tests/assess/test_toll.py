"""The figures that stand for an incident, by each named rule."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from tests.ledger.world import everything, herald, joined, put, wire

from sayso.assess.toll import RULES, tolls
from sayso.errors import InputError
from sayso.ledger import open_ledger
from sayso.model import Account, Basis, DateRange, Harm, Precision

DAYS = {"wire": "2031-05-04", "herald": "2031-05-06"}


def told(figure: tuple[Any, ...], like: Harm, denial: str) -> Harm:
    low, best, high, *by_suspect = figure
    return msgspec.structs.replace(like, low=low, best=best, high=high, source=denial if by_suspect else None)


def figures(rule: str, *, first: list[tuple[Any, ...]], second: list[tuple[Any, ...]]) -> tuple[int | None, ...]:
    """Low, best and high for figures of the wire (of 4 May) and the Herald (of 6 May); ``by_suspect`` ones come from the Front."""
    with open_ledger(":memory:", write=True) as ledger:
        reads = []
        for read, day in zip(everything()[:2], DAYS.values(), strict=True):
            date = DateRange(start=day, end=day, precision=Precision.DAY, basis=Basis.METADATA)
            documents = tuple(msgspec.structs.replace(d, published=date) for d in read.page.documents)
            reads.append(read._replace(page=msgspec.structs.replace(read.page, documents=documents)))
        put(ledger, *reads)
        ledger.add_linking(joined(*reads))
        accounts = list(ledger.accounts())
        denial = next(s.id for s in ledger.statements() if s.act == "denies")
        given = []
        for account, harms in zip(sorted(accounts, key=_whose), (first, second), strict=True):
            like = account.harm[0]
            harm = tuple(told(figure, like, denial) for figure in harms)
            given.append(msgspec.structs.replace(account, harm=harm))
        found = tolls(given, ledger, rule=rule)["killed"]
        assert found.rule == rule
        return found.low, found.best, found.high


def _whose(account: Account) -> bool:
    return account.document == herald().page.documents[0].id


@pytest.mark.parametrize(
    ("rule", "first", "second", "expected"),
    [
        pytest.param("majority", [(2, 2, 2)], [(3, 3, 3), (2, 2, 2)], (2, 2, 3), id="what most documents give"),
        pytest.param("majority", [(2, 2, 2)], [(3, 3, 3), (3, 3, 3)], (2, 2, 3), id="a figure repeated counts once"),
        pytest.param("majority", [(18, None, None)], [(20, 20, 26)], (18, 20, 26), id="at least 18"),
        pytest.param("ucdp", [(5, 5, 5)], [(3, 3, 4)], (3, 3, 5), id="the lower where none is better"),
        pytest.param("acled", [(5, 5, 5)], [(3, 4, 6)], (3, 3, 3), id="the most conservative"),
        pytest.param("gtd", [(5, 5, 5)], [(7, 7, 7)], (7, 7, 7), id="the latest source"),
        pytest.param("gtd", [(5, 5, 5)], [(7, 7, 7), (9, 9, 9)], (7, 7, 7), id="the lowest of the latest"),
        pytest.param("gtd", [(5, 5, 5)], [(9, 9, 9, "by_suspect")], (5, 5, 5), id="not what the suspect gives"),
        pytest.param("gtd", [], [(9, 9, 9, "by_suspect")], (9, 9, 9), id="unless nobody else gives one"),
        pytest.param("gtd", [(18, None, None)], [], (18, 18, 18), id="the least that it can be"),
    ],
)
def test_each_rule(rule: str, first: list[Any], second: list[Any], expected: tuple[int, ...]) -> None:
    assert figures(rule, first=first, second=second) == expected


def test_an_unknown_rule_is_refused_with_those_that_there_are() -> None:
    with open_ledger(":memory:", write=True) as ledger, pytest.raises(InputError, match="acled, gtd, majority, ucdp"):
        tolls([], ledger, rule="average")


@pytest.mark.parametrize("rule", RULES)
def test_no_figures_no_toll(rule: str) -> None:
    with open_ledger(":memory:", write=True) as ledger:
        put(ledger, wire())
        (account,) = ledger.accounts()
        assert tolls([msgspec.structs.replace(account, harm=())], ledger, rule=rule) == {}
