"""A stated order of two happenings or sayings comes in; whether dates or other voices bear it out goes out."""

from __future__ import annotations

from sayso.checks.made import make_finding
from sayso.checks.tellings import earlier_of, told_by_others
from sayso.checks.undated import not_after
from sayso.errors import NotInLedger
from sayso.extract.owndates import own_dates
from sayso.ledger.reader import LedgerReader
from sayso.model import DateRange, Finding, Measure, Span, Verdict
from sayso.model.reckon import DAY_SLACK, day_range, days_written, lag_range, written

NAME = "sequence"
WORDS = {"before": "came before", "after": "came after", "same_time": "came at the time of"}


def check_sequence(measure: Measure, ledger: LedgerReader) -> Finding | None:
    """The stated order agrees with the recorded dates, or with the order in which other texts tell the two."""
    if measure.kind != "sequence" or measure.relation not in WORDS or not measure.this or not measure.that:
        return None
    said = f"Said that one {WORDS[measure.relation]} the other"
    first, second = _date(measure.this, measure, ledger), _date(measure.that, measure, ledger)
    one, other = day_range(first) or not_after(measure.this, ledger), day_range(second) or not_after(measure.that, ledger)
    if (first or second) and one and other:
        verdict = _judge(measure.relation, *lag_range(one, other))  # days from this to that
        found = f"{_written(first, one)} and {_written(second, other)}"
        if verdict is not Verdict.CANNOT_TELL or (first and second):
            spans = [s for d in (first, second) if d for s in d.spans]
            return _finding(measure, verdict, f"{said}; the recorded dates are {found}.", *spans, computed=found)
    return _by_others(measure, said, ledger) or _finding(
        measure, Verdict.CANNOT_TELL, f"{said}; no text dates both of them, and no other voice tells their order."
    )


def _by_others(measure: Measure, said: str, ledger: LedgerReader) -> Finding | None:
    """Where dates are wanting: another voice that tells the two in the same order, or the other way round."""
    stated = earlier_of(measure, ledger)
    others = told_by_others(measure, ledger) if stated else ()
    against = [t for t in others if t.earlier != stated]
    if against:
        reason = f"{said}; another text has it the other way round: “{against[0].span.exact}”."
        return _finding(measure, Verdict.DISAGREES, reason, against[0].span)
    if others:
        reason = f"{said}; another text tells them in that order, too: “{others[0].span.exact}”."
        return _finding(measure, Verdict.AGREES, reason, others[0].span)
    return None


def _written(when: DateRange | None, days: tuple[int, int]) -> str:
    return written(when) if when else f"not after {days_written(days[1], days[1])}, when a text told of it"


def _judge(relation: str, low: int, high: int) -> Verdict:
    """Days from this to that, least and most, against the order said."""
    if relation == "after":
        relation, low, high = "before", -high, -low
    if relation == "before":
        if high < -DAY_SLACK:
            return Verdict.DISAGREES
        return Verdict.AGREES if low > 0 else Verdict.CANNOT_TELL
    if low > DAY_SLACK or high < -DAY_SLACK:
        return Verdict.DISAGREES
    return Verdict.AGREES if low >= -DAY_SLACK and high <= DAY_SLACK else Verdict.CANNOT_TELL


def _date(id_: str, measure: Measure, ledger: LedgerReader) -> DateRange | None:
    """The narrowest date of a statement or of an account's incident that does not come from these very words."""
    try:
        dates = [ledger.statement(id_).said]
    except NotInLedger:
        try:
            dates = [when for _, when in own_dates(map(ledger.account, ledger.incident_of(id_).accounts))]
        except NotInLedger:
            return None
    free = [d for d in dates if d and not any(s.overlaps(measure.span) for s in d.spans)]
    known = [(days[1] - days[0], d.start, d) for d in free if (days := day_range(d))]
    return min(known, key=lambda k: k[:2])[2] if known else None


def _finding(measure: Measure, verdict: Verdict, reason: str, *spans: Span, computed: str = "") -> Finding:
    return make_finding(
        NAME,
        measure,
        verdict,
        reason,
        spans=spans,
        computed=computed,
        about=(measure.this, measure.that),
    )
