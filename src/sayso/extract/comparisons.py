"""A document's accounts and statements come in; the places where it sets two happenings side by side go out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Span as Slice

from sayso.extract.around import REACH, Told, across, after, before, page_range, tellings
from sayso.extract.parse import Parsed, ParsedBlock
from sayso.extract.patterns import section
from sayso.model import Account, Comparison, Span, Stage, Statement, make_id

if TYPE_CHECKING:
    from sayso.extract.actors import Actors


def find_comparisons(
    parsed: Parsed,
    *,
    accounts: Sequence[Account],
    statements: Sequence[Statement] = (),
    actors: Actors | None = None,
) -> tuple[Comparison, ...]:
    """Every likeness, difference, historical parallel or plea for one standard that the document claims."""
    told = tellings(accounts) + _never_happened(accounts)
    found: dict[str, Comparison] = {}
    for block, sentence in parsed.sentences():
        kinds: set[str] = set()
        words = block.text_of(sentence)
        for pattern in section("comparisons", "cues").likely(words):
            match, kind = pattern.search(words), pattern.label
            if match is None or kind in kinds:
                continue
            made = _comparison(parsed, block, sentence, match, kind, told, statements)
            if made is not None:
                kinds.add(kind)
                found[made.id] = made
    return tuple(sorted(found.values(), key=lambda c: (c.span.start, c.span.end, c.kind)))


def _never_happened(accounts: Sequence[Account]) -> tuple[Told, ...]:
    """A pretext of long ago is held up as a parallel just because it never happened."""
    past = [a for a in accounts if a.stage is Stage.DENIED and "historical" in a.flags]
    return tellings(past, unreal=True)


def _comparison(
    parsed: Parsed,
    block: ParsedBlock,
    sentence: Slice,
    match: re.Match[str],
    kind: str,
    told: Sequence[Told],
    statements: Sequence[Statement],
) -> Comparison | None:
    span = block.chars(sentence.start_char + match.start(), sentence.start_char + match.end())
    this, that = _ends(parsed, span, page_range(block, sentence), told)
    if this is None and that is None:
        return None
    claim = block.chars(sentence.start_char, sentence.end_char)
    kind = "historical" if kind == "likeness" and _historical(this, that) else kind
    return Comparison(
        id=make_id("comparison", parsed.document.id, kind, span.start, span.end),
        document=parsed.document.id,
        span=span,
        this=this.id if this else None,
        that=that.id if that else None,
        kind=kind,
        likeness=claim if kind in {"likeness", "historical"} else None,
        difference=claim if kind == "difference" else None,
        by=_by(statements, span),
    )


def _ends(
    parsed: Parsed, span: Span, bounds: tuple[int, int], told: Sequence[Told]
) -> tuple[Account | None, Account | None]:
    """The happening under discussion, and the one that it is held against."""
    low, high = bounds
    floor = max(parsed.document.span.start, low - REACH)
    inside = _in_order(told, low, high)
    if len(inside) >= 2:
        on = across(told, span.start) or after(told, span.end, ceiling=high) or inside[0]
        return on, next(a for a in inside if a.id != on.id)
    if inside:
        return inside[0], before(told, low, floor=floor, besides=(inside[0].id,))
    last = before(told, low, floor=floor)
    return last, before(told, low, floor=floor, besides=(last.id,)) if last else None


def _in_order(told: Sequence[Told], low: int, high: int) -> list[Account]:
    seen: dict[str, Account] = {}
    for t in told:
        if low <= t.span.start < high:
            seen.setdefault(t.account.id, t.account)
    return list(seen.values())


def _historical(this: Account | None, that: Account | None) -> bool:
    return any(a is not None and "historical" in a.flags for a in (this, that))


def _by(statements: Sequence[Statement], span: Span) -> str | None:
    """Whoever's words these are: the innermost statement that holds them."""
    holding = [s for s in statements if s.content.holds(span)]
    return min(holding, key=lambda s: len(s.content.exact)).source.actor if holding else None
