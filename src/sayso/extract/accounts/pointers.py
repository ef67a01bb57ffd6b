"""A word comes in; whom it points at in a set phrase of suspicion, or who brushes an accusation aside with it, goes out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from sayso.extract.accounts import lexicon
from sayso.extract.accounts.clauses import is_passive, subjects_of
from sayso.extract.accounts.phrases import members
from sayso.extract.accounts.shares import hearts as shared
from sayso.extract.accounts.shares import sharers

SAID_OF = frozenset({"acomp", "attr", "oprd", "ccomp", "prep", "xcomp", "dobj"})


@cache
def hearts() -> frozenset[str]:
    """Words, as written or as lemmas, without which ``pointed`` finds nobody."""
    from sayso.extract.statements.suspicions import hearts as suspected

    return shared() | suspected()


def pointed(token: Token) -> Iterator[tuple[Token, bool]]:
    """ "X is the likeliest culprit", "my money is on X", "X's part in the killing": X, and whether that is negated."""
    from sayso.extract.statements.suspicions import pointed_at

    found = pointed_at(token)
    if found is not None and found.actor.pos_ != "PRON":
        yield from ((actor, found.negated) for actor in members(found.actor))
    yield from sharers(token)


def brushed_aside(token: Token) -> Iterator[Token]:
    """ "X called the claims absurd", "X said that the charges were groundless", "X rubbished the accusation": X."""
    words = lexicon.words("responsibility", "charges")
    if token.lemma_.lower() not in words:
        return
    verb = token.head
    if token.dep_ == "nsubj" and verb.lemma_ in {"be", "remain"}:
        if _baseless(verb) and verb.dep_ == "ccomp":
            yield from _speakers(verb.head)
    elif token.dep_ == "dobj" and verb.lemma_.lower() in lexicon.words("responsibility", "brushing"):
        yield from _speakers(verb)
    elif token.dep_ in {"dobj", "nsubj"} and verb.lemma_.lower() in lexicon.words("responsibility", "calling"):
        named = verb if token.dep_ == "dobj" else verb.head
        if _baseless(verb) or (token.dep_ == "nsubj" and _baseless(named)):
            yield from _speakers(named)


def _baseless(verb: Token) -> bool:
    known = lexicon.words("responsibility", "baseless")
    return any(
        t.lemma_.lower() in known or t.lower_ in known for c in verb.children if c.dep_ in SAID_OF for t in (c, *c.children)
    )


def _speakers(verb: Token) -> Iterator[Token]:
    if not is_passive(verb):
        yield from (_state(m) for s in subjects_of(verb) for m in members(s))


def _state(speaker: Token) -> Token:
    """ "The Sarnish embassy" speaks for the state whose adjective stands before it."""
    voices = lexicon.words("responsibility", "voices")
    states = (c for c in speaker.lefts if c.lower_ in lexicon.adjectives() or (c.dep_ == "poss" and c.ent_type_ == "GPE"))
    return next(states, speaker) if speaker.lemma_.lower() in voices else speaker
