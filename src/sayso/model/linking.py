"""What is decided across documents: one actor, one incident, who took it from whom, what answered what."""

from __future__ import annotations

from enum import StrEnum

from sayso.model.account import IncidentType, Stage
from sayso.model.dates import DateRange
from sayso.model.page import DerivationKind
from sayso.model.span import Record, Span


class Judgement(Record, frozen=True):
    """A decision on a link, by a person or a rule: ``left`` and ``right`` are the same (or not), and why."""

    id: str
    kind: str  # same_actor | same_incident
    left: str
    right: str
    same: bool
    score: float
    reason: str
    by: str = "rules"


class Incident(Record, frozen=True):
    """The accounts, from any number of documents, that are one happening."""

    id: str
    label: str
    type: IncidentType
    accounts: tuple[str, ...]
    date: DateRange | None = None
    place: str | None = None


class Derivation(Record, frozen=True):
    """``this`` took its words from ``that`` (ids of documents, statements or actors). ``basis``: credit, cue, wording."""

    id: str
    this: str
    that: str
    kind: DerivationKind
    basis: str
    span: Span | None = None
    overlap: float | None = None


class Response(Record, frozen=True):
    """An incident or statement given as the answer to an incident, with the lag stated and the lag computed (days).

    ``response`` is this record's own id where nothing but the words in ``span`` tells the answer. ``basis``: ``stated`` where a text
    says so; ``sequence`` where only the order in time suggests it. Only what is accomplished by its ``stage`` was done.
    """

    id: str
    trigger: str
    response: str
    span: Span | None
    lag_stated: str | None = None
    lag_days: float | None = None
    basis: str = "stated"
    kind: str = ""
    by: str | None = None
    who: Span | None = None
    stage: Stage = Stage.ACCOMPLISHED


class Root(Record, frozen=True):
    """The end of a chain. ``independent`` is False where nothing in the texts shows that the root stands on its own."""

    id: str
    name: str
    statements: tuple[str, ...]
    documents: tuple[str, ...]
    independent: bool = True
    reason: str = ""


class Linking(Record, frozen=True):
    """All that linking returns; it can be thrown away and made again.

    ``actors`` and ``accounts`` map the ids that extraction gave to the id of the joined actor or incident.
    """

    actors: dict[str, str] = {}
    accounts: dict[str, str] = {}
    incidents: tuple[Incident, ...] = ()
    derivations: tuple[Derivation, ...] = ()
    responses: tuple[Response, ...] = ()
    judgements: tuple[Judgement, ...] = ()


class ReviewDecision(StrEnum):
    ACCEPT = "accept"
    REJECT = "reject"
    EDIT = "edit"
    MERGE = "merge"
    SPLIT = "split"
    RATE = "rate"


class Review(Record, frozen=True):
    """A person's decision on a record; it always wins over the machine."""

    id: str
    record: str
    decision: ReviewDecision
    by: str
    at: str
    why: str = ""
    value: dict[str, str] = {}
