"""Findings: what checks and assessments return."""

from __future__ import annotations

from enum import StrEnum

from sayso.model.span import Record, Span


class Verdict(StrEnum):
    AGREES = "agrees"
    DISAGREES = "disagrees"
    CANNOT_TELL = "cannot_tell"


class Finding(Record, frozen=True):
    """A check's answer: the verdict, what was stated, what was computed, the reason in a sentence, and the quotes."""

    id: str
    check: str
    verdict: Verdict
    reason: str
    spans: tuple[Span, ...]
    stated: str = ""
    computed: str = ""
    about: tuple[str, ...] = ()  # incident, account, place or statement ids


class Hypothesis(Record, frozen=True):
    """One answer to "who did it?" that somebody has put forward for an incident."""

    id: str
    incident: str
    label: str
    actor: str | None


class Reading(Record, frozen=True):
    """How one item of evidence bears on one hypothesis, and on what basis that is said."""

    evidence: str
    hypothesis: str
    reading: str  # consistent | inconsistent | neutral
    basis: str  # span | rule | person
    reason: str = ""
    span: Span | None = None
