"""Stated order against recorded dates."""

from __future__ import annotations

import pytest
from tests.ledgers import Told, ledger_of
from tests.made_up import account_of, day, document_of, quote

from sayso.checks.sequence import check_sequence
from sayso.model import DateRange, Measure, Verdict

TEXT = "The raids on Tessk preceded the shelling of Orvel."

CASES = {
    "in order": ("before", day("2031-05-01"), day("2031-05-04"), Verdict.AGREES),
    "out of order": ("before", day("2031-05-09"), day("2031-05-04"), Verdict.DISAGREES),
    "same day": ("before", day("2031-05-04"), day("2031-05-04"), Verdict.CANNOT_TELL),
    "after": ("after", day("2031-05-09"), day("2031-05-04"), Verdict.AGREES),
    "together": ("same_time", day("2031-05-04"), day("2031-05-05"), Verdict.AGREES),
    "not together": ("same_time", day("2031-05-04"), day("2031-05-08"), Verdict.DISAGREES),
    "undated": ("before", None, day("2031-05-04"), Verdict.CANNOT_TELL),
    "wide": ("before", day("2031-05-01", "2031-05-31"), day("2031-05-04"), Verdict.CANNOT_TELL),
}


@pytest.mark.parametrize(("relation", "first", "second", "verdict"), CASES.values(), ids=CASES.keys())
def test_verdict(relation: str, first: DateRange | None, second: DateRange | None, verdict: Verdict) -> None:
    document = document_of(TEXT)
    this = account_of(document, "The raids on Tessk", date=first)
    that = account_of(document, "the shelling of Orvel", date=second)
    measure = Measure(
        id="m", document=document.id, kind="sequence", span=quote(document, "preceded"), unit="", this=this.id, that=that.id,
        relation=relation,
    )  # fmt: skip
    finding = check_sequence(measure, ledger_of(Told(document=document, accounts=[this, that], measures=[measure])))
    assert finding is not None
    assert finding.verdict is verdict
