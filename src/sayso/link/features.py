"""An account and what stands around it come in; what one account can be compared with another by goes out."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from functools import cache

from sayso.codelists import table
from sayso.link.names import plain
from sayso.link.nearby import addresses
from sayso.model import Account, Anchor, DateRange, Document, GeoPrecision, IncidentType, Measure, Place, Record, Stage
from sayso.model.reckon import day_range

# Types that reporters use for one another of one happening.
FAMILIES: tuple[frozenset[IncidentType], ...] = (
    frozenset({IncidentType.ATTACK, IncidentType.BOMBING, IncidentType.SHELLING, IncidentType.AIR_STRIKE,
               IncidentType.CHEMICAL_ATTACK, IncidentType.ASSASSINATION, IncidentType.ARMED_CLASH, IncidentType.INVASION,
               IncidentType.SHOOT_DOWN}),
    frozenset({IncidentType.PROTEST, IncidentType.RIOT, IncidentType.FORCED_WORK_STOPPAGE, IncidentType.ARSON}),
    frozenset({IncidentType.KIDNAPPING, IncidentType.ARREST, IncidentType.SEIZURE}),
    frozenset({IncidentType.ROBBERY, IncidentType.SEIZURE}),
    frozenset({IncidentType.ARSON, IncidentType.ATTACK, IncidentType.BOMBING, IncidentType.RIOT}),
)  # fmt: skip
# Types so unlike in means that two reports of one happening would not differ in them.
APART: tuple[frozenset[IncidentType], ...] = (
    frozenset({IncidentType.AIR_STRIKE}),
    frozenset({IncidentType.PROTEST, IncidentType.FORCED_WORK_STOPPAGE, IncidentType.DIPLOMATIC, IncidentType.ARREST}),
)
RADIUS_KM = {  # how far a place of this precision may be off
    GeoPrecision.EXACT: 5.0, GeoPrecision.NEAR: 25.0, GeoPrecision.DISTRICT: 40.0, GeoPrecision.PROVINCE: 120.0,
    GeoPrecision.FUZZY: 150.0, GeoPrecision.COUNTRY: math.inf, GeoPrecision.INTERNATIONAL: math.inf,
    GeoPrecision.UNKNOWN: 50.0,
}  # fmt: skip
AREAS = frozenset({"country", "region", "water"})
_FLYING = re.compile(
    r"\b(?:air\w*|aerial|jets?|(?:war)?planes?|drones?|helicopters?|gunships?|bombers?|uavs?|pilots?)\b", re.I
)
FROM_THE_GROUND = frozenset({"rocket", "mortar", "artillery"})
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)})", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]{2,}")
_AGE = re.compile(r"\b(\d{1,3})[ -]years?[ -]+olds?\b|(?<=[a-z], )(\d{1,2})(?=,|\b\s*$)")
COMMON = frozenset({
    "the", "and", "for", "with", "from", "that", "this", "has", "had", "was", "were", "are", "been", "his", "her",
    "its", "their", "they", "them", "who", "whom", "which", "when", "where", "while", "into", "over", "under", "near",
    "after", "before", "about", "against", "during", "between", "two", "three", "four", "five", "six", "seven",
    "eight", "nine", "ten", "several", "many", "some", "all", "other", "others", "another", "more", "most", "least",
    "than", "then", "also", "not", "but", "any", "each", "both", "people", "persons", "man", "men", "woman", "women",
    "attack", "attacks", "strike", "strikes", "raid", "raids", "incident", "killed", "wounded", "injured", "dead",
    "reported", "official", "officials", "said", "old", "year", "years", "aged", "shot", "victim", "victims",
})  # fmt: skip


class Sketch(Record, frozen=True):
    """One account as the scorer sees it. Days are ordinals; an unknown is None or empty."""

    id: str
    document: str
    page: str
    type: IncidentType
    stage: Stage
    first: int | None = None
    last: int | None = None
    worked: bool = False  # the days were worked out from another happening's: "two days later"
    month: int | None = None  # where the text prints a month and no year
    latest: int | None = None  # the document's own day: what it tells of had happened by then
    place: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius: float = math.inf
    site: bool = False  # a camp, an airfield, and no town
    country: str | None = None
    named: str = ""  # the place's name, plain: all that is known of one that is on no map
    addresses: frozenset[str] = frozenset()  # "30 porter st", told beside it
    killed: tuple[int, int] | None = None
    injured: tuple[int, int] | None = None
    weapons: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()  # of targets and victims
    names: frozenset[str] = frozenset()  # capitalised words of targets, victims and mentions
    slain: frozenset[str] = frozenset()  # surnames of the named dead: a person dies once
    ages: frozenset[int] = frozenset()  # of people hurt or killed, as printed
    people: frozenset[str] = frozenset()  # full names of persons told of beside it, but for who speaks
    suspects: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()  # whose the suspects are, by country: "Trump" and "United States" are of one
    historical: bool = False
    comment: bool = False  # told in a reader's comment


def sketch(
    account: Account,
    document: Document,
    *,
    places: Mapping[str, Place],
    actors: Mapping[str, str],
    month: int | None = None,
    people: frozenset[str] = frozenset(),
    states: Mapping[str, str] | None = None,
) -> Sketch:
    """What is known of an account, ready to be compared; ``actors`` maps to joined ids, ``states`` actors to their country."""
    published = day_range(document.published or (document.comment.posted if document.comment else None))
    days = _happened(own_date(account), published)
    place = places.get(account.place or "")
    spans = [*(t.span.exact for t in account.targets), *(v.span.exact for v in account.victims)]
    told = [m.exact for m in (account.mentions or (account.span,))]
    return Sketch(
        id=account.id,
        document=account.document,
        page=account.span.page,
        type=_means(account),
        stage=account.stage,
        first=days[0] if days else None,
        last=days[1] if days else None,
        worked=days is not None and account.date is not None and account.date.anchor is Anchor.INCIDENT,
        month=None if days else month,
        latest=min((d[1] for d in (published, day_range(account.reported)) if d), default=None),
        place=place.id if place else None,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        radius=_radius(account, place) if place else math.inf,
        site=place is not None and place.kind in {"site", "airfield"},
        country=place.country if place else None,
        named=plain(place.name) if place else "",
        addresses=frozenset(addresses(account, document)),
        people=people,
        killed=toll(account, "killed"),
        injured=toll(account, "injured"),
        weapons=frozenset(w.kind for w in account.weapons if w.kind != "unknown"),
        words=frozenset(_content(spans)),
        names=frozenset(_names([*spans, *told])),
        slain=frozenset(_surname(v.span.exact) for v in account.victims if v.named and v.effect == "death") - {""},
        ages=frozenset(_ages([*spans, *told])),
        suspects=frozenset(actors.get(s.actor, s.actor) for s in account.suspects),
        states=frozenset(states[s.actor] for s in account.suspects if states and s.actor in states),
        historical="historical" in account.flags and not _guessed(account.date),
        comment=document.comment is not None,
    )


def _means(account: Account) -> IncidentType:
    """Rockets and mortars with no aircraft in the telling are no strike from the air, whatever the words suggested."""
    weapons = {w.kind for w in account.weapons}
    words = " ".join(s.exact for s in (*account.mentions, account.span, *(x.span for x in account.suspects)))
    ground = bool(weapons) and weapons <= FROM_THE_GROUND and not _FLYING.search(words)
    return IncidentType.SHELLING if account.type is IncidentType.AIR_STRIKE and ground else account.type


def _guessed(when: DateRange | None) -> bool:
    """Carried on from the happening told before, or worked out from another one's: no ground to call it history."""
    return when is not None and (when.carried or when.anchor is Anchor.INCIDENT)


STAMP_DAYS = 2  # what a report tells of mostly happened on the day it came out or on one of the two before


def _happened(when: DateRange | None, published: tuple[int, int] | None) -> tuple[int, int] | None:
    """The days of the happening. A full date that is the text's own date is mostly its stamp: reports call today by its name."""
    days = day_range(when)
    if when is not None and days is not None and days == published and when.anchor is Anchor.ABSOLUTE:
        return days[0] - STAMP_DAYS, days[1]
    return days


def own_date(account: Account) -> DateRange | None:
    """The account's date, unless it was only carried on from the happening told before it."""
    return None if account.date is None or account.date.carried else account.date


def _ages(texts: Iterable[str]) -> Iterable[int]:
    """ "A 14-year-old boy", "Dane Orr, 31," """
    for text in texts:
        for found in _AGE.finditer(text):
            yield int(found[1] or found[2])


def _surname(name: str) -> str:
    """The last capitalised word of a name, plain."""
    words = [w for w in _WORD.findall(name) if w[0].isupper()]
    return plain(words[-1]) if words else ""


def months_of(measures: Iterable[Measure]) -> dict[str, int]:
    """The month of each account that its text dates without a year."""
    found: dict[str, int] = {}
    for measure in measures:
        if measure.kind == "date" and measure.relation == "no_year" and measure.this:
            name = _MONTH.search(measure.span.exact)
            if name:
                found.setdefault(measure.this, MONTHS.index(name[0].lower()) + 1)
    return found


def toll(account: Account, kind: str) -> tuple[int, int] | None:
    """The lowest and highest figure that the account gives of people killed or injured."""
    figures = [h for h in account.harm if h.kind == kind and (h.best is not None or h.low is not None)]
    if not figures:
        return None
    lows = [n for h in figures if (n := h.low if h.low is not None else h.best) is not None]
    highs = [
        n for h in figures if (n := h.high if h.high is not None else h.best if h.best is not None else h.low) is not None
    ]
    return min(lows), max(highs)


def same_family(a: IncidentType, b: IncidentType) -> bool:
    """Reports of one happening might use either type."""
    return a is b or any(a in family and b in family for family in FAMILIES)


def of_unlike_means(a: IncidentType, b: IncidentType) -> bool:
    """One is by aircraft, or by words and arrest, and the other plainly is not; a bare "attack" may be either."""
    loose = {
        IncidentType.ATTACK,
        IncidentType.OTHER,
        IncidentType.BOMBING,
        IncidentType.ASSASSINATION,
        IncidentType.CHEMICAL_ATTACK,
    }
    return any((a in group) != (b in group) for group in APART) and not {a, b} & loose


def _radius(account: Account, place: Place) -> float:
    radius = max(RADIUS_KM[account.geo_precision], RADIUS_KM[place.precision])
    return (
        math.inf if place.kind in AREAS and math.isfinite(radius) and radius <= RADIUS_KM[GeoPrecision.UNKNOWN] else radius
    )


def _content(texts: Iterable[str]) -> Iterable[str]:
    for text in texts:
        for word in _WORD.findall(text):
            lowered = word.lower().replace("’", "'").removesuffix("'s")
            if lowered not in COMMON:
                yield singular(lowered)


def singular(word: str) -> str:
    """ "buses" and "bus", "bodies" and "body", "homes" and "home" meet in one form."""
    if len(word) <= 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return (
        word[:-2]
        if word.endswith(("uses", "sses", "shes", "ches", "xes")) and not word.endswith(("houses", "causes"))
        else word[:-1]
    )


@cache
def nations() -> frozenset[str]:
    """Words for countries and their people: an incident's country is compared as such, and "American" names nobody."""
    found = {"us", "uk", "un", "eu", "uae", "usa"}
    for row in table("countries").values():
        given = [row["name"], *(n for field in ("adjectives", "people", "other") for n in row.get(field, ()))]
        found |= {word.lower() for name in given for word in _WORD.findall(str(name))}
    return frozenset(found)


def _names(texts: Iterable[str]) -> Iterable[str]:
    """Capitalised words, but for a sentence's first one."""
    for text in texts:
        for found in _WORD.finditer(text):
            word = found.group()
            name = word.lower().replace("’", "'").removesuffix("'s")
            if word[0].isupper() and found.start() > 0 and name not in COMMON and name not in nations():
                yield name
