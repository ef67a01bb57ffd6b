"""The tables of actors and countries come in; their entries go out by key, with the spellings that a name may have."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

import msgspec

from sayso.codelists import table
from sayso.model import ActorKind

_MARKS = str.maketrans({"’": "'", "‘": "'", "ʿ": "'", "ʾ": "'", "`": "'", "–": "-", "‑": "-"})


class Known(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True):
    """An entry of the alias pack or of the table of countries."""

    key: str
    name: str
    kind: ActorKind
    country: str | None = None
    aliases: tuple[str, ...] = ()
    office: str = ""
    years: str = ""
    sex: str = ""
    role: str = "name"  # name | adjective | people | seat


def slug(name: str) -> str:
    """A name as a key: plain letters, lower case, hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")


def fold(name: str) -> str:
    """A name without accents, apostrophes and case, so that spellings of one name meet."""
    if name.isascii():
        return name.replace("`", "").replace("'", "").casefold()
    plain = unicodedata.normalize("NFKD", name.translate(_MARKS))
    return "".join(c for c in plain if not unicodedata.combining(c)).replace("'", "").casefold()


@cache
def known_actors() -> dict[str, Known]:
    """The alias pack and the countries by key."""
    entries = [*_actors(), *_countries()]
    return {e.key: e for e in reversed(entries)}


def _actors() -> list[Known]:
    found = []
    for country, kinds in table("actors").items():
        for kind, entries in kinds.items():
            for entry in entries:
                found.append(_known(entry, kind, country))
    return found


def _known(entry: Any, kind: str, country: str) -> Known:
    if isinstance(entry, list):
        entry = {"name": entry[0], "also": entry[1:]}
    name, also = str(entry["name"]), entry.get("also") or ()
    return Known(
        key=slug(name),
        name=name,
        kind=ActorKind(kind),
        country=None if country == "INT" else country,
        aliases=tuple(str(a) for a in also),
        office=str(entry.get("office", "")),
        years=str(entry.get("years", "")),
        sex=str(entry.get("sex", "")),
    )


def _countries() -> list[Known]:
    found = []
    for code, row in table("countries").items():
        found.append(
            Known(key=code, name=row["name"], kind=ActorKind.STATE, country=code, aliases=tuple(row.get("other", ())))
        )
    return found


def spellings(alias: str) -> set[str]:
    """The ways one alias is commonly typed: with straight, curly or no apostrophe, with or without accents."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", alias.translate(_MARKS)) if not unicodedata.combining(c))
    variants = {alias, plain}
    if "'" in plain:
        variants |= {plain.replace("'", "’"), plain.replace("'", "‘"), plain.replace("'", "")}
    if re.search(r"\b(al|el|ash|as|an|ar|az|ad|at)-", plain, re.IGNORECASE):
        variants |= {v.replace("-", " ", 1) for v in set(variants)}
    return variants
