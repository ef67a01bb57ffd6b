"""An incident comes in; what these texts do not hold about it goes out. Silence here is silence of these texts only."""

from __future__ import annotations

import re

from sayso.assess.positions import Position, positions
from sayso.assess.voices import end_of_chain, origins
from sayso.errors import NotInLedger
from sayso.ledger.reader import LedgerReader
from sayso.model import Act, Evidence, Polarity, Record, Span, SuspectStatus
from sayso.model.reckon import day_range

EXPECTED = re.compile(r"\b(?:would|should|could|ought)\b", re.I)
# Nobody is accused where the doer is said to be unknown, or is told as plain fact.
UNDENIABLE = frozenset({SuspectStatus.UNKNOWN_STATED, SuspectStatus.FACT, SuspectStatus.CLAIMED})
NEXT = 200  # characters from what was to be expected to what came of it


class Silence(Record, frozen=True):
    """Something that one might look for and that these texts do not hold, up to the day they were written."""

    kind: str  # no_denial | no_evidence | expected_publication
    about: str | None  # actor id
    as_of: str | None
    reason: str
    spans: tuple[Span, ...]


def silence(incident_id: str, ledger: LedgerReader) -> tuple[Silence, ...]:
    """Suspects who are not heard, accusations with nothing offered for them, and publications said to be due."""
    stands = positions(incident_id, ledger)
    as_of = _last_day(incident_id, ledger)
    until = f" up to {as_of}" if as_of else ""
    return (
        *_unheard(stands, as_of, until),
        *_unsupported(incident_id, stands, ledger, as_of),
        *_due(incident_id, ledger, as_of),
    )


def _unheard(stands: tuple[Position, ...], as_of: str | None, until: str) -> list[Silence]:
    heard = {p.speaker_actor for p in stands} | {p.suspect_actor for p in stands if p.act == Act.DENIES}
    accused: dict[str, Position] = {}
    for p in stands:
        if (
            p.suspect_actor
            and p.polarity is Polarity.POSITIVE
            and p.suspect_actor not in heard
            and p.status not in UNDENIABLE
        ):
            accused.setdefault(p.suspect_actor, p)
    return [
        Silence(
            kind="no_denial", about=actor, as_of=as_of, spans=(p.span,),
            reason=f"No denial by {p.suspect} is in these texts{until}; that is not to say that there was none.",
        )
        for actor, p in accused.items()
    ]  # fmt: skip


def _unsupported(incident_id: str, stands: tuple[Position, ...], ledger: LedgerReader, as_of: str | None) -> list[Silence]:
    """Suspects for whose guilt no item of evidence is told."""
    supported = {
        actor for e in ledger.evidence() if not e.missing for actor, reading in e.bears_on if reading == "consistent"
    }
    found: dict[str, Silence] = {}
    for p in stands:
        if p.statement and p.act == Act.ACCUSES and p.suspect_actor and p.suspect_actor not in supported:
            offered = bool(ledger.statement(p.statement).evidence_offered)
            if not offered:
                reason = f"{p.speaker} names {p.suspect}; these texts tell of nothing offered in support."
                found.setdefault(
                    p.suspect_actor,
                    Silence(kind="no_evidence", about=p.suspect_actor, as_of=as_of, reason=reason, spans=(p.span,)),
                )
    return list(found.values())


def _due(incident_id: str, ledger: LedgerReader, as_of: str | None) -> list[Silence]:
    """Evidence that somebody in the texts finds missing, with the words. What was to be expected, and whether it came, belong
    together: the argument from silence is shown whole, as an argument of whoever makes it."""
    missing = [e for e in ledger.evidence() if e.missing and any(_of(a, incident_id, ledger) for a in e.accounts)]
    steps = origins(ledger)
    found, taken, said = [], set(), set()
    for item in missing:
        once = (" ".join(item.span.exact.casefold().split()), end_of_chain(item.document, steps)[0])
        if item.id in taken or once in said:  # a copy of a text misses nothing of its own
            continue
        said.add(once)
        outcome = next((o for o in missing if EXPECTED.search(item.span.exact) and _answers(item, o)), None)
        who = _noticed(item, ledger)
        if outcome is not None:
            taken.add(outcome.id)
            reason = f"{who} argues from silence: expected, “{item.span.exact}”; what came, “{outcome.span.exact}”."
            spans: tuple[Span, ...] = (item.span, outcome.span)
        else:
            reason, spans = f"Said by {who} to be missing: “{item.span.exact}”.", (item.span,)
        found.append(Silence(kind="expected_publication", about=None, as_of=as_of, reason=reason, spans=spans))
    return found


def _answers(expected: Evidence, outcome: Evidence) -> bool:
    """The same sentence, or the next, says that nothing came."""
    gap = outcome.span.start - expected.span.end
    return outcome.document == expected.document and outcome.id != expected.id and 0 <= gap <= NEXT


def _noticed(item: Evidence, ledger: LedgerReader) -> str:
    """Who finds it missing."""
    try:
        said = ledger.statement(item.statement) if item.statement else None
    except NotInLedger:
        said = None
    if said is not None and said.source.name:
        return said.source.name
    document = ledger.document(item.document)
    return ", ".join(document.authors) or document.outlet or "the author"


def _of(account: str, incident: str, ledger: LedgerReader) -> bool:
    try:
        return account == incident or ledger.incident_of(account).id == incident
    except NotInLedger:
        return False


def _last_day(incident_id: str, ledger: LedgerReader) -> str | None:
    accounts = map(ledger.account, ledger.incident(incident_id).accounts)
    published = [ledger.document(a.document).published for a in accounts]
    return max((p.end[:10] for p in published if p and day_range(p)), default=None)
