"""A comment's statements come in; those in passages that it copied go out as somebody else's words, with whose as far as the page tells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from sayso.extract.statements.chains import UNNAMED_HOST, source_link
from sayso.model import ActorKind, BlockKind, Document, DocumentKind, Link, Mode, Source, Span, Stance, Statement

_FLAG = "copied"


def from_elsewhere(statements: Iterable[Statement], *, document: Document, links: Sequence[Link]) -> tuple[Statement, ...]:
    """The statements, those of copied passages with the passage's author between the commenter and the source."""
    passages = [b.span for b in document.blocks if b.kind is BlockKind.QUOTATION]
    if document.kind is not DocumentKind.COMMENT or not passages:
        return tuple(statements)
    writers = [(p, _signed(document, p) or _writer(document)) for p in passages]
    return tuple(_from_passage(s, writers, links) for s in statements)


def _from_passage(statement: Statement, writers: Sequence[tuple[Span, Source]], links: Sequence[Link]) -> Statement:
    for passage, writer in writers:
        if passage.start <= statement.content.start < passage.end:
            return _handed_on(statement, writer, links)
    return statement


def _signed(document: Document, passage: Span) -> Source | None:
    """The commenter whose name stands in the line over the passage: "ann wrote:"."""
    over = next(
        (b.span for b in document.blocks if b.kind is BlockKind.BYLINE and 0 < passage.start - b.span.end < _NEAR), None
    )
    return Source(name=over.exact, kind=ActorKind.COMMENTER, span=over, resolved_by=_FLAG) if over is not None else None


_NEAR = 30  # characters of a line such as "ann wrote on 3 May 2010:"


def _writer(document: Document) -> Source:
    """Who wrote the passage: the article above, an earlier comment, or an outlet that the comment does not name."""
    flags = document.comment.flags if document.comment else ()
    if "copies_article" in flags:
        name, kind = document.outlet or "the article", ActorKind.OUTLET
    elif "copies_comment" in flags:
        name, kind = "an earlier comment", ActorKind.COMMENTER
    else:
        name, kind = UNNAMED_HOST, ActorKind.OUTLET
    return Source(name=name, kind=kind, named=bool(document.outlet) and "copies_article" in flags, resolved_by=_FLAG)


def _handed_on(statement: Statement, writer: Source, links: Sequence[Link]) -> Statement:
    flags = (*statement.flags, *(() if _FLAG in statement.flags else (_FLAG,)))
    if statement.mode is Mode.NARRATED or statement.source.resolved_by in {_FLAG, "author"}:
        chain = (*links, source_link(writer))
        return msgspec.structs.replace(statement, source=writer, chain=chain, stance=Stance.NEUTRAL, flags=flags)
    rest = statement.chain[len(links) :]
    known = rest[1:] if rest and rest[0].name == UNNAMED_HOST else rest  # inside a quotation that nobody signed
    return msgspec.structs.replace(statement, chain=(*links, source_link(writer), *known), flags=flags)
