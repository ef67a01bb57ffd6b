"""A stated time judged by the days that the text prints for its two ends."""

from __future__ import annotations

import msgspec
import pytest
from tests.ledgers import Told, ledger_of
from tests.made_up import day, document_of, quote

from sayso.checks import run_checks
from sayso.model import Anchor, Basis, DateRange, Finding, Measure, Verdict

TEXT = "A shell hit the depot at Orvel. The army bombed Tessk just two days later. The minister denied it."


def _guess(start: str, end: str | None = None, **fields: object) -> DateRange:
    return msgspec.structs.replace(day(start, end), basis=Basis.INFERRED, **fields)


CASES = {  # days stated, days of the later end, of the earlier end, verdict, days computed
    "both sure": ((2, 2), [day("2031-05-06")], [day("2031-05-04")], Verdict.AGREES, "2 days"),
    "both sure, and wrong": ((2, 2), [day("2031-05-16")], [day("2031-05-04")], Verdict.DISAGREES, "12 days"),
    "the second one fits": ((2, 2), [day("2031-05-06")], [_guess("2031-05-05"), _guess("2031-05-04")], Verdict.AGREES, "1 day"),
    "a guess cannot contradict": ((2, 2), [day("2031-05-16")], [_guess("2031-05-04")], Verdict.CANNOT_TELL, "12 days"),
    "a farther guess has no slack": (
        (2, 2), [day("2031-05-16")], [_guess("2031-05-04"), _guess("2031-05-13")], Verdict.CANNOT_TELL, "12 days",
    ),
    "a year that is not printed": (
        (7, 7), [_guess("2030-01-03", reason="year inferred, the document's date being 2030-02-01")], [day("2031-12-27")],
        Verdict.AGREES, "7 days",
    ),
    "months": ((238.5, 248.5), [day("2027-05-01", "2027-05-31")], [day("2026-09-21")], Verdict.AGREES, "222 to 252 days"),
    "a day named by another": ((4, 6), [day("2031-05-02")], [day("2031-05-20")], Verdict.CANNOT_TELL, "-18 days"),
    "one end only": ((2, 2), [], [day("2031-05-04")], Verdict.CANNOT_TELL, "6 May 2031"),
    "only worked out": (
        (2, 2), [_guess("2031-05-06", anchor=Anchor.INCIDENT)], [day("2031-05-04")], Verdict.CANNOT_TELL, "2 days",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("stated", "later", "earlier", "verdict", "computed"), CASES.values(), ids=CASES.keys())
def test_verdict(
    stated: tuple[float, float], later: list[DateRange], earlier: list[DateRange], verdict: Verdict, computed: str
) -> None:
    finding = _find(stated, later, earlier)
    assert (finding.verdict, finding.computed) == (verdict, computed)


def test_one_day_gives_the_other_and_does_not_judge_it() -> None:
    finding = _find((2, 2), [], [day("2031-05-04")])
    assert finding.reason == "Counted from 4 May 2031, it was on 6 May 2031; no text dates it otherwise."


def _find(stated: tuple[float, float], later: list[DateRange], earlier: list[DateRange]) -> Finding:
    document = document_of(TEXT)
    lag = Measure(
        id="m", document=document.id, kind="lag", span=quote(document, "just two days later"), unit="days", low=stated[0],
        high=stated[1], relation="after", this_days=tuple(later), that_days=tuple(earlier),
    )  # fmt: skip
    (finding,) = run_checks(ledger_of(Told(document=document, measures=[lag])))
    return finding
