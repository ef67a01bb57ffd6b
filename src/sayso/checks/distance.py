"""A stated distance or nearness comes in; whether the gazetteer's places bear it out goes out."""

from __future__ import annotations

import math

from sayso.errors import NotInLedger
from sayso.gazetteer import distance_km
from sayso.ledger.reader import LedgerReader
from sayso.model import Finding, GeoPrecision, Measure, Place, Span, Verdict, make_id

NAME = "distance"
NEAR_KM = 25.0  # UCDP's "near": within about 25 km of the named place
TOUCHING_KM = 5.0  # closer than this, "nowhere near" is wrong
SLACK = 0.1  # a figure of kilometres is rarely measured to better than a tenth
OFF_KM = {  # how far the coordinates of a place of this precision may be off
    GeoPrecision.EXACT: 3.0, GeoPrecision.NEAR: 25.0, GeoPrecision.DISTRICT: 40.0, GeoPrecision.PROVINCE: 120.0,
    GeoPrecision.FUZZY: 150.0,
}  # fmt: skip
AREAS = frozenset({"country", "region", "water"})


def check_distance(measure: Measure, ledger: LedgerReader) -> Finding | None:
    """The stated distance agrees with the places' coordinates, in a straight line."""
    if measure.kind != "distance":
        return None
    stated = measure.span.exact
    this, that = place_of(measure.this, ledger), place_of(measure.that, ledger)
    if this is None or that is None:
        missing = "One end" if this or that else "Neither end"
        return _finding(measure, Verdict.CANNOT_TELL, f"{missing} of “{stated}” is a place that the gazetteer knows.")
    if this.id == that.id:
        return _finding(
            measure, Verdict.CANNOT_TELL, f"Both ends of “{stated}” are the same place, {this.name}.", this, that
        )
    km, off = distance_km(this, that), _off(this) + _off(that)
    if km is None or math.isinf(off):
        vague = this if math.isinf(_off(this)) else that
        return _finding(measure, Verdict.CANNOT_TELL, f"{vague.name} is too wide an area to measure from.", this, that)
    verdict, said = _judge(measure, km, off)
    reason = f"{said}; from {this.name} to {that.name} it is {_km(km)} in a straight line."
    return _finding(measure, verdict, reason, this, that, computed=_km(km))


def place_of(id_: str | None, ledger: LedgerReader) -> Place | None:
    """The place with this id, or the place of the account's incident."""
    if id_ is None:
        return None
    try:
        return ledger.place(id_)
    except NotInLedger:
        pass
    try:
        place = ledger.account(id_).place or ledger.incident_of(id_).place
        return ledger.place(place) if place else None
    except NotInLedger:
        return None


def _judge(measure: Measure, km: float, off: float) -> tuple[Verdict, str]:
    if measure.relation == "near":
        reach = NEAR_KM + off
        return (
            (Verdict.AGREES, "Said to be near")
            if km <= reach
            else (Verdict.DISAGREES, f"Said to be near, within {reach:.0f} km")
        )
    if measure.relation == "not_near":
        if km - off > NEAR_KM:
            return Verdict.AGREES, "Said not to be near"
        close = km + off < TOUCHING_KM
        return (Verdict.DISAGREES, "Said not to be near") if close else (Verdict.CANNOT_TELL, "“Near” has no sharp edge")
    low, high = allowed(measure.low, measure.high)
    words = f"Said {_range(measure.low, measure.high)}"
    if km + off < low or km - off > high:
        return Verdict.DISAGREES, words
    if off > max(10.0, km / 2):
        return Verdict.CANNOT_TELL, f"{words}, but the places are not known well enough"
    return Verdict.AGREES, words


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
    return math.inf if place.kind in AREAS else OFF_KM.get(place.precision, math.inf)


def _km(km: float) -> str:
    return f"{km:.1f} km" if km < 10 else f"{km:.0f} km"


def _range(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return f"at most {_km(high)}" if high is not None else f"at least {_km(low or 0)}"
    return _km(low) if low == high else f"{_km(low)} to {_km(high)}"


def _finding(measure: Measure, verdict: Verdict, reason: str, *places: Place, computed: str = "") -> Finding:
    spans: list[Span] = [measure.span, *(p.mentions[0] for p in places if p.mentions)]
    return Finding(
        id=make_id("finding", NAME, measure.id),
        check=NAME,
        verdict=verdict,
        reason=reason,
        spans=tuple(dict.fromkeys(spans)),
        stated=measure.span.exact,
        computed=computed,
        about=tuple(i for i in (measure.this, measure.that) if i),
    )
