"""A plain-text dump of a web page comes in; its page with documents, comments and furniture goes out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

import msgspec

from sayso.errors import UnreadablePage
from sayso.ingest.ages import ages_unread
from sayso.ingest.blocks import label_blocks
from sayso.ingest.copied import mark_copies
from sayso.ingest.damage import find_damage
from sayso.ingest.encoding import Decoded, decode
from sayso.ingest.language import language_of
from sayso.ingest.lines import Line, read_lines
from sayso.ingest.pieces import Facts, comment_documents, cut_pieces
from sayso.ingest.stamps import date_of, find_stamp
from sayso.ingest.threads import Thread, find_thread
from sayso.model import (
    Basis,
    Block,
    BlockKind,
    DateRange,
    Document,
    DocumentKind,
    Page,
    Precision,
    Problem,
    Span,
    make_id,
)

_PUBLISHED = re.compile(r"\W*(?:first |last )?(?:published|posted|issued|filed|date)\b", re.I)
_SIGNED = re.compile(
    r"(?:(?<=[.!?]) +|\n)(?:\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+|[A-Z][a-z]+ \d{1,2}(?:st|nd|rd|th)?),? (?:19|20)\d\d\.?\s*$"
)

_WRITTEN = re.compile(r"\S(?:[^\n\r]*\S)?")


def read_text(raw: bytes, *, uri: str, fetched: str | None = None, declared: str | None = None) -> Page:
    """The page of a text dump; its text is the decoded bytes, unchanged."""
    decoded = decode(raw, declared=declared)
    if not decoded.text.strip():
        raise UnreadablePage(f"{uri}: there is no text in it.")
    sha = hashlib.sha256(raw).hexdigest()
    return page_of_text(decoded, uri=uri, sha256=sha, fetched=fetched, media_type="text/plain")


def page_of_text(
    decoded: Decoded, *, uri: str, sha256: str, fetched: str | None, media_type: str, facts: Facts | None = None
) -> Page:
    """The page of a text however it was come by; ``facts`` is what is known of it beside its words."""
    text, page = decoded.text, make_id("page", sha256)
    lines = read_lines(text)
    thread = find_thread(lines, text=text, page=page, fetched=fetched)
    language = language_of(text)
    rest, inside = _outside(lines, thread)
    blocks = label_blocks(rest, text=text, page=page, thread=thread.start)
    facts = facts or Facts()
    facts = msgspec.structs.replace(facts, language=language, outlet=facts.outlet or _host(uri))
    cut = cut_pieces(blocks, page=page, text=text, facts=facts, uri=uri)
    raws = mark_copies(thread.comments, " ".join(b.span.exact for d in cut.documents for b in d.blocks))
    outlet = next((d.outlet for d in cut.documents if d.outlet), facts.outlet)
    comments = comment_documents(raws, page=page, outlet=outlet, language=language)
    told = _dated(_stamped(cut.documents, cut.furniture), comments)
    documents = tuple(sorted((*told, *comments), key=lambda d: d.span.start))
    furniture = (*cut.furniture, *(_furniture(line, text=text, page=page) for line in inside))
    aged = ages_unread(
        raws, text, fetched=fetched, published=next((d.published for d in cut.documents if d.published), None)
    )
    title = next((d.title for d in documents if d.title and d.kind is not DocumentKind.COMMENT), None)
    return Page(
        id=page, uri=uri, sha256=sha256, media_type=media_type, text=text, title=title, encoding=decoded.encoding,
        encodings=decoded.encodings, fetched=fetched, language=language, documents=documents,
        furniture=tuple(sorted((*furniture, *_unclaimed(text, documents, furniture, page=page)), key=lambda b: b.span.start)),
        problems=(*decoded.problems, *_problems(documents, thread, language), *aged, *find_damage(documents)),
    )  # fmt: skip


def thread_of(text: str, *, page: str = "page", fetched: str | None = None) -> Thread:
    """The comment thread of a text dump."""
    return find_thread(read_lines(text), text=text, page=page, fetched=fetched)


def _outside(lines: Sequence[Line], thread: Thread) -> tuple[list[Line], list[Line]]:
    """Lines that are no part of the thread, and lines inside it that are no comment's words: its headers and buttons."""
    if thread.start is None or thread.end is None:
        return list(lines), []
    spans = [c.span for c in thread.comments]
    rest, inside = [], []
    for line in lines:
        if line.end <= thread.start or line.start >= thread.end:
            rest.append(line)
        elif not any(s.start < line.end and line.start < s.end for s in spans):
            inside.append(line)
    return rest, inside


def _furniture(line: Line, *, text: str, page: str) -> Block:
    span = Span(page=page, start=line.start, end=line.end, exact=text[line.start : line.end])
    return Block(kind=BlockKind.BOILERPLATE, span=span)


def _unclaimed(text: str, documents: Sequence[Document], furniture: Sequence[Block], *, page: str) -> Iterator[Block]:
    """What no document and no furniture holds, such as the numbers of a list and a converter's marks: furniture, too."""
    taken = sorted(
        {(s.start, s.end) for s in (*(d.span for d in documents), *(b.span for b in furniture))} | _parts(documents)
    )
    position = 0
    for start, end in [*taken, (len(text), len(text))]:
        for match in _WRITTEN.finditer(text, position, max(position, start)):
            if any(map(str.isalnum, match[0])):
                first, last = match.span()
                span = Span(page=page, start=first, end=last, exact=match[0])
                yield Block(kind=BlockKind.BOILERPLATE, span=span)
        position = max(position, end)


def _parts(documents: Sequence[Document]) -> set[tuple[int, int]]:
    return {(b.span.start, b.span.end) for d in documents for b in d.blocks}


def _host(uri: str) -> str | None:
    """The site that a web address names, without "www."."""
    parts = urlsplit(uri)
    host = parts.hostname if parts.scheme in ("http", "https") else None
    return host.removeprefix("www.") if host else None


def _stamped(documents: Sequence[Document], furniture: Sequence[Block]) -> tuple[Document, ...]:
    """Documents without a date get the one that stands in the page's furniture: over their first words or after
    "Published", or else the one that signs them at their end."""
    first = min((d.span.start for d in documents), default=0)
    lines = [(b.span, line) for b in furniture for line in re.finditer(r"[^\n]+", b.span.exact)]
    ends = [(d.span, line) for d in documents for line in [_SIGNED.search(d.span.exact)] if line]
    above = [(span, line) for span, line in lines if span.end <= first]
    marked = [(span, line) for span, line in lines if _PUBLISHED.match(line[0])]
    for span, line in (*marked, *above, *ends):
        stamp = find_stamp(line[0])
        if stamp is None or not stamp.dated or stamp.year is None:
            continue
        at = span.start + line.start()
        when = date_of(stamp, span.part(at + stamp.start, at + stamp.end), swap=None)
        if when is not None:
            return tuple(d if d.published else msgspec.structs.replace(d, published=when) for d in documents)
    return tuple(documents)


def _dated(documents: Sequence[Document], comments: Sequence[Document]) -> tuple[Document, ...]:
    """Documents without a date get the day of the earliest comment as their latest possible day."""
    posted = [d.published for d in comments if d.published and d.published.start[:10] == d.published.end[:10]]
    if not posted:
        return tuple(documents)
    first = min(posted, key=lambda p: p.start)
    day = first.start[:10]
    inferred = DateRange(
        start=day, end=day, precision=Precision.DAYS, basis=Basis.INFERRED, spans=first.spans,
        reason=f"No date is printed; the earliest comment is dated {day}, so it was published on that day or before.",
    )  # fmt: skip
    return tuple(d if d.published else msgspec.structs.replace(d, published=inferred) for d in documents)


def _problems(documents: Sequence[Document], thread: Thread, language: str) -> list[Problem]:
    problems = []
    if language not in ("en", "und"):
        problems.append(Problem(code="not_english", message=f"The text reads as {language}; it is kept and not coded."))
    told = [d for d in documents if d.kind is not DocumentKind.COMMENT]
    if told and all(d.published is None for d in told):
        problems.append(Problem(code="no_date", message="No date is printed on the page, and no comment has one."))
    found = len(thread.comments)
    if thread.announced and found and thread.announced != found:
        message = f"The page announces {thread.announced} comments; {found} were found in it."
        problems.append(Problem(code="partial", message=message))
    return problems
