"""A stated time between two happenings comes in; whether their recorded dates bear it out goes out.

A lag is the difference of the dates in days: the same day is 0, and a day of slack is left for time zones. A date that was
itself worked out from the stated lag proves nothing and is not used.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from sayso.errors import NotInLedger
from sayso.ledger.reader import LedgerReader
from sayso.model import Anchor, DateRange, Finding, Measure, Record, Span, Verdict, make_id
from sayso.model.reckon import DAY_SLACK, day_range, lag_range

NAME = "elapsed"


class Dated(Record, frozen=True):
    """When something happened as far as the ledger knows, and the words that say so."""

    first: int
    last: int
    spans: tuple[Span, ...]


def check_elapsed(measure: Measure, ledger: LedgerReader) -> Finding | None:
    """The stated time between two happenings agrees with their recorded dates."""
    if measure.kind != "lag":
        return None
    if measure.this is None or measure.that is None:
        end = "what it is counted from" if measure.this else "what it dates"
        return _finding(measure, Verdict.CANNOT_TELL, f"The text does not show {end}.")
    later, earlier = dated(measure.this, ledger, measure), dated(measure.that, ledger, measure)
    if later is None or earlier is None:
        both = later is None and earlier is None
        which = "Neither of the two happenings has a" if both else "One of the two happenings has no"
        return _finding(measure, Verdict.CANNOT_TELL, f"{which} date of its own.")
    low, high = lag_range((earlier.first, earlier.last), (later.first, later.last))
    verdict = _judge(measure, low, high)
    found = _days(low, high)
    reason = f"Said {_days(measure.low, measure.high)}, recorded {found}."
    if verdict is Verdict.CANNOT_TELL:
        reason = f"Said {_days(measure.low, measure.high)}; the recorded dates leave {found} open."
    return _finding(measure, verdict, reason, earlier, later, computed=found)


def _judge(measure: Measure, low: int, high: int) -> Verdict:
    bottom = (measure.low or 0.0) - DAY_SLACK
    top = math.inf if measure.high is None else measure.high + DAY_SLACK
    if high < bottom or low > top:
        return Verdict.DISAGREES
    return Verdict.AGREES if bottom <= low and high <= top else Verdict.CANNOT_TELL


def dated(id_: str, ledger: LedgerReader, measure: Measure) -> Dated | None:
    """When a statement was made or an incident happened: the narrowest date that does not rest on the lag itself."""
    dates = [d for d in _dates(id_, ledger) if _independent(d, measure)]
    known = [(days, d) for d in dates if (days := day_range(d))]
    if not known:
        return None
    days, date = min(known, key=lambda k: (k[0][1] - k[0][0], k[0], k[1].reason))
    return Dated(first=days[0], last=days[1], spans=date.spans)


def _dates(id_: str, ledger: LedgerReader) -> Iterator[DateRange]:
    try:
        said = ledger.statement(id_).said
        if said:
            yield said
        return
    except NotInLedger:
        pass
    try:
        incident = ledger.incident_of(id_)
    except NotInLedger:
        return
    yield from (date for a in incident.accounts if (date := ledger.account(a).date))


def _independent(date: DateRange, measure: Measure) -> bool:
    return date.anchor is not Anchor.INCIDENT and not any(span.overlaps(measure.span) for span in date.spans)


def _days(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return f"at least {low or 0:g} days" if high is None else f"at most {high:g} days"
    if low == high:
        return f"{low:g} day" + ("" if low == 1 else "s")
    return f"{low:g} to {high:g} days"


def _finding(measure: Measure, verdict: Verdict, reason: str, *ends: Dated, computed: str = "") -> Finding:
    spans = [measure.span, *(span for end in ends for span in end.spans)]
    return Finding(
        id=make_id("finding", NAME, measure.id),
        check=NAME,
        verdict=verdict,
        reason=reason,
        spans=tuple(dict.fromkeys(spans)),
        stated=measure.span.exact,
        computed=computed,
        about=tuple(i for i in (measure.that, measure.this) if i),
    )
