"""An extraction in, the key columns of its records out: what queries and the word search run on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sayso.model import Account, Actor, Evidence, Extraction, Span, Statement


class Key(NamedTuple):
    """One record's line in the index. ``what`` is its act, type or kind; ``exact`` are a statement's words."""

    kind: str
    id: str
    document: str
    what: str | None
    actor: str | None
    start: int | None
    end: int | None
    exact: str | None


def keys_of(extraction: Extraction) -> Iterator[Key]:
    """One key for each record in an extraction."""
    for kind, records in _kinds(extraction):
        for record in records:
            yield _key(kind, record, extraction.document)


def _kinds(extraction: Extraction) -> tuple[tuple[str, tuple[object, ...]], ...]:
    return (
        ("statement", extraction.statements),
        ("account", extraction.accounts),
        ("actor", extraction.actors),
        ("place", extraction.places),
        ("evidence", extraction.evidence),
        ("measure", extraction.measures),
        ("response_cue", extraction.responses),
        ("comparison", extraction.comparisons),
    )


def _key(kind: str, record: object, document: str) -> Key:
    span = _place_of(record)
    return Key(
        kind=kind,
        id=str(getattr(record, "id", "")),
        document=document,
        what=_what(record),
        actor=record.source.actor if isinstance(record, Statement) else None,
        start=span.start if span else None,
        end=span.end if span else None,
        exact=span.exact if span and isinstance(record, Statement) else None,
    )


def _place_of(record: object) -> Span | None:
    if isinstance(record, Statement):
        return record.content
    mentions = getattr(record, "mentions", ())
    span = getattr(record, "span", None) or (mentions[0] if mentions else None)
    return span if isinstance(span, Span) else None


def _what(record: object) -> str | None:
    if isinstance(record, Statement):
        return record.act
    if isinstance(record, Account):
        return record.type
    if isinstance(record, (Actor, Evidence)):
        return record.kind
    kind = getattr(record, "kind", None)
    return str(kind) if kind is not None else None
