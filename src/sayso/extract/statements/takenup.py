"""A pronoun that speaks comes in with who spoke before; the words or the speaker that it takes up go out, where the actors do not know."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from spacy.tokens import Span as Slice
from spacy.tokens import Token

from sayso.extract.actors import ActorRef
from sayso.extract.mention import Mention
from sayso.extract.statements.suspicions import can_act
from sayso.model import ActorKind

_THEY, _ONE = frozenset({"they", "them"}), frozenset({"he", "she", "him", "her"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "dep", "ROOT"})
_PEOPLE = frozenset({ActorKind.PERSON, ActorKind.UNNAMED, ActorKind.UNKNOWN})
_REACH = 600  # characters back: some four sentences


class Spoken(msgspec.Struct, frozen=True):
    """Somebody who spoke: where, who, and whether several did."""

    place: int
    ref: ActorRef
    plural: bool


def is_open(word: str) -> bool:
    """Whether a pronoun is one that this room can take up."""
    return word in _THEY or word in _ONE


def nearer_plural(they: Token, mentions: Sequence[Mention]) -> Slice | None:
    """ "Doctors dispute this: they told ...": people whom no mention covers, as the subject nearest before "they"."""
    if they.lower_ not in _THEY:
        return None
    doc, last = they.doc, they.sent.start
    first = doc[last - 1].sent.start if last > 0 else last
    rivals = {i for m in mentions if m.plural and m.how != "adjective" for i in range(m.start, m.end)}
    for token in reversed(doc[first : they.i]):
        if token.i in rivals:
            return None
        if token.tag_ == "NNS" and token.dep_ in _SUBJECTS and can_act(token):
            return doc[token.left_edge.i : token.i + 1]
    return None


def nearer_one(pronoun: Token) -> Slice | None:
    """ "Ask the owner. He will tell you ...": one of the last sentence whom no mention covers."""
    if pronoun.lower_ not in _ONE or pronoun.sent.start == 0:
        return None
    doc, last = pronoun.doc, pronoun.sent.start
    for token in reversed(doc[doc[last - 1].sent.start : last]):
        if token.tag_ == "NN" and token.dep_ in _SUBJECTS | {"dobj"} and can_act(token):
            return doc[token.left_edge.i : token.i + 1]
    return None


def last_speaker(pronoun: Token, place: int, spoken: Sequence[Spoken]) -> ActorRef | None:
    """Who of like number spoke last before: "A resident heard shots. He said ..."."""
    many = pronoun.lower_ in _THEY
    near = [s for s in spoken if place - _REACH <= s.place < place and s.plural == many and (many or s.ref.kind in _PEOPLE)]
    return max(near, key=lambda s: s.place).ref if near else None


def is_plural(speaker: Slice) -> bool:
    """Whether words name several."""
    return speaker.root.tag_ in {"NNS", "NNPS"} or any(t.i < speaker.end for t in speaker.root.conjuncts)
