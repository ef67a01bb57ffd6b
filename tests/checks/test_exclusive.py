"""Differences said to be the only ones."""

from __future__ import annotations

import pytest
from tests.ledgers import Told, ledger_of
from tests.made_up import account_of, document_of, quote

from sayso.checks import run_checks
from sayso.model import Comparison, Finding, Verdict

TEXT = (
    "The raid on Orvel was answered; the raid on Tessk was not. Unlike Orvel, Tessk has no mines. "
    "Then Vane wanted a war and now he wants votes. That is the only difference."
)
ONLY, UNLIKE, THEN = (
    "That is the only difference.",
    "Unlike Orvel, Tessk has no mines.",
    "Then Vane wanted a war and now he wants votes.",
)


def _findings(*others: str, by: str | None = None, ends: bool = True) -> list[Finding]:
    document = document_of(TEXT)
    one, two = account_of(document, "The raid on Orvel"), account_of(document, "the raid on Tessk")

    def comparison(words: str, whose: str | None, *, both: bool = True) -> Comparison:
        span = quote(document, words)
        this, that = (one.id, two.id) if both else (None, None)
        return Comparison(
            id=words, document=document.id, span=span, this=this, that=that, kind="difference", difference=span, by=whose
        )

    rows = [comparison(ONLY, None), *(comparison(o, by, both=ends) for o in others)]
    return [
        f
        for f in run_checks(ledger_of(Told(document=document, accounts=[one, two], comparisons=rows)))
        if f.check == "exclusive"
    ]


@pytest.mark.parametrize(
    ("others", "by", "ends", "verdict"),
    [
        ([UNLIKE], None, True, Verdict.DISAGREES),
        ([UNLIKE], "actor-another", True, Verdict.CANNOT_TELL),
        ([UNLIKE], None, False, Verdict.CANNOT_TELL),
        ([THEN], None, True, Verdict.CANNOT_TELL),  # what "that" points back to is the difference itself
        ([], None, True, Verdict.CANNOT_TELL),
    ],
    ids=["names another", "another voice does", "of another pair", "the one it points to", "none"],
)
def test_verdict(others: list[str], by: str | None, ends: bool, verdict: Verdict) -> None:
    (finding,) = _findings(*others, by=by, ends=ends)
    assert finding.verdict is verdict
    assert finding.spans[0].exact == ONLY
