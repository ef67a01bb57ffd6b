"""Extraction: everything that reading one document yields."""

from __future__ import annotations

from sayso.model.account import Account, Stage
from sayso.model.actor import Actor, Place
from sayso.model.dates import DateRange
from sayso.model.span import Record, Span
from sayso.model.statement import Statement


class Evidence(Record, frozen=True):
    """An item that somebody offered or found missing. ``kind``: physical, document, witness, video, intelligence,
    investigation, absence, pattern, other. ``bears_on`` actor ids are the suspects it was said to speak for or against."""

    id: str
    document: str
    span: Span
    kind: str
    statement: str | None = None
    accounts: tuple[str, ...] = ()
    missing: bool = False
    bears_on: tuple[tuple[str, str], ...] = ()  # (actor id, consistent | inconsistent | neutral)
    fits_all: bool = False  # said to fit whoever is suspected, such as a common weapon


class Measure(Record, frozen=True):
    """A checkable figure as stated. ``kind``: distance, lag, count, date, sequence, correction, series.

    ``low``-``high`` in ``unit`` (km, days, persons, ISO day ordinals); ``this`` and ``that`` are the ids of the places or
    accounts it stands between, in the order that the words give (a lag runs from ``that``, earlier, to ``this``).
    """

    id: str
    document: str
    kind: str
    span: Span
    unit: str
    low: float | None = None
    high: float | None = None
    this: str | None = None
    that: str | None = None
    this_span: Span | None = None  # the words that name an end, also where no place or account is known for them
    that_span: Span | None = None
    relation: str = ""  # near, not_near, before, after, in_response_to, same_time, ...
    statement: str | None = None
    # Days that the text itself prints for an end, the likeliest first; ``stated`` where the words stand at it or name it.
    this_days: tuple[DateRange, ...] = ()
    that_days: tuple[DateRange, ...] = ()


class ResponseCue(Record, frozen=True):
    """Words that give one account as the answer to another.

    ``response`` is an account or statement id, or this cue's own id where nothing but ``span`` tells the answer. ``kind`` says how it was
    answered, ``by`` and ``who`` by whom; what was threatened, planned, demanded or supposed has that ``stage`` and was not done.
    """

    id: str
    document: str
    trigger: str
    response: str
    span: Span
    lag: str | None = None  # Measure id
    basis: str = "stated"  # stated | sequence
    kind: str = ""  # military | deployment | arrest | diplomatic | sanctions | restriction | restraint | ... (codelists/answers.yaml)
    by: str | None = None  # actor id
    who: Span | None = None  # the words for whoever answered
    stage: Stage = Stage.ACCOMPLISHED


class Comparison(Record, frozen=True):
    """Words that set two happenings side by side, with the likeness and the difference that they claim."""

    id: str
    document: str
    span: Span
    this: str | None = None
    that: str | None = None
    kind: str = "likeness"  # likeness | difference | historical | parity
    likeness: Span | None = None
    difference: Span | None = None
    by: str | None = None  # actor id


class Extraction(Record, frozen=True):
    """One document's actors, places, statements, accounts and what stands between them. ``made_by`` names the version."""

    document: str
    made_by: str
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    statements: tuple[Statement, ...] = ()
    accounts: tuple[Account, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    measures: tuple[Measure, ...] = ()
    responses: tuple[ResponseCue, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    problems: tuple[str, ...] = ()
