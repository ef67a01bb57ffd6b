"""Words that point back to a happening ("the strikes", "the attack on the camp") come in; the account that they mean goes out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from sayso.codelists import table
from sayso.extract.around import Told
from sayso.extract.patterns import words_of
from sayso.model import Account, IncidentType, Place, Record, Span
from sayso.model.account import BLOODLESS, OPEN_ACTS

QUIET = frozenset(str(kind) for kind in BLOODLESS | OPEN_ACTS - {IncidentType.ARREST}) | {"cyber_attack", "poisoning"}
NOUN_REACH = 60  # characters after "after" in which the noun stands: "after the deadly pre-dawn attack"
AREAS = frozenset({"country", "region"})
AHEAD = 25  # characters between a place and the noun that it stands before: "the Orvel rocket attack"
PLACE_REACH = 45  # characters after the noun in which its place stands: "on the northern town of Orvel"
# Between "the" and its noun stands none of these: "the compound and set fire" speaks of no fire told before.
_ENDS = r"(?!(?:and|or|but|of|in|on|to|at|for|with|by|from|as|is|was|were|are|has|had|have|set|sets|opened|opens|under|caught)\s)"
_DEFINITE = re.compile(rf"\b(?:the|this|that|these|those|its|their|his|her|our)\s(?:{_ENDS}[\w’'-]+\s){{0,4}}$", re.I)
_AT_THE = re.compile(r"\s(?:on|in|at|near|against|outside)\s((?:the|that|this)\s(?:[\w-]+\s){0,3}?[\w-]+)\b(?!\s[A-Z])")
_STOP = re.compile(r"[.;:!?()“”\"]|,\s(?:and|but|which|who)\b")


class Noun(Record, frozen=True):
    """An event noun in a text, the types it fits (the likeliest first), and whether it points back ("the strikes")."""

    start: int
    end: int
    types: tuple[str, ...]
    definite: bool


class Pointing(Record, frozen=True):
    """What words of a document can point back to: its accounts and its places."""

    told: tuple[Told, ...]
    places: tuple[tuple[Span, Place], ...]
    text: str
    start: int  # of the text in its page

    def meant(self, noun: Noun, *, besides: Sequence[str] = ()) -> Account | None:
        """The account that the noun tells itself, or the one that it points back to."""
        here = [t for t in self.told if t.span.start < noun.end and noun.start < t.span.end]
        place = self.place_of(noun)
        here = [t for t in here if t.account.id not in besides and (not place or t.account.place in {None, place})]
        if here:
            return min(here, key=lambda t: len(t.span.exact)).account
        return self.pointed(noun, besides=besides)

    def pointed(self, noun: Noun, *, besides: Sequence[str] = ()) -> Account | None:
        """The fitting account told before a "the strikes": called so already, of the likeliest type, told last.

        Where the noun has a place, an account at another place is not meant.
        """
        if not noun.definite:
            return None
        fits = [t for t in self.told if t.span.end <= noun.start and str(t.account.type) in noun.types]
        fits = [t for t in fits if t.account.id not in besides]
        if place := self.place_of(noun):
            there = [t for t in fits if t.account.place == place]
            fits = there or [t for t in fits if t.account.place is None]
        rank = {kind: -number for number, kind in enumerate(noun.types)}
        stem = self.text[noun.start - self.start : noun.end - self.start].lower().rstrip("s")
        called = {t.account.id for t in self.told if stem in t.span.exact.lower()}
        best = max(fits, key=lambda t: (t.account.id in called, rank[str(t.account.type)], t.span.end), default=None)
        return best.account if best else None

    def nouns(self, low: int, high: int) -> Iterator[Noun]:
        """Event nouns between two page offsets, in reading order."""
        piece, kinds = self.text[low - self.start : high - self.start], {str(t.account.type) for t in self.told}
        for match in _nouns().finditer(piece):
            lead = self.text[max(0, low - self.start + match.start() - 60) : low - self.start + match.start()]
            types = table("measures")["happenings"][_key(match.group())]
            if types[0] in QUIET and kinds.isdisjoint(types):
                continue  # "the damage" where nothing of the sort is told
            yield Noun(
                start=low + match.start(), end=low + match.end(), types=tuple(types), definite=bool(_DEFINITE.search(lead))
            )

    def place_of(self, noun: Noun) -> str | None:
        """The place in the noun's own phrase: "the Orvel raid", "the raid on Orvel", "the raid on the camp"."""
        points = [(s, p) for s, p in self.places if p.kind not in AREAS]
        ahead = [(s, p) for s, p in points if s.end <= noun.start <= s.end + AHEAD]
        for s, place in ahead[-1:]:
            if re.fullmatch(r"(?:’s|'s)?\s(?:[\w-]+\s){0,2}", self._between(s.end, noun.start)):
                return place.id
        near = [(s, p) for s, p in points if noun.end <= s.start <= noun.end + PLACE_REACH]
        for s, place in near[:1]:
            between = self._between(noun.end, s.start)
            if not _STOP.search(between) and re.match(r"\s(?:on|in|at|near|against|of|outside)\b", between):
                return place.id
        behind = _AT_THE.match(self.text, noun.end - self.start)
        return named_before(points, behind[1], noun.start) if behind else None

    def _between(self, start: int, end: int) -> str:
        return self.text[start - self.start : end - self.start]


def named_before(points: Sequence[tuple[Span, Place]], words: str, position: int) -> str | None:
    """The place named last before the position that a "the camp" or "the town" can mean."""
    for noun, fits in words_of("measures", "site_nouns").items():
        if re.search(rf"\b{noun}\b", words, re.I):
            earlier = [(s, p) for s, p in points if s.end <= position and _fits(p, noun, fits)]
            return max(earlier, key=lambda w: w[0].end)[1].id if earlier else None
    return None


def _fits(place: Place, noun: str, fits: Sequence[str]) -> bool:
    name = place.name.casefold()
    return noun in name or place.kind in fits or any(word in name for word in fits)


@cache
def _nouns() -> re.Pattern[str]:
    names = sorted(table("measures")["happenings"], key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(re.escape(n) for n in names)})(?:e?s)?\b", re.I)


def _key(word: str) -> str:
    known, word = table("measures")["happenings"], word.lower()
    return next(w for w in (word, word.removesuffix("s"), word.removesuffix("es")) if w in known)
