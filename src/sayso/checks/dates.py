"""A printed date comes in; whether the calendar and the other dates of the same incident bear it out goes out."""

from __future__ import annotations

import re
from datetime import date

from sayso.errors import NotInLedger
from sayso.ledger.reader import LedgerReader
from sayso.model import Finding, Measure, Span, Verdict, make_id
from sayso.model.reckon import DAY_SLACK, day_range

NAME = "dates"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile("|".join(WEEKDAYS), re.I)
_FIGURE = re.compile(r"\d")


def check_dates(measure: Measure, ledger: LedgerReader) -> Finding | None:
    """The printed date falls on the weekday printed with it, and agrees with the other dates of its incident."""
    if measure.kind != "date" or measure.low is None or measure.high is None:
        return None
    wrong = _weekday(measure)
    if wrong is not None and wrong.verdict is Verdict.DISAGREES:
        return wrong
    return (_against_others(measure, ledger) if measure.this else None) or wrong


def _weekday(measure: Measure) -> Finding | None:
    """A weekday and a day of the month side by side: the calendar knows whether they meet."""
    named = _WEEKDAY.findall(measure.span.exact)
    if len(named) != 1 or not _FIGURE.search(measure.span.exact) or measure.low != measure.high or measure.low is None:
        return None
    day = date.fromordinal(int(measure.low))
    actual = WEEKDAYS[day.weekday()].capitalize()
    verdict = Verdict.AGREES if named[0].lower() == actual.lower() else Verdict.DISAGREES
    return _finding(measure, verdict, f"{day.isoformat()} is a {actual}.", computed=actual)


def _against_others(measure: Measure, ledger: LedgerReader) -> Finding | None:
    try:
        incident = ledger.incident_of(measure.this or "")
    except NotInLedger:
        return None
    low, high = int(measure.low or 0), int(measure.high or 0)
    agreeing: list[tuple[str, Span]] = []
    differing: list[tuple[str, Span]] = []
    for account in (ledger.account(a) for a in incident.accounts):
        days = day_range(account.date)
        if account.document == measure.document or account.date is None or days is None:
            continue
        words = account.date.start[:10] + (f" to {account.date.end[:10]}" if days[0] != days[1] else "")
        near = days[0] - DAY_SLACK <= high and low <= days[1] + DAY_SLACK
        (agreeing if near else differing).append((words, (account.date.spans or (account.span,))[0]))
    if differing:
        return _finding(measure, Verdict.DISAGREES, f"Another document dates it {differing[0][0]}.", *differing)
    if agreeing:
        return _finding(measure, Verdict.AGREES, f"Another document dates it {agreeing[0][0]}.", *agreeing)
    return _finding(measure, Verdict.CANNOT_TELL, "No other document in the ledger dates this incident.")


def _finding(measure: Measure, verdict: Verdict, reason: str, *others: tuple[str, Span], computed: str = "") -> Finding:
    return Finding(
        id=make_id("finding", NAME, measure.id),
        check=NAME,
        verdict=verdict,
        reason=reason,
        spans=tuple(dict.fromkeys([measure.span, *(span for _, span in others)])),
        stated=measure.span.exact,
        computed=computed or "; ".join(dict.fromkeys(words for words, _ in others)),
        about=(measure.this,) if measure.this else (),
    )
