"""A comment's statements come in; those in passages that it copied go out as somebody else's words, with whose as far as the page tells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from sayso.extract.statements.chains import UNNAMED_HOST, source_link
from sayso.model import ActorKind, BlockKind, Document, DocumentKind, Link, Mode, Source, Stance, Statement

_FLAG = "copied"


def from_elsewhere(statements: Iterable[Statement], *, document: Document, links: Sequence[Link]) -> tuple[Statement, ...]:
    """The statements, those of copied passages with the passage's author between the commenter and the source."""
    passages = [b.span for b in document.blocks if b.kind is BlockKind.QUOTATION]
    if document.kind is not DocumentKind.COMMENT or not passages:
        return tuple(statements)
    writer = _writer(document)
    return tuple(
        _handed_on(s, writer, links) if any(p.start <= s.content.start < p.end for p in passages) else s for s in statements
    )


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
