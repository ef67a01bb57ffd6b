"""A difference said to be the only one comes in; whether the same voice names another goes out."""

from __future__ import annotations

import re

from sayso.errors import NotInLedger
from sayso.ledger.reader import LedgerReader
from sayso.model import ActorKind, Comparison, Finding, Span, Verdict, make_id

NAME = "exclusive"
_ONLY = re.compile(
    r"\b(?:only|sole|single|one|all the)\s(?:\w+\s)?differences?\b|\bdiffers? only\b|\bno other difference\b", re.I
)
_BACK = re.compile(r"^\W*(?:that|this|it|such)(?:\W?s| is| was)\b", re.I)
NEXT = 3  # characters between two sentences: "That is the only difference" speaks of the sentence before it


def check_exclusive(comparison: Comparison, ledger: LedgerReader) -> Finding | None:
    """A difference said to be the only one is the only one that the same voice names."""
    claim = comparison.difference
    if comparison.kind != "difference" or claim is None or not _ONLY.search(claim.exact):
        return None
    others = [
        c
        for c in ledger.extraction(comparison.document).comparisons
        if _by(c, ledger) == _by(comparison, ledger) and _other(c, comparison, claim)
    ]
    mine = _ends(comparison, ledger)
    same = [c for c in others if mine & _ends(c, ledger)]
    if same:
        named = same[-1].difference or same[-1].span
        reason = f"Said to be the only difference; the same text names another: “{_short(named)}”."
        return _finding(comparison, claim, Verdict.DISAGREES, reason, named)
    if others:
        named = others[-1].difference or others[-1].span
        reason = f"The same text names a difference, “{_short(named)}”; whether between the same two is not clear."
        return _finding(comparison, claim, Verdict.CANNOT_TELL, reason, named)
    return _finding(
        comparison, claim, Verdict.CANNOT_TELL, "The text names no other difference; that is not to say there is none."
    )


def _other(other: Comparison, comparison: Comparison, claim: Span) -> bool:
    """Another difference, and not the very one that the words point back to."""
    if other.kind != "difference" or other.span == comparison.span:
        return False
    if other.difference == claim or (other.difference and _ONLY.search(other.difference.exact)):
        return False
    end = (other.difference or other.span).end
    return not (_BACK.match(claim.exact) and 0 <= claim.start - end <= NEXT)


def _by(comparison: Comparison, ledger: LedgerReader) -> str | None:
    """Who draws the comparison; None for the document's author."""
    try:
        speaker = ledger.actor(comparison.by) if comparison.by else None
    except NotInLedger:
        return comparison.by
    return speaker.id if speaker and speaker.kind not in {ActorKind.AUTHOR, ActorKind.COMMENTER} else None


def _ends(comparison: Comparison, ledger: LedgerReader) -> frozenset[str]:
    found = set()
    for account in (comparison.this, comparison.that):
        try:
            found.add(ledger.incident_of(account).id if account else "")
        except NotInLedger:
            found.add(account or "")
    return frozenset(found - {""})


def _short(span: Span, width: int = 90) -> str:
    words = " ".join(span.exact.split())
    return words if len(words) <= width else words[:width].rsplit(" ", 1)[0] + "…"


def _finding(comparison: Comparison, claim: Span, verdict: Verdict, reason: str, *others: Span) -> Finding:
    return Finding(
        id=make_id("finding", NAME, comparison.id),
        check=NAME,
        verdict=verdict,
        reason=reason,
        spans=(claim, *others),
        stated=_short(claim),
        computed="; ".join(_short(o) for o in others),
        about=tuple(i for i in (comparison.this, comparison.that) if i),
    )
