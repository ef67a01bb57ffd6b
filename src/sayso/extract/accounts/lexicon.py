"""The code lists of incidents come in; look-ups by word go out: verbs, nouns, weapons, things, people, titles."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from spacy.tokens import Token

from sayso.codelists import table as table
from sayso.codelists.known import known_actors
from sayso.model import ActorKind, IncidentType, Record


class VerbSense(Record, frozen=True):
    """What a verb of violence tells: the incident type, what its object must be, and what became of the victim."""

    type: IncidentType
    takes: str
    effect: str
    strong: bool
    arms: str = ""  # subject | object: what has to be a weapon
    of: frozenset[str] = frozenset()  # what it has to be done to
    beside: frozenset[str] = frozenset()  # words one of which has to stand in the clause


class NounSense(Record, frozen=True):
    """What a noun of violence tells."""

    type: IncidentType
    effect: str
    strong: bool


@lru_cache(maxsize=1)
def verbs() -> dict[str, tuple[VerbSense, ...]]:
    """Verb lemma (particles joined by ``_``) to its senses, in the order of the table."""
    found: dict[str, tuple[VerbSense, ...]] = {}
    for row in table("events")["verbs"]:
        sense = VerbSense(
            type=IncidentType(row["type"]),
            takes=row["takes"],
            effect=row.get("effect", ""),
            strong=bool(row.get("strong")),
            arms=row.get("arms", ""),
            of=frozenset(row.get("of", ())),
            beside=frozenset(row.get("beside", ())),
        )
        for lemma in row["lemmas"]:
            lemma = lemma.rstrip("_")
            found[lemma] = (*found.get(lemma, ()), sense)
    return found


@lru_cache(maxsize=1)
def nouns() -> dict[str, NounSense]:
    """Noun lemma to its sense."""
    return {
        lemma: NounSense(type=IncidentType(row["type"]), effect=row.get("effect", ""), strong=bool(row.get("strong")))
        for row in table("events")["nouns"]
        for lemma in row["lemmas"]
    }


@lru_cache(maxsize=1)
def modifiers() -> dict[str, IncidentType]:
    """Left modifier of an event noun to the type that it makes of it."""
    return {word: IncidentType(kind) for kind, words in table("events")["modifiers"].items() for word in words}


@cache
def words(*path: str) -> frozenset[str]:
    """A word list of ``events`` or, with its table's name first, of another table."""
    node: Any = (
        table(path[0])
        if path[0] in {"targets", "weapons", "phrase_words", "responsibility", "deeds"}
        else table("events")[path[0]]
    )
    for key in path[1:]:
        node = node[key]
    return frozenset(word.rstrip("_") for word in node)


@lru_cache(maxsize=1)
def weapon_kinds() -> dict[str, str]:
    """Weapon word to its kind; the first kind that lists a word has it."""
    return _by_word(table("weapons")["kinds"])


@lru_cache(maxsize=1)
def thing_kinds() -> dict[str, str]:
    """Noun for a building, vehicle or other thing to its kind."""
    return _by_word(table("targets")["things"])


def is_vehicle(token: Token) -> bool:
    """The noun is a car, a lorry, a plane."""
    return "vehicle" in {thing_kinds().get(token.lemma_.lower()), weapon_kinds().get(token.lemma_.lower())}


@lru_cache(maxsize=1)
def people_kinds() -> dict[str, str]:
    """Noun for a person to the kind of person."""
    return _by_word(table("targets")["people"])


def _by_word(kinds: dict[str, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for kind, row in kinds.items():
        for word in row["words"]:
            found.setdefault(word.rstrip("_"), kind)
    return found


@lru_cache(maxsize=1)
def personal_names() -> frozenset[str]:
    """Given and family names that an English word list holds too."""
    return frozenset(word for part in table("names").values() for word in part)


@lru_cache(maxsize=1)
def adjectives() -> frozenset[str]:
    """The countries' adjectives in lower case: "Israeli", "Russian"."""
    return frozenset(w.lower() for row in table("countries").values() for w in row.get("adjectives", ()))


@cache
def armed_groups() -> frozenset[str]:
    """Names of armed groups that are one word, in lower case."""
    names = (n for a in known_actors().values() if a.kind is ActorKind.ARMED_GROUP for n in (a.name, *a.aliases))
    return frozenset(n.lower() for n in names if n.isalpha())


@lru_cache(maxsize=1)
def nationalities() -> frozenset[str]:
    """Countries, their adjectives and peoples, in lower case, one word each and with a plural s."""
    found: set[str] = set()
    for row in table("countries").values():
        for field in ("adjectives", "people"):
            found |= {w.lower() for w in row.get(field, ())}
        found.add(str(row["name"]).lower())
    return frozenset(found | {w + "s" for w in found})


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """English words in lower case, from the language pipeline's own index: what is not in it looks like a name."""
    from sayso.extract.parse import pipeline

    lemmatizer: Any = pipeline().get_pipe("lemmatizer")
    index = lemmatizer.lookups.get_table("lemma_index")
    return frozenset(word for entry in index.values() for word in entry)
