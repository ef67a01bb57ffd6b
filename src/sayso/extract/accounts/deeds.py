"""A verb or noun without violence of its own comes in; what happening it tells of, by the words around it, goes out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from spacy.tokens import Token

from sayso.codelists import table
from sayso.extract.accounts import lexicon
from sayso.extract.accounts.clauses import is_passive, subjects_of
from sayso.extract.accounts.phrases import kind_of, members
from sayso.model import IncidentType, Record

PARTS = frozenset({
    "part", "section", "piece", "stretch", "one", "two", "three", "several", "some", "most", "all", "many", "dozen", "number", "trace",
    "amount", "level", "quantity", "dose", "length", "segment", "pair", "couple", "either", "both", "half", "flock", "swarm", "group",
})  # fmt: skip
CARRIED = frozenset({"gas", "oil", "fuel", "crude", "water", "petrol", "petroleum"})
AROUND = frozenset({"of", "to", "in", "on", "at", "from", "over", "with", "against", "into"})
CASES = frozenset(
    {
        "incident",
        "act",
        "attempt",
        "plot",
        "case",
        "affair",
        "operation",
        "attack",
        "campaign",
        "scandal",
        "activity",
        "action",
    }
)
LEFT = frozenset({"compound", "amod", "nmod", "poss"})
NAMED = frozenset({"ORG", "GPE", "PERSON", "NORP", "FAC", "PRODUCT"})
PERSONS = frozenset({"he", "she", "him", "her", "who", "whom", "i", "me"})
BODIES = frozenset({"person", "armed"})

_Words = frozenset[str] | None


class Sense(Record, frozen=True):
    """The words that must stand around a verb or noun for it to be meant in this sense."""

    of: _Words = None
    by: _Words = None
    at: _Words = None
    at_or_of: _Words = None
    not_at: frozenset[str] = frozenset()
    beside: tuple[frozenset[str], ...] = ()


class Deed(Sense, frozen=True, kw_only=True):
    """What a verb or noun tells of where its words stand around it."""

    type: IncidentType
    takes: str = "any"
    effect: str = ""
    strong: bool = True


@lru_cache(maxsize=1)
def verbs() -> dict[str, tuple[Deed, ...]]:
    """Verb lemma (particles joined by ``_``) to what it may tell of."""
    return _by_lemma("verbs")


@lru_cache(maxsize=1)
def nouns() -> dict[str, tuple[Deed, ...]]:
    """Noun lemma to what it may tell of."""
    return _by_lemma("nouns")


def _by_lemma(form: str) -> dict[str, tuple[Deed, ...]]:
    found: dict[str, tuple[Deed, ...]] = {}
    for row in table("deeds")[form]:
        for lemma in row["lemmas"]:
            found[lemma] = (*found.get(lemma, ()), _deed(row))
    return found


def _deed(row: dict[str, Any]) -> Deed:
    return Deed(
        type=IncidentType(row["type"]), takes=row.get("takes", "any"), effect=row.get("effect", ""), strong=row.get("strong", True),
        **around(row),
    )  # fmt: skip


def around(row: dict[str, Any]) -> dict[str, Any]:
    """What a row of a table asks for around its words, as a ``Sense`` has it."""
    sides: dict[str, Any] = {side: frozenset(row[side]) for side in ("of", "by", "at", "at_or_of", "not_at") if side in row}
    return {**sides, "beside": tuple(frozenset(words) for words in row.get("beside", ()))}


def participle(token: Token) -> str:
    """The verb of "was jammed", where the parser took the participle for an adjective; an empty string for other words."""
    if token.pos_ != "ADJ" or token.dep_ != "acomp" or token.head.lemma_ != "be" or not token.lower_.endswith("ed"):
        return ""
    stem = token.lower_.removesuffix("ed")
    return next((lemma for lemma in (stem, stem + "e", stem[:-1]) if lemma in verbs()), "")


def told_by_verb(verb: Token, lemma: str) -> Deed | None:
    """The first happening that the verb tells of with the words around it."""
    senses = verbs().get(lemma)
    if senses is None:
        return None
    clause = Clause(verb)
    return next((deed for deed in senses if clause.allows(deed)), None)


class Clause:
    """The words around one verb, each kind read once and only where a sense asks for it."""

    def __init__(self, verb: Token) -> None:
        self._verb = verb
        self._passive = is_passive(verb)
        self._known: dict[str, frozenset[str]] = {}

    def allows(self, deed: Sense) -> bool:
        """All that the sense needs stands there."""
        if any(words is not None and not words & self._words(side) for side, words in self._asked(deed)):
            return False
        if deed.at_or_of is not None and not deed.at_or_of & (self._words("of") | self._words("at")):
            return False
        if deed.not_at and deed.not_at & self._words("at"):
            return False
        return all(words & self._words("beside") for words in deed.beside)

    @staticmethod
    def _asked(deed: Sense) -> Iterator[tuple[str, _Words]]:
        yield from (("of", deed.of), ("by", deed.by), ("at", deed.at))

    def _words(self, side: str) -> frozenset[str]:
        if side not in self._known:
            self._known[side] = frozenset(self._read(side))
        return self._known[side]

    def _read(self, side: str) -> Iterator[str]:
        if side == "beside":
            top = self._verb
            while top.dep_ in {"xcomp", "conj"}:
                top = top.head  # "hackers tried to break in", "got in and stole it"
            yield from (t.lower_ for t in top.subtree)
            return
        heads = {"of": self._objects, "by": self._subjects, "at": self._behind}[side]()
        for head in heads:
            yield from forms(head)

    def _objects(self) -> Iterator[Token]:
        verb = self._verb
        yield from (c for c in verb.children if c.dep_ in {"dobj", "dative", "oprd"})
        if verb.dep_ == "amod" and verb.tag_ == "VBN":
            yield verb.head  # "severed cables"
        elif self._passive:
            yield from subjects_of(verb)

    def _subjects(self) -> Iterator[Token]:
        if self._passive:
            yield from (p for c in self._verb.children if c.dep_ == "agent" for p in c.children)
        else:
            yield from subjects_of(self._verb)

    def _behind(self) -> Iterator[Token]:
        bases = [self._verb, *self._objects()]
        inner = [p for b in bases for p in b.children if p.dep_ == "prep" and p.i > self._verb.i]
        deeper = [
            p for b in inner for o in b.children if o.dep_ in {"pobj", "prep"} for p in (o, *o.children) if p.dep_ == "prep"
        ]
        for preposition in (*inner, *deeper):
            yield from (p for p in preposition.children if p.dep_ == "pobj")


def forms(head: Token) -> Iterator[str]:
    """The words by which a phrase is known: its head, the head with the word before it, and what kind of thing it names."""
    for token in members(head):
        if token.lemma_.lower() == "pipeline" and {p.lemma_.lower() for p in _behind_of(token)} - CARRIED:
            continue  # "a pipeline of new shows"
        yield from (token.lower_, token.lemma_.lower())
        for left in token.lefts:
            if left.dep_ in LEFT:
                yield from (f"{left.lower_} {token.lemma_.lower()}", f"{left.lemma_.lower()} {token.lemma_.lower()}")
        if token.lower_ in lexicon.nationalities() or token.ent_type_ == "GPE":
            yield "<state>"
        if token.lower_ in {"it", "they"}:
            yield "<it>"
        if token.ent_type_ in NAMED:
            yield "<named>"
        if token.lower_ in PERSONS or token.ent_type_ == "PERSON" or kind_of(token, named=False).partition(":")[0] in BODIES:
            yield "<person>"
        if token.lemma_.lower() in PARTS or token.pos_ == "NUM":
            for part in _behind_of(token):
                yield from forms(part)


def _behind_of(noun: Token) -> Iterator[Token]:
    return (p for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" for p in c.children if p.dep_ == "pobj")


def told_by_noun(noun: Token) -> Deed | None:
    """The first happening that the noun tells of with the words around it."""
    senses = next((nouns()[form] for form in (noun.lemma_.lower(), noun.lower_) if form in nouns()), None)
    if senses is None or (noun.dep_ == "compound" and noun.head.lemma_.lower() not in CASES):
        return None
    words = frozenset((*_left(noun), *_about(noun)))
    return next((deed for deed in senses if deed.of is None or deed.of & words), None)


def is_other_sense(noun: Token) -> bool:
    """ "food poisoning", "a life hack": the word before the noun makes it something else."""
    return noun.lemma_.lower() in nouns() and not frozenset(_left(noun)).isdisjoint(table("deeds")["not_deeds"])


def _left(noun: Token) -> Iterator[str]:
    for child in noun.lefts:
        if child.dep_ in LEFT:
            yield from (child.lower_, child.lemma_.lower(), f"{child.lower_} {noun.lemma_.lower()}")
            yield from (c.lower_ for c in child.lefts)
        if child.dep_ == "poss":
            yield from (form for form in forms(child) if form.startswith("<"))


def _about(noun: Token) -> Iterator[str]:
    """What stands after "of", "to", "in" behind the noun."""
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in AROUND:
            for inner in child.children:
                if inner.dep_ == "pobj":
                    yield from forms(inner)


def is_alleged(token: Token) -> bool:
    """Words leave open whether it was done at all: "an alleged breach", "the supposed sabotage"."""
    return any(c.lower_ in lexicon.words("deeds", "alleged") for c in token.children)
