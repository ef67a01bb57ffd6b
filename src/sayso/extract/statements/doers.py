"""A word comes in; whether it can stand for somebody who does violence, and whether that is the speaker himself, goes out."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from spacy.tokens import Token

from sayso.extract.agentnouns import nouns
from sayso.extract.certainty import words
from sayso.model import ActorKind

_ACTOR_TYPES = frozenset({"PERSON", "ORG", "NORP", "GPE"})
FIRST = frozenset({"we", "i", "us", "our"})


class Culprit(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody named as having done it: the words that name them, and whether that is negated.

    ``by_phrase``: a set phrase of suspicion points at them; ``rhetorical``: whatever question mark stands behind it.
    """

    actor: Token
    negated: bool = False
    self_named: bool = False
    by_phrase: bool = False
    rhetorical: bool = False


def is_doer(token: Token) -> bool:
    """Whether a word can stand for somebody who does violence."""
    if token.lower_ in FIRST or (token.pos_ == "PRON" and token.lower_ in {"he", "she", "they", "who"}):
        return True
    if token.lower_ == "it":
        return token.dep_ == "nsubj" and token.head.pos_ == "VERB"
    if token.tag_ == "NNS" and is_ours(token):
        return token.lemma_.lower() not in words("cues", "things")  # "our men", "our drones"
    if token.lower_ in words("acts", "craft"):  # "Ruritanian gunboats", "a police helicopter"
        known = words("acts", "doers")
        return any(
            c.dep_ in {"amod", "compound", "nmod", "poss"}
            and ((c.text[:1].isupper() and not c.is_sent_start) or c.lower_ in known)
            for c in token.lefts
        )
    known = words("acts", "doers")
    return token.ent_type_ in _ACTOR_TYPES or token.pos_ == "PROPN" or token.lemma_.lower() in known or token.lower_ in known


def is_person(noun: Token) -> bool:
    """ "Deserters", "a jihadist", "the smuggler": a noun whose ending makes somebody of it."""
    lemma = noun.lemma_.lower()
    return noun.pos_ == "NOUN" and lemma.endswith(_ENDINGS) and lemma not in words("suspicions", "no_persons")


_NEAR = 6  # words between a name and the pronoun that takes it up
_ENDINGS = ("er", "or", "ist", "ian", "eer", "man", "men", "woman", "women", "ee", "eur")


def is_ours(token: Token) -> bool:
    """ "Our fighters": the speaker's own."""
    return any(c.dep_ == "poss" and c.lower_ == "our" for c in token.children)


def is_speaker(doer: Token, source: Sequence[Token]) -> bool:
    """Whether the doer is who speaks: named alike, or a pronoun that fits ("the group said it had fired")."""
    names = [t for t in source if t.pos_ in {"PROPN", "NOUN"}]
    if not names:  # "it had never, it said, ...", "the embassy had never, it said, ..."
        lone = source[0] if len(source) == 1 and source[0].lower_ in {"it", "they", "he", "she"} else None
        before = lone is not None and lone.doc is doer.doc and 0 < lone.i - doer.i <= _NEAR
        return lone is not None and (lone.lower_ == doer.lower_ or (before and doer.pos_ != "PRON"))
    owner = next((c for c in doer.children if c.dep_ == "poss"), None)  # "its fighters" are the group's
    if doer.pos_ != "PRON" and owner is not None and owner.pos_ == "PRON":
        return owner.lower_ in {"our", "my"} or is_speaker(owner, source)
    if doer.pos_ != "PRON":
        return any(t.lemma_.lower() == doer.lemma_.lower() for t in names)
    head = next((t for t in names if t.head not in names or t.head is t), names[-1])
    body = head.lemma_.lower() in words("acts", "bodies") or head.ent_type_ in {"ORG", "NORP", "GPE"} or _is_body(head)
    if doer.lower_ in {"you", "your", "him", "her", "me", "who", "whom"}:
        return False
    if doer.lower_ in {"it", "its"}:
        return body or (head.ent_type_ == "" and head.pos_ == "PROPN")
    several = head.tag_ in {"NNS", "NNPS"}
    return several or body if doer.lower_ in {"they", "them", "their"} else not several and not body


def _is_body(head: Token) -> bool:
    """ "The embassy", "the ministry": one body, which is "it"."""
    return nouns().kind.get(head.lower_) in {
        ActorKind.ORGANISATION,
        ActorKind.OFFICIAL_BODY,
        ActorKind.OUTLET,
        ActorKind.STATE,
    }
