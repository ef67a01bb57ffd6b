"""A stated distance, nearness or bearing comes in; whether the gazetteer's places bear it out goes out."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

import msgspec

from sayso.checks.made import make_finding
from sayso.errors import NotInLedger
from sayso.gazetteer import candidates, distance_km
from sayso.ledger.reader import LedgerReader
from sayso.model import Finding, GeoPrecision, Measure, Place, Span, Verdict

NAME = "distance"
NEAR_KM = 25.0  # UCDP's "near": within about 25 km of the named place
REACH_KM = 1000.0
TOUCHING_KM = 5.0  # closer than this, "nowhere near" is wrong
SLACK = 0.1  # a figure of kilometres is rarely measured to better than a tenth
BY_ROAD = 1.3  # a road is commonly longer than the straight line by about this much, and writers rarely say which they mean
OFF_BEARING = 75.0  # degrees: "north" of a place that lies farther round than this is wrong
OFF_KM = {  # how far the coordinates of a place of this precision may be off
    GeoPrecision.EXACT: 3.0, GeoPrecision.NEAR: 25.0, GeoPrecision.DISTRICT: 40.0, GeoPrecision.PROVINCE: 120.0,
    GeoPrecision.FUZZY: 150.0,
}  # fmt: skip
AREAS = frozenset({"country", "region", "water"})
POINTS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")
_COURSE = re.compile(r"\b(north|south)?[- ]?(east|west)?(?:ern|wards?|erly)?\b", re.I)
_NAME_LAST = re.compile(r"(?<![\w’'-])[A-Z][\w’'-]{2,}(?: (?:al-|el-)?[A-Z][\w’'-]+){0,2}$")
_FROM = re.compile(
    r"\b(?:from|of|to|off|near|apart|between|separat\w+|outside|inside|beside)\b(?! the (?:north|south|east|west))", re.I
)
_LINE = re.compile(r"\b(?:borders?|frontiers?|front|coast|river|line)\b", re.I)


def check_distance(measure: Measure, ledger: LedgerReader) -> Finding | None:
    """The stated distance and bearing agree with the places' coordinates, in a straight line."""
    if measure.kind != "distance":
        return None
    that = place_of(measure.that, ledger)
    this = place_of(measure.this, ledger, besides=that)
    this, that = this or _by_words(measure.this_span, that), that or _by_words(measure.that_span, this)
    if this is None or that is None:
        return _finding(measure, Verdict.CANNOT_TELL, _missing(measure, this, that))
    if this.id == that.id:
        reason = f"The only place that the texts name for it is {that.name} itself."
        return _finding(measure, Verdict.CANNOT_TELL, reason, that)
    this, that = pinned(this, that), pinned(that, this)
    km, off = distance_km(this, that), _off(this) + _off(that)
    if km is None or math.isinf(off):
        vague = this if math.isinf(_off(this)) or this.lat is None else that
        where = f"No position on the map is known for {vague.name}."
        where = where if vague.lat is None else f"{vague.name} is too wide an area to measure from."
        return _finding(measure, Verdict.CANNOT_TELL, where, this, that)
    verdict, said = _judge(measure, km, off)
    reason = f"{said} From {this.name} to {that.name} it is {_km(km)} in a straight line."
    if verdict is Verdict.DISAGREES and measure.that_span is None and not _FROM.search(measure.span.exact):
        reason = f"{reason} It may be counted from another place: the words name none."
        return _finding(measure, Verdict.CANNOT_TELL, reason, this, that, computed=_km(km))
    if verdict is not Verdict.DISAGREES and (wrong := _wrong_way(measure, this, that, km, off)):
        verdict, reason = Verdict.DISAGREES, f"{reason} {wrong}"
    return _finding(measure, verdict, reason, this, that, computed=_km(km))


def pinned(place: Place, other: Place) -> Place:
    """A place that the text leaves open, as the only one of its name in the country of the place it is measured from, or in its
    reach; any spelling will do."""
    if (place.lat is not None and place.within is None) or other.lat is None or other.country is None or place.kind in AREAS:
        return place
    found = _only(place.name, other)
    return msgspec.structs.replace(found, mentions=place.mentions) if found else place


def _only(name: str, other: Place) -> Place | None:
    """The only place of the name in the country of the other one, or else the only one of all in its reach."""
    known = [c.place for c in candidates(name, countries=(other.country or "",)) if c.place.kind not in AREAS]
    near = [p for p in known if p.country == other.country]
    named = [p for p in near if p.name.casefold() == name.casefold()] or near or [p for p in known if _in_reach(p, other)]
    return named[0] if len(named) == 1 else None


def _by_words(words: Span | None, other: Place | None) -> Place | None:
    """The place that ends the words of an end, where extraction knew none: "the mission in Orvel"."""
    name = _NAME_LAST.search(words.exact) if words else None
    if words is None or name is None or other is None or other.lat is None or other.country is None:
        return None
    found = _only(name[0], other)
    return msgspec.structs.replace(found, mentions=(words.part(words.start + name.start(), words.end),)) if found else None


def _in_reach(place: Place, other: Place) -> bool:
    """A place that is the only one of its name may lie over the border, but not on another continent."""
    km = distance_km(place, other)
    return km is not None and km <= REACH_KM


def place_of(id_: str | None, ledger: LedgerReader, *, besides: Place | None = None) -> Place | None:
    """The place with this id, or the finest place that the texts give for the account's incident.

    Of an incident's places the other end of the distance is taken only where there is no other.
    """
    if id_ is None:
        return None
    try:
        return ledger.place(id_)
    except NotInLedger:
        pass
    found = list(_places_of(id_, ledger))
    others = [p for p in found if besides is None or p.id != besides.id]
    points = [p for p in others if not math.isinf(_off(p))]
    return next(iter(points or others or found), None)


def _places_of(account: str, ledger: LedgerReader) -> Iterator[Place]:
    try:
        own, incident = ledger.account(account), ledger.incident_of(account)
        told = [own.place, incident.place, *(ledger.account(a).place for a in incident.accounts)]
    except NotInLedger:
        return
    for place in dict.fromkeys(p for p in told if p):
        try:
            yield ledger.place(place)
        except NotInLedger:
            continue


def _missing(measure: Measure, this: Place | None, that: Place | None) -> str:
    """Which end is not known, in its own words where it has any."""
    unknown = [
        (end, words)
        for end, words, place in (("this", measure.this_span, this), ("that", measure.that_span, that))
        if not place
    ]
    end, words = next(((e, w) for e, w in unknown if w), unknown[0])
    if words is not None and _LINE.search(words.exact):
        return f"“{words.exact}” is a line and no point; from which part of it to measure is not said."
    if words is not None:
        return f"No position on the map is known for “{words.exact}”."
    if end == "this" and measure.this:
        return "No text in the ledger names the place where this happened."
    return (
        "The text does not name what lies there."
        if end == "this"
        else "The text does not name the place it is counted from."
    )


def _judge(measure: Measure, km: float, off: float) -> tuple[Verdict, str]:
    if measure.relation == "near":
        reach = NEAR_KM + off
        verdict = Verdict.AGREES if km <= reach else Verdict.DISAGREES
        return verdict, f"Said to be near, taken as within {reach:.0f} km."
    if measure.relation == "not_near":
        if km - off > NEAR_KM:
            return Verdict.AGREES, "Said not to be near."
        close = km + off < TOUCHING_KM
        return (Verdict.DISAGREES, "Said not to be near.") if close else (Verdict.CANNOT_TELL, "“Near” has no sharp edge.")
    low, high = allowed(measure.low, measure.high)
    words = f"Said to be {_range(measure.low, measure.high)}."
    if km + off < low <= km * BY_ROAD:
        return Verdict.CANNOT_TELL, f"{words} A road may be that long."
    if km + off < low or km - off > high:
        return Verdict.DISAGREES, words
    if off > max(10.0, km / 2):
        return Verdict.CANNOT_TELL, f"{words} The places are known only to within {off:.0f} km."
    return Verdict.AGREES, words


def _wrong_way(measure: Measure, this: Place, that: Place, km: float, off: float) -> str:
    """ "North of" a place that lies to the south of it."""
    stated = _course(measure.span.exact)
    if stated is None or km < 2 * off or measure.this is None:
        return ""
    actual = _bearing(that, this)
    if abs((actual - stated + 180) % 360 - 180) <= OFF_BEARING:
        return ""
    return f"{this.name} lies {POINTS[round(actual / 45) % 8]} of {that.name}, and not {POINTS[round(stated / 45) % 8]}."


def _course(words: str) -> float | None:
    """Degrees from north of the compass word, where there is exactly one."""
    found = {f"{m[1] or ''}-{m[2] or ''}".strip("-").lower() for m in _COURSE.finditer(words) if m[1] or m[2]}
    (only,) = found if len(found) == 1 else (None,)
    return POINTS.index(only) * 45.0 if only in POINTS else None


def _bearing(start: Place, end: Place) -> float:
    lat1, lat2 = math.radians(start.lat or 0), math.radians(end.lat or 0)
    east = math.radians((end.lon or 0) - (start.lon or 0))
    x = math.sin(east) * math.cos(lat2)
    y = math.cos(lat1) * math.sin(lat2) - math.sin(lat1) * math.cos(lat2) * math.cos(east)
    return math.degrees(math.atan2(x, y)) % 360


def allowed(low: float | None, high: float | None) -> tuple[float, float]:
    """The figure with what rounding leaves open: 400 stands for 350 to 450, and no figure is better than a tenth."""
    bottom = 0.0 if low is None else min(low - _rounding(low), low * (1 - SLACK))
    top = math.inf if high is None else max(high + _rounding(high), high * (1 + SLACK))
    return bottom, top


def _rounding(figure: float) -> float:
    """Half a unit of the last digit that is not a nought, of a figure of ten or more."""
    if figure < 10 or figure != int(figure):
        return 0.0
    unit = 1
    while int(figure) % (unit * 10) == 0:
        unit *= 10
    return unit / 2


def _off(place: Place) -> float:
    return math.inf if place.kind in AREAS or place.within else OFF_KM.get(place.precision, math.inf)


def _km(km: float) -> str:
    return f"{km:.0f} km" if km >= 10 or km == int(km) else f"{km:.1f} km"


def _range(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return f"at most {_km(high)} away" if high is not None else f"at least {_km(low or 0)} away"
    return _km(low) if low == high else f"{_km(low)} to {_km(high)}"


def _finding(measure: Measure, verdict: Verdict, reason: str, *places: Place, computed: str = "") -> Finding:
    return make_finding(
        NAME,
        measure,
        verdict,
        reason,
        spans=(p.mentions[0] for p in places if p.mentions),
        computed=computed,
        about=(measure.this, measure.that),
    )
