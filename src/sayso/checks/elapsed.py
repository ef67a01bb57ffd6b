"""A stated time between two happenings comes in; whether their recorded dates bear it out goes out.

A lag is the difference of the dates in days: the same day is 0, and a day of slack is left for time zones. A date that was
itself worked out from the stated lag proves nothing and is not used.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator

from sayso.errors import NotInLedger
from sayso.extract.owndates import own_dates
from sayso.ledger.reader import LedgerReader
from sayso.model import Anchor, DateRange, Finding, Measure, Record, Span, Verdict, make_id
from sayso.model.reckon import DAY_SLACK, day_range, days_written, lag_range

NAME = "elapsed"
AREAS = frozenset({"country", "region", "water"})


WITHIN = 110  # characters before the words in which the clause names the place of what they date
_LATER = re.compile(r"\b(?:later|after\w*|following|thereafter|on|since)\b", re.I)  # what stands before is the later one
_CLAUSE = re.compile(r"[.;!?]\s|\n")


class Dated(Record, frozen=True):
    """When something happened as far as the ledger knows, and the words that say so; ``what`` names it where it was inferred."""

    first: int
    last: int
    spans: tuple[Span, ...]
    id: str
    what: str = ""


def check_elapsed(measure: Measure, ledger: LedgerReader) -> Finding | None:
    """The stated time between two happenings agrees with their recorded dates."""
    if measure.kind != "lag":
        return None
    later = _first(dated(i, ledger, measure, what) for i, what in _later_ends(measure, ledger))
    earlier = _first(
        dated(i, ledger, measure, what)
        for i, what in _earlier_ends(measure, ledger, later)
        if later is None or i != later.id
    )
    if later is None or earlier is None:
        return _finding(measure, Verdict.CANNOT_TELL, _missing(measure, later, earlier))
    low, high = lag_range((earlier.first, earlier.last), (later.first, later.last))
    verdict = _judge(measure, low, high)
    taken = "".join(f" {d.what}" for d in (earlier, later) if d.what)
    days = f"{days_written(earlier.first, earlier.last)} to {days_written(later.first, later.last)}"
    reason = f"Said to be {_days(measure.low, measure.high)}; the recorded dates, {days}, make it {_days(low, high)}.{taken}"
    if verdict is Verdict.CANNOT_TELL:
        reason = f"Said to be {_days(measure.low, measure.high)}; the recorded dates, {days}, leave {_days(low, high)} open.{taken}"
    return _finding(measure, verdict, reason, earlier, later, computed=_days(low, high))


def _first(found: Iterable[Dated | None]) -> Dated | None:
    return next((d for d in found if d), None)


def _later_ends(measure: Measure, ledger: LedgerReader) -> Iterator[tuple[str, str]]:
    """What the words date: as extraction found it, else the one incident at a place that the clause names."""
    own = measure.this
    if own is not None and (_is_incident(own, ledger) or not _narrated(own, ledger)):
        yield own, ""
    for incident in _at_place(measure, ledger) if _LATER.search(measure.span.exact) else ():
        label = ledger.incident(incident).label
        yield incident, f"What is dated is taken to be: {label}."


def _earlier_ends(measure: Measure, ledger: LedgerReader, later: Dated | None) -> Iterator[tuple[str, str]]:
    """What the words count from: as extraction found it, else the trigger that a text gives for what is dated."""
    if measure.that is not None:
        yield measure.that, ""
        return
    mine = _incident_id(later.id, ledger) if later else None
    triggers = {r.trigger for r in ledger.responses() if r.basis == "stated" and mine and r.response == mine}
    if len(triggers) == 1:
        (trigger,) = triggers
        yield trigger, f"It is counted from what a text gives as the cause: {ledger.incident(trigger).label}."


def _at_place(measure: Measure, ledger: LedgerReader) -> Iterator[str]:
    """The one dated incident at a place named in the clause before the words, other than the one counted from."""
    text, start = ledger.page(measure.span.page).text, measure.span.start
    clause = _CLAUSE.split(text[max(0, start - WITHIN) : start])[-1]
    low = start - len(clause)
    named = [
        (m.start, p.id) for p in ledger.places() if p.kind not in AREAS for m in p.mentions
        if m.page == measure.span.page and low <= m.start and m.end <= start
    ]  # fmt: skip
    other = _incident_id(measure.that, ledger) if measure.that else None
    for _, place in sorted(named, reverse=True)[:1]:
        there = [i.id for i in ledger.incidents() if i.place == place and i.id != other and day_range(i.date)]
        if len(there) == 1:
            yield there[0]


def _incident_id(id_: str, ledger: LedgerReader) -> str | None:
    try:
        return ledger.incident_of(id_).id
    except NotInLedger:
        return id_ if any(i.id == id_ for i in ledger.incidents()) else None


def _is_incident(id_: str, ledger: LedgerReader) -> bool:
    return _incident_id(id_, ledger) is not None


def _narrated(id_: str, ledger: LedgerReader) -> bool:
    """A statement of the author's own: what the lag dates is what it tells, and not the telling."""
    try:
        return ledger.statement(id_).cue is None
    except NotInLedger:
        return False


def _missing(measure: Measure, later: Dated | None, earlier: Dated | None) -> str:
    """Which date is wanting, and of what."""
    if later is None and measure.this is None and measure.that is None:
        return "The texts do not show which happening this dates, nor what it is counted from."
    if earlier is None and measure.that is None:
        return "The text does not show what it is counted from."
    if later is None and measure.this is None:
        return "The text does not show what it dates."
    if later is None and earlier is None:
        return "No text dates either of the two happenings, but for these words themselves."
    if later is None:
        return "No text dates what this is said of, but for these words themselves."
    return "No text dates what this is counted from."


def _judge(measure: Measure, low: int, high: int) -> Verdict:
    bottom = (measure.low or 0.0) - DAY_SLACK
    top = math.inf if measure.high is None else measure.high + DAY_SLACK
    if high < bottom or low > top:
        return Verdict.DISAGREES
    return Verdict.AGREES if bottom <= low and high <= top else Verdict.CANNOT_TELL


def dated(id_: str, ledger: LedgerReader, measure: Measure, what: str = "") -> Dated | None:
    """When a statement was made or an incident happened: the narrowest date that does not rest on the lag itself."""
    dates = [d for d in _dates(id_, ledger) if _independent(d, measure)]
    known = [(days, d) for d in dates if (days := day_range(d))]
    if not known:
        return None
    days, when = min(known, key=lambda k: (k[0][1] - k[0][0], k[0], k[1].reason))
    return Dated(first=days[0], last=days[1], spans=when.spans, id=id_, what=what)


def _dates(id_: str, ledger: LedgerReader) -> Iterator[DateRange]:
    try:
        said = ledger.statement(id_).said
        if said:
            yield said
        return
    except NotInLedger:
        pass
    incident = _incident_id(id_, ledger)
    if incident is not None:
        yield from (when for _, when in own_dates(map(ledger.account, ledger.incident(incident).accounts)))


def _independent(when: DateRange, measure: Measure) -> bool:
    return when.anchor is not Anchor.INCIDENT and not any(span.overlaps(measure.span) for span in when.spans)


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
