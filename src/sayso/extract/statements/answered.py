"""A document's statements come in; answers of the accused that deny without a word of denial go out as denials."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec

from sayso.extract.actors import ActorRef, Actors
from sayso.extract.certainty import is_question
from sayso.extract.patterns import section
from sayso.extract.statements.suspected import STATELY
from sayso.model import Act, Actor, ActorKind, Polarity, Stance, Statement

_REACH = 900  # characters between a charge and its answer: two or three paragraphs


def answered(statements: Sequence[Statement], actors: Actors, refs: Sequence[ActorRef]) -> tuple[Statement, ...]:
    """The statements; what the accused says soon after the charge, and that did not or cannot have been, denies it."""
    charges = [s for s in statements if s.act is Act.ACCUSES and s.suspects]
    if not charges:
        return tuple(statements)
    known = actors.with_refs(refs).by_id
    return tuple(_denial(s) if _answers(s, charges, known, statements) else s for s in statements)


def _denial(one: Statement) -> Statement:
    return msgspec.structs.replace(one, act=Act.DENIES, polarity=Polarity.NEGATIVE)


_WE = re.compile(r"^\W*(?:that )?(?:we|our|nobody here|none of us)\b", re.IGNORECASE)
_SAME = 300  # characters: the same paragraph


def _answers(
    one: Statement, charges: Sequence[Statement], known: Mapping[str, Actor], statements: Sequence[Statement]
) -> bool:
    if one.act is not Act.REPORTS or one.stance is Stance.OWN or is_question(one.content.exact):
        return False
    if one.source.kind is ActorKind.OUTLET or one.source.actor is None:
        return False
    text = one.content.exact
    if one.polarity is not Polarity.NEGATIVE and not section("acts", "alibis").search(text):
        return False
    near = [c for c in charges if 0 < one.content.start - c.content.start < _REACH and c.source.actor != one.source.actor]
    if any(_is_accused(one.source.actor, who, known) for c in near for who in c.suspects):
        return True
    accused = {who for c in near for who in c.suspects}
    return bool(_WE.match(text)) and any(
        s.source.actor in accused and 0 <= one.content.start - s.content.start < _SAME for s in statements
    )  # "Zentia said it had lost no drone. “We do not spy,” a spokeswoman said."


def _is_accused(speaker: str, accused: str, known: Mapping[str, Actor]) -> bool:
    """Who speaks is accused himself, or speaks for the state that is."""
    this, that = known.get(speaker), known.get(accused)
    if speaker == accused or this is None or that is None:
        return speaker == accused
    if this.named and that.name.casefold() == this.name.casefold():
        return True
    stately = this.kind in STATELY and that.kind in STATELY
    return stately and this.country is not None and this.country == that.country
