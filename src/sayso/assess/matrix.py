"""An incident comes in; its competing hypotheses against its evidence go out, cell by cell, each cell with its basis.

The matrix weighs nothing by how often it was repeated. Evidence that fits every hypothesis is marked: it tells none apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso.assess.voices import end_of_chain, origins
from sayso.errors import NotInLedger
from sayso.ledger.reader import LedgerReader
from sayso.model import Evidence, Hypothesis, Reading, Record, Span

CONSISTENT, INCONSISTENT, NEUTRAL = "consistent", "inconsistent", "neutral"


class Row(Record, frozen=True):
    """One item of evidence: how it bears on each hypothesis, and whether it tells any of them apart."""

    evidence: str
    kind: str
    missing: bool
    span: Span
    readings: tuple[Reading, ...]  # in the order of the hypotheses
    discriminates: bool
    reason: str


class Sensitivity(Record, frozen=True):
    """What leaving one item out would change."""

    left_out: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    reason: str


class Matrix(Record, frozen=True):
    """Hypotheses and evidence of one incident. ``against`` counts inconsistent readings; ``standing`` has the fewest."""

    incident: str
    hypotheses: tuple[Hypothesis, ...]
    rows: tuple[Row, ...]
    against: tuple[int, ...]
    standing: tuple[str, ...]
    sensitivity: tuple[Sensitivity, ...]
    reason: str


def matrix(incident_id: str, ledger: LedgerReader) -> Matrix:
    """Every hypothesis that somebody put forward, against every item of evidence that somebody offered or missed."""
    ledger.incident(incident_id)
    hypotheses = tuple(h for h in ledger.hypotheses() if h.incident == incident_id)
    rows = tuple(_row(e, hypotheses) for e in _once(ledger) if _bears(e, incident_id, ledger))
    against = _against(hypotheses, rows)
    return Matrix(
        incident=incident_id,
        hypotheses=hypotheses,
        rows=rows,
        against=tuple(against.values()),
        standing=_standing(against),
        sensitivity=_sensitivity(hypotheses, rows),
        reason=_reason(hypotheses, rows),
    )


def _once(ledger: LedgerReader) -> tuple[Evidence, ...]:
    """Each item once: a copy of a text offers nothing of its own."""
    steps = origins(ledger)
    found: dict[tuple[str, str], Evidence] = {}
    for item in ledger.evidence():
        words = " ".join(item.span.exact.casefold().split())
        found.setdefault((words, end_of_chain(item.document, steps)[0]), item)
    return tuple(found.values())


def _bears(evidence: Evidence, incident: str, ledger: LedgerReader) -> bool:
    return any(_incident(a, ledger) == incident for a in evidence.accounts)


def _incident(account: str, ledger: LedgerReader) -> str | None:
    try:
        return ledger.incident_of(account).id
    except NotInLedger:
        return account


def _row(evidence: Evidence, hypotheses: Sequence[Hypothesis]) -> Row:
    said = dict(evidence.bears_on)
    readings = tuple(_reading(evidence, h, said) for h in hypotheses)
    kinds = {r.reading for r in readings}
    discriminates = len(hypotheses) > 1 and len(kinds) > 1 and (INCONSISTENT in kinds or CONSISTENT in kinds)
    return Row(
        evidence=evidence.id,
        kind=evidence.kind,
        missing=evidence.missing,
        span=evidence.span,
        readings=readings,
        discriminates=discriminates,
        reason=_row_reason(evidence, kinds, hypotheses, discriminates=discriminates),
    )


def _reading(evidence: Evidence, hypothesis: Hypothesis, said: Mapping[str, str]) -> Reading:
    """As the text has it where it says so; otherwise neutral, by rule, and the cell says that nobody said."""
    stated = said.get(hypothesis.actor or "")
    if evidence.fits_all:
        reading, basis, reason = CONSISTENT, "span", "Said to fit anyone."
    elif stated in {CONSISTENT, INCONSISTENT}:
        reading, basis, reason = (
            stated,
            "span",
            f"Offered as {'speaking for' if stated == CONSISTENT else 'speaking against'} it.",
        )
    elif evidence.missing:
        reading, basis, reason = NEUTRAL, "rule", "Something is said to be missing; that alone speaks for no one."
    else:
        reading, basis, reason = NEUTRAL, "rule", "Nobody in these texts says how it bears on this one."
    return Reading(
        evidence=evidence.id,
        hypothesis=hypothesis.id,
        reading=reading,
        basis=basis,
        reason=reason,
        span=evidence.span if basis == "span" else None,
    )


def _row_reason(evidence: Evidence, kinds: set[str], hypotheses: Sequence[Hypothesis], *, discriminates: bool) -> str:
    if len(hypotheses) < 2:
        return "Fewer than two hypotheses: there is nothing to tell apart."
    if discriminates:
        return "It bears on some of the hypotheses and not alike on all."
    if kinds == {CONSISTENT}:
        return "It fits every hypothesis and tells none of them apart."
    if kinds == {INCONSISTENT}:
        return "It speaks against every hypothesis alike."
    return "Evidence said to be missing." if evidence.missing else "Nobody says how it bears on any of them."


def _against(hypotheses: Sequence[Hypothesis], rows: Sequence[Row]) -> dict[str, int]:
    return {h.id: sum(row.readings[i].reading == INCONSISTENT for row in rows) for i, h in enumerate(hypotheses)}


def _standing(against: Mapping[str, int]) -> tuple[str, ...]:
    """Those with the least against them. All of them, where nothing tells them apart."""
    least = min(against.values(), default=0)
    return tuple(h for h, n in against.items() if n == least)


def _sensitivity(hypotheses: Sequence[Hypothesis], rows: Sequence[Row]) -> tuple[Sensitivity, ...]:
    """Leave one item out at a time: which of them carries the result?"""
    before = _standing(_against(hypotheses, rows))
    labels = {h.id: h.label for h in hypotheses}
    found = []
    for row in rows:
        after = _standing(_against(hypotheses, [r for r in rows if r is not row]))
        if after != before:
            names = ", ".join(labels[h] for h in after)
            reason = f"Without “{row.span.exact}” the least is against: {names}."
            found.append(Sensitivity(left_out=row.evidence, before=before, after=after, reason=reason))
    return tuple(found)


def _reason(hypotheses: Sequence[Hypothesis], rows: Sequence[Row]) -> str:
    if not hypotheses:
        return "Nobody is named for this incident."
    if not rows:
        return "No evidence for or against anyone is told in these texts."
    telling = sum(row.discriminates for row in rows)
    if not telling:
        return f"None of the {len(rows)} items of evidence tells the hypotheses apart."
    return f"{telling} of {len(rows)} items of evidence tell the hypotheses apart."
