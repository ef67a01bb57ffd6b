"""Words for those who speak and act come in; the kind of actor that they name, and what sex a name or title tells, go out."""

from __future__ import annotations

from functools import lru_cache

import msgspec
from spacy.tokens import Span as Slice
from spacy.tokens import Token

from sayso.codelists import table
from sayso.codelists.known import fold
from sayso.model import ActorKind

# Words before a general head ("group", "forces") that tell the kind, in the order they are asked.
_BY_WORDS = (
    ("armed_words", ActorKind.ARMED_GROUP), ("aid_words", ActorKind.ORGANISATION), ("outlet_words", ActorKind.OUTLET),
    ("body_words", ActorKind.OFFICIAL_BODY), ("force_words", ActorKind.STATE_FORCE),
)  # fmt: skip


_FIELDS = (
    "armed_words", "force_words", "outlet_words", "body_words", "aid_words", "offices", "acts", "backing", "named_outlets",
    "government_verbs", "addressed", "place_verbs", "rebel_words", "hedging",
)  # fmt: skip


class Nouns(msgspec.Struct, frozen=True):
    """The tables of agent nouns and titles as sets."""

    kind: dict[str, ActorKind]
    generic: frozenset[str]
    generic_default: dict[str, str]
    words: dict[str, frozenset[str]]
    titles: frozenset[str]
    before_title: frozenset[str]
    given: dict[str, str]  # given name, without accents -> m | f
    short: dict[str, str]  # "col" -> "colonel"


@lru_cache(maxsize=1)
def nouns() -> Nouns:
    """The agent nouns and titles of the code lists."""
    agents, titles = table("agents"), table("titles")
    kind: dict[str, ActorKind] = {}
    for name in ("unnamed_source", "organisation", "state", "official_body", "outlet", "state_force", "armed_group"):
        for word in agents[name]:
            kind[word] = ActorKind(name)
    words = {f: frozenset(agents[f]) for f in _FIELDS}
    words["never"] = frozenset(table("notnames")["never"])
    words["female"] = frozenset(agents["female"]) | frozenset(titles["female"])
    words["male"] = frozenset(agents["male"]) | frozenset(titles["male"])
    given = {name: sex for sex, field in (("f", "female"), ("m", "male")) for name in table("given_names")[field]}
    return Nouns(
        kind,
        frozenset(agents["generic"]),
        agents["generic_default"],
        words,
        frozenset(titles["last"]),
        frozenset(titles["before"]),
        given,
        titles["short"],
    )


def sex_of(title: str) -> str:
    words = title.lower().replace(".", " ").split()
    for word in words:
        if word in nouns().words["female"]:
            return "f"
    return "m" if any(w in nouns().words["male"] for w in words) else ""


def sex_of_name(name: str) -> str:
    first = fold(name).split()
    return nouns().given.get(first[0], "") if len(first) > 1 else ""


def is_given(word: str) -> bool:
    """A common given name, with or without accents."""
    return fold(word) in nouns().given


def kind_of(words: list[str], default: ActorKind) -> ActorKind:
    """The kind that a phrase's words give: its head noun, or for a generic head the words before it."""
    table_ = nouns()
    owner = max((i for i, w in enumerate(words[:-1]) if w in {"'s", "’s", "'", "’"}), default=-1)
    words = words[owner + 1 :]  # "the general's office": what is owned tells
    head, rest = words[-1], set(words[:-1])
    if head in table_.generic or head not in table_.kind:
        for field, kind in _BY_WORDS:
            if rest & table_.words[field]:
                force = kind is ActorKind.OFFICIAL_BODY and head in {"forces", "force"}
                return ActorKind.STATE_FORCE if force else kind
        for word in reversed(words[:-1]):
            if word in table_.kind and head in table_.generic:
                return table_.kind[word]
        if head in table_.generic_default:
            return ActorKind(table_.generic_default[head])
    return table_.kind.get(head, default)


def after_of(head: Token) -> list[str]:
    """Words of "of the militia" after a generic head."""
    for child in head.children:
        if child.lower_ == "of" and child.dep_ == "prep":
            return [t.lower_ for t in child.subtree if t.pos_ in {"NOUN", "PROPN"}]
    return []


def named_kind(piece: Slice) -> ActorKind:
    """A named body without a telling word is an organisation."""
    return ActorKind.ARMED_GROUP if {t.lower_ for t in piece} & nouns().words["armed_words"] else ActorKind.ORGANISATION
