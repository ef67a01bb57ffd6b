"""Pages and the spans quoted from them come in; page texts cut at every quoted edge go out, so that each quote can be marked."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable

import msgspec

from sayso.model import Page, Span


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A run of page text between two cuts; ``anchor`` is where a link to a quote that begins here leads."""

    anchor: str
    start: int
    text: str
    furniture: bool = False


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """One page's text as pieces in order."""

    page: Page
    pieces: tuple[Piece, ...]


def anchor(span: Span) -> str:
    """The fragment that leads to a span's first character."""
    return f"{span.page}-{span.start}"


def passages(pages: Iterable[Page], spans: Iterable[Span]) -> tuple[Passage, ...]:
    """Every page with its text cut where a quoted span begins or ends, and where furniture does."""
    cuts: dict[str, set[int]] = defaultdict(set)
    for span in spans:
        cuts[span.page] |= {span.start, span.end}
    return tuple(_passage(page, cuts[page.id]) for page in pages)


def _passage(page: Page, cuts: set[int]) -> Passage:
    furniture = [(b.span.start, b.span.end) for b in page.furniture]
    edges = sorted({0, len(page.text), *cuts, *(edge for pair in furniture for edge in pair)})
    pieces = [
        Piece(
            anchor=f"{page.id}-{start}",
            start=start,
            text=page.text[start:end],
            furniture=any(a <= start and end <= b for a, b in furniture),
        )
        for start, end in itertools.pairwise(edges)
    ]
    return Passage(page=page, pieces=tuple(pieces))
