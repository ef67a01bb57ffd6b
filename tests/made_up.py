"""Hand-made records for tests: a text with names and words of our own comes in, records that quote it go out."""

from __future__ import annotations

import hashlib

from sayso.model import (
    Account,
    Act,
    ActorKind,
    Basis,
    DateRange,
    Document,
    DocumentKind,
    IncidentType,
    Mode,
    Page,
    Precision,
    Source,
    Span,
    Stage,
    Statement,
    make_id,
)


def page_of(text: str, *, uri: str = "made-up") -> Page:
    """A page with nothing but this text."""
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Page(id=make_id("page", sha256), uri=uri, sha256=sha256, media_type="text/plain", text=text)


def document_of(text: str, *, kind: DocumentKind = DocumentKind.ARTICLE, **fields: object) -> Document:
    """A document that fills its page."""
    page = page_of(text)
    span = Span(page=page.id, start=0, end=len(text), exact=text)
    return Document(id=make_id("doc", page.id, kind, 0, len(text)), page=page.id, kind=kind, span=span, **fields)  # type: ignore[arg-type]


def quote(document: Document, words: str, *, nth: int = 1) -> Span:
    """Where the words stand in the document, the ``nth`` time."""
    at = -1
    for _ in range(nth):
        at = document.span.exact.index(words, at + 1)
    start = document.span.start + at
    return Span(page=document.page, start=start, end=start + len(words), exact=words)


def day(start: str, end: str | None = None, *spans: Span) -> DateRange:
    """A day, or the days between two."""
    precision = Precision.DAY if end in {None, start} else Precision.DAYS
    return DateRange(start=start, end=end or start, precision=precision, basis=Basis.STATED, spans=spans)


def account_of(document: Document, *words: str, type: IncidentType = IncidentType.ATTACK, **fields: object) -> Account:
    """An account told in these words."""
    mentions = tuple(quote(document, w) for w in words)
    stage = fields.pop("stage", Stage.ACCOMPLISHED)
    return Account(
        id=make_id("account", document.id, *(m.start for m in mentions)),
        document=document.id,
        type=type,
        stage=stage,  # type: ignore[arg-type]
        span=mentions[0],
        mentions=mentions,
        **fields,  # type: ignore[arg-type]
    )


def statement_of(
    document: Document, content: str, *, cue: str | None = None, source: str | None = None, **fields: object
) -> Statement:
    """A statement with this content; without a source it is the author's own."""
    words = quote(document, content)
    who = quote(document, source) if source else None
    actor = fields.pop("actor", None)
    kind = fields.pop("kind", ActorKind.PERSON if source else ActorKind.AUTHOR)
    return Statement(
        id=make_id("statement", document.id, words.start, words.end),
        document=document.id,
        source=Source(name=source or "", kind=kind, span=who, actor=actor),  # type: ignore[arg-type]
        content=words,
        cue=quote(document, cue) if cue else None,
        mode=Mode.INDIRECT if cue else Mode.NARRATED,
        act=fields.pop("act", Act.REPORTS),  # type: ignore[arg-type]
        **fields,  # type: ignore[arg-type]
    )
