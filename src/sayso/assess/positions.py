"""An incident comes in; who named whom, how surely and when, who denied it and who would not say, goes out."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from sayso.assess.voices import about, actor_or_none, suspects
from sayso.ledger.reader import LedgerReader
from sayso.model import (
    Act,
    Certainty,
    DateRange,
    Document,
    Polarity,
    Record,
    Span,
    Stance,
    Statement,
    SuspectStatus,
    in_words,
)

# Acts by which somebody takes a stand on who did it.
STANDS = frozenset(
    {
        Act.ACCUSES,
        Act.DENIES,
        Act.CLAIMS_RESPONSIBILITY,
        Act.DECLINES_TO_NAME,
        Act.EXONERATES,
        Act.DOUBTS,
        Act.THREATENS,
        Act.WARNS,
    }
)


class Position(Record, frozen=True):
    """One stand on who did it: no ``suspect`` where none is named, no ``statement`` where only an account names one."""

    speaker: str
    speaker_actor: str | None
    suspect: str | None
    suspect_actor: str | None
    act: str
    certainty: Certainty
    polarity: Polarity
    stance: Stance
    when: DateRange | None
    status: SuspectStatus | None
    statement: str | None
    document: str
    span: Span
    implied: bool = False


class Shift(Record, frozen=True):
    """One speaker's stand that differs from the one before."""

    speaker: str
    before: Position
    after: Position
    reason: str


def positions(incident_id: str, ledger: LedgerReader) -> tuple[Position, ...]:
    """Every stand on who did it, earliest first; undated ones last, in the order of the documents."""
    incident = ledger.incident(incident_id)
    statuses = {(s.statement, s.actor): s for s, _ in suspects(incident, ledger)}
    found: list[Position] = []
    for said, document in about(incident, ledger):
        if said.act in STANDS or said.suspects:
            for actor in said.suspects or (None,):
                found.append(_position(said, document, actor, statuses.get((said.id, actor or "")), ledger))
    found += _bare(incident_id, ledger, {p.suspect_actor for p in found})
    return tuple(sorted(found, key=lambda p: (p.when.start if p.when and p.when.start else "~", p.document, p.span)))


def shifts(found: tuple[Position, ...]) -> tuple[Shift, ...]:
    """Where one speaker went, from one statement to the next, to another suspect, another stand or another certainty."""
    stands: dict[str, dict[str, list[Position]]] = defaultdict(lambda: defaultdict(list))
    for position in found:
        if position.speaker_actor and position.statement and position.act in STANDS:
            stands[position.speaker_actor][position.statement].append(position)
    return tuple(
        Shift(speaker=one[0].speaker, before=one[0], after=other[0], reason=why)
        for statements in stands.values()
        for one, other in pairwise(statements.values())
        if (why := _shift(one, other))
    )


def _shift(one: list[Position], other: list[Position]) -> str:
    first, then = _stand(one), _stand(other)
    if one[0].act == other[0].act and not (_names(one) and _names(other)):
        return ""  # one of the two leaves the name out: that is less said, and not otherwise
    if first != then:
        return f"First {first}, then {then}."
    if one[0].certainty is not other[0].certainty:
        return f"First {one[0].certainty}, then {other[0].certainty}."
    return ""


def _stand(positions: list[Position]) -> str:
    """What one statement does, in words: "accuses Redan or the League"."""
    names = _names(positions)
    negated = "not " if positions[0].polarity is Polarity.NEGATIVE and positions[0].act != Act.DENIES else ""
    return (
        f"{negated}{in_words(positions[0].act)} {names}".strip() if names else f"{in_words(positions[0].act)} without a name"
    )


def _names(positions: list[Position]) -> str:
    return " or ".join(p.suspect for p in positions if p.suspect)


def _position(said: Statement, document: Document, actor: str | None, suspect: object, ledger: LedgerReader) -> Position:
    named = actor_or_none(actor, ledger)
    return Position(
        speaker=said.source.name or "the author",
        speaker_actor=said.source.actor,
        suspect=named.name if named else None,
        suspect_actor=actor,
        act=said.act,
        certainty=said.certainty,
        polarity=said.polarity,
        stance=said.stance,
        when=said.said or document.published,
        status=getattr(suspect, "status", None),
        statement=said.id,
        document=document.id,
        span=said.content,
        implied="implied" in said.flags or bool(getattr(suspect, "implied", False)),
    )


def _bare(incident_id: str, ledger: LedgerReader, known: set[str | None]) -> list[Position]:
    """Suspects whom an account names and no statement does: on the document's own say-so."""
    found = []
    documents = {d.id: d for d in ledger.documents()}
    for suspect, document in suspects(ledger.incident(incident_id), ledger):
        if suspect.actor in known:
            continue
        known.add(suspect.actor)
        named = actor_or_none(suspect.actor, ledger)
        found.append(
            Position(
                speaker=documents[document].outlet or "the author",
                speaker_actor=None,
                suspect=named.name if named else None,
                suspect_actor=suspect.actor,
                act=Act.ACCUSES,
                certainty=_sure(suspect.status),
                polarity=_sign(suspect.status),
                stance=Stance.OWN,
                when=documents[document].published,
                status=suspect.status,
                statement=None,
                document=document,
                span=suspect.span,
                implied=suspect.implied,
            )
        )
    return found


def _sure(status: SuspectStatus) -> Certainty:
    loose = {SuspectStatus.POSSIBLE: Certainty.POSSIBLE, SuspectStatus.UNKNOWN_STATED: Certainty.UNKNOWN}
    return loose.get(status, Certainty.CERTAIN)


def _sign(status: SuspectStatus) -> Polarity:
    against = {SuspectStatus.DENIED, SuspectStatus.ACQUITTED, SuspectStatus.EXONERATED}
    return Polarity.NEGATIVE if status in against else Polarity.POSITIVE
