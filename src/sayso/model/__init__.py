"""The nouns: frozen records, no I/O."""

from sayso.model.account import (
    Account,
    Harm,
    IncidentType,
    Stage,
    Suspect,
    SuspectStatus,
    Target,
    Victim,
    Weapon,
)
from sayso.model.actor import Actor, ActorKind, GeoPrecision, Place
from sayso.model.dates import Anchor, Basis, DateRange, Precision
from sayso.model.extraction import Comparison, Evidence, Extraction, Measure, ResponseCue
from sayso.model.finding import Finding, Hypothesis, Reading, Verdict
from sayso.model.ids import in_words, make_id
from sayso.model.linking import (
    Derivation,
    Incident,
    Judgement,
    Linking,
    Response,
    Review,
    ReviewDecision,
    Root,
)
from sayso.model.page import (
    Block,
    BlockKind,
    Comment,
    DerivationKind,
    Document,
    DocumentKind,
    Origin,
    Page,
    Problem,
)
from sayso.model.span import Record, Span, bare_words, check_spans, spans_in
from sayso.model.statement import (
    Act,
    Certainty,
    Link,
    Mode,
    Polarity,
    Source,
    Stance,
    Statement,
)

__all__ = [
    "Account", "Act", "Actor", "ActorKind", "Anchor", "Basis", "Block", "BlockKind", "Certainty", "Comment", "Comparison",
    "DateRange", "Derivation", "DerivationKind", "Document", "DocumentKind", "Evidence", "Extraction", "Finding",
    "GeoPrecision", "Harm", "Hypothesis", "Incident", "IncidentType", "Judgement", "Link", "Linking", "Measure", "Mode",
    "Origin", "Page", "Place", "Polarity", "Precision", "Problem", "Reading", "Record", "Response", "ResponseCue", "Review",
    "ReviewDecision", "Root", "Source", "Span", "Stage", "Stance", "Statement", "Suspect", "SuspectStatus", "Target",
    "Verdict", "Victim", "Weapon", "bare_words", "check_spans", "in_words", "make_id", "spans_in",
]  # fmt: skip
