"""What the finders hand to each other: one source-cue-content as page offsets, before it becomes a statement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from spacy.tokens import Doc, Token
from spacy.tokens import Span as Slice

from sayso.extract.parse import ParsedBlock

Range = tuple[int, int]  # page offsets, end exclusive

_EDGE = frozenset({",", ";", ".", "—", "–", "-", "--", ":", "…", "..."})
_JOINT = _EDGE | frozenset({'"', "“", "”", "''", "``", "'", "‘", "’", "(", ")", "[", "]"})


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """One source-cue-content. ``speaker`` are the words of the source (for resolving it), ``lemma`` the cue's base form.

    ``frame`` is one of quote, clause, infinitive, object, preposition, noun, adjective, adverb, according, transcript,
    appearance. ``act`` is set where an idiom carries an act by itself.
    """

    block: int
    content: tuple[Range, ...]
    cue: Range | None = None
    source: tuple[Range, ...] = ()
    speaker: Slice | None = None
    lemma: str = ""
    head: Token | None = None  # the cue's head word
    root: Token | None = None  # the head word of what is said
    frame: str = "clause"
    act: str = ""
    flags: tuple[str, ...] = ()
    made_by: str = "rules"
    score: float | None = None  # the encoder's own confidence

    @property
    def start(self) -> int:
        """Where its first content begins."""
        return self.content[0][0]

    @property
    def size(self) -> int:
        """How many characters its content has."""
        return sum(b - a for a, b in self.content)

    def holds(self, place: int) -> bool:
        """Whether a page offset lies inside its content."""
        return any(a <= place < b for a, b in self.content)


def extent(tokens: Iterable[Token], block: ParsedBlock) -> tuple[Range, ...]:
    """Page ranges of some words of a block; words parted by marks only are joined, marks at the ends are dropped."""
    doc = block.doc
    indices = sorted({t.i for t in tokens})
    runs: list[list[int]] = []
    for i in indices:
        if runs and _only_marks(doc, runs[-1][-1] + 1, i):
            runs[-1].append(i)
        else:
            runs.append([i])
    pieces = (_trimmed(doc, run[0], run[-1]) for run in runs)
    return tuple((block.span.start + a, block.span.start + b) for a, b in pieces if a < b)


def _only_marks(doc: Doc, start: int, end: int) -> bool:
    return all(doc[i].is_space or doc[i].text in _JOINT for i in range(start, end))


def _trimmed(doc: Doc, first: int, last: int) -> Range:
    while first <= last and (doc[first].is_space or doc[first].text in _EDGE):
        first += 1
    while first <= last and (doc[last].is_space or doc[last].text in _EDGE):
        last -= 1
    return (doc[first].idx, doc[last].idx + len(doc[last])) if first <= last else (0, 0)


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """What is said: the text, its tokens, their head word, the words that name who says it, and the saying word."""

    text: str
    tokens: Sequence[Token]
    root: Token | None = None
    source: Sequence[Token] = ()
    head: Token | None = None
    verbatim: bool = False  # in the speaker's own words
