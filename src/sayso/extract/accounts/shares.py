"""A word comes in; whom it gives a part in a deed of violence, as "X's part in the killing" does, goes out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from sayso.extract.accounts import deeds, lexicon
from sayso.extract.accounts.clauses import is_passive, subjects_of
from sayso.extract.accounts.phrases import members

BEHIND = frozenset({"in", "for", "to", "with"})
OWNERS = frozenset({"its", "their", "his", "her"})
POINTING = frozenset({"it", "this", "that"})


@cache
def hearts() -> frozenset[str]:
    """The lemmas without which ``sharers`` finds nobody."""
    return lexicon.words("responsibility", "shares") | lexicon.words("responsibility", "tying") | {"be"}


def sharers(token: Token) -> Iterator[tuple[Token, bool]]:
    """Who has a part in it, and whether that is denied."""
    lemma = token.lemma_.lower()
    if lemma in lexicon.words("responsibility", "shares"):
        heads = _owners(token)
    elif lemma == "be":
        heads = _movers(token)
    elif lemma in lexicon.words("responsibility", "tying") and token.pos_ == "VERB":
        heads = _tied(token)
    else:
        return
    found = [m for head in heads for m in members(head) if m.pos_ != "PRON"]
    denied = bool(found) and _is_denied(token)
    yield from ((m, denied) for m in found)


def _owners(noun: Token) -> Iterator[Token]:
    """ "the army's part in the killing", "arrested for their part in it": whose part it is."""
    if not any(is_violent(t) for c in noun.children if c.lower_ in BEHIND for p in _objects(c) for t in members(p)):
        return
    for child in noun.children:
        if child.dep_ == "poss" and child.lower_ in OWNERS:
            verb = next((t for t in noun.ancestors if t.pos_ == "VERB"), None)
            yield from subjects_of(verb) if verb is not None and is_passive(verb) else ()
        elif child.dep_ == "poss":
            yield child
        elif child.lower_ == "of":
            yield from _objects(child)


def _movers(verb: Token) -> Iterator[Token]:
    """ "the attack was a maneuver by X", "the killing was a response from X": X."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None or not (is_violent(subject) or subject.lower_ in POINTING):
        return
    moves = lexicon.words("responsibility", "moves")
    for move in (c for c in verb.children if c.dep_ == "attr" and c.lemma_.lower() in moves):
        yield from (p for c in move.children if c.lower_ in {"by", "from"} for p in _objects(c))


def _tied(verb: Token) -> Iterator[Token]:
    """ "police linked X to the bombing", "X was tied to the killing": X."""
    to = (t for c in verb.children if c.lower_ in BEHIND for p in _objects(c) for t in members(p))
    if any(map(is_violent, to)):
        yield from subjects_of(verb) if is_passive(verb) else (c for c in verb.children if c.dep_ == "dobj")


def _objects(preposition: Token) -> Iterator[Token]:
    return (p for p in preposition.children if p.dep_ in {"pobj", "pcomp"})


def is_violent(token: Token) -> bool:
    """A word for a deed of violence, or for a crime at all."""
    lemma = token.lemma_.lower()
    known = lexicon.nouns().keys() | lexicon.verbs().keys() if token.tag_ == "VBG" else lexicon.nouns().keys()
    return lemma in known or lemma in lexicon.words("responsibility", "crimes") or deeds.told_by_noun(token) is not None


def _is_denied(token: Token) -> bool:
    """ "there is no evidence of X's part in it", "he ruled out X's involvement"."""
    denying = lexicon.words("responsibility", "denying")
    if any(t.lemma_.lower() in denying for _, t in zip(range(2), token.ancestors, strict=False)):
        return True
    over = token.head.head if token.head.pos_ == "ADP" else token.head  # "no evidence of their part in it"
    return any(c.dep_ == "neg" or c.lower_ == "no" for t in (token, over) for c in t.children)
