"""The bytes of an HTML page in, its page read for bulk out: title, authors, date and a rougher body, no comment threads.

One parse by resiliparse and a pass over its tree for all words in order, which are the page's text. The body is the stretch of it
where prose stands closest; where none stands out, a second pass for the main content by the markup.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from lxml import html
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import HTMLTree

from sayso.errors import UnreadablePage
from sayso.ingest import coverage
from sayso.ingest.density import densest
from sayso.ingest.dom import paragraphs
from sayso.ingest.encoding import Decoded
from sayso.ingest.metadata import Metadata, read_metadata
from sayso.ingest.pieces import Cut, Facts, cut_pieces
from sayso.ingest.placing import Placed, with_deck, with_headline
from sayso.model import Block, BlockKind, Document, Page, Problem, Span, make_id

# What a page says about itself stands in these elements; a quoted ">" ends no tag.
_SELF = re.compile(
    r"""<(?:meta|html|(?P<tag>title|h1|time|a|span|div|p)|(?P<script>script)(?=[^>]*ld\+json))\b(?:[^>"']++|"[^"]*+"|'[^']*+')*+>""",
    re.I,
)
_LACKING = (
    ("og:title", ("<h1",)),
    ("ublished", ("<time", 'itemprop="datePublished"')),
    ("author", ('itemprop="author"', 'rel="author"')),
)
_FIRST = 6  # of each of them
_LONGEST = 2_000  # characters of one of them that is no script
_LANE = "Read in the fast lane: the body is cut more roughly and comment threads are left out."
_EDGE = 2  # paragraphs at either end among which bylines, credits and notes are looked for


def read_fast(raw: bytes, decoded: Decoded, *, uri: str, fetched: str | None = None) -> Page:
    """One page without its comment thread; a ``limit`` problem says so on every page that is read this way."""
    source, reasons = coverage.tame(decoded.text)
    tree: Any = HTMLTree.parse(source)
    text = _words(tree, main=False)
    if not text.strip():
        raise UnreadablePage(f"{uri}: the page shows no text.")
    meta = read_metadata(_about(source), uri=uri)
    sha = hashlib.sha256(raw).hexdigest()
    page_id = make_id("page", sha)
    body = densest(text)
    told = _placed(_words(tree, main=True), text) if body is None else [(*place, BlockKind.PARAGRAPH) for place in body]
    pieces = _pieces(told, page=page_id, text=text, meta=meta, uri=uri)
    problems = (
        *decoded.problems, *(Problem(code="partial", message=reason) for reason in reasons), Problem(code="limit", message=_LANE),
        *pieces.problems,
    )  # fmt: skip
    return Page(
        id=page_id, uri=uri, sha256=sha, media_type="text/html", text=text, title=meta.title, encoding=decoded.encoding,
        encodings=decoded.encodings, fetched=fetched, language=meta.language or "en", documents=pieces.documents,
        furniture=pieces.furniture, problems=problems,
    )  # fmt: skip


def _words(tree: Any, *, main: bool) -> str:
    return str(extract_plain_text(tree, main_content=main, list_bullets=False, alt_texts=False, comments=False))


def _about(source: str) -> Any:
    """A small tree with no more than the elements in which a page speaks of itself: those of its head, and marked ones further down."""
    head = source.find("<body")
    head = len(source) if head < 0 else head
    parts = [_whole(match, source) for match in _SELF.finditer(source, 0, head)]
    parts += _marked(source, "ld+json", head)
    said = "".join(parts)
    parts += [
        part for known, marks in _LACKING if known not in said for mark in marks for part in _marked(source, mark, head)
    ]
    return html.document_fromstring("".join(parts) or "<html></html>")


def _marked(source: str, mark: str, start: int) -> Iterator[str]:
    """The first few elements behind a place that have a mark in their tag."""
    for _ in range(_FIRST):
        start = source.find(mark, start)
        if start < 0:
            return
        if match := _SELF.match(source, max(0, source.rfind("<", 0, start + 1))):
            yield _whole(match, source)
        start += len(mark)


def _whole(match: re.Match[str], source: str) -> str:
    """A tag with what it holds; nothing where it is not closed, or far away only."""
    tag = match["tag"] or match["script"]
    if tag is None:
        return match[0]
    end = source.find(f"</{tag}", match.end(), None if match["script"] else match.end() + _LONGEST)
    return source[match.start() : end] + f"</{tag}>" if end >= 0 else ""


def _pieces(told: list[Placed], *, page: str, text: str, meta: Metadata, uri: str) -> Cut:
    """Documents and furniture. Paragraphs inside the body go through as one block, and are set apart again afterwards."""
    told = with_deck(with_headline(told, meta, text, ()), meta, text, ())
    blocks = [
        Block(kind=kind, span=_span(page, text, start, end)) for start, end, kind in _with_rest(_joined(told, text), text)
    ]
    facts = Facts(
        title=meta.title, authors=meta.authors, outlet=meta.outlet, published=meta.published, language=meta.language or "en"
    )
    cut = cut_pieces(blocks, page=page, text=text, facts=facts, uri=uri)
    return msgspec.structs.replace(cut, documents=tuple(_set_apart(document) for document in cut.documents))


def _placed(main: str, text: str) -> list[Placed]:
    """The main content's paragraphs at their places: both texts come from one hand, in the same order."""
    told: list[Placed] = []
    position = 0
    for paragraph in main.split("\n\n"):
        words = paragraph.strip()
        start = text.find(words, position) if words else -1
        if start >= 0:
            position = start + len(words)
            told.append((start, position, BlockKind.PARAGRAPH))
    return told


def _joined(told: Sequence[Placed], text: str) -> Iterator[Placed]:
    """The paragraphs with neighbours inside the body made one."""
    inner = list(told[_EDGE:-_EDGE])
    yield from told[:_EDGE]
    while inner:
        start, end, kind = inner.pop(0)
        while inner and not text[end : inner[0][0]].strip():
            end = inner.pop(0)[1]
        yield start, end, kind
    yield from told[max(_EDGE, len(told) - _EDGE) :]


def _with_rest(told: Iterator[Placed], text: str) -> Iterator[Placed]:
    """Everything between and around the told stretches is furniture."""
    position = 0
    for start, end, kind in (*told, (len(text), len(text), None)):
        rest = text[position:start]
        if rest.strip():
            at = position + len(rest) - len(rest.lstrip())
            yield at, at + len(rest.strip()), BlockKind.BOILERPLATE
        if kind is not None:
            yield start, end, kind
        position = end


def _span(page: str, text: str, start: int, end: int) -> Span:
    return Span(page=page, start=start, end=end, exact=text[start:end])


def _set_apart(document: Document) -> Document:
    blocks: list[Block] = []
    for block in document.blocks:
        if block.kind is not BlockKind.PARAGRAPH or "\n\n" not in block.span.exact:
            blocks.append(block)
            continue
        at, exact = block.span.start, block.span.exact
        blocks.extend(Block(kind=block.kind, span=block.span.part(at + start, at + end)) for start, end in paragraphs(exact))
    return msgspec.structs.replace(document, blocks=tuple(blocks))
