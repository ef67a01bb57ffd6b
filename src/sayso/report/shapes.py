"""The rows of the JSON export, as types: what every reader of a ``sayso-ledger/1`` object may rely on."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from sayso.model import (
    Act,
    ActorKind,
    Basis,
    BlockKind,
    Certainty,
    DerivationKind,
    DocumentKind,
    GeoPrecision,
    IncidentType,
    Mode,
    Polarity,
    Precision,
    ReviewDecision,
    Stage,
    Stance,
    SuspectStatus,
    Verdict,
)

FORMAT = "sayso-ledger/1"
Offset = Annotated[int, Meta(ge=0)]
Score = Annotated[float, Meta(ge=0, le=1)]
Direction = Literal["consistent", "inconsistent", "neutral"]


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the export."""


class SpanRow(Row, frozen=True):
    """Characters ``start`` to ``end`` (exclusive, Unicode code points) of a page's text; ``exact`` is that text."""

    page: str
    start: Offset
    end: Offset
    exact: str


class DateRow(Row, frozen=True):
    """Between two ISO 8601 days (or date-times), both included; how precise, on what basis, from which words."""

    start: str
    end: str
    precision: Precision
    basis: Basis
    reason: str = ""
    spans: tuple[SpanRow, ...] = ()


class ProblemRow(Row, frozen=True):
    """What a reader of this page must know; ``partial`` means that text may be missing."""

    code: str
    message: str
    span: SpanRow | None


class CaptureRow(Row, frozen=True):
    """Where and when the page's bytes were found."""

    uri: str
    media_type: str | None
    fetched: str | None


class PageRow(Row, frozen=True):
    """What was fetched, and the one text that all spans count in."""

    id: str
    uri: str
    sha256: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
    media_type: str
    title: str | None
    language: str
    text: str
    captures: tuple[CaptureRow, ...]
    problems: tuple[ProblemRow, ...]


class OriginRow(Row, frozen=True):
    """Where a document says its words come from: an outlet (or agency), or an author."""

    kind: DerivationKind
    outlet: str | None
    actor: str | None
    span: SpanRow | None


class BlockRow(Row, frozen=True):
    """A stretch of a document and its part in it."""

    kind: BlockKind
    span: SpanRow


class DocumentRow(Row, frozen=True):
    """A stretch of a page with its own authorship."""

    id: str
    page: str
    kind: DocumentKind
    span: SpanRow
    title: str | None
    authors: tuple[str, ...]
    outlet: str | None
    published: DateRow | None
    language: str
    derived_from: tuple[OriginRow, ...]
    blocks: tuple[BlockRow, ...]


class CommentRow(Row, frozen=True):
    """What is known of a reader's comment beside its words; ``id`` is that of its document."""

    id: str
    author: str | None
    posted: DateRow | None
    reply_to: str | None
    candidates: tuple[str, ...]
    depth: Offset
    truncated: bool
    flags: tuple[str, ...]


class ActorRow(Row, frozen=True):
    """Somebody who says, does or is named, joined across documents."""

    id: str
    name: str
    kind: ActorKind
    named: bool
    aliases: tuple[str, ...]
    country: str | None
    external: dict[str, str]
    mentions: tuple[SpanRow, ...]


class PlaceRow(Row, frozen=True):
    """A named place; degrees are WGS 84."""

    id: str
    name: str
    kind: str
    lat: Annotated[float, Meta(ge=-90, le=90)] | None
    lon: Annotated[float, Meta(ge=-180, le=180)] | None
    country: str | None
    external: dict[str, str]
    mentions: tuple[SpanRow, ...]


class TargetRow(Row, frozen=True):
    """What was attacked."""

    span: SpanRow
    kind: str


class VictimRow(Row, frozen=True):
    """Who was hurt, and how."""

    span: SpanRow
    kind: str
    effect: str


class HarmRow(Row, frozen=True):
    """A figure and whose it is: ``source`` is a statement, or null for the author's own figure."""

    kind: str
    low: int | None
    best: int | None
    high: int | None
    source: str | None
    span: SpanRow


class SuspectRow(Row, frozen=True):
    """Whom the document holds, or reports as held, responsible; ``statement`` says on whose say-so."""

    actor: str
    span: SpanRow
    kind: Literal["individual", "organisation"]
    status: SuspectStatus
    statement: str | None
    implied: bool


class AccountRow(Row, frozen=True):
    """What one document says of one happening."""

    id: str
    document: str
    incident: str | None
    type: IncidentType
    stage: Stage
    span: SpanRow
    mentions: tuple[SpanRow, ...]
    date: DateRow | None
    place: str | None
    geo_precision: GeoPrecision
    weapons: tuple[SpanRow, ...]
    targets: tuple[TargetRow, ...]
    victims: tuple[VictimRow, ...]
    harm: tuple[HarmRow, ...]
    suspects: tuple[SuspectRow, ...]
    doers: tuple[str, ...]
    flags: tuple[str, ...]
    score: Score
    made_by: str


class HarmRange(Row, frozen=True):
    """The lowest, best and highest figure of all accounts of an incident; ``rule`` names how they were chosen."""

    low: int | None
    best: int | None
    high: int | None
    rule: str


class NamedRow(Row, frozen=True):
    """One actor with one status, and the statements behind it."""

    actor: str
    status: SuspectStatus
    statements: tuple[str, ...]


class IncidentRow(Row, frozen=True):
    """The accounts, from any number of documents, that are one happening."""

    id: str
    label: str
    accounts: tuple[str, ...]
    type: IncidentType
    date: DateRow | None
    place: str | None
    harm: dict[str, HarmRange]
    suspects: tuple[NamedRow, ...]


class SourceRow(Row, frozen=True):
    """Who says it. ``span`` is null where the speaker is the document's author, or is not stated."""

    span: SpanRow | None
    actor: str | None
    name: str
    kind: ActorKind
    named: bool


class LinkRow(Row, frozen=True):
    """Who passes the words on."""

    name: str
    kind: ActorKind
    role: str
    actor: str | None
    span: SpanRow | None


class StatementRow(Row, frozen=True):
    """One source, cue and content. ``certainty`` is the source's; ``score`` is the machine's own and never the source's."""

    id: str
    document: str
    source: SourceRow
    cue: SpanRow | None
    content: SpanRow
    content_parts: tuple[SpanRow, ...]
    mode: Mode
    act: Act
    certainty: Certainty
    polarity: Polarity
    stance: Stance
    said: DateRow | None
    about: tuple[str, ...]
    suspects: tuple[str, ...]
    parent: str | None
    chain: tuple[LinkRow, ...]
    evidence_offered: tuple[SpanRow, ...]
    flags: tuple[str, ...]
    score: Score
    made_by: str


class DerivationRow(Row, frozen=True, rename={"origin": "from", "taker": "to"}):
    """Words went ``from`` one document, statement or actor ``to`` the one that took them."""

    id: str
    origin: str
    taker: str
    kind: DerivationKind
    span: SpanRow | None
    basis: str


class BearingRow(Row, frozen=True):
    """How an item of evidence bears on a hypothesis, and on what basis that is said."""

    hypothesis: str
    reading: Direction
    basis: Literal["span", "rule", "person"]


class EvidenceRow(Row, frozen=True):
    """An item that somebody offered or found missing; ``source`` is the actor who did, ``statement`` the words."""

    id: str
    incidents: tuple[str, ...]
    span: SpanRow
    source: str | None
    statement: str | None
    kind: str
    missing: bool
    bears_on: tuple[BearingRow, ...]


class HypothesisRow(Row, frozen=True):
    """One answer to "who did it?" that somebody has put forward."""

    id: str
    incident: str
    label: str
    actor: str | None


class ResponseRow(Row, frozen=True):
    """What was given as the answer to an incident, with the lag as stated and as computed."""

    id: str
    trigger: str
    response: str
    lag_stated: str | None
    lag_days: float | None
    span: SpanRow | None
    basis: str
    kind: str
    by: str | None
    who: SpanRow | None
    stage: str


class ComparisonRow(Row, frozen=True):
    """Words that set two happenings side by side."""

    id: str
    span: SpanRow
    this: str | None
    that: str | None
    kind: str
    likeness: SpanRow | None
    difference: SpanRow | None
    by: str | None


class FindingRow(Row, frozen=True):
    """A check's answer, its reason in a sentence, and the quotes."""

    id: str
    check: str
    verdict: Verdict
    stated: str
    computed: str
    reason: str
    spans: tuple[SpanRow, ...]
    about: tuple[str, ...]


class ReviewRow(Row, frozen=True):
    """A person's decision."""

    id: str
    record: str
    decision: ReviewDecision
    by: str
    at: str
    why: str
    value: dict[str, str]


class UnreadableRow(Row, frozen=True):
    """Input that could not be read, and why."""

    uri: str
    reason: str


class EditRow(Row, frozen=True):
    """A paragraph as it was and as it became."""

    before: SpanRow
    after: SpanRow


class VersionRow(Row, frozen=True):
    """Two readings of one address with different words: page ids, and the paragraphs edited, taken out and put in.

    ``ordered`` is false where no time of fetching tells which came first.
    """

    uri: str
    before: str
    after: str
    fetched_before: str | None
    fetched_after: str | None
    ordered: bool
    edited: tuple[EditRow, ...]
    gone: tuple[SpanRow, ...]
    added: tuple[SpanRow, ...]


class LedgerObject(Row, frozen=True):
    """A whole ledger. Readers ignore keys that they do not know."""

    format: Literal["sayso-ledger/1"]
    pages: tuple[PageRow, ...]
    documents: tuple[DocumentRow, ...]
    comments: tuple[CommentRow, ...]
    actors: tuple[ActorRow, ...]
    places: tuple[PlaceRow, ...]
    accounts: tuple[AccountRow, ...]
    incidents: tuple[IncidentRow, ...]
    statements: tuple[StatementRow, ...]
    derivations: tuple[DerivationRow, ...]
    evidence: tuple[EvidenceRow, ...]
    hypotheses: tuple[HypothesisRow, ...]
    responses: tuple[ResponseRow, ...]
    comparisons: tuple[ComparisonRow, ...]
    findings: tuple[FindingRow, ...]
    reviews: tuple[ReviewRow, ...]
    unreadable: tuple[UnreadableRow, ...]
    versions: tuple[VersionRow, ...]
