"""Places where a text holds somebody responsible come in, in reading order; they go out with "they deny it" as the word of the accused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec

from sayso.extract.accounts.suspects import Naming
from sayso.model import SuspectStatus

if TYPE_CHECKING:
    from sayso.extract.actors import Actors

ACCUSED = frozenset({SuspectStatus.ACCUSED, SuspectStatus.ACCUSED_BY_AUTHORITIES})
PRONOUNS = frozenset({"he", "she", "they", "it"})
FAR = 300  # characters within which a pronoun answers to an accusation


def answered(namings: Iterable[Naming], actors: Actors) -> Iterator[Naming]:
    """Who denies a charge under a pronoun is whoever was charged last, and not who charged him."""
    accused: list[Naming] = []
    for naming in namings:
        if _is_denial(naming) and accused and _is_accusers(naming, accused[0], actors):
            yield from (msgspec.structs.replace(naming, phrase=a.phrase, span=a.span) for a in accused)
            continue
        if naming.status in ACCUSED and naming.phrase is not None and naming.phrase.token.pos_ != "PRON":
            accused = [*(a for a in accused if a.sentence_start == naming.sentence_start), naming]
        yield naming


def _is_denial(naming: Naming) -> bool:
    doer = naming.phrase
    return naming.status is SuspectStatus.DENIED and doer is not None and doer.token.lower_ in PRONOUNS


def _is_accusers(denial: Naming, accusation: Naming, actors: Actors) -> bool:
    """The pronoun is taken for whoever speaks the accusation that stands just before it."""
    doer, said = denial.phrase, accusation.statement
    if doer is None or said is None or not 0 <= denial.span.start - accusation.span.end <= FAR:
        return False
    ref = actors.ref(doer.block, doer.block.doc[doer.head : doer.head + 1])
    return ref.actor_id is not None and ref.actor_id == said.source.actor
