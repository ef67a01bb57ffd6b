"""The record that the readers of a saying verb hand on, and how far the saying words reach: "said in a statement"."""

from __future__ import annotations

import msgspec
from spacy.tokens import Token

from sayso.extract.statements.cues import Cues, lemma_of, verb_group

_SITES = frozenset({"blog", "facebook", "instagram", "telegram", "media", "forum", "twitter", "internet", "web"})


class Complement(msgspec.Struct, frozen=True, kw_only=True):
    """What a verb introduces: its words, the frame, the saying words, and whether the subject belongs to the content."""

    frame: str
    tokens: tuple[Token, ...]
    cue: tuple[Token, ...]
    root: Token | None = None
    passive: bool = False  # the grammatical subject is what it is said of
    act: str = ""


def saying_words(verb: Token, *more: Token) -> tuple[Token, ...]:
    group = verb_group(verb)
    last = max([group[-1].i, *(t.i for t in more)])
    return tuple(verb.doc[i] for i in range(group[0].i, last + 1))


def with_vehicle(verb: Token, cue: tuple[Token, ...], lexicon: Cues, stop: int) -> tuple[Token, ...]:
    """The cue with "in a statement", "in an interview" where it follows directly."""
    for child in verb.rights:
        if child.dep_ == "prep" and child.i == cue[-1].i + 1 and child.lower_ in {"in", "on", "via", "during", "through"}:
            phrase = list(child.subtree)
            names = {lemma_of(t) for t in child.children if t.dep_ == "pobj"} | {t.text for t in child.children}
            if names & lexicon.words["vehicles"] and phrase[-1].i < stop and len(phrase) <= 6:
                return (*cue, *phrase)
    return cue


def without_vehicle(tokens: list[Token], head: Token, lexicon: Cues) -> list[Token]:
    """Less "in a message posted online": where it was said is not what was said."""
    for token in tokens:
        if token.dep_ == "prep" and token.lower_ in {"in", "on", "via"} and token.i > head.i:
            target = next((c for c in token.children if c.dep_ == "pobj"), None)
            if (
                target is not None
                and lemma_of(target) in lexicon.words["vehicles"]
                and not (
                    target.lower_ == "post" and any(c.dep_ == "compound" and c.lower_ not in _SITES for c in target.children)
                )
                and not any(c.dep_ == "poss" for c in target.children)
            ):
                gone = {t.i for t in token.subtree}
                return [t for t in tokens if t.i not in gone]
    return tokens


def is_infinitive(clause: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.children)
