"""A count of happenings in a time comes in ("three strikes in less than four weeks"); whether the page dates as many so close goes out.

A page need not tell all that it counts, so that fewer prove nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.checks.held import held
from sayso.checks.made import make_finding
from sayso.codelists import table
from sayso.extract.chronicle import root_of
from sayso.ledger.reader import LedgerReader
from sayso.model import Finding, Incident, Measure, Verdict
from sayso.model.account import HAPPENED
from sayso.model.reckon import DAY_SLACK, day_range, written

NAME = "series"
WIDE = 7  # days: a date vaguer than this sets no happening in a short time
GENERAL = frozenset({"incident", "time"})


def check_series(measure: Measure, ledger: LedgerReader) -> Finding | None:
    """The page dates as many happenings of that sort within that time."""
    if measure.kind != "series" or measure.low is None:
        return None
    number, days = int(measure.low), measure.high
    if measure.relation != "within" or days is None or number < 2:
        reason = "How many there were is not to be counted from one page, which need not tell them all."
        return make_finding(NAME, measure, Verdict.CANNOT_TELL, reason)
    told = _told(measure, ledger)
    runs = [told[i : i + number] for i in range(len(told) - number + 1)]
    for run in runs:
        first, last = day_range(run[0].date), day_range(run[-1].date)
        if first and last and last[1] - first[0] <= days + DAY_SLACK:
            dates = ", ".join(written(i.date) for i in run)
            spans = tuple(s for i in run for s in (i.date.spans if i.date else ()))
            reason = f"The texts date {number} of them within {last[1] - first[0]} days: {dates}."
            return make_finding(
                NAME, measure, Verdict.AGREES, reason, spans=spans, computed=dates, about=tuple(i.id for i in run)
            )
    reason = f"The texts date {len(told)} such happening{'' if len(told) == 1 else 's'}, and not {number} of them so close together."
    return make_finding(NAME, measure, Verdict.CANNOT_TELL, reason)


def _told(measure: Measure, ledger: LedgerReader) -> Sequence[Incident]:
    """The dated happenings of the page that the counted noun may name, in order of time."""
    told = _dated(measure.span.page, ledger)
    words = measure.that_span.exact.lower() if measure.that_span else ""
    known = table("measures")["happenings"]
    stem = next((w for w in (words, words.removesuffix("s"), words.removesuffix("es")) if w in known), "")
    if stem:
        return [i for i in told if str(i.type) in known[stem]]
    if not words or words.removesuffix("s") in GENERAL:
        return told
    root = root_of(words)
    return [i for i in told if any(root in m.exact.lower() for a in i.accounts for m in ledger.account(a).mentions)]


def _dated(page: str, ledger: LedgerReader) -> Sequence[Incident]:
    incidents = ledger.incidents()
    by_page: dict[str, list[Incident]] = held("dated by page", ledger, incidents, make=lambda: _by_page(incidents, ledger))
    return by_page.get(page, [])


def _by_page(incidents: Sequence[Incident], ledger: LedgerReader) -> dict[str, list[Incident]]:
    found: dict[str, list[Incident]] = {}
    for incident in incidents:
        days = day_range(incident.date)
        if days is None or days[1] - days[0] > WIDE:
            continue
        accounts = [ledger.account(a) for a in incident.accounts]
        for page in {a.span.page for a in accounts if a.stage in HAPPENED}:
            found.setdefault(page, []).append(incident)
    return {page: sorted(told, key=lambda i: (day_range(i.date) or (0, 0), i.id)) for page, told in found.items()}
