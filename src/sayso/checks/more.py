"""A figure that adds to an earlier one ("two more soldiers") comes in; whether the text tells of any before them goes out."""

from __future__ import annotations

import re

from sayso.checks.figures import group, people_in, sorts
from sayso.checks.made import make_finding
from sayso.extract.figures import NUMBER
from sayso.ledger.reader import LedgerReader
from sayso.model import Finding, Measure, Span, Verdict

NAME = "more"
_MORE = re.compile(rf"\b(?:{NUMBER} (?:more|further|additional|other)\b(?! than)|(?:another|a further) {NUMBER})", re.I)
_VAGUE = frozenset({"unknown"})  # sorts that anybody may belong to
REACH = 600  # characters back: about the paragraph in which "more" counts on


def check_more(measure: Measure, ledger: LedgerReader) -> Finding | None:
    """What a "more" counts on from is told of, and is of the same sort."""
    if measure.kind != "count" or not _MORE.search(measure.span.exact):
        return None
    own = group(measure.span.exact)
    if not people_in(own):
        return None
    earlier = _earlier(measure, ledger)
    if not earlier:
        return None
    if alike := [s for s in earlier if people_in(own) & group(s.exact)]:
        return _finding(measure, Verdict.AGREES, f"It counts on from “{alike[-1].exact}”.", alike[-1])
    last = earlier[-1]
    if _surely_other(own, group(last.exact)):
        words = " ".join(sorted(people_in(own)))
        reason = f"“More” has nothing to count on from: “{last.exact}”, told before it, is of another sort than {words}."
        return _finding(measure, Verdict.DISAGREES, reason, last)
    return _finding(measure, Verdict.CANNOT_TELL, f"Whether “{last.exact}” is of the same sort is not said.", last)


def _surely_other(own: frozenset[str], other: frozenset[str]) -> bool:
    """Both name a sort of people, and no sort in common."""
    one, two = sorts(own) - _VAGUE, sorts(other) - _VAGUE
    return bool(one and two and not one & two)


def _earlier(measure: Measure, ledger: LedgerReader) -> list[Span]:
    """Figures of the same kind shortly before the words, in reading order."""
    accounts = ledger.extraction(measure.document).accounts
    found = {
        h.span
        for a in accounts
        for h in a.harm
        if h.kind == measure.relation and measure.span.start - REACH <= h.span.start and h.span.end <= measure.span.start
    }
    return sorted(found)


def _finding(measure: Measure, verdict: Verdict, reason: str, *others: Span) -> Finding:
    return make_finding(
        NAME,
        measure,
        verdict,
        reason,
        spans=others,
        computed="; ".join(o.exact for o in others),
        about=(measure.this,),
    )
