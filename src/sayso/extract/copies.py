"""The documents of a page and what was read in each come in; words that a comment copied from the article go out as their speaker's."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sayso.model import ActorKind, Document, DocumentKind, Extraction, Source, Stance, Statement, bare_words

_COPIED = "copied"
_SHORTEST = 4  # words: fewer are a phrase and not a copy
_OUTLETS = frozenset({ActorKind.OUTLET, ActorKind.COMMENTER})


def with_speakers(documents: Sequence[Document], extractions: Sequence[Extraction]) -> tuple[Extraction, ...]:
    """The extractions, those of comments with the article's own speaker (or an earlier commenter) behind copied words."""
    kinds = {d.id: d.kind for d in documents}
    names = {d.id: d.comment.author for d in documents if d.comment is not None}
    before: list[tuple[str, Statement]] = []
    out: list[Extraction] = []
    for extraction in extractions:
        comment = kinds.get(extraction.document) is DocumentKind.COMMENT
        if comment and any(_taken(s) for s in extraction.statements):
            extraction = _credited(extraction, before)
        out.append(extraction)
        if not comment:
            before += [(bare_words(s.content.exact), s) for s in extraction.statements]
        elif names.get(extraction.document):
            before += [(bare_words(s.content.exact), s) for s in extraction.statements if not _taken(s)]
    return tuple(out)


def _taken(statement: Statement) -> bool:
    open_ = statement.source.actor is None and statement.source.span is not None  # "“She said the wells were bad.” ..."
    return statement.source.resolved_by == _COPIED or _COPIED in statement.flags or open_


def _credited(extraction: Extraction, before: Sequence[tuple[str, Statement]]) -> Extraction:
    made = tuple(_as_said(s, before) if _taken(s) else s for s in extraction.statements)
    return msgspec.structs.replace(extraction, statements=made)


def _as_said(copy: Statement, before: Sequence[tuple[str, Statement]]) -> Statement:
    """The copy as what its speaker said: the tightest of the statements that hold its words, or that it holds."""
    words = bare_words(copy.content.exact)
    fitting = [(abs(len(text) - len(words)), i) for i, (text, _) in enumerate(before) if _same(words, text)]
    if not fitting or (copy.source.kind not in _OUTLETS and copy.source.actor is not None):
        return copy
    told = before[min(fitting)[1]][1]
    commenter = next((i for i, link in enumerate(copy.chain) if link.role == "commenter"), 0)
    source = Source(
        name=told.source.name, kind=told.source.kind, span=copy.source.span, actor=told.source.actor,
        named=told.source.named, resolved_by=_COPIED,
    )  # fmt: skip
    return msgspec.structs.replace(
        copy, source=source, act=told.act, certainty=told.certainty, polarity=told.polarity, stance=Stance.NEUTRAL,
        suspects=told.suspects, chain=(*copy.chain[: commenter + 1], *(link for link in told.chain if link.role != "host")),
    )  # fmt: skip


def _same(these: str, those: str) -> bool:
    shorter, longer = sorted((these, those), key=len)
    return len(shorter.split()) >= _SHORTEST and f" {shorter} " in f" {longer} " and 2 * len(shorter) >= len(longer)
