"""The ledger comes in; threats and warnings go out, each with what happened after it: whether its condition came about and
whether it was carried out, as far as these texts tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from sayso.assess.lookups import label_of
from sayso.ledger.reader import LedgerReader
from sayso.model import Act, Basis, DateRange, Document, DocumentKind, Incident, Precision, Record, Span, Statement
from sayso.model.account import HAPPENED
from sayso.model.reckon import day_range

WITHIN = 366  # days after which a happening is no longer held against a threat
# Words that state what would call the threat down: "any further attack", "if they strike again".
CONDITION = re.compile(
    r"\b(?:if|should|when|unless|in case)\b [^,.;]{3,120}|\b(?:any|every|each|further|another|future|such|new)\b"
    r"(?: \w+){0,3}? (?:attacks?|strikes?|raids?|acts?|aggression|provocations?|moves?|threats?|violations?|harm|killings?|bombings?)"
    r"(?: (?:on|against|by|in|at|of) [^,.;]{2,60}?(?= (?:will|would|shall|must|can)\b|[,.;]|$))?"
    r"|\b(?:attacks?|strikes?|aggression|provocations?) (?:on|against|by|in) [^,.;]{2,80}?(?= (?:will|would|shall|must)\b|[,.;]|$)",
    re.I,
)


class Threat(Record, frozen=True):
    """One threat or warning: its condition in its own words, the happenings told after it that may meet the condition, and
    the answers told to those."""

    speaker: str
    speaker_actor: str | None
    when: DateRange | None
    act: str
    span: Span
    condition: Span | None
    met: tuple[str, ...]
    answers: tuple[str, ...]
    reason: str


def threats(ledger: LedgerReader) -> tuple[Threat, ...]:
    """Every threat and warning with a speaker, in order of time. That an incident came after it is no proof that it was meant."""
    documents = {d.id: d for d in ledger.documents()}
    happened = [i for i in ledger.incidents() if _real(i, ledger)]
    found = [
        _threat(said, documents[said.document], happened, ledger)
        for said in ledger.statements()
        if (said.act in {Act.THREATENS, Act.WARNS} or _conditional(said)) and said.cue is not None
        and documents[said.document].kind is not DocumentKind.COMMENT
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda t: (t.when.start if t.when and t.when.start else "~", t.span)))


def _conditional(said: Statement) -> bool:
    """ "Attacks on the army would be answered with force": a threat by its words, whatever act it was taken for."""
    return bool(CONDITION.search(said.content.exact)) and bool(_CONSEQUENCE.search(said.content.exact))


_CONSEQUENCE = re.compile(
    r"\b(?:will|would|shall|must|to) (?:be )?(?:met|answered|responded to|punished|avenged|repaid|regret|pay|face|suffer)\b"
    r"|\b(?:decisive|crushing|swift|harsh|severe|strong|overwhelming|proportionate) (?:response|answer|reply|retaliation|action)\b"
    r"|\bwill not tolerate\b|\bconsequences\b",
    re.I,
)


def _real(incident: Incident, ledger: LedgerReader) -> bool:
    return any(ledger.account(a).stage in HAPPENED for a in incident.accounts)


def _threat(said: Statement, document: Document, happened: Sequence[Incident], ledger: LedgerReader) -> Threat:
    when = said.said or _told_when(said, ledger) or document.published
    match = CONDITION.search(said.content.exact)
    condition = said.content.part(said.content.start + match.start(), said.content.start + match.end()) if match else None
    met = [i for i in happened if condition is not None and _follows(i, when) and _by_other(i, said, ledger)]
    answers = [r.response for r in ledger.responses() if r.trigger in {i.id for i in met} and r.basis == "stated"]
    return Threat(
        speaker=said.source.name or "the author",
        speaker_actor=said.source.actor,
        when=when,
        act=str(said.act),
        span=said.content,
        condition=condition,
        met=tuple(i.id for i in met),
        answers=tuple(dict.fromkeys(answers)),
        reason=_reason(when, condition, met, answers, ledger),
    )


def _told_when(said: Statement, ledger: LedgerReader) -> DateRange | None:
    """ "Ruyo warned in July that ...": the date between the speaker and what is said."""
    if said.source.span is None:
        return None
    low, high = sorted((said.source.span.start, said.content.start))
    for measure in ledger.extraction(said.document).measures:
        if (
            measure.kind == "date"
            and measure.low
            and measure.high
            and low <= measure.span.start
            and measure.span.end <= high
        ):
            start, end = (date.fromordinal(int(day)).isoformat() for day in (measure.low, measure.high))
            return DateRange(
                start=start, end=end, precision=_precision(start, end), basis=Basis.STATED, spans=(measure.span,)
            )
    return None


def _precision(start: str, end: str) -> Precision:
    return Precision.DAY if start == end else Precision.MONTH


def _follows(incident: Incident, when: DateRange | None) -> bool:
    said, happened = day_range(when), day_range(incident.date)
    return said is not None and happened is not None and said[1] < happened[0] <= said[1] + WITHIN


def _by_other(incident: Incident, said: Statement, ledger: LedgerReader) -> bool:
    """Not what the speaker is himself told to have done."""
    doers = {s.actor for a in incident.accounts for s in ledger.account(a).suspects if str(s.status) == "reported_as_fact"}
    return said.source.actor not in doers


def _reason(
    when: DateRange | None, condition: Span | None, met: Sequence[Incident], answers: Sequence[str], ledger: LedgerReader
) -> str:
    if condition is None:
        return "It states no condition."
    if day_range(when) is None:
        return "It is not known when it was said, so that nothing can be put after it."
    if not met:
        return "No dated happening is told after it in these texts."
    told = "; ".join(i.label for i in met[:3])
    if not answers:
        return f"After it: {told}. No answer to it is told in these texts."
    return f"After it: {told}. Given as the answer: {'; '.join(label_of(a, ledger) for a in dict.fromkeys(answers))}."
