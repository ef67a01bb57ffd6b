"""An incident comes in; what else is told of that place and time goes out, and who of those named was active there.

Presence is no guilt: it says only who was told to act in that area in that period, so that a suspect who was not is seen too.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator

from sayso.assess.lookups import place_of
from sayso.assess.voices import actor_or_none
from sayso.errors import NotInLedger
from sayso.gazetteer import distance_km
from sayso.ledger.reader import LedgerReader
from sayso.model import Account, Incident, Place, Record, Span, Stage, SuspectStatus
from sayso.model.reckon import day_range

NEAR_KM = 50.0
NEAR_DAYS = 14
YEARS = 730  # days on either side in which somebody's attacks there count as presence
TOLD = frozenset({Stage.ACCOMPLISHED, Stage.ATTEMPTED, Stage.AGGREGATE})
NOT_HELD = frozenset({SuspectStatus.DENIED, SuspectStatus.ACQUITTED, SuspectStatus.EXONERATED, SuspectStatus.UNKNOWN_STATED})


class Beside(Record, frozen=True):
    """Another happening near in place and time. ``others`` are those named for it and not for this one."""

    incident: str
    label: str
    days: int | None
    km: float | None
    others: tuple[str, ...]
    same_night: bool
    spans: tuple[Span, ...]


class Presence(Record, frozen=True):
    """One of those named for the incident: the other happenings there and then that they are named for, and what is said of
    how active they were."""

    actor: str
    name: str
    incidents: tuple[str, ...]
    remarks: tuple[Span, ...]
    reason: str


def beside(incident_id: str, ledger: LedgerReader) -> tuple[Beside, ...]:
    """Other happenings told of the same place and time, the nearest first: each may point to others than those named."""
    incident = ledger.incident(incident_id)
    mine = set(_named(incident, ledger))
    same_time = _said_together(incident, ledger)
    found = [
        _beside(other, incident, mine, ledger, same_night=other.id in same_time)
        for other in ledger.incidents()
        if other.id != incident.id and (other.id in same_time or _near(incident, other, ledger, NEAR_DAYS))
    ]
    return tuple(
        sorted(found, key=lambda b: (not b.same_night, b.days if b.days is not None else 999, b.km or 0.0, b.incident))
    )


def presence(incident_id: str, ledger: LedgerReader) -> tuple[Presence, ...]:
    """Everyone named for the incident, with what else they are told to have done in that area within two years of it."""
    incident = ledger.incident(incident_id)
    around = [o for o in ledger.incidents() if o.id != incident.id and _near(incident, o, ledger, YEARS)]
    active: dict[str, list[Incident]] = defaultdict(list)
    for other in around:
        for actor in _named(other, ledger):
            active[actor].append(other)
    return tuple(_presence(actor, active[actor], ledger) for actor in _named(incident, ledger))


def _presence(actor: str, incidents: list[Incident], ledger: LedgerReader) -> Presence:
    known = actor_or_none(actor, ledger)
    name = known.name if known else actor
    said = {s.id for s in ledger.statements() if actor in s.suspects or s.source.actor == actor}
    remarks = [
        e.span for e in ledger.evidence()
        if e.kind == "pattern" and (e.statement in said or any(a == actor and r == "consistent" for a, r in e.bears_on))
    ]  # fmt: skip
    labels = "; ".join(i.label for i in incidents[:4])
    reason = (
        f"Also named there within two years: {labels}."
        if incidents
        else f"These texts tell of nothing else by {name} there."
    )
    return Presence(
        actor=actor,
        name=name,
        incidents=tuple(i.id for i in incidents),
        remarks=tuple(dict.fromkeys(remarks)),
        reason=reason,
    )


def _beside(other: Incident, incident: Incident, mine: set[str], ledger: LedgerReader, *, same_night: bool) -> Beside:
    days, there = _days(incident, other), _place(other, ledger)
    here = _place(incident, ledger)
    names = [actor.name for a in _named(other, ledger) if a not in mine and (actor := actor_or_none(a, ledger))]
    return Beside(
        incident=other.id,
        label=other.label,
        days=days,
        km=distance_km(here, there) if here and there else None,
        others=tuple(dict.fromkeys(names)),
        same_night=same_night,
        spans=tuple(ledger.account(a).span for a in other.accounts[:1]),
    )


def _said_together(incident: Incident, ledger: LedgerReader) -> frozenset[str]:
    """Incidents that a text puts at the same time."""
    found = set()
    for measure in ledger.measures():
        if measure.relation == "same_time":
            ends = {_incident(measure.this, ledger), _incident(measure.that, ledger)} - {None}
            if incident.id in ends:
                found |= ends
    return frozenset(i for i in found if i and i != incident.id)


def _incident(id_: str | None, ledger: LedgerReader) -> str | None:
    """The incident of an account, or the only one that a statement speaks of."""
    if id_ is None:
        return None
    try:
        return ledger.incident_of(id_).id
    except NotInLedger:
        pass
    try:
        about = ledger.statement(id_).about
    except NotInLedger:
        return None
    return about[0] if len(about) == 1 else None


def _near(one: Incident, other: Incident, ledger: LedgerReader, within: int) -> bool:
    days, here, there = _days(one, other), _place(one, ledger), _place(other, ledger)
    if days is None or days > within or not _told(other, ledger):
        return False
    if here is None or there is None:
        return days <= 1 and bool(_documents(one, ledger) & _documents(other, ledger))
    km = distance_km(here, there)
    return (km is not None and km <= NEAR_KM) or here.id == there.id


def _told(incident: Incident, ledger: LedgerReader) -> bool:
    return any(ledger.account(a).stage in TOLD for a in incident.accounts)


def _documents(incident: Incident, ledger: LedgerReader) -> frozenset[str]:
    return frozenset(ledger.account(a).document for a in incident.accounts)


def _days(one: Incident, other: Incident) -> int | None:
    """Days between the two ranges; 0 where they overlap."""
    a, b = day_range(one.date), day_range(other.date)
    return None if a is None or b is None else max(0, a[0] - b[1], b[0] - a[1])


def _place(incident: Incident, ledger: LedgerReader) -> Place | None:
    place = place_of(incident, ledger)
    return place if place and place.lat is not None and math.isfinite(place.lat) else None


def _named(incident: Incident, ledger: LedgerReader) -> Iterator[str]:
    accounts: list[Account] = [ledger.account(a) for a in incident.accounts]
    yield from dict.fromkeys(s.actor for a in accounts for s in a.suspects if s.status not in NOT_HELD)
