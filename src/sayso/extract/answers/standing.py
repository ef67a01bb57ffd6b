"""A verb that tells of an answer comes in; whether that was done, only threatened, planned or supposed, or not done at all, goes out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from sayso.codelists import table
from sayso.extract.accounts.clauses import subjects_of
from sayso.model import Record, Stage

MODALS = frozenset({"would", "could", "might", "may", "should", "can", "must", "ought", "'d"})
FUTURE = frozenset({"will", "shall", "wo", "'ll"})
NOBODY = frozenset({"nobody", "none", "neither", "nothing", "noone"})
LACKING = frozenset({"instead", "without", "rather"})
UP = frozenset({"xcomp", "ccomp", "pcomp", "acl", "dobj", "advcl", "prep", "pobj", "conj"})
SAID_AT = frozenset(
    {"say", "tell", "add", "report", "announce", "note", "state", "write", "claim"}
)  # what they say was done, was done


class Standing(Record, frozen=True):
    """How far it got, and whether the words say that it was not done."""

    stage: Stage = Stage.ACCOMPLISHED
    withheld: bool = False


def standing_of(verb: Token) -> Standing:
    """Of the verb's own words first, then of whatever governs it."""
    withheld = _negated(verb)
    if stage := _own(verb):
        return Standing(stage=stage, withheld=withheld)
    for head, how in _climb(verb):
        lemma = head.lemma_.lower()
        if lemma in SAID_AT and how == "ccomp":
            break
        if how in {"conj", "advcl"} and not (how == "advcl" and lemma in _words("refused")):
            if how == "conj" and (stage := _modal(head)) and not _has_subject(verb):
                return Standing(stage=stage, withheld=withheld)  # "would close the border and recall its envoy"
            if how == "conj":
                continue
            break
        if lemma in _words("refused") or (
            how == "pcomp" and (lemma in LACKING or (head.i and head.nbor(-1).lower_ in LACKING))
        ):
            withheld = True
        elif lemma in _words("threatened"):
            return Standing(stage=Stage.THREATENED, withheld=withheld)
        elif lemma in _words("planned") and how in {"xcomp", "ccomp", "pcomp", "acl", "dobj", "pobj", "prep"}:
            return Standing(stage=Stage.PLANNED, withheld=withheld)
        if head.pos_ in {"VERB", "AUX"} and (stage := _own(head)):
            return Standing(stage=stage, withheld=withheld)
        if head.pos_ in {"VERB", "AUX"} and _negated(head):
            withheld = True
    return Standing(withheld=withheld)


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(table("answers")[key])


def _climb(verb: Token) -> Iterator[tuple[Token, str]]:
    while verb.head != verb and verb.dep_ in UP:
        yield verb.head, verb.dep_
        verb = verb.head


def _own(verb: Token) -> Stage | None:
    """A modal, a condition or a question of the verb's own."""
    if any(c.dep_ == "mark" and c.lower_ in {"if", "unless", "whether"} for c in verb.children) or _inverted(verb):
        return Stage.HYPOTHETICAL
    return _modal(verb)


def _modal(verb: Token) -> Stage | None:
    own = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    aux = {
        t.lower_ for c in own for t in (c, *(b for b in c.children if b.dep_ == "aux"))
    }  # the parser may hang them on "been"
    if aux & FUTURE or {"going"} & {verb.head.lower_} & {"going"}:
        return Stage.PLANNED
    return Stage.HYPOTHETICAL if aux & MODALS else None


def _inverted(verb: Token) -> bool:
    """ "Should the culprits not be found, ..." and "Did it close the border?"."""
    if verb.dep_ == "ROOT" and verb.sent[-1].text == "?":
        return True
    return any(c.lower_ == "should" and c.dep_ == "aux" and c.i == verb.left_edge.i for c in verb.children)


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)


def _negated(verb: Token) -> bool:
    """ "did not close", "never closed", "closed no border", "nobody closed", "not a shot was fired"."""
    if any(c.dep_ == "neg" or c.lower_ in {"never", "neither", "nor"} for c in verb.children):
        return True
    objects = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}]
    return any(_none(t) for t in (*objects, *subjects_of(verb)))


def _none(noun: Token) -> bool:
    if noun.lower_ in NOBODY or (noun.lower_ == "one" and noun.i and noun.nbor(-1).lower_ == "no"):
        return True
    left = noun.doc[noun.left_edge.i : noun.i]
    words = [t.lower_ for t in left]
    return bool(words) and (words[0] in {"no", "neither"} or words[:2] in (["not", "a"], ["not", "one"]))
