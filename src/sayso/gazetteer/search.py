"""A place's name and the countries a text is about come in; ranked candidates go out."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from functools import lru_cache
from math import log10

import msgspec

from sayso.gazetteer.build import gazetteer_file
from sayso.gazetteer.names import SITE_WORDS, bare_key, core_key, fold_key, key_of, sound_key
from sayso.model import GeoPrecision, Place, make_id

_HOW_SCORE = {0: 3.0, 1: 2.3, 2: 2.0, 3: 1.6}  # the name itself, another name, less its article, less site words
_SITES = frozenset({"airfield", "site"})
_AIR = frozenset(["air", "airbase", "airfield", "airport", "airstrip", "aerodrome", "afb"])
_CAMPS = frozenset(["camp", "fort", "barracks", "outpost", "garrison"])  # no airport is one because it shares the name
_PRECISION = {"country": GeoPrecision.COUNTRY, "region": GeoPrecision.PROVINCE, "water": GeoPrecision.FUZZY}


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A place that a name may mean, with its rank; ``how`` tells by which key it was found."""

    place: Place
    score: float
    population: int
    how: str  # name | article | site words | sound: what had to be dropped from the words asked for
    rank: int = 0  # 0 the place's name, 1 another name of it, 2 less its article, 3 less its site words, 4 by sound


def lookup(name: str, *, countries: Iterable[str] = ()) -> tuple[Place, ...]:
    """Places that bear the name, likeliest first: exact names, then large ones, those in ``countries`` before others."""
    return tuple(c.place for c in candidates(name, countries=tuple(sorted(set(countries)))))


@lru_cache(maxsize=8192)
def candidates(name: str, *, countries: tuple[str, ...] = (), limit: int = 8) -> tuple[Candidate, ...]:
    """The same with scores. Site words ("base", "refugee camp") prefer sites and are dropped where nothing else fits."""
    key = key_of(name)
    words = set(key.split())
    found: dict[int, Candidate] = {}
    for tried, how in _tries(key):
        if not tried:
            continue
        for row in _rows("alias", tried):
            if not (how == "site words" and row[6] == "airfield" and words & _CAMPS):
                _keep(found, row, how, words, countries)
        if any(c.score >= 2.0 for c in found.values()) and how in {"name", "article"} and not words & SITE_WORDS:
            break
    if not found and len(key) > 3:
        core = core_key(key) or key
        for heard in (fold_key(core), sound_key(core)) if len(key) > 4 else (fold_key(core),):
            for row in _rows("sound", heard, countries):
                if row[5] in countries or (not countries and row[7] > 50_000):
                    _keep(found, (*row[:9], 4), "sound", words, countries)
    ranked = sorted(found.values(), key=lambda c: (-c.score, c.place.id))
    return tuple(ranked[:limit])


def _tries(key: str) -> list[tuple[str, str]]:
    tries = [(key, "name"), (bare_key(key), "article"), (core_key(key), "site words")]
    seen: set[str] = set()
    return [(k, how) for k, how in tries if k and not (k in seen or seen.add(k))]  # type: ignore[func-returns-value]


def _keep(found: dict[int, Candidate], row: tuple, how: str, words: set[str], countries: tuple[str, ...]) -> None:  # type: ignore[type-arg]
    number, ref, name, lat, lon, country, kind, population, _, rank = row
    site_asked = bool(words & SITE_WORDS)
    score = _HOW_SCORE.get(rank, 1.0) + log10(population + 10) / 2.5
    score -= {"name": 0.0, "article": 0.3, "site words": 0.8, "sound": 1.0}[how]
    if countries:
        score += 2.5 if country in countries else (-0.8 if country else 1.5)
    if kind in _SITES:
        score += 0.0 if not site_asked else 1.6 if how == "name" else 0.9
        score -= 0.0 if site_asked or rank < 2 else 1.4
        score += 0.4 if kind == "airfield" and words & _AIR else 0.0
    if ref.startswith("sayso:") and kind != "populated_place":
        score += 0.6  # listed because news speaks of it
    if kind == "region":
        asked = bool(words & {"province", "governorate", "oblast", "region", "state", "department", "prefecture", "county"})
        score += 0.8 if asked else -0.6 if rank > 1 else 0.0
    if number not in found or found[number].score < score:
        found[number] = Candidate(
            place=_place(ref, name, lat, lon, country, kind),
            score=round(score, 4),
            population=population,
            how=how,
            rank=rank,
        )


def _place(ref: str, name: str, lat: float | None, lon: float | None, country: str | None, kind: str) -> Place:
    source, number = ref.split(":", 1)
    return Place(
        id=make_id("place", ref), name=name, lat=lat, lon=lon, country=country, kind=kind,
        precision=_PRECISION.get(kind, GeoPrecision.EXACT), external={source: number},
    )  # fmt: skip


def _rows(which: str, key: str, countries: tuple[str, ...] = ()) -> list[tuple]:  # type: ignore[type-arg]
    """At most sixty rows, those of the countries first: a common sound has more."""
    how = "a.how" if which == "alias" else "4"
    query = f"""SELECT p.*, {how} FROM {which} a JOIN place p ON p.id = a.place WHERE a.key = ?
        ORDER BY p.country IN ({",".join("?" * len(countries))}) DESC, p.population DESC LIMIT 60"""
    return _open(os.getpid()).execute(query, (key, *countries)).fetchall()


@lru_cache(maxsize=1)
def _open(process: int) -> sqlite3.Connection:
    """The compiled gazetteer, read only; a forked process opens its own."""
    del process
    return sqlite3.connect(f"file:{gazetteer_file()}?mode=ro", uri=True, check_same_thread=False)
