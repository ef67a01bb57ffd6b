"""The bytes of an HTML page in, the page with its documents, comments and furniture out."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sayso.errors import UnreadablePage
from sayso.ingest import coverage
from sayso.ingest.ages import ages_unread
from sayso.ingest.align import align, letters
from sayso.ingest.body import Chunk, chars, find_body, rough_body
from sayso.ingest.carried import carried_prose
from sayso.ingest.charset import decode_html
from sayso.ingest.comments import Thread, read_thread
from sayso.ingest.comments.data import read_carried
from sayso.ingest.density import densest
from sayso.ingest.dom import Dom, parse, read_dom
from sayso.ingest.encoding import Decoded
from sayso.ingest.jsonld import types
from sayso.ingest.metadata import Metadata, read_metadata
from sayso.ingest.placing import Place, documents_of, without_teasers
from sayso.model import BlockKind, Page, Problem, make_id

_DOUBTED = 0.35  # of what is shown outside links and comments; a shorter body is compared with the prose that stands closest
_HARDLY = 250  # characters of a body that may be a picture's caption, with the text in data for scripts
_INLINE = frozenset(("b", "em", "i", "span", "strong", "u"))
_MORE = 2.0  # times as long that has to be


def read_html(raw: bytes, *, uri: str, fetched: str | None = None, fast: bool = False) -> Page:
    """One HTML page. ``fast`` reads it without comment threads and with a rougher body, for bulk."""
    decoded = decode_html(raw)
    if fast:
        from sayso.ingest.fast import read_fast

        return read_fast(raw, decoded, uri=uri, fetched=fetched)
    dom, reasons = read_tree(decoded.text)
    meta = read_metadata(dom.root, uri=uri)
    sha = hashlib.sha256(raw).hexdigest()
    page_id = make_id("page", sha)
    thread = read_thread(dom, meta, page=page_id, uri=uri, anchor=_moment(fetched))
    text = dom.text
    if not thread.comments:
        text, carried = read_carried(_without_faq(meta.nodes), text, page=page_id)
        thread = Thread(comments=carried, reader="data")
    chunks = _main_text(dom, thread)
    if chars(chunks) < _HARDLY and not thread.comments and (prose := carried_prose(dom.root)):
        chunks = prose
        reasons = [*reasons, "The page shows hardly any text; what was found in the data for its scripts stands behind it."]
    text, told = _placed(chunks, text, _links(dom))
    return build_page(
        sha, decoded, text=text, told=told, meta=meta, thread=thread, reasons=reasons, uri=uri, fetched=fetched
    )


def read_tree(source: str) -> tuple[Dom, list[str]]:
    """The element tree of a page with its text, and every reason to think that some text is missing from it."""
    source, reasons = coverage.tame(source)
    root, lost = parse(source)
    dom = None if lost else _dom(root)
    if dom is None or dom.depth > coverage.DEEPEST:
        reasons.append(
            f"Elements are nested more than {coverage.DEEPEST} deep; the deepest were read without their structure."
        )
        source = coverage.flatten(source)
        dom = read_dom(parse(source)[0])
    return dom, reasons + coverage.losses(dom, source)


def _dom(root: Any) -> Dom | None:
    try:
        return read_dom(root)
    except RecursionError:
        return None


def _main_text(dom: Dom, thread: Thread) -> list[Chunk]:
    """The article's paragraphs; a page that is a forum thread has none beside its posts."""
    if thread.is_page:
        return []
    for element in thread.elements:
        if element.getparent() is not None:
            element.drop_tree()
    shown = _shown(dom) - sum(len(raw.span.exact) for raw in thread.comments)
    chunks = find_body(dom.root, count=dom.count, shown=shown)
    if chunks is None:
        return rough_body(dom.text)
    if chars(chunks) < shown * _DOUBTED and not thread.comments:
        prose = [Chunk(BlockKind.PARAGRAPH, dom.text[start:end]) for start, end in densest(dom.text) or ()]
        return prose if chars(prose) > _MORE * chars(chunks) else chunks
    return chunks


def _without_faq(nodes: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The objects that may be a thread: the questions of a list of frequent ones are the page's own words."""
    faq = any("FAQPage" in types(node) for node in nodes)
    return [node for node in nodes if not faq or not {"FAQPage", "Question"} & set(types(node))]


def _links(dom: Dom) -> list[Place]:
    """Where the words of links stand, in page order."""
    placed = zip(dom.starts, dom.ends, dom.owners, strict=True)
    return [(start, end) for start, end, owner in placed if owner.tag == "a" or _in_link(owner)]


def _in_link(element: Any) -> bool:
    parent = element.getparent()
    return element.tag in _INLINE and parent is not None and parent.tag == "a"


def _shown(dom: Dom) -> int:
    """The characters that a page shows outside its links."""
    return sum(end - start for start, end, owner in zip(dom.starts, dom.ends, dom.owners, strict=True) if owner.tag != "a")


def _placed(chunks: Sequence[Chunk], text: str, links: Sequence[Place]) -> tuple[str, list[tuple[Chunk, Place | None]]]:
    """Every paragraph of the main text with its place in the page's text, and that text with words behind it that the page only
    carries as data."""
    places = align([chunk.text for chunk in chunks], letters(text))
    unseen = [chunk.text.strip() for chunk, place in zip(chunks, places, strict=True) if place is None]
    if sum(map(len, unseen)) > chars(chunks) / 2:
        text = "\n\n".join([text, *unseen]).strip()
        places = align([chunk.text for chunk in chunks], letters(text))
    return text, list(zip(chunks, without_teasers(places, links, text), strict=True))


def build_page(
    sha: str, decoded: Decoded, *, text: str, told: Sequence[tuple[Chunk, Place | None]], meta: Metadata, thread: Thread,
    reasons: Sequence[str], uri: str, fetched: str | None,
) -> Page:  # fmt: skip
    """A page from its parts."""
    if not text.strip():
        raise UnreadablePage(f"{uri}: the page shows no text.")
    page_id = make_id("page", sha)
    pieces = documents_of(told, page=page_id, text=text, meta=meta, thread=thread, uri=uri)
    problems = [*decoded.problems, *(Problem(code="partial", message=reason) for reason in reasons), *pieces.problems]
    problems += ages_unread(thread.comments, text, fetched=fetched, published=meta.published)
    return Page(
        id=page_id, uri=uri, sha256=sha, media_type="text/html", text=text, title=meta.title, encoding=decoded.encoding,
        encodings=decoded.encodings, fetched=fetched, language=meta.language or "en", documents=pieces.documents,
        furniture=pieces.furniture, problems=tuple(problems),
    )  # fmt: skip


def _moment(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
