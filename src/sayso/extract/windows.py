"""Text and a tokenizer come in; word pieces with character offsets and the windows that a model reads go out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

PARAGRAPH = 1  # the vocabulary's first unused piece marks where a paragraph starts
START, END, PADDING = 101, 102, 0
SIZE = 254  # pieces a window, without its start and end marks
CONTEXT = 32  # pieces of what stands before, read again so that "he added" finds its speaker
_BREAK = re.compile(r"\n\s*\n")
_SENTENCE_END = frozenset({1012, 1029, 999})  # . ? !


class Pieces(NamedTuple):
    """A text as word pieces: ``starts`` and ``ends`` are characters of the text, equal at a paragraph mark."""

    ids: list[int]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.ids)


class Window(NamedTuple):
    """Pieces ``start`` to ``end`` are read; only what begins at ``keep`` or later is reported."""

    start: int
    keep: int
    end: int


def paragraphs(text: str) -> list[tuple[int, int]]:
    """The stretches between blank lines."""
    edges = [0, *(edge for gap in _BREAK.finditer(text) for edge in gap.span()), len(text)]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if text[a:b].strip()]


def pieces(text: str, tokenizer: Any, stretches: Sequence[tuple[int, int]] | None = None) -> Pieces:
    """The word pieces of each stretch (by default: paragraph), a mark before each."""
    stretches = paragraphs(text) if stretches is None else stretches
    found = Pieces([], [], [])
    batch = tokenizer.encode_batch([text[a:b] for a, b in stretches], add_special_tokens=False)
    for (a, _), encoding in zip(stretches, batch, strict=True):
        found.ids.extend((PARAGRAPH, *encoding.ids))
        found.starts.extend((a, *(a + s for s, _ in encoding.offsets)))
        found.ends.extend((a, *(a + e for _, e in encoding.offsets)))
    return found


def windows(ids: Sequence[int], *, size: int = SIZE, context: int = CONTEXT, first: int | None = None) -> list[Window]:
    """Windows of whole paragraphs where they fit, of whole sentences where they do not.

    ``first`` limits the first window, so that training sees each text cut in other places.
    """
    found: list[Window] = []
    units = list(_units(ids, size - context))
    at = 0
    while at < len(units):
        keep = units[at][0]
        start = _context(units, at, context)
        room = first if first is not None and not found else size
        to = at + 1
        while to < len(units) and units[to][1] - start <= room:
            to += 1
        found.append(Window(start, keep, units[to - 1][1]))
        at = to
    return found


def _context(units: Sequence[tuple[int, int]], at: int, context: int) -> int:
    keep = units[at][0]
    back = at
    while back > 0 and keep - units[back - 1][0] <= context:
        back -= 1
    return units[back][0] if back < at else max(keep - context, 0)


def _units(ids: Sequence[int], longest: int) -> Iterator[tuple[int, int]]:
    """Paragraphs, those too long for a window cut after sentences, or hard where a sentence does not end."""
    edges = [i for i, piece in enumerate(ids) if piece == PARAGRAPH or i == 0] + [len(ids)]
    for start, end in pairwise(edges):
        while end - start > longest:
            ends = [i + 1 for i in range(start + longest // 3, start + longest) if ids[i] in _SENTENCE_END]
            cut = ends[-1] if ends else start + longest
            yield start, cut
            start = cut
        if end > start:
            yield start, end
