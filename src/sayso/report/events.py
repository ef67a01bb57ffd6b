"""A ledger reader in; incidents as rows shaped like ACLED's, UCDP's or GTD's out, as CSV.

Whom texts merely accuse never stands in ACLED's or UCDP's columns for who did it: only ``reported_as_fact`` and
``claimed_or_admitted`` do. GTD's columns name the accused too, with ``guncertain`` 1, as GTD does. ``sayso_suspects`` names
all with their status. What is not known stays empty. A text that a spreadsheet would run as a formula (it begins with
= + - @, a tab or a line end) has an apostrophe put before it, and its column's name stands in ``sayso_escaped``.
``sayso_partial_sources`` counts the documents of a row that may have lost text when read, ``sayso_unreadable_sources`` the
sources of the whole ledger that could not be read.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from sayso.codelists import table
from sayso.ledger.reader import LedgerReader
from sayso.model import ActorKind, GeoPrecision, Precision, Stage, SuspectStatus
from sayso.report.cells import (
    BY_ITS_OWN_WORD,
    DAYS,
    MONTHS,
    Cell,
    civilians,
    country,
    date_part,
    doer,
    end,
    escape,
    harm_figure,
    hit_civilians,
    lat,
    lon,
    named_with_status,
    note,
    outlets,
    place_name,
    start,
    time_code,
    words_of_place,
)
from sayso.report.happenings import POINTING, Happening, happenings

# How precise a date or place is, in each table's own codes.
ACLED_TIME = {Precision.MINUTE: 1, Precision.DAY: 1, Precision.DAYS: 2, Precision.WEEK: 2, Precision.MONTH: 3}
UCDP_TIME = {
    Precision.MINUTE: 1, Precision.DAY: 1, Precision.DAYS: 2, Precision.WEEK: 3, Precision.MONTH: 4, Precision.YEAR: 5,
}  # fmt: skip
ACLED_PLACE = {
    GeoPrecision.EXACT: 1, GeoPrecision.NEAR: 2, GeoPrecision.DISTRICT: 2, GeoPrecision.FUZZY: 2, GeoPrecision.PROVINCE: 3,
    GeoPrecision.COUNTRY: 3,
}  # fmt: skip
UCDP_PLACE = {
    GeoPrecision.EXACT: 1, GeoPrecision.NEAR: 2, GeoPrecision.DISTRICT: 3, GeoPrecision.PROVINCE: 4, GeoPrecision.FUZZY: 5,
    GeoPrecision.COUNTRY: 6, GeoPrecision.INTERNATIONAL: 7,
}  # fmt: skip
GTD_PLACE = {
    GeoPrecision.EXACT: 1, GeoPrecision.NEAR: 1, GeoPrecision.DISTRICT: 3, GeoPrecision.FUZZY: 3, GeoPrecision.PROVINCE: 4,
}  # fmt: skip


class Table(NamedTuple):
    """A shape: the code list of its columns, what fills those that a ledger can fill, and which incidents belong in it."""

    columns: str
    fill: Mapping[str, Callable[[Happening], Cell]]
    holds: Callable[[Happening], bool]


def acled_csv(ledger: LedgerReader, harm_rule: str = "acled") -> bytes:
    """Incidents in ACLED's columns."""
    return _csv(ACLED, happenings(ledger, harm_rule))


def ucdp_csv(ledger: LedgerReader, harm_rule: str = "ucdp") -> bytes:
    """Violent incidents in the columns of UCDP's georeferenced events."""
    return _csv(UCDP, happenings(ledger, harm_rule))


def gtd_csv(ledger: LedgerReader, harm_rule: str = "gtd") -> bytes:
    """Incidents of a kind that GTD has an attack type for, in its columns."""
    return _csv(GTD, happenings(ledger, harm_rule))


def _csv(shape: Table, found: Iterable[Happening]) -> bytes:
    names = [*table("event_columns")[shape.columns], *OURS]
    out = io.StringIO(newline="")
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow([*names, "sayso_escaped"])
    for happening in found:
        if shape.holds(happening):
            fill = {**shape.fill, **OURS}
            cells, escaped = escape({name: fill[name](happening) if name in fill else None for name in names})
            rows.writerow([*cells.values(), " ".join(escaped)])
    return out.getvalue().encode()


OURS: dict[str, Callable[[Happening], Cell]] = {
    "sayso_incident": lambda h: h.incident.id,
    "sayso_suspects": lambda h: named_with_status(h, SuspectStatus),
    "sayso_partial_sources": lambda h: h.partial,
    "sayso_unreadable_sources": lambda h: h.unreadable,
}


# ACLED


def _sub_event(h: Happening) -> str:
    return str(table("events")["crosswalk"][h.incident.type]["acled"])


def _event_type(h: Happening) -> str:
    kinds: dict[str, list[str]] = table("acled")["event_types"]
    return next(kind for kind, subs in kinds.items() if _sub_event(h) in subs)


def _inter(h: Happening) -> int | None:
    """ACLED's code for the doer, where the kind of actor alone decides it: state forces at home (1) or abroad (8)."""
    doer = next((named.actor for named in h.named(*BY_ITS_OWN_WORD)), None)
    if doer is None or doer.kind is not ActorKind.STATE_FORCE or not h.place:
        return None
    return 1 if doer.country == h.place.country else 8


ACLED = Table(
    "acled",
    {
        "event_id_cnty": lambda h: h.incident.id,
        "event_date": start,
        "year": lambda h: (start(h) or "")[:4] or None,
        "time_precision": time_code(ACLED_TIME),
        "disorder_type": lambda h: table("acled")["disorder_types"][_event_type(h)],
        "event_type": _event_type,
        "sub_event_type": _sub_event,
        "actor1": doer,
        "inter1": _inter,
        "actor2": hit_civilians,
        "inter2": lambda h: 7 if civilians(h) else None,
        "civilian_targeting": lambda h: "Civilian targeting" if civilians(h) else None,
        "country": country,
        "location": place_name,
        "latitude": lat,
        "longitude": lon,
        "geo_precision": lambda h: ACLED_PLACE.get(h.geo_precision),
        "source": outlets,
        "notes": note,
        "fatalities": harm_figure("killed", "low"),  # ACLED takes the most cautious figure
    },
    lambda h: True,
)


# UCDP GED

_NO_VIOLENCE = frozenset({
    "arrest", "protest", "forced_work_stoppage", "diplomatic", "sanctions", "cyber_attack", "infrastructure_damage", "health_incident",
    "airspace_violation", "electronic_interference", "disappearance", "vandalism", "espionage", "election_interference", "other",
})  # fmt: skip

UCDP = Table(
    "ucdp",
    {
        "id": lambda h: h.incident.id,
        "year": lambda h: (start(h) or "")[:4] or None,
        "side_a": doer,
        "side_b": hit_civilians,
        "number_of_sources": lambda h: len(h.documents),
        "source_article": lambda h: "; ".join(dict.fromkeys(h.addresses)),
        "source_office": outlets,
        "source_date": lambda h: "; ".join(doc.published.start[:10] for doc in h.documents if doc.published) or None,
        "source_headline": lambda h: "; ".join(doc.title for doc in h.documents if doc.title) or None,
        "source_original": lambda h: "; ".join(dict.fromkeys(s.source.name for s in h.statements if s.source.span)) or None,
        "where_prec": lambda h: UCDP_PLACE.get(h.geo_precision),
        "where_coordinates": place_name,
        "where_description": words_of_place,
        "latitude": lat,
        "longitude": lon,
        "geom_wkt": lambda h: f"POINT ({lon(h)} {lat(h)})" if lat(h) is not None else None,
        "country": country,
        "event_clarity": lambda h: 1,
        "date_prec": time_code(UCDP_TIME),
        "date_start": start,
        "date_end": end,
        "deaths_unknown": harm_figure("killed", "best"),
        "best": harm_figure("killed", "best"),
        "high": harm_figure("killed", "high"),
        "low": harm_figure("killed", "low"),
    },
    lambda h: h.incident.type not in _NO_VIOLENCE,
)


# GTD


def _attack(index: int) -> Callable[[Happening], Cell]:
    return lambda h: table("events")["crosswalk"][h.incident.type]["gtd"][index]


def _weapon(index: int) -> Callable[[Happening], Cell]:
    def fill(h: Happening) -> Cell:
        kinds = table("weapons")["kinds"]
        codes = [kinds[w.kind]["gtd"] for account in h.accounts for w in account.weapons if kinds.get(w.kind, {}).get("gtd")]
        return codes[0][index] if codes else (13, "Unknown")[index]

    return fill


def _target(h: Happening) -> Any:
    return next((target for account in h.accounts for target in account.targets), None)


def _target_type(h: Happening) -> int | None:
    target = _target(h)
    code = table("targets")["things"].get(target.kind, {}).get("gtd") if target else None
    return int(code) if code else None


def _group(number: int) -> Callable[[Happening], Cell]:
    def fill(h: Happening) -> Cell:
        named = h.named(*POINTING)
        return named[number].actor.name if number < len(named) else ("Unknown" if not number else None)

    return fill


def _uncertain(number: int) -> Callable[[Happening], Cell]:
    """1 where the group is only accused or suspected."""

    def fill(h: Happening) -> Cell:
        named = h.named(*POINTING)
        return int(named[number].status not in BY_ITS_OWN_WORD) if number < len(named) else None

    return fill


def _claimed(number: int) -> Callable[[Happening], Cell]:
    def fill(h: Happening) -> Cell:
        named = h.named(*POINTING)
        claims = {n.actor.id for n in h.suspects if n.status is SuspectStatus.CLAIMED}
        return int(named[number].actor.id in claims) if number < len(named) else (0 if not number else None)

    return fill


def _individual(h: Happening) -> int | None:
    named = h.named(*POINTING)
    return int(named[0].actor.kind is ActorKind.PERSON) if named else None


GTD = Table(
    "gtd",
    {
        "eventid": lambda h: h.incident.id,
        "iyear": date_part(0, frozenset(Precision) - {Precision.UNKNOWN}),
        "imonth": date_part(1, MONTHS),
        "iday": date_part(2, DAYS),
        "approxdate": lambda h: f"{start(h)} to {end(h)}" if h.incident.date and start(h) != end(h) else None,
        "country_txt": country,
        "city": place_name,
        "vicinity": lambda h: int(h.geo_precision is GeoPrecision.NEAR) if h.place else -9,
        "location": words_of_place,
        "latitude": lat,
        "longitude": lon,
        "specificity": lambda h: GTD_PLACE.get(h.geo_precision, 5),
        "attacktype1": _attack(0),
        "attacktype1_txt": _attack(1),
        "success": lambda h: int(Stage.ACCOMPLISHED in h.stages),
        "weaptype1": _weapon(0),
        "weaptype1_txt": _weapon(1),
        "targtype1": _target_type,
        "target1": lambda h: _target(h).span.exact if _target(h) else None,
        "gname": _group(0),
        "gname2": _group(1),
        "gname3": _group(2),
        "guncertain1": _uncertain(0),
        "guncertain2": _uncertain(1),
        "guncertain3": _uncertain(2),
        "individual": _individual,
        "claimed": _claimed(0),
        "claim2": _claimed(1),
        "claim3": _claimed(2),
        "compclaim": lambda h: int(len(h.named(SuspectStatus.CLAIMED)) > 1),
        "nkill": harm_figure("killed", "best"),
        "nwound": harm_figure("injured", "best"),
        "addnotes": note,
        **{f"scite{n}": lambda h, n=n: h.addresses[n - 1] if n <= len(h.addresses) else None for n in (1, 2, 3)},  # type: ignore[misc]
        "dbsource": lambda h: "sayso",
    },
    lambda h: table("events")["crosswalk"][h.incident.type]["gtd"] is not None,
)
