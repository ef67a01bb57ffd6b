"""Pages, their documents and comments: what reading in returns."""

from __future__ import annotations

from enum import StrEnum

from sayso.model.dates import DateRange
from sayso.model.span import Record, Span


class DocumentKind(StrEnum):
    ARTICLE = "article"
    REPUBLISHED = "republished_article"
    HOST_NOTE = "host_note"  # the publisher's own words around somebody else's article
    CORRECTION = "correction"
    COMMENT = "comment"
    POST = "post"  # a forum post or a social-media post that opens a thread


class BlockKind(StrEnum):
    HEADLINE = "headline"
    DECK = "deck"
    BYLINE = "byline"
    DATELINE = "dateline"  # "LODEN, May 5 (Agency) -" at the head of a report: where and when it was filed, no reporting
    PARAGRAPH = "paragraph"
    QUOTATION = "quotation"  # a block quotation from elsewhere, or words a comment copied
    CREDIT = "credit"  # "authored by ..., via ..."
    CAPTION = "caption"
    BIO = "author_note"
    BOILERPLATE = "boilerplate"  # furniture: kept and labelled, never coded as reporting


class DerivationKind(StrEnum):
    """PROV-O's kinds of derivation, and republication."""

    REPUBLISHED = "republished"
    QUOTED_FROM = "quoted_from"
    DERIVED_FROM = "derived_from"
    PRIMARY_SOURCE = "primary_source"


class Problem(Record, frozen=True):
    """Something about a page that a reader of the ledger must know.

    ``code`` is one of ``partial``, ``encoding``, ``damaged``, ``not_english``, ``no_date``, ``lost_embed``, ``limit``,
    ``duplicate``; a page with ``partial`` may have lost text.
    """

    code: str
    message: str
    span: Span | None = None


class Block(Record, frozen=True):
    """A stretch of a page and its part in it."""

    kind: BlockKind
    span: Span


class Origin(Record, frozen=True):
    """One step of where a document says its words come from; nearest first in ``Document.derived_from``."""

    kind: DerivationKind
    name: str  # the outlet or author as named, e.g. a wire agency
    role: str = "outlet"  # outlet | author | agency
    span: Span | None = None
    url: str | None = None


class Comment(Record, frozen=True):
    """What is known of a reader's comment beside its words.

    ``reply_to`` is the parent's document id; where several parents fit, ``candidates`` lists them, likeliest first.
    ``flags``: ``copies_article``, ``quotes_other_news``, ``abusive``, ``deleted``, ``edited``, ``host`` and the like.
    """

    author: str | None
    author_span: Span | None = None
    posted: DateRange | None = None
    reply_to: str | None = None
    reply_to_name: str | None = None
    candidates: tuple[str, ...] = ()
    depth: int = 0
    truncated: bool = False
    votes: int | None = None
    flags: tuple[str, ...] = ()


class Document(Record, frozen=True):
    """A stretch of a page with its own authorship. ``span.exact`` is its text; documents of a page never overlap."""

    id: str
    page: str
    kind: DocumentKind
    span: Span
    title: str | None = None
    title_span: Span | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    published: DateRange | None = None
    language: str = "en"
    derived_from: tuple[Origin, ...] = ()
    blocks: tuple[Block, ...] = ()
    comment: Comment | None = None


class Page(Record, frozen=True):
    """What was fetched: its hash, one fixed text, and the documents and furniture in it.

    ``id`` follows from the SHA-256 of the bytes. ``encoding`` is the one used; ``encodings`` records what was declared
    and detected. ``furniture`` are blocks outside every document.
    """

    id: str
    uri: str
    sha256: str
    media_type: str
    text: str
    title: str | None = None
    encoding: str = "utf-8"
    encodings: dict[str, str] = {}
    fetched: str | None = None
    language: str = "en"
    documents: tuple[Document, ...] = ()
    furniture: tuple[Block, ...] = ()
    problems: tuple[Problem, ...] = ()
