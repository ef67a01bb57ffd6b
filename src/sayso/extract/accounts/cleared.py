"""Accounts and the statements about them come in; the accounts go out with those whom a statement clears and nobody there accuses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from sayso.extract.accounts.blame import ORGANISATIONS
from sayso.model import Account, Act, Actor, Span, Statement, Suspect, SuspectStatus
from sayso.model.account import OPEN_ACTS

if TYPE_CHECKING:
    from sayso.extract.actors import Actors

CLEARING = frozenset({Act.EXONERATES, Act.DENIES})
CLEARED = frozenset({SuspectStatus.DENIED, SuspectStatus.EXONERATED, SuspectStatus.ACQUITTED})


def with_cleared(accounts: Sequence[Account], statements: Sequence[Statement], actors: Actors) -> tuple[Account, ...]:
    """Each account with those whom the statements about it alone clear, where its own words do not."""
    return tuple(
        a if a.type in OPEN_ACTS else msgspec.structs.replace(a, suspects=(*a.suspects, *_cleared(a, statements, actors)))
        for a in accounts
    )


def _cleared(account: Account, statements: Sequence[Statement], actors: Actors) -> Iterator[Suspect]:
    known = {s.actor for s in account.suspects if s.status in CLEARED}
    for said in (s for s in statements if s.about == (account.id,) and s.act in CLEARING):
        for actor in (actors.by_id[i] for i in said.suspects if i in actors.by_id and i not in known):
            span = _named_in(said, actor)
            if span is None:
                continue
            known.add(actor.id)
            own = said.source.actor == actor.id
            yield Suspect(
                actor=actor.id, span=span, kind="organisation" if actor.kind in ORGANISATIONS else "individual",
                status=SuspectStatus.DENIED if own else SuspectStatus.EXONERATED, statement=said.id, mentions=(span,),
            )  # fmt: skip


def _named_in(said: Statement, actor: Actor) -> Span | None:
    """The words of the statement that stand for the actor."""
    parts = (*(said.content_parts or (said.content,)), *((said.source.span,) if said.source.span is not None else ()))
    return next((m for m in actor.mentions if any(p.holds(m) for p in parts)), None)
