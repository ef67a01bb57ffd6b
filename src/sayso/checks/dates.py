"""A printed date comes in; whether the calendar and the other dates of the same incident bear it out goes out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import msgspec

from sayso.checks.figures import copies
from sayso.checks.made import make_finding
from sayso.checks.undated import month_and_days
from sayso.errors import NotInLedger
from sayso.extract.owndates import own_dates
from sayso.ledger.reader import LedgerReader
from sayso.model import Anchor, DateRange, Finding, Measure, Span, Verdict
from sayso.model.reckon import DAY_SLACK, day_range, written

NAME = "dates"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile("|".join(WEEKDAYS), re.I)
_FIGURE = re.compile(r"\d")
# A range of days with two ends: "December 29 to January 8", "between 6 April and 20 April".
_TO = re.compile(
    r"(?<=[\w])\s*(?:-|–|—|\bto\b|\bthrough\b|\buntil\b|\band\b)\s*(?:the )?(?=\d|[A-Z][a-z]+ \d)(?=.*[A-Za-z])"
)


def check_dates(measure: Measure, ledger: LedgerReader) -> Finding | None:
    """The printed date falls on the weekday printed with it, and agrees with the other dates of its incident."""
    if measure.kind != "date":
        return None
    if _TO.search(measure.span.exact):
        return _range(measure, ledger)
    if measure.low is None or measure.high is None:
        return _without_year(measure, ledger) if measure.this else None
    if measure.this and not _tells(measure, ledger):
        measure = msgspec.structs.replace(measure, this=None)
    wrong = _weekday(measure)
    if wrong is not None and wrong.verdict is Verdict.DISAGREES:
        return wrong
    return (_against_others(measure, ledger) if measure.this else None) or wrong


def _range(measure: Measure, ledger: LedgerReader) -> Finding:
    """The days from which to which something went on: happenings that other words date on either."""
    ends = []
    for part, low in zip(_TO.split(measure.span.exact, maxsplit=1), (measure.low, measure.high), strict=True):
        month, days = month_and_days(part)
        ends.append(next((d for d in _days_of_incidents(measure, ledger) if _falls_on(d[0], low, month, days)), None))
    if all(ends):
        told = [e for e in ends if e]
        words = " and ".join(written(e[0]) for e in told)
        others = [(written(e[0]), e[1]) for e in told]
        return _finding(measure, Verdict.AGREES, f"Happenings are dated on its first and its last day: {words}.", *others)
    return _finding(measure, Verdict.CANNOT_TELL, "No other words date happenings on its first and its last day.")


def _days_of_incidents(measure: Measure, ledger: LedgerReader) -> Iterator[tuple[DateRange, Span]]:
    for incident in ledger.incidents():
        for account, when in own_dates(map(ledger.account, incident.accounts)):
            days = day_range(when)
            free = days and days[1] - days[0] <= DAY_SLACK and not any(s.overlaps(measure.span) for s in when.spans)
            if free and when.anchor is not Anchor.INCIDENT and not when.carried:
                yield when, (when.spans or (account.span,))[0]


def _falls_on(when: DateRange, day: float | None, month: int, days: frozenset[int]) -> bool:
    low, high = day_range(when) or (0, 0)
    if day is not None:
        return low - DAY_SLACK <= day <= high + DAY_SLACK
    told = (date.fromordinal(d) for d in range(low - DAY_SLACK, high + DAY_SLACK + 1))
    return any(d.month == month and d.day in days for d in told)


def _tells(measure: Measure, ledger: LedgerReader) -> bool:
    """The account's date counts as its own."""
    try:
        incident = ledger.incident_of(measure.this or "")
    except NotInLedger:
        return False
    return any(account.id == measure.this for account, _ in own_dates(map(ledger.account, incident.accounts)))


def _weekday(measure: Measure) -> Finding | None:
    """A weekday and a day of the month side by side: the calendar knows whether they meet."""
    named = _WEEKDAY.findall(measure.span.exact)
    if len(named) != 1 or not _FIGURE.search(measure.span.exact) or measure.low != measure.high or measure.low is None:
        return None
    day = date.fromordinal(int(measure.low))
    actual = WEEKDAYS[day.weekday()].capitalize()
    verdict = Verdict.AGREES if named[0].lower() == actual.lower() else Verdict.DISAGREES
    return _finding(measure, verdict, f"{day.isoformat()} is a {actual}.", computed=actual)


def _without_year(measure: Measure, ledger: LedgerReader) -> Finding:
    """A month, perhaps with a day, whose year no one prints: another document's date can still bear it out."""
    month, days = month_and_days(measure.span.exact)
    for date_, span in _dates_elsewhere(measure, ledger):
        low, high = day_range(date_) or (0, 0)
        if high - low > 31 or not month:
            continue
        told = (
            {date.fromordinal(d) for d in range(low - DAY_SLACK, high + DAY_SLACK + 1)} if days else {date.fromordinal(low)}
        )
        meets = any(d.month == month and (not days or d.day in days) for d in told)
        verdict = Verdict.AGREES if meets else Verdict.DISAGREES
        return _finding(measure, verdict, f"Another text dates it {written(date_)}.", (written(date_), span))
    return _finding(measure, Verdict.CANNOT_TELL, "The text gives no year, and no other text dates this incident.")


def _dates_elsewhere(measure: Measure, ledger: LedgerReader) -> list[tuple[DateRange, Span]]:
    """The dates that other documents give the same incident, narrowest first. A copy of one text is no other text, and a date
    worked out from another happening's is no date given."""
    back = copies(ledger)
    mine = back.get(measure.document, measure.document)
    try:
        incident = ledger.incident_of(measure.this or "")
    except NotInLedger:
        return []
    known = [
        (days[1] - days[0], account.id, when, (when.spans or (account.span,))[0])
        for account, when in own_dates(map(ledger.account, incident.accounts))
        if when.anchor is not Anchor.INCIDENT
        and back.get(account.document, account.document) != mine
        and (days := day_range(when))
    ]
    return [(when, span) for _, _, when, span in sorted(known, key=lambda k: k[:2])]


def _against_others(measure: Measure, ledger: LedgerReader) -> Finding | None:
    low, high = int(measure.low or 0), int(measure.high or 0)
    agreeing: list[tuple[str, Span]] = []
    differing: list[tuple[str, Span]] = []
    for when, span in _dates_elsewhere(measure, ledger):
        days = day_range(when) or (0, 0)
        words = written(when)
        near = days[0] - DAY_SLACK <= high and low <= days[1] + DAY_SLACK
        (agreeing if near else differing).append((words, span))
    if differing:
        return _finding(measure, Verdict.DISAGREES, f"Another text dates it {differing[0][0]}.", *differing)
    if agreeing:
        return _finding(measure, Verdict.AGREES, f"Another text dates it {agreeing[0][0]}.", *agreeing)
    return _finding(measure, Verdict.CANNOT_TELL, "No other text in the ledger dates this incident.")


def _finding(measure: Measure, verdict: Verdict, reason: str, *others: tuple[str, Span], computed: str = "") -> Finding:
    return make_finding(
        NAME,
        measure,
        verdict,
        reason,
        spans=(span for _, span in others),
        computed=computed or "; ".join(dict.fromkeys(words for words, _ in others)),
        about=(measure.this,),
    )
