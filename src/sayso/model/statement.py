"""Statements: who says, the saying word, what is said."""

from __future__ import annotations

from enum import StrEnum

from sayso.model.actor import ActorKind
from sayso.model.dates import DateRange
from sayso.model.span import Record, Span


class Mode(StrEnum):
    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"  # indirect with quoted words inside
    NARRATED = "narrated"  # the author's own assertion, no cue


class Act(StrEnum):
    ACCUSES = "accuses"
    DENIES = "denies"
    CLAIMS_RESPONSIBILITY = "claims_responsibility"
    DECLINES_TO_NAME = "declines_to_name"
    EXONERATES = "exonerates"
    DOUBTS = "doubts"
    THREATENS = "threatens"
    WARNS = "warns"
    OFFERS_EVIDENCE = "offers_evidence"
    NOTES_MISSING_EVIDENCE = "notes_missing_evidence"
    REPORTS = "reports"
    EVALUATES = "evaluates"


class Certainty(StrEnum):
    """How sure the source presents the content (FactBank's scale), never how sure the machine is."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNKNOWN = "unknown"  # a question, an evasion, a bare report of a topic


class Polarity(StrEnum):
    POSITIVE = "+"
    NEGATIVE = "-"
    UNKNOWN = "u"


class Stance(StrEnum):
    """What the reporting author makes of the statement."""

    OWN = "own"
    ENDORSES = "endorses"
    NEUTRAL = "neutral"
    DISTANCES = "distances"
    REJECTS = "rejects"


class Source(Record, frozen=True):
    """Who says it. ``span`` is None where the speaker is the document's author, or is not stated."""

    name: str
    kind: ActorKind
    span: Span | None = None
    actor: str | None = None
    named: bool = True
    resolved_by: str = ""  # how a pronoun or description was resolved, e.g. "pronoun", "alias", "transcript"


class Link(Record, frozen=True):
    """One link of a chain from the reader's side towards the root: who passes the words on."""

    name: str
    kind: ActorKind
    role: str  # host | outlet | author | commenter | source | agency
    actor: str | None = None
    span: Span | None = None


class Statement(Record, frozen=True):
    """One source-cue-content. ``content`` is its main stretch; ``content_parts`` all stretches where it is broken.

    ``chain`` runs from the reader's side to the root; ``parent`` is the statement inside whose content this one stands.
    ``score`` is the machine's own confidence (0-1), never the source's certainty. ``flags``: ``question``,
    ``conditional``, ``counterfactual``, ``ironic``, ``presupposed``, ``implied``, ``aside``, ``copied``, ``damaged``,
    ``paraphrase_differs`` and the like.
    """

    id: str
    document: str
    source: Source
    content: Span
    mode: Mode
    act: Act
    cue: Span | None = None
    content_parts: tuple[Span, ...] = ()
    source_parts: tuple[Span, ...] = ()
    certainty: Certainty = Certainty.CERTAIN
    polarity: Polarity = Polarity.POSITIVE
    stance: Stance = Stance.NEUTRAL
    said: DateRange | None = None
    about: tuple[str, ...] = ()  # account ids within the extraction; incident ids in an export
    suspects: tuple[str, ...] = ()  # actor ids
    parent: str | None = None
    chain: tuple[Link, ...] = ()
    evidence_offered: tuple[Span, ...] = ()
    flags: tuple[str, ...] = ()
    score: float = 1.0
    made_by: str = "rules"  # rules | model | person
