"""The alias pack as a matcher: an analysed block comes in, the known names in it go out, longest first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import msgspec
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.tokens import Span as Slice

from sayso.codelists import table
from sayso.codelists.known import Known, fold, known_actors, spellings
from sayso.extract.parse import pipeline
from sayso.model import ActorKind

# Acronyms that are words of their own once a block was lowered.
_WORDS = frozenset([
    "car", "is", "us", "it", "who", "as", "pa", "ap", "sl", "up", "mas", "net", "may", "no", "so", "am", "an", "abc",
    "time", "dawn", "semana", "fox", "met", "ina", "ana", "rab", "mit", "sac", "gun", "cart", "plan", "bild", "expreso",
    "tempo", "reforma", "independent", "guardian", "telegraph", "observer", "intercept", "economist", "shell", "memorial",
    "amal", "pat", "let", "fact", "mend", "tip", "rand", "the times", "the nation", "the national", "the independent",
    "the guardian", "the observer",
    "the economist", "red flag", "the avenger",
])  # fmt: skip
# Acronyms that are English words, of groups that one country knows.
_ACRONYMS_LIKE_WORDS = frozenset({"fact", "mend", "plan", "tip", "sac", "gal", "gam", "jem", "biff"})
# Where surnames are shared so widely that one alone tells little, outside the country too.
_SHARED_SURNAMES = frozenset([
    "MEX", "GTM", "SLV", "HND", "NIC", "CRI", "PAN", "CUB", "COL", "VEN", "ECU", "PER", "BOL", "PRY", "URY", "ARG", "CHL",
    "ESP",
])  # fmt: skip
_COMMON_SURNAMES = frozenset([
    "bush", "clinton", "carter", "johnson", "brown", "taylor", "hunt", "rice", "baker", "saleh", "hadi", "khan", "singh",
    "amin", "bashir", "keita", "traore", "akar", "fidan", "duda", "salami", "sharon", "aoun", "prayuth", "lapid", "gallant",
    "kerry", "vance", "hassan", "tsai", "abe", "amal",
])  # fmt: skip


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A known name at tokens ``start`` to ``end`` of a block; ``choices`` has more than one entry for a shared name."""

    start: int
    end: int
    choices: tuple[Known, ...]


# Titles that no statesman is called by: "Chief Ortega", "Coroner Ames".
LOCAL_TITLES = frozenset(
    ["chief", "sheriff", "detective", "inspector", "superintendent", "constable", "deputy", "coroner", "mayor", "councillor",
     "councilman", "councilwoman", "officer", "trooper", "warden", "sergeant", "lieutenant", "professor", "nurse", "pastor"]
)  # fmt: skip


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """What a document tells about a lone surname in it: the countries it speaks of, who is named in full, and its year."""

    countries: frozenset[str] = frozenset()
    in_full: frozenset[str] = frozenset()  # keys of the persons named in full
    surnames: frozenset[str] = frozenset()  # last names, folded, of people whom the pack does not know
    year: int | None = None
    lands: frozenset[str] = frozenset()  # countries that it names, or whose people it names in full

    def choose(self, choices: Sequence[Known], *, alone: bool, text: str = "") -> Known | None:
        """The entry that a name stands for here; None where a lone surname fits nobody of this time and place."""
        fitting = [k for k in choices if not alone or k.kind is not ActorKind.PERSON or self._fits(k)]
        if text.lower() in _ACRONYMS_LIKE_WORDS:  # "FACT" of one country, and of nobody where that is not spoken of
            fitting = [k for k in fitting if k.key in self.in_full or k.country in self.lands]
        return max(fitting, key=self._closeness, default=None)

    def _fits(self, known: Known) -> bool:
        if known.key in self.in_full:
            return True
        if fold(known.name).split()[-1] in self.surnames:
            return False
        if self._lag(known) > 0:
            return False
        common = known.country in _SHARED_SURNAMES or fold(known.name).split()[-1] in _COMMON_SURNAMES
        return not common or known.country is None or known.country in self.countries

    def _closeness(self, known: Known) -> tuple[bool, bool, int]:
        return known.key in self.in_full, known.country in self.countries, -abs(self._lag(known))

    def _lag(self, known: Known) -> int:
        """Years from the document's to the entry's known years: above 0, it was not in office yet."""
        if not known.years or self.year is None:
            return 0
        first, last = (int(y) for y in known.years.split("-"))
        return max(0, first - 3 - self.year) - max(0, self.year - last)


def _forms() -> dict[str, list[tuple[str, Known]]]:
    """Every written form, lower case, with the entries that bear it."""
    forms: dict[str, list[tuple[str, Known]]] = {}
    for known in known_actors().values():
        for alias in (known.name, *known.aliases):
            for spelt in spellings(alias):
                forms.setdefault(spelt.lower(), []).append((spelt, known))
    for code, row in table("countries").items():
        for role, field in (("adjective", "adjectives"), ("people", "people"), ("seat", "metonyms")):
            known = Known(key=code, name=row["name"], kind=ActorKind.STATE, country=code, role=role)
            for alias in row.get(field, ()):
                forms.setdefault(alias.lower(), []).append((alias, known))
    return forms


@lru_cache(maxsize=1)
def _matcher() -> tuple[PhraseMatcher, dict[str, tuple[tuple[str, Known], ...]]]:
    nlp = pipeline()
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    by_tokens: dict[str, list[tuple[str, Known]]] = {}
    docs: dict[str, Doc] = {}
    for text, entries in _forms().items():
        # The tokenizer cuts "U.S." and "u.s." differently, so both are learnt.
        for form in {text, *(spelt for spelt, _ in entries)}:
            doc = nlp.make_doc(form)
            key = _key(doc[:])
            docs.setdefault(key, doc)
            by_tokens.setdefault(key, []).extend(entries)
    matcher.add("known", list(docs.values()))
    return matcher, {k: tuple(dict.fromkeys(v)) for k, v in by_tokens.items()}


def _key(piece: Slice) -> str:
    return "\x1f".join(t.lower_ for t in piece)


def known_names(doc: Doc, *, lowered: bool = False) -> tuple[Hit, ...]:
    """Known names in a block, none inside another; ``lowered`` says that the block's capitals were taken away."""
    matcher, forms = _matcher()
    hits = []
    for _, start, end in matcher(doc):
        piece = doc[start:end]
        choices = tuple(dict.fromkeys(k for spelt, k in forms[_key(piece)] if _case_fits(piece, spelt, lowered=lowered)))
        if choices:
            hits.append(Hit(start=start, end=end, choices=choices))
    hits.sort(key=lambda h: (h.start - h.end, h.start))
    taken: set[int] = set()
    kept = []
    for hit in hits:
        if taken.isdisjoint(range(hit.start, hit.end)):
            taken.update(range(hit.start, hit.end))
            kept.append(hit)
    return tuple(sorted(kept, key=lambda h: h.start))


def _case_fits(piece: Slice, spelt: str, *, lowered: bool) -> bool:
    """Capitals are where the name has them; in a lowered block words that the lowering makes ambiguous are refused."""
    text = piece.text
    if lowered:
        if spelt.startswith("the ") and spelt.count(" ") == 1:
            return False
        return text not in _WORDS or (text == "us" and _names_a_country(piece))
    if _is_acronym(spelt):
        return text.isupper()
    if " " not in spelt and re.search(r"[a-z][A-Z]", spelt) and len(spelt) < 6:
        return text == spelt or text.isupper()  # "LeT" is not "Let"
    if text.islower() and not spelt.islower():
        return _typed_small(piece, spelt)
    words, names = text.split(), spelt.split()
    first = next((i for i, word in enumerate(names) if word.lstrip("'’‘")[:1].isupper()), None)
    if first is None or len(words) != len(names):
        return text[:1].isupper() or text == spelt
    return words[first].lstrip("'’‘")[:1].isupper()


def _typed_small(piece: Slice, spelt: str) -> bool:
    """ "israel", "donald trump" in a text with capitals elsewhere: the tagger has to see names."""
    return len(spelt) > 3 and spelt.replace(" ", "").isalpha() and all(t.pos_ == "PROPN" for t in piece)


def _is_acronym(spelt: str) -> bool:
    letters = spelt.replace(".", "").replace("-", "")
    return len(letters) <= 6 and letters.isupper()


def _names_a_country(piece: Slice) -> bool:
    """ "us" as the country: an article or a noun it modifies stands beside it."""
    doc, start, end = piece.doc, piece.start, piece.end
    before = doc[start - 1].lower_ if start else ""
    return before in {"the", "a", "an"} or (
        end < len(doc) and doc[end].pos_ in {"NOUN", "PROPN", "ADJ"} and before not in {"of", "to"}
    )
