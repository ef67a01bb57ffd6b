"""Words that set a figure right come in ("on June 13, not June 12"); whether another text or place has the figure that they deny goes out.

Two voices that differ are shown as differing; which of them is right is not said.
"""

from __future__ import annotations

from collections.abc import Iterator

from sayso.checks.figures import group
from sayso.checks.made import make_finding
from sayso.ledger.reader import LedgerReader
from sayso.model import Finding, Measure, Span, Verdict

NAME = "corrected"
KINDS = {"ISO day ordinals": "date", "days": "lag"}  # of the measures that may hold the figure denied
WITHIN = 7.0  # days: a date so wide may still hold the one denied


def check_corrected(measure: Measure, ledger: LedgerReader) -> Finding | None:
    """What the words deny stands in another text, or elsewhere in the same one."""
    if measure.kind != "correction" or measure.that_span is None:
        return None
    denied = measure.that_span.exact
    found = next(iter(_quoted(measure, ledger) if measure.unit == "words" else _held(measure, ledger)), None)
    if found is None:
        reason = f"No other text in the ledger has “{denied}”, which the words deny."
        return make_finding(NAME, measure, Verdict.CANNOT_TELL, reason)
    where = "another text has" if _elsewhere(found, measure, ledger) else "elsewhere the same text has"
    reason = f"The words deny “{denied}”; {where} “{found.exact}”."
    return make_finding(NAME, measure, Verdict.DISAGREES, reason, spans=(found,), computed=found.exact)


def _held(measure: Measure, ledger: LedgerReader) -> Iterator[Span]:
    """Figures of the same kind and size on the same page, those of other documents first, with words in common before others."""
    kind = KINDS.get(measure.unit, "count")
    same = [m for m in ledger.measures() if m.kind == kind and m.span.page == measure.span.page and _fits(m, measure)]
    same = [m for m in same if not m.span.overlaps(measure.span)]
    if kind == "count":
        same = [m for m in same if group(measure.span.exact) & group(m.span.exact)]
    for found in sorted(same, key=lambda m: (m.document == measure.document, m.span)):
        yield found.span


def _fits(other: Measure, measure: Measure) -> bool:
    if other.low is None or other.high is None or measure.low is None:
        return False
    return other.low <= measure.low <= other.high and other.high - other.low <= WITHIN


def _quoted(measure: Measure, ledger: LedgerReader) -> Iterator[Span]:
    """The very words in another document of the page."""
    words = measure.that_span.exact.lower() if measure.that_span else ""
    for document in ledger.documents():
        if document.page == measure.span.page and document.id != measure.document:
            at = document.span.exact.lower().find(words)
            if at >= 0:
                yield document.span.part(document.span.start + at, document.span.start + at + len(words))


def _elsewhere(found: Span, measure: Measure, ledger: LedgerReader) -> bool:
    return not ledger.document(measure.document).span.holds(found)
