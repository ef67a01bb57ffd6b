"""Statements and accounts come in; the statements go out with the accounts they are about and the suspects they name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from sayso.extract.accounts.blame import Charge
from sayso.model import Account, Act, Span, Statement

if TYPE_CHECKING:
    from sayso.extract.actors import Actors

RESPONSIBILITY = frozenset(
    {Act.ACCUSES, Act.DENIES, Act.CLAIMS_RESPONSIBILITY, Act.EXONERATES, Act.DECLINES_TO_NAME, Act.DOUBTS}
)
NEAR = 700  # characters before a statement in which the incident it is about may stand


def tie(
    statements: Sequence[Statement], accounts: Sequence[Account], *, actors: Actors, refs: Sequence[Charge]
) -> tuple[Statement, ...]:
    """Each statement with ``about`` and ``suspects``."""
    return tuple(
        msgspec.structs.replace(
            s, about=s.about or about(s, accounts), suspects=tuple(dict.fromkeys((*s.suspects, *suspects(s, accounts))))
        )
        for s in statements
    )


def about(statement: Statement, accounts: Sequence[Account]) -> tuple[str, ...]:
    """Accounts told inside the content; for words of responsibility without one, the account told last before."""
    parts = statement.content_parts or (statement.content,)
    inside = [a.id for a in accounts if any(p.overlaps(m) for p in parts for m in (*a.mentions, a.span))]
    if inside or statement.act not in RESPONSIBILITY:
        return tuple(dict.fromkeys(inside))
    named = [a.id for a in accounts if any(s.statement == statement.id for s in a.suspects)]
    if named:
        return tuple(dict.fromkeys(named))
    before = [(m.end, a.id) for a in accounts for m in a.mentions if 0 <= statement.content.start - m.end <= NEAR]
    return (max(before)[1],) if before else ()


def suspects(statement: Statement, accounts: Sequence[Account]) -> tuple[str, ...]:
    """Actors whom the content, or an accusing statement's own words, hold responsible."""
    parts: tuple[Span, ...] = statement.content_parts or (statement.content,)
    found = [
        s.actor
        for a in accounts
        for s in a.suspects
        if s.statement == statement.id or any(p.holds(m) for p in parts for m in s.mentions)
    ]
    return tuple(dict.fromkeys(found))
