"""A name that the recogniser holds for a person or body comes in; whether it is rather a place's name goes out."""

from __future__ import annotations

from spacy.tokens import Doc

from sayso.codelists.known import fold
from sayso.extract.agentnouns import is_given, nouns
from sayso.extract.aliases import Setting
from sayso.extract.nameshape import in_place_slot
from sayso.gazetteer import candidates
from sayso.gazetteer.names import SITE_WORDS

# "to" and "of" stand before people as well, so that the gazetteer has to agree.
_WEAK_PREPOSITIONS = frozenset(
    ["to", "from", "of", "at", "into", "toward", "towards", "through", "across", "off", "over", "on", "for"]
)
_OPENERS = frozenset(["camp", "fort", "mount", "lake", "fob", "port", "base", "jebel", "jabal", "wadi", "cape"])
_LAND = frozenset(
    ["area", "district", "neighbourhood", "neighborhood", "village", "township", "province", "region", "suburb", "valley"]
)
_BEING = frozenset(["be", "have", "appear", "seem", "begin", "start", "continue"])  # places do so as well
_BIG = 200_000  # people: a town that a report may name without naming its country
_KNOWN_BY_NAME = 1  # a gazetteer rank: the place's own name or another full name of it
_LESS_ARTICLE = 2  # "Raqqah" for "Ar Raqqah"


def is_place(doc: Doc, start: int, end: int, *, setting: Setting, label: str) -> bool:
    """The words around the name, or the gazetteer, say that a place is meant."""
    lone, last = end - start == 1, fold(doc[end - 1].text)
    if start and doc[start - 1].lower_ in nouns().titles:
        return False
    if (not lone and doc[start].lower_ in _OPENERS and label == "PERSON") or _listed(doc[start:end].text):
        return True
    if doc[end - 1].lower_ in SITE_WORDS and label != "ORG":
        return True
    after = doc[end].lower_ if end < len(doc) else ""
    if (lone and label == "PERSON" and after in SITE_WORDS) or after in _LAND:
        return True  # "Zamzam camp", "the Khair Khana area"
    slot = in_place_slot(doc, start)
    if not slot and (
        (not lone and is_given(doc[start].text)) or last in setting.surnames or _speaks(doc, start, end, label)
    ):
        return False
    known = _known(doc[start:end].text, setting)
    if slot:
        return known or (lone and not doc[start].text.isupper() and last not in setting.surnames)
    beside = _weak_slot(doc, start, end) or label == "PERSON" or (lone and not _acts(doc, start, end))
    return known and beside


def _listed(name: str) -> bool:
    """One of our own sites and towns, or of a case pack, by its full name."""
    return any(
        "sayso" in c.place.external and c.how in {"name", "article"} and c.rank <= _KNOWN_BY_NAME for c in candidates(name)
    )


def _known(name: str, setting: Setting) -> bool:
    """A place of that very name in a country of the report, or a big one anywhere."""
    found = candidates(name, countries=tuple(sorted(setting.countries)))
    return any(
        c.how in {"name", "article"}
        and ((c.rank <= _LESS_ARTICLE and c.place.country in setting.countries) or (c.rank == 0 and c.population >= _BIG))
        for c in found
    )


def _speaks(doc: Doc, start: int, end: int, label: str) -> bool:
    head = doc[start:end].root
    verb = head.head.lemma_.lower()
    return head.dep_ == "nsubj" and label == "PERSON" and verb in nouns().words["government_verbs"] - _BEING


def _acts(doc: Doc, start: int, end: int) -> bool:
    """The subject of a verb of saying or doing, as a body would be, or an acronym."""
    head = doc[start:end].root
    verb = head.head.lemma_.lower()
    return head.text.isupper() or (head.dep_ in {"nsubj", "agent"} and verb in nouns().words["government_verbs"] - _BEING)


def _taken_by_verb(doc: Doc, end: int) -> bool:
    head = doc[end - 1]
    return head.dep_ in {"dobj", "nsubjpass"} and head.head.lemma_.lower() in nouns().words["place_verbs"]


def _weak_slot(doc: Doc, start: int, end: int) -> bool:
    """A preposition, another place in a list, or a comma with a place's country or province after it."""
    before = doc[start - 1].lower_ if start else ""
    after = doc[end].text if end < len(doc) else ""
    joined = (
        before in {",", "and", "or"}
        and start > 1
        and (doc[start - 2].ent_type_ in {"GPE", "LOC", "FAC"} or _listed(doc[start - 2].text))
    )
    return (
        before in _WEAK_PREPOSITIONS
        or joined
        or _taken_by_verb(doc, end)
        or (after == "," and end + 1 < len(doc) and doc[end + 1].ent_type_ == "GPE")
        or after in {"'s", "’s"}
    )
