"""An element tree in, the paragraphs of its main text out, as the extractor trafilatura sees them."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import trafilatura
from lxml import etree
from trafilatura.settings import Extractor

from sayso.model import BlockKind

_HOLDERS = frozenset(("body", "list", "table", "row", "quote", "div", "done"))
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
_LIMIT = 60_000  # elements; beyond this the extractor takes minutes
_SHARE = 0.35  # of what is shown outside links: on 320 pages the others changed 3 of 285 above it, and 10 of 35 below
_FEW = 250  # characters; a body shorter than this is doubted anyway
_PARTS = 3  # paragraphs; with fewer it may be the whole page in one piece, the extractor's last resort
_SENTENCE = 60
_STOPS = '.!?"”’…:'
_KINDS = {"quote": BlockKind.QUOTATION, "head": BlockKind.HEADLINE}


@dataclass(frozen=True, slots=True)
class Chunk:
    """One paragraph, heading, list item or table cell as the extractor returned it."""

    kind: BlockKind
    text: str


def find_body(root: Any, *, count: int, shown: int) -> list[Chunk] | None:
    """The main text paragraph by paragraph, or None where the tree is too large for the extractor.

    ``shown``: the characters that the page shows outside links and comments. Where one pass finds too few of them, the extractor
    compares itself with others, which takes it twice as long and hardly ever changes anything elsewhere.
    """
    if count > _LIMIT:
        return None
    _lighten(root)
    try:
        found = _extract(root, _once())
        if len(found) < _PARTS or chars(found) < max(_FEW, shown * _SHARE):
            found = _extract(root, _compared())
    except (RecursionError, ValueError, etree.LxmlError):
        return None
    return found


def chars(chunks: Sequence[Chunk]) -> int:
    """How long they are together."""
    return sum(len(chunk.text) for chunk in chunks)


def _extract(root: Any, options: Extractor) -> list[Chunk]:
    found: Any = trafilatura.bare_extraction(root, options=options)
    if found is None or found.body is None:
        return []
    return [chunk for chunk in _chunks(found.body, BlockKind.PARAGRAPH) if chunk.text.strip()]


@cache
def _compared() -> Extractor:
    return Extractor(output_format="python", comments=False)


@cache
def _once() -> Extractor:
    """One pass: no second algorithm, and no look at the whole page whether another try with wider rules is due."""
    options = Extractor(output_format="python", comments=False, fast=True)
    options.focus = "once"  # neither "precision" nor "recall", and not "balanced", which is what tries again
    return options


def _lighten(root: Any) -> None:
    """Take out what holds no words, which the extractor would copy several times; data scripts stay, it may read the body there."""
    etree.strip_elements(root, "style", "svg", "template", "iframe", with_tail=False)
    for script in [script for script in root.iter("script") if "json" not in (script.get("type") or "")]:
        script.drop_tree()


def _chunks(element: Any, kind: BlockKind) -> Iterator[Chunk]:
    kind = _KINDS.get(element.tag, kind)
    if element.tag not in _HOLDERS:
        yield Chunk(kind, " ".join(element.itertext()))
        return
    if element.text:
        yield Chunk(kind, element.text)
    for child in element:
        yield from _chunks(child, kind)
        if child.tail:
            yield Chunk(kind, child.tail)


def rough_body(text: str) -> list[Chunk]:
    """Paragraphs that read like sentences, for a page that is too large for the extractor."""
    paragraphs = (paragraph.strip() for paragraph in text.split("\n\n"))
    return [Chunk(BlockKind.PARAGRAPH, p) for p in paragraphs if len(p) > _SENTENCE and p[-1:] in _STOPS]
