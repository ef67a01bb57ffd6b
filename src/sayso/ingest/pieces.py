"""Labelled blocks of any page come in; its documents and furniture go out: host's note, article, correction, comments."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.model import (
    Block,
    BlockKind,
    Comment,
    DateRange,
    Document,
    DocumentKind,
    Origin,
    Problem,
    Record,
    Span,
    make_id,
)


class Facts(Record, frozen=True):
    """What is known of a page's main article before its blocks are read, such as a page's machine-readable data."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    published: DateRange | None = None
    language: str = "en"
    derived_from: tuple[Origin, ...] = ()


class RawComment(Record, frozen=True):
    """A comment as found: ``span`` its own words, ``key`` and ``parent`` names that are unique on the page.

    ``candidates`` are keys of possible parents, likeliest first.
    """

    key: str
    span: Span
    author: str | None = None
    author_span: Span | None = None
    posted: DateRange | None = None
    parent: str | None = None
    reply_to_name: str | None = None
    candidates: tuple[str, ...] = ()
    depth: int = 0
    truncated: bool = False
    votes: int | None = None
    flags: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()


class Cut(Record, frozen=True):
    """What the blocks of a page came to."""

    documents: tuple[Document, ...] = ()
    furniture: tuple[Block, ...] = ()
    problems: tuple[Problem, ...] = ()


def cut_pieces(blocks: Sequence[Block], *, page: str, text: str, facts: Facts = Facts(), uri: str = "") -> Cut:
    """Cut labelled blocks (in reading order, no comments among them) into documents and furniture.

    Blocks labelled ``paragraph`` may be relabelled: credit lines, bylines, author notes and furniture are recognised by
    their wording. Other labels are kept.
    """
    told = [b for b in blocks if b.kind is not BlockKind.BOILERPLATE]
    if not told:
        return Cut(furniture=tuple(blocks))
    start, end = told[0].span.start, told[-1].span.end
    whole = Span(page=page, start=start, end=end, exact=text[start:end])
    inside = tuple(b for b in blocks if whole.holds(b.span))
    document = Document(
        id=make_id("doc", page, DocumentKind.ARTICLE, start, end), page=page, kind=DocumentKind.ARTICLE, span=whole,
        title=facts.title, authors=facts.authors, outlet=facts.outlet, published=facts.published,
        language=facts.language, blocks=inside, derived_from=facts.derived_from,
    )  # fmt: skip
    return Cut(documents=(document,), furniture=tuple(b for b in blocks if not whole.holds(b.span)))


def comment_documents(
    raws: Sequence[RawComment], *, page: str, outlet: str | None = None, language: str = "en"
) -> tuple[Document, ...]:
    """One document a comment, in reading order, with parents as document ids."""
    ids = {r.key: make_id("doc", page, DocumentKind.COMMENT, r.span.start, r.span.end) for r in raws}
    return tuple(_comment(r, ids, page=page, outlet=outlet, language=language) for r in raws)


def _comment(raw: RawComment, ids: dict[str, str], *, page: str, outlet: str | None, language: str) -> Document:
    comment = Comment(
        author=raw.author, author_span=raw.author_span, posted=raw.posted,
        reply_to=ids.get(raw.parent) if raw.parent else None, reply_to_name=raw.reply_to_name,
        candidates=tuple(ids[c] for c in raw.candidates if c in ids),
        depth=raw.depth, truncated=raw.truncated, votes=raw.votes, flags=raw.flags,
    )  # fmt: skip
    return Document(
        id=ids[raw.key], page=page, kind=DocumentKind.COMMENT, span=raw.span, authors=(raw.author,) if raw.author else (),
        outlet=outlet, published=raw.posted, language=language, comment=comment,
        blocks=raw.blocks or (Block(kind=BlockKind.PARAGRAPH, span=raw.span),),
    )  # fmt: skip
