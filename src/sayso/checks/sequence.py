"""A stated order of two happenings or sayings comes in; whether their recorded dates bear it out goes out."""

from __future__ import annotations

from sayso.errors import NotInLedger
from sayso.extract.owndates import own_dates
from sayso.ledger.reader import LedgerReader
from sayso.model import DateRange, Finding, Measure, Span, Verdict, make_id
from sayso.model.reckon import DAY_SLACK, day_range, lag_range, written

NAME = "sequence"
WORDS = {"before": "came before", "after": "came after", "same_time": "came at the time of"}


def check_sequence(measure: Measure, ledger: LedgerReader) -> Finding | None:
    """The stated order agrees with the recorded dates."""
    if measure.kind != "sequence" or measure.relation not in WORDS or not measure.this or not measure.that:
        return None
    first, second = _date(measure.this, measure, ledger), _date(measure.that, measure, ledger)
    one, other = day_range(first), day_range(second)
    if first is None or second is None or one is None or other is None:
        reason = f"Said that one {WORDS[measure.relation]} the other; no text dates both of them."
        return _finding(measure, Verdict.CANNOT_TELL, reason)
    low, high = lag_range(one, other)  # days from this to that
    verdict = _judge(measure.relation, low, high)
    found = f"{written(first)} and {written(second)}"
    reason = f"Said that one {WORDS[measure.relation]} the other; the recorded dates are {found}."
    return _finding(measure, verdict, reason, *first.spans, *second.spans, computed=found)


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
    return Finding(
        id=make_id("finding", NAME, measure.id),
        check=NAME,
        verdict=verdict,
        reason=reason,
        spans=tuple(dict.fromkeys([measure.span, *spans])),
        stated=measure.span.exact,
        computed=computed,
        about=tuple(i for i in (measure.this, measure.that) if i),
    )
