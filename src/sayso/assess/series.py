"""The ledger comes in; who blamed the same party for one happening after another goes out, in order of time."""

from __future__ import annotations

from collections import defaultdict

from sayso.assess.voices import actor_or_none
from sayso.ledger.reader import LedgerReader
from sayso.model import Act, DateRange, DocumentKind, Incident, Polarity, Record, Span, Statement

AT_LEAST = 2  # accusations that make a series


class Charge(Record, frozen=True):
    """One accusation of the series. ``supported`` is True where the texts tell of anything offered for it."""

    incident: str
    label: str
    when: DateRange | None
    statement: str
    span: Span
    supported: bool


class Series(Record, frozen=True):
    """One accuser, one accused, and the happenings in order of time, each once."""

    accuser: str
    accused: str
    charges: tuple[Charge, ...]
    reason: str


def series(ledger: LedgerReader, *, at_least: int = AT_LEAST) -> tuple[Series, ...]:
    """Accusers who name the same party for several happenings; the longest series first. It is a pattern and no proof."""
    comments = {d.id for d in ledger.documents() if d.kind is DocumentKind.COMMENT}
    incidents = {i.id: i for i in ledger.incidents()}
    supported = {e.statement for e in ledger.evidence() if not e.missing}
    found: dict[tuple[str, str], dict[str, Charge]] = defaultdict(dict)
    for said in ledger.statements():
        if said.document in comments or said.act is not Act.ACCUSES or said.polarity is Polarity.NEGATIVE:
            continue
        for suspect in said.suspects:
            for incident in said.about:
                if said.source.actor and incident in incidents:
                    charge = _charge(said, incidents[incident], offered=said.id in supported)
                    found[said.source.actor, suspect].setdefault(incident, charge)
    rows = [_series(pair, charges, ledger) for pair, charges in found.items() if len(charges) >= at_least]
    return tuple(sorted(rows, key=lambda s: (-len(s.charges), s.accuser, s.accused)))


def _charge(said: Statement, incident: Incident, *, offered: bool) -> Charge:
    return Charge(
        incident=incident.id,
        label=incident.label,
        when=incident.date or said.said,
        statement=said.id,
        span=said.content,
        supported=offered or bool(said.evidence_offered),
    )


def _series(pair: tuple[str, str], charges: dict[str, Charge], ledger: LedgerReader) -> Series:
    accuser, accused = (actor.name if (actor := actor_or_none(i, ledger)) else i for i in pair)
    rows = tuple(sorted(charges.values(), key=lambda c: (c.when.start if c.when and c.when.start else "~", c.incident)))
    bare = sum(not c.supported for c in rows)
    reason = f"{accuser} names {accused} for {len(rows)} happenings; for {bare} of them these texts tell of nothing offered."
    return Series(accuser=accuser, accused=accused, charges=rows, reason=reason)
