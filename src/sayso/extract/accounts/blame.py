"""Bundles, statements and actors come in; for each bundle its suspects go out, each an actor with a status and a statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from sayso.extract.accounts.phrases import Phrase
from sayso.extract.accounts.split import UNREAL, Bundle
from sayso.extract.accounts.suspects import Naming, find_namings, from_roles
from sayso.extract.parse import Parsed
from sayso.model import ActorKind, Span, Statement, Suspect, SuspectStatus, make_id

if TYPE_CHECKING:
    from sayso.extract.actors import ActorRef, Actors

ORGANISATIONS = frozenset({ActorKind.ARMED_GROUP, ActorKind.STATE, ActorKind.STATE_FORCE, ActorKind.OFFICIAL_BODY, ActorKind.ORGANISATION})
LOOK_BACK, LOOK_AHEAD = 6, 1  # bundles are sought this many sentences before and after a bare naming


class Charge(msgspec.Struct, frozen=True, kw_only=True):
    """The suspects of one incident, and the actor references that they use."""

    suspects: tuple[Suspect, ...] = ()
    refs: tuple[ActorRef, ...] = ()


def charges(parsed: Parsed, bundles: Sequence[Bundle], *, actors: Actors, statements: Sequence[Statement]) -> tuple[Charge, ...]:
    """One charge a bundle: the doers that its mentions name, and whoever else is named for it."""
    rows: list[list[Naming]] = [[n for m in b.mentions for n in from_roles(m, statements)] for b in bundles]
    for naming in find_namings(parsed, statements):
        index = _bundle_for(naming, bundles)
        if index is not None:
            rows[index].append(naming)
    return tuple(_charge(parsed, row, actors) for row in rows)


def _bundle_for(naming: Naming, bundles: Sequence[Bundle]) -> int | None:
    """The incident that a naming speaks of: told in its sentence, else the one told last before, else the one told next."""
    real = [(i, b) for i, b in enumerate(bundles) if b.stage not in UNREAL] or list(enumerate(bundles))
    here = [(abs(m.trigger.block.span.start + m.trigger.token.idx - naming.span.start), i)
            for i, b in real for m in b.mentions if m.sentence_span.start == naming.sentence_start]  # fmt: skip
    if here:
        return min(here)[1]
    before = [(m.sentence_span.start, -i) for i, b in real for m in b.mentions if m.sentence_span.start < naming.sentence_start]
    if before:
        return -max(before)[1]
    after = [(m.sentence_span.start, i) for i, b in real for m in b.mentions if m.sentence_span.start > naming.sentence_start]
    return min(after)[1] if after else None


def _charge(parsed: Parsed, namings: Sequence[Naming], actors: Actors) -> Charge:
    suspects: list[Suspect] = []
    refs: list[ActorRef] = []
    for naming in namings:
        for ref, span, kind in _who(parsed, naming, actors):
            if ref.actor_id is None:
                continue
            refs.append(ref)
            _add(suspects, naming, ref, span, kind)
    return Charge(suspects=tuple(suspects), refs=tuple(refs))


def _add(suspects: list[Suspect], naming: Naming, ref: ActorRef, span: Span, kind: str) -> None:
    """One suspect for each actor and status; later mentions are kept with it."""
    statement = naming.statement.id if naming.statement else None
    for i, old in enumerate(suspects):
        if old.actor == ref.actor_id and old.status is naming.status:
            if span not in old.mentions:
                suspects[i] = msgspec.structs.replace(
                    old, mentions=(*old.mentions, span), statement=old.statement if old.statement else statement
                )
            return
    suspects.append(
        Suspect(
            actor=str(ref.actor_id), span=span, kind=kind, status=naming.status, statement=statement, implied=naming.implied, mentions=(span,)
        )
    )


def _who(parsed: Parsed, naming: Naming, actors: Actors) -> Iterator[tuple[ActorRef, Span, str]]:
    """The actors in a naming: those whom its words name or describe, and the organisation they belong to."""
    if naming.phrase is None:
        yield _unknown(parsed, naming.span), naming.span, "individual"
        return
    doer = naming.phrase
    ref = actors.ref(doer.block, _piece(doer, doer.core))
    whole = ref.kind in ORGANISATIONS and doer.family not in {"armed", "person"}
    if whole:
        yield ref, doer.core, "organisation"
        return
    known = doer.family in {"armed", "group", "person", "name"} or doer.kind == "weapon:aircraft" or ref.named
    if ref.actor_id is not None and known and not _resolved_to_organisation(doer, ref):
        yield ref, doer.span if doer.name is None else doer.name, "individual"
    yield from _organisations(doer, actors)


def _resolved_to_organisation(doer: Phrase, ref: ActorRef) -> bool:
    return doer.token.pos_ == "PRON" and ref.kind in ORGANISATIONS


def _organisations(doer: Phrase, actors: Actors) -> Iterator[tuple[ActorRef, Span, str]]:
    """ "members of the front", "front guerrillas": the named organisation inside the phrase."""
    for mention in (m for a in actors.actors if a.kind in ORGANISATIONS for m in a.mentions if doer.span.holds(m)):
        actor = actors.at(mention.start, mention.end)
        if actor is None or actor.kind not in ORGANISATIONS:
            continue
        doc, base = doer.block.doc, doer.block.span.start
        piece = doc.char_span(mention.start - base, mention.end - base, alignment_mode="expand")
        if piece is not None:
            ref = actors.ref(doer.block, piece)
            if ref.kind in ORGANISATIONS:
                yield ref, mention, "organisation"


def _piece(doer: Phrase, span: Span):  # type: ignore[no-untyped-def]
    base = doer.block.span.start
    return doer.block.doc.char_span(span.start - base, span.end - base, alignment_mode="expand")


def _unknown(parsed: Parsed, span: Span) -> ActorRef:
    from sayso.extract.actors import ActorRef

    actor_id = make_id("actor", parsed.document.id, SuspectStatus.UNKNOWN_STATED)
    return ActorRef(name="unknown", kind=ActorKind.UNKNOWN, named=False, actor_id=actor_id, resolved_by="unknown_stated", span=span)
