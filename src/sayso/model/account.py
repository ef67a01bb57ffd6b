"""Accounts: what one document says happened, and whom it names."""

from __future__ import annotations

from enum import StrEnum

from sayso.model.actor import GeoPrecision
from sayso.model.dates import DateRange
from sayso.model.span import Record, Span


class IncidentType(StrEnum):
    """MUC-4's incident types, and what its task left out; ``codelists`` maps them to ACLED, GTD and PLOVER."""

    ATTACK = "attack"
    BOMBING = "bombing"
    KIDNAPPING = "kidnapping"
    ARSON = "arson"
    ROBBERY = "robbery"
    FORCED_WORK_STOPPAGE = "forced_work_stoppage"
    ASSASSINATION = "assassination"
    SHELLING = "shelling"  # rockets, artillery, mortars, missiles from the ground
    AIR_STRIKE = "air_strike"  # aircraft and drones
    CHEMICAL_ATTACK = "chemical_attack"
    ARMED_CLASH = "armed_clash"
    ARREST = "arrest"
    PROTEST = "protest"
    RIOT = "riot"
    SHOOT_DOWN = "shoot_down"
    SEIZURE = "seizure"
    CYBER_ATTACK = "cyber_attack"
    INVASION = "invasion"
    DIPLOMATIC = "diplomatic"  # expulsion, recall, a mission closed, relations cut
    SANCTIONS = "sanctions"
    INFRASTRUCTURE_DAMAGE = "infrastructure_damage"  # cables, pipelines, railways: by whomever or whatever
    POISONING = "poisoning"
    HEALTH_INCIDENT = "health_incident"  # people fall ill, and nobody knows of what
    AIRSPACE_VIOLATION = "airspace_violation"  # aircraft, drones, balloons where they may not be
    ELECTRONIC_INTERFERENCE = "electronic_interference"  # jamming, spoofing
    DISAPPEARANCE = "disappearance"
    VANDALISM = "vandalism"
    ESPIONAGE = "espionage"
    ELECTION_INTERFERENCE = "election_interference"
    OTHER = "other"


class Stage(StrEnum):
    ACCOMPLISHED = "accomplished"
    ATTEMPTED = "attempted"
    THREATENED = "threatened"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"
    DENIED = "denied"  # said not to have happened
    AGGREGATE = "aggregate"  # a count of many, never one incident


# What states and their forces do openly, mostly in answer to something: nobody is suspected of it.
OPEN_ACTS = frozenset({IncidentType.DIPLOMATIC, IncidentType.SANCTIONS, IncidentType.ARREST})

# What does no violence to anybody, and is not told in words of violence.
BLOODLESS = frozenset({
    IncidentType.INFRASTRUCTURE_DAMAGE, IncidentType.HEALTH_INCIDENT, IncidentType.AIRSPACE_VIOLATION, IncidentType.DISAPPEARANCE,
    IncidentType.ELECTRONIC_INTERFERENCE, IncidentType.VANDALISM, IncidentType.ESPIONAGE, IncidentType.ELECTION_INTERFERENCE,
})  # fmt: skip

# What counts as having happened; threats, plans, denials and sums of many never do.
HAPPENED = frozenset({Stage.ACCOMPLISHED, Stage.ATTEMPTED})


class SuspectStatus(StrEnum):
    """MUC-4's confidence tree, and the three statuses it lacks."""

    FACT = "reported_as_fact"
    CLAIMED = "claimed_or_admitted"
    ACCUSED_BY_AUTHORITIES = "suspected_or_accused_by_authorities"
    ACCUSED = "suspected_or_accused"
    POSSIBLE = "possible"
    ACQUITTED = "acquitted"
    DENIED = "denied"
    EXONERATED = "exonerated_by_third_party"
    UNKNOWN_STATED = "unknown_stated"


class Suspect(Record, frozen=True):
    """Whom a document holds, or reports as held, responsible; ``statement`` says on whose say-so.

    ``implied`` marks an accusation that is insinuated and not made; ``chance`` is how likely the model finds the role where it has a say.
    """

    actor: str
    span: Span
    kind: str  # individual | organisation
    status: SuspectStatus
    statement: str | None = None
    implied: bool = False
    mentions: tuple[Span, ...] = ()
    chance: float | None = None


class Target(Record, frozen=True):
    span: Span
    kind: str = "unknown"
    mentions: tuple[Span, ...] = ()


class Victim(Record, frozen=True):
    span: Span
    kind: str = "unknown"  # civilian, diplomat, active_military, ...
    effect: str = "unknown"  # death | injury | none | kidnapped | unknown
    named: bool = False
    mentions: tuple[Span, ...] = ()
    chance: float | None = None  # how likely the model finds it that he was hit, where it has a say


class Weapon(Record, frozen=True):
    span: Span
    kind: str = "unknown"
    mentions: tuple[Span, ...] = ()


class Harm(Record, frozen=True):
    """A figure of people killed or injured: lowest, best and highest reading, and whose figure it is."""

    kind: str  # killed | injured | missing | captured | damage
    low: int | None
    best: int | None
    high: int | None
    source: str | None  # statement id, or None for the author's own figure
    span: Span
    who: Span | None = None


class Account(Record, frozen=True):
    """What one document says of one happening. ``mentions`` are all the stretches that speak of it, ``span`` the fullest."""

    id: str
    document: str
    type: IncidentType
    stage: Stage
    span: Span
    mentions: tuple[Span, ...] = ()
    date: DateRange | None = None
    place: str | None = None
    place_span: Span | None = None
    geo_precision: GeoPrecision = GeoPrecision.UNKNOWN
    weapons: tuple[Weapon, ...] = ()
    targets: tuple[Target, ...] = ()
    victims: tuple[Victim, ...] = ()
    harm: tuple[Harm, ...] = ()
    suspects: tuple[Suspect, ...] = ()
    flags: tuple[str, ...] = ()  # historical, context, in_question, label (an author's name for an episode), ...
    score: float = 1.0
    made_by: str = "rules"
    chance: float | None = None  # how likely the model finds that somebody or something is hit here, where it has a say
    reported: DateRange | None = None  # where no words date it, the day on which it was told: it had happened by then
    doers: tuple[str, ...] = ()  # of an open act: actors whose own it is, of whom nobody is suspected of anything
