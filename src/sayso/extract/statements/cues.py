"""A verb comes in; the frames in which it introduces somebody's words, and the extent of the saying words, go out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import msgspec
from spacy.tokens import Token

from sayso.codelists import table

LISTS = (
    "clause", "quote", "infinitive", "object", "addressee", "nouns", "noun_clause", "adjectives", "adverbs", "vehicles",
    "carriers", "relays", "private", "light", "inverts", "gerund", "noun_infinitive", "positions",
)  # fmt: skip
_BEFORE = frozenset({"aux", "auxpass", "neg", "advmod"})


class Idiom(msgspec.Struct, frozen=True, kw_only=True):
    """A verb with a fixed object: "point the finger at"."""

    objects: frozenset[str]
    prep: frozenset[str]
    oprd: frozenset[str]
    act: str
    then: frozenset[str]
    inner: frozenset[str]


class Cues(msgspec.Struct, frozen=True, kw_only=True):
    """The cue words, ready to look up."""

    words: dict[str, frozenset[str]]  # list name -> lemmas
    prepositions: dict[str, frozenset[str]]  # verb -> prepositions
    particles: dict[str, frozenset[str]]
    noun_prepositions: dict[str, frozenset[str]]
    adjective_prepositions: frozenset[str]
    idioms: dict[str, tuple[Idiom, ...]]
    appearance: frozenset[str]
    prepositional: tuple[tuple[str, ...], ...]

    def has(self, frame: str, lemma: str) -> bool:
        """Whether the lemma stands in the list of that frame."""
        return lemma in self.words[frame]

    def is_saying(self, lemma: str) -> bool:
        """Whether the lemma introduces words in any frame."""
        return any(lemma in self.words[name] for name in _SAYING)


_SAYING = ("clause", "quote", "infinitive", "object", "nouns", "noun_clause", "adjectives", "adverbs")


@lru_cache(maxsize=1)
def cues() -> Cues:
    """The cue table, read once a process."""
    raw = table("cues")
    return Cues(
        words={name: frozenset(raw[name]) for name in LISTS},
        prepositions=_turned(raw["prepositions"]),
        particles={k: frozenset(v) for k, v in raw["particles"].items()},
        noun_prepositions=_turned(raw["noun_prepositions"]),
        adjective_prepositions=frozenset(raw["adjective_prepositions"]),
        idioms=_idioms(raw["idioms"]),
        appearance=frozenset(raw["appearance"]),
        prepositional=tuple(tuple(p.split()) for p in raw["prepositional"]),
    )


def _turned(by_preposition: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    turned: dict[str, set[str]] = {}
    for preposition, words in by_preposition.items():
        for word in words:
            turned.setdefault(word, set()).add(preposition)
    return {k: frozenset(v) for k, v in turned.items()}


def _idioms(rows: list[dict[str, Any]]) -> dict[str, tuple[Idiom, ...]]:
    out: dict[str, tuple[Idiom, ...]] = {}
    for row in rows:
        objects = row.get("object", [])
        idiom = Idiom(
            objects=frozenset(["*"] if objects == "any" else objects), prep=frozenset(row.get("prep", [])),
            oprd=frozenset(row.get("oprd", [])), act=row["act"], then=frozenset(row.get("then", [])),
            inner=frozenset(row.get("object_of_prep", [])),
        )  # fmt: skip
        out[row["verb"]] = (*out.get(row["verb"], ()), idiom)
    return out


def lemma_of(token: Token) -> str:
    """The base form, lower case; repairs what the tagger often takes for another word."""
    lemma = token.lemma_.lower()
    if lemma == "rule" and any(c.lower_ == "out" and c.dep_ in {"prt", "advmod"} for c in token.children):
        return "rule_out"
    return {"hop": "hope", "stag": "stage", "ceded": "cede", "saying": "say"}.get(lemma, lemma)


def verb_group(verb: Token) -> list[Token]:
    """The verb with its auxiliaries, negation, adverbs before it and particle; carriers ("went on to say") included."""
    doc, first = verb.doc, verb.i
    top = carrier_of(verb)
    while top is not None:
        first = top.i
        verb_above, top = top, carrier_of(top)
        first = _left_edge(verb_above, first)
    first = _left_edge(verb, first) if first == verb.i else first
    paired = verb.head if verb.dep_ == "conj" and any(c.lower_ == "neither" for c in verb.head.children) else None
    if paired is not None and paired.i > verb.i - 4:
        first = min(
            _left_edge(paired, paired.i), *(c.i for c in paired.lefts if c.dep_ in _BEFORE | {"preconj", "cc"}), paired.i
        )
    last = verb.i
    for child in verb.rights:
        if child.dep_ == "prt" and child.i <= last + 2:
            last = child.i
    return [doc[i] for i in range(first, last + 1)]


def _left_edge(verb: Token, first: int) -> int:
    doc = verb.doc
    while (
        first > 0
        and doc[first - 1].head.i == verb.i
        and doc[first - 1].dep_ in _BEFORE
        and doc[first - 1].lower_ not in _NOT_CUE
    ):
        first -= 1
    return first


_NOT_CUE = frozenset({"when", "why", "how", "where", "while", "as", "however", "so", "yet", "then", "meanwhile", "instead"})


def carrier_of(verb: Token) -> Token | None:
    """The verb that only shapes this one ("continued to insist"), close before it."""
    head = verb.head
    near = verb.dep_ in {"xcomp", "advcl", "ccomp"} and head.pos_ in {"VERB", "AUX"} and head.i < verb.i <= head.i + 5
    if (
        near
        and lemma_of(head) in cues().words["carriers"]
        and not any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)
    ):
        return head
    return None


def governors(verb: Token) -> Iterator[Token]:
    """The verb itself and those that carry it, innermost first."""
    at: Token | None = verb
    while at is not None:
        yield at
        at = carrier_of(at)


def negated(token: Token) -> bool:
    """Whether the verb or one that carries it is negated."""
    for verb in governors(token):
        if verb.dep_ == "conj" and any(c.lower_ == "neither" for c in verb.head.children):
            return True
        if any(
            c.dep_ == "neg" or c.lower_ in {"never", "neither", "nor", "no", "hardly", "scarcely"} for c in verb.children
        ):
            return True
    return held_back(token)


def held_back(verb: Token) -> bool:
    """ "Stopped short of accusing X", "refrained from naming X", "without blaming anybody"."""
    prep = verb.head if verb.dep_ == "pcomp" else None
    if prep is None:
        return False
    return (
        prep.lower_ == "without" or prep.head.lower_ == "short" or prep.head.lemma_.lower() in {"refrain", "abstain", "shy"}
    )
