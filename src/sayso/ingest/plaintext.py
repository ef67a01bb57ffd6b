"""A plain-text dump of a web page comes in; its page with documents and furniture goes out."""

from __future__ import annotations

import hashlib
import re

from sayso.errors import UnreadablePage
from sayso.ingest.encoding import decode
from sayso.ingest.lines import read_lines
from sayso.ingest.threads import Thread, find_thread
from sayso.model import Block, BlockKind, Document, DocumentKind, Page, Span, make_id

_PARAGRAPH = re.compile(r"\S(?:.|\n(?!\s*\n))*")


def read_text(raw: bytes, *, uri: str, fetched: str | None = None) -> Page:
    """The page of a text dump; its text is the decoded bytes, unchanged."""
    decoded = decode(raw)
    text = decoded.text
    if not text.strip():
        raise UnreadablePage(f"{uri}: no text in it.")
    sha = hashlib.sha256(raw).hexdigest()
    page_id = make_id("page", sha)
    spans = [Span(page=page_id, start=m.start(), end=m.end(), exact=m.group()) for m in _PARAGRAPH.finditer(text)]
    blocks = tuple(Block(kind=BlockKind.PARAGRAPH if i else BlockKind.HEADLINE, span=s) for i, s in enumerate(spans))
    whole = Span(page=page_id, start=spans[0].start, end=spans[-1].end, exact=text[spans[0].start : spans[-1].end])
    document = Document(
        id=make_id("doc", page_id, DocumentKind.ARTICLE, whole.start, whole.end),
        page=page_id, kind=DocumentKind.ARTICLE, span=whole, title=spans[0].exact, title_span=spans[0], blocks=blocks,
    )  # fmt: skip
    return Page(
        id=page_id, uri=uri, sha256=sha, media_type="text/plain", text=text, title=spans[0].exact,
        encoding=decoded.encoding, encodings=decoded.encodings, fetched=fetched, documents=(document,), problems=decoded.problems,
    )  # fmt: skip


def thread_of(text: str, *, page: str = "page", fetched: str | None = None) -> Thread:
    """The comment thread of a text dump."""
    return find_thread(read_lines(text), text=text, page=page, fetched=fetched)
