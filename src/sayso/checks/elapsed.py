"""A stated time between two happenings comes in; whether their recorded dates bear it out goes out.

A lag is the difference of the dates in days: the same day is 0, and a day of slack is left for time zones. A date that was
itself worked out from the stated lag proves nothing and is not used.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice

import msgspec

from sayso.checks.held import held
from sayso.checks.made import make_finding
from sayso.checks.pairs import WIDE, Dated, Judged, judged, printed
from sayso.checks.pairs import verdict as verdict_of
from sayso.checks.tellings import Telling, earlier_of, told_by_others
from sayso.checks.undated import month_and_days, not_after
from sayso.errors import NotInLedger
from sayso.extract.owndates import own_dates
from sayso.ledger.reader import LedgerReader
from sayso.model import Anchor, DateRange, Finding, Measure, Span, Statement, Verdict
from sayso.model.reckon import DAY_SLACK, day_range, days_written, lag_range

NAME = "elapsed"
AREAS = frozenset({"country", "region", "water"})
COMMON = 2021  # a year without a leap day, between two such years
LONG = frozenset({1, 3, 5, 7, 8, 10, 12})
WITHIN = 110  # characters before the words in which the clause names the place of what they date
_LATER = re.compile(r"\b(?:later|after\w*|following|thereafter|on|since)\b", re.I)  # what stands before is the later one
_CLAUSE = re.compile(r"[.;!?]\s|\n")


def check_elapsed(measure: Measure, ledger: LedgerReader) -> Finding | None:
    """The stated time between two happenings agrees with their recorded dates."""
    if measure.kind != "lag":
        return None
    told, counted = tuple(printed(measure.this_days)), tuple(printed(measure.that_days))
    if not (told or counted) and measure.relation != "same_time" and _one_incident(measure, ledger):
        reason = "The texts tell the two ends of it as one happening; which other one it counts from is not clear."
        return _finding(measure, Verdict.CANNOT_TELL, reason)
    recorded = tuple(_recorded(_later_ends(measure, ledger), measure, ledger))
    recorded = tuple(msgspec.structs.replace(d, sure=d.sure and not d.what) for d in recorded)  # taken to be what is dated
    laters = _surest_first([*told, *recorded])
    later = next(iter(laters), None)
    ends = _earlier_ends(measure, ledger, next(iter(recorded), None))
    known = [d for d in _recorded(ends, measure, ledger) if d.id not in {r.id for r in recorded}]
    if counted:  # a date from elsewhere in the text was given to what is dated here by a reading that may err
        text = ledger.page(measure.span.page).text
        recorded = tuple(msgspec.structs.replace(d, sure=d.sure and _stands_by(d, measure, text)) for d in recorded)
        laters = _surest_first([*told, *recorded])
    if counted:  # which happening the words count from was read from the text, as the days were; those stand in print
        known = [msgspec.structs.replace(d, sure=False) for d in known]
    earliers = _surest_first([*counted, *known])
    if not any(d.sure for d in laters):
        laters += _answers(measure, ledger)
    found = judged(measure, laters, earliers)
    if found is None:
        return (
            _without_year(measure, ledger)
            or _by_others(measure, ledger)
            or _by_sayings(measure, ledger)
            or _bounded(measure, ledger, later, next(iter(earliers), None))
            or _derived(measure, later, next(iter(earliers), None))
            or _finding(measure, Verdict.CANNOT_TELL, _missing(measure, later, next(iter(earliers), None)))
        )
    return _from_days(measure, found)


def _answers(measure: Measure, ledger: LedgerReader) -> list[Dated]:
    """What texts give as the answers to what the words count from: one of them may be what they date."""
    trigger = _incident_id(measure.that, ledger) if measure.that else None
    found = []
    for answer in _answers_by_trigger(ledger).get(trigger or "", ()):
        what = f"What is dated is taken to be what a text gives as its answer: {ledger.incident(answer).label}."
        if day := dated(answer, ledger, measure, what):
            found.append(msgspec.structs.replace(day, sure=False))
    return found


def _answers_by_trigger(ledger: LedgerReader) -> Mapping[str, Sequence[str]]:
    responses, incidents = ledger.responses(), ledger.incidents()

    def made() -> Mapping[str, Sequence[str]]:
        known = {i.id for i in incidents}
        found: dict[str, list[str]] = defaultdict(list)
        for response in responses:
            if response.response in known and response.response not in found[response.trigger]:
                found[response.trigger].append(response.response)
        return found

    return held("answers", ledger, responses, incidents, make=made)


def _stands_by(day: Dated, measure: Measure, text: str) -> bool:
    """The day is another page's, or is printed in the sentence of the words."""
    here = [s for s in day.spans if s.page == measure.span.page]
    between = [text[min(s.end, measure.span.end) : max(s.start, measure.span.start)] for s in here]
    return not here or any(not _CLAUSE.search(words) for words in between)


def _recorded(ends: Iterable[tuple[str, str]], measure: Measure, ledger: LedgerReader) -> Iterator[Dated]:
    """The first of the ends that the ledger dates."""
    yield from islice((d for i, what in ends if (d := dated(i, ledger, measure, what))), 1)


def _derived(measure: Measure, later: Dated | None, earlier: Dated | None) -> Finding | None:
    """One end's day gives the other's, which these words alone do not bear out."""
    known = later or earlier
    if known is None or measure.high is None or not known.narrow:
        return None
    low, high = math.floor(measure.low or 0), math.ceil(measure.high)
    day = (
        days_written(known.first + low, known.last + high)
        if later is None
        else days_written(known.first - high, known.last - low)
    )
    words = "Counted from" if later is None else "Counted back from"
    which = "it was on" if later is None else "what it counts from was on"
    reason = f"{words} {known.written}, {which} {day}; no text dates it otherwise."
    return _finding(measure, Verdict.CANNOT_TELL, reason, known, computed=day)


def _surest_first(days: Iterable[Dated]) -> list[Dated]:
    return sorted(days, key=lambda d: not d.sure)


def _from_days(measure: Measure, found: Judged) -> Finding:
    low, high, ends = found.low, found.high, (found.earlier, found.later)
    taken = "".join(f" {d.what}" for d in ends if d.what)
    days = f"{found.earlier.written} to {found.later.written}"
    if any(d.worked for d in ends):
        taken += " One of the days is itself worked out from another stated time."
    reason = f"{_said(measure)}; the recorded dates, {days}, make it {_days(low, high)}.{taken}"
    if found.verdict is Verdict.CANNOT_TELL:
        reason = f"{_said(measure)}; the recorded dates, {days}, leave {_days(low, high)} open.{taken}"
        if not all(d.sure for d in ends):
            reason = f"{_said(measure)}; it may count from another day: {days} makes {_days(low, high)}.{taken}"
    return _finding(measure, found.verdict, reason, *ends, computed=_days(low, high))


def _said(measure: Measure) -> str:
    return f"Said to be {_days(measure.low, measure.high)}"


def _without_year(measure: Measure, ledger: LedgerReader) -> Finding | None:
    """Two days whose year no one prints: the nearest such days, in one year or over its turn."""
    later, earlier = (_month_day(i, measure, ledger) for i in (measure.this, measure.that))
    if later is None or earlier is None:
        return None
    apart = [(_in_year(later[0], year) - _in_year(earlier[0], COMMON)).days for year in (COMMON - 1, COMMON, COMMON + 1)]
    days = min(apart, key=abs)
    words = f"{earlier[1].exact} to {later[1].exact}"
    reason = f"{_said(measure)}; {words}, whose year is not printed, makes it {_days(days, days)}."
    ends = [Dated(first=0, last=0, spans=(span,), id="") for _, span in (earlier, later)]
    return _finding(measure, verdict_of(measure, days, days), reason, *ends, computed=_days(days, days))


def _month_day(id_: str | None, measure: Measure, ledger: LedgerReader) -> tuple[tuple[int, int], Span] | None:
    """The one day of the month by which a text of the incident dates it without a year."""
    incident = _incident_id(id_, ledger) if id_ else None
    without_year = _without_years(ledger)
    for account in ledger.incident(incident).accounts if incident and without_year else ():
        for other in without_year.get(account, ()):
            month, days = month_and_days(other.span.exact)
            fits = month and len(days) == 1 and 1 <= min(days) <= 28 + (month != 2) * 2 + (month in LONG)
            if fits and not other.span.overlaps(measure.span):
                return (month, min(days)), other.span
    return None


def _without_years(ledger: LedgerReader) -> Mapping[str, Sequence[Measure]]:
    """The dates that texts print without a year, by the account that they date."""

    def made() -> Mapping[str, Sequence[Measure]]:
        found: dict[str, list[Measure]] = defaultdict(list)
        for measure in ledger.measures():
            if measure.relation == "no_year" and measure.this:
                found[measure.this].append(measure)
        return found

    return held("without a year", ledger, ledger.measures(), make=made)


def _in_year(day: tuple[int, int], year: int) -> date:
    return date(year, *day)


def _by_others(measure: Measure, ledger: LedgerReader) -> Finding | None:
    """Another voice that puts a time between the same two."""
    figures = [t for t in told_by_others(measure, ledger) if t.figure]
    if not figures or earlier_of(measure, ledger) is None:
        return None
    same = [t for t in figures if t.earlier == earlier_of(measure, ledger) and _meets(measure, t)]
    verdict, told = (Verdict.AGREES, same[0]) if same else (Verdict.DISAGREES, figures[0])
    reason = f"{_said(measure)}; another text has “{told.span.exact}” between the same two."
    return _finding(measure, verdict, reason, Dated(first=0, last=0, spans=(told.span,), id=""), computed=told.span.exact)


def _by_sayings(measure: Measure, ledger: LedgerReader) -> Finding | None:
    """What was said of a happening, and another voice that puts the same time between it and the like being said."""
    said, incident = _saying(measure.this, ledger), _incident_id(measure.that, ledger) if measure.that else None
    for other in _lags_to_sayings(ledger).get(incident or "", ()) if said else ():
        like = _saying(other.this, ledger)
        if like and said and like.act is said.act and like.source.actor != said.source.actor and _same_time(measure, other):
            reason = (
                f"{_said(measure)}; by “{other.span.exact}”, too, as much lies between it and the like being said of it."
            )
            ends = Dated(first=0, last=0, spans=(other.span,), id="")
            return _finding(measure, Verdict.AGREES, reason, ends, computed=other.span.exact)
    return None


def _saying(id_: str | None, ledger: LedgerReader) -> Statement | None:
    try:
        found = ledger.statement(id_ or "")
    except NotInLedger:
        return None
    return found if found.cue is not None else None


def _lags_to_sayings(ledger: LedgerReader) -> Mapping[str, Sequence[Measure]]:
    """The stated times between a happening and a saying, by the happening."""

    def made() -> Mapping[str, Sequence[Measure]]:
        found: dict[str, list[Measure]] = defaultdict(list)
        for measure in ledger.measures():
            if measure.kind == "lag" and measure.that and _saying(measure.this, ledger):
                found[_incident_id(measure.that, ledger) or ""].append(measure)
        return found

    return held("lags to sayings", ledger, ledger.measures(), ledger.incidents(), make=made)


def _same_time(measure: Measure, other: Measure) -> bool:
    return not other.span.overlaps(measure.span) and (other.low, other.high) == (measure.low, measure.high)


def _meets(measure: Measure, other: Telling) -> bool:
    low, high = (measure.low or 0.0) - DAY_SLACK, math.inf if measure.high is None else measure.high + DAY_SLACK
    return (other.low or 0.0) <= high and low <= (math.inf if other.high is None else other.high)


def _bounded(measure: Measure, ledger: LedgerReader, later: Dated | None, earlier: Dated | None) -> Finding | None:
    """One end undated: it had happened by the day on which this text told of it, and that alone may put the time in doubt."""
    known = later or earlier
    ends = (measure.this, measure.that)
    bounds = [not_after(i, ledger, document=measure.document) if i else None for i in ends]
    if known is None or (later is None and earlier is None):
        return None
    bound = bounds[0] if later is None else bounds[1]
    if bound is None:
        return None
    one = (earlier.first, earlier.last) if earlier else bound
    other = (later.first, later.last) if later else bound
    low, high = lag_range(one, other)
    if verdict_of(measure, low, high) is not Verdict.DISAGREES:
        return None
    told = days_written(bound[1] - DAY_SLACK, bound[1] - DAY_SLACK)
    which = "what this is said of" if later is None else "what it is counted from"
    at = f"at most {high}" if later is None else f"at least {low}"
    # What a lag counts from is read from the text: where the two cannot both be right, either may be wrong.
    reason = f"{_said(measure)}; this text of {told} already tells {which}, so that it is {at} days, or counts from something else."
    return _finding(measure, Verdict.CANNOT_TELL, reason, known, computed=f"{at} days")


def _one_incident(measure: Measure, ledger: LedgerReader) -> bool:
    ends = [_incident_id(i, ledger) if i else None for i in (measure.this, measure.that)]
    return ends[0] is not None and ends[0] == ends[1]


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


def dated(id_: str, ledger: LedgerReader, measure: Measure, what: str = "") -> Dated | None:
    """When a statement was made or an incident happened: the narrowest date that does not rest on the lag itself."""
    dates = [d for d in _dates(id_, ledger) if _independent(d, measure)]
    known = [(days, d) for d in dates if (days := day_range(d))]
    if not known:
        return None
    days, when = min(known, key=lambda k: (k[0][1] - k[0][0], k[0], k[1].reason))
    return Dated(first=days[0], last=days[1], spans=when.spans, id=id_, what=what, sure=days[1] - days[0] <= WIDE)


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
    return make_finding(
        NAME,
        measure,
        verdict,
        reason,
        spans=(span for end in ends for span in end.spans),
        computed=computed,
        about=(measure.that, measure.this),
    )
