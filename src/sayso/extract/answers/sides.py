"""Accounts, actors and words come in; on whose side somebody stands, whom a happening hit and who did it goes out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from sayso.codelists import table
from sayso.model import Account, Place, Span, SuspectStatus

if TYPE_CHECKING:
    from sayso.extract.actors import Actors

SHORTEST = 4  # letters that the names of one side must share: "Ostra", "Ostran"
DOING = frozenset({SuspectStatus.FACT, SuspectStatus.CLAIMED})
HELD = DOING | {SuspectStatus.ACCUSED, SuspectStatus.ACCUSED_BY_AUTHORITIES}
_CAPITAL = re.compile(r"\b(?:[A-Z][^\W\d_]{2,}|(?:[A-Z]\.){2,}|U[SK]\b)")


Side = frozenset[str]


def names_in(words: str) -> Side:
    """The capitalised words that may name a side, in lower case, and the codes of the countries that they stand for."""
    found = frozenset(w.lower() for w in _CAPITAL.findall(words)) - _no_side()
    return found | {code for name in found if (code := _countries().get(name))}


@cache
def _countries() -> dict[str, str]:
    """One-word names of countries, their adjectives and peoples, in lower case, to the country's code."""
    rows = table("countries").items()
    words = (
        (code, w)
        for code, row in rows
        for key in ("adjectives", "people", "other")
        for w in (*row.get(key, ()), row["name"])
    )
    return {w.lower(): str(code) for code, w in words if " " not in w}


@cache
def _no_side() -> frozenset[str]:
    return frozenset(table("answers")["no_side"])


def same(one: Iterable[str], other: Iterable[str]) -> bool:
    """One side: a name in both, or a country beside its adjective."""
    return any(_alike(a, b) for a in one for b in other)


def _alike(a: str, b: str) -> bool:
    if a == b:
        return True
    least = max(SHORTEST, min(len(a), len(b)) - 1)
    return a[:least] == b[:least]


class Sides:
    """Who did, and who suffered, each happening of one document; each worked out when it is first asked for."""

    def __init__(self, actors: Actors | None, places: Iterable[Place]) -> None:
        self._actors = actors
        self._places = {p.id: p for p in places}
        self._did: dict[str, Side] = {}
        self._hit: dict[str, Side] = {}

    def of(self, actor: str | None, words: Span | None) -> Side:
        """The side of somebody who is named or described; a country's name and its code both count."""
        return frozenset((*self._named(actor), *(names_in(words.exact) if words else ())))

    def did(self, account: Account) -> Side:
        """The side of whoever did it, where the document says who."""
        if account.id not in self._did:
            self._did[account.id] = frozenset(n for actor in doers(account, held=True) for n in self._named(actor))
        return self._did[account.id]

    def hit(self, account: Account) -> Side:
        """The side of whom and what was hit: their names, and the country in which it was."""
        if account.id not in self._hit:
            self._hit[account.id] = frozenset(n for n in self._struck(account) if not same({n}, self.did(account)))
        return self._hit[account.id]

    def _named(self, actor: str | None) -> Iterator[str]:
        found = self._actors.by_id.get(actor) if self._actors is not None and actor else None
        if found is not None:
            yield from names_in(found.name)
            if found.country:
                yield found.country

    def _struck(self, account: Account) -> Iterator[str]:
        for words in (*(v.span for v in account.victims), *(t.span for t in account.targets), *account.mentions):
            yield from names_in(words.exact)
        place = self._places.get(account.place or "")
        if place is not None:
            yield from names_in(place.name)
            if place.country:
                yield place.country


def doers(account: Account, *, held: bool = False) -> tuple[str, ...]:
    """The actors whose doing the document says that it was; with those who are ``held`` to have done it."""
    known = HELD if held else DOING
    return (*account.doers, *(s.actor for s in account.suspects if s.status in known))
