"""Figures that add to earlier ones."""

from __future__ import annotations

import pytest
from tests.ledgers import Told, ledger_of
from tests.made_up import account_of, document_of, quote

from sayso.checks import run_checks
from sayso.checks.more import check_more
from sayso.model import Harm, Measure, Verdict

CASES = {  # text, the figure before, the figure that adds to it
    "of another sort": (
        "The raid killed one engineer, and two more soldiers died at Orvel.",
        "one engineer",
        Verdict.DISAGREES,
    ),
    "of the same": ("The raid killed three soldiers, and two more troops died at Orvel.", "three soldiers", Verdict.AGREES),
    "left open": ("The raid killed three people, and two more soldiers died at Orvel.", "three people", Verdict.CANNOT_TELL),
    "plain": ("The raid killed one engineer, and two soldiers died at Orvel.", "one engineer", None),
    "more than": ("The raid killed one engineer, and two more than soldiers died at Orvel.", "one engineer", None),
}


@pytest.mark.parametrize(("text", "before", "verdict"), CASES.values(), ids=CASES.keys())
def test_verdict(text: str, before: str, verdict: Verdict | None) -> None:
    document = document_of(text)
    adding = text[text.index("two") : text.index(" died")]
    spans = [quote(document, w) for w in (before, adding)]
    harm = tuple(Harm(kind="killed", low=1, best=1, high=1, source=None, span=s) for s in spans)
    account = account_of(document, "The raid", harm=harm)
    measure = Measure(
        id="m", document=document.id, kind="count", span=spans[1], unit="persons", low=2, high=2, this=account.id,
        relation="killed",
    )  # fmt: skip
    ledger = ledger_of(Told(document=document, accounts=[account], measures=[measure]))
    finding = check_more(measure, ledger)
    assert (finding.verdict if finding else None) is verdict
    assert [f.verdict for f in run_checks(ledger) if f.check == "more"] == ([verdict] if verdict else [])
