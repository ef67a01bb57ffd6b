"""A measure between two incidents and the ledger come in; what other voices say of the same two goes out: order and days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sayso.checks.figures import copies, voice_of
from sayso.checks.held import held
from sayso.errors import NotInLedger
from sayso.ledger.reader import LedgerReader
from sayso.model import Document, Measure, Record, Response, Span

ORDERED = {"before": False, "after": True}  # whether the words turn the two round


class Telling(Record, frozen=True):
    """One voice's words for the order of two incidents, and the days between them where it gives any."""

    earlier: str
    later: str
    span: Span
    voice: tuple[str, str]
    low: float | None = None
    high: float | None = None
    figure: bool = False  # it gives a number of days


def incident_id(id_: str | None, ledger: LedgerReader) -> str | None:
    """The incident of an account, or None."""
    try:
        return ledger.incident_of(id_ or "").id
    except NotInLedger:
        return None


def told_by_others(measure: Measure, ledger: LedgerReader) -> tuple[Telling, ...]:
    """Other voices on the same two incidents, in either order. A copy of the same text is no other voice."""
    ends = {incident_id(measure.this, ledger), incident_id(measure.that, ledger)}
    if None in ends or len(ends) < 2:
        return ()
    back = copies(ledger)
    mine = (back.get(measure.document, measure.document), voice_of(measure.statement, ledger))
    found = [t for t in _by_pair(ledger).get(frozenset(ends), ()) if t.span != measure.span]
    return tuple(t for t in found if (back.get(t.voice[0], t.voice[0]), t.voice[1]) != mine)


def earlier_of(measure: Measure, ledger: LedgerReader) -> str | None:
    """The incident that the words put first, or None where they put neither first."""
    telling = _of_measure(measure, ledger)
    return telling.earlier if telling else None


def _by_pair(ledger: LedgerReader) -> Mapping[frozenset[str | None], Sequence[Telling]]:
    """Every telling by the two incidents that it orders."""

    def made() -> Mapping[frozenset[str | None], Sequence[Telling]]:
        pairs: dict[frozenset[str | None], list[Telling]] = defaultdict(list)
        for telling in _tellings(ledger):
            pairs[frozenset({telling.earlier, telling.later})].append(telling)
        return pairs

    return held("tellings", ledger, ledger.measures(), ledger.responses(), make=made)


def _tellings(ledger: LedgerReader) -> Iterator[Telling]:
    for measure in ledger.measures():
        if telling := _of_measure(measure, ledger):
            yield telling
    stated = [(r, r.span) for r in ledger.responses() if r.basis == "stated" and r.span is not None]
    incidents = {i.id for i in ledger.incidents()} if stated else frozenset()
    documents = ledger.documents() if stated else ()
    for response, span in stated:
        if response.response in incidents:
            yield _of_response(response, span, documents)


def _of_measure(measure: Measure, ledger: LedgerReader) -> Telling | None:
    this, that = incident_id(measure.this, ledger), incident_id(measure.that, ledger)
    if this is None or that is None or this == that or measure.relation not in ORDERED:
        return None
    first, second = (that, this) if ORDERED[measure.relation] else (this, that)
    lag = measure.kind == "lag"
    return Telling(
        earlier=first,
        later=second,
        span=measure.span,
        voice=(measure.document, voice_of(measure.statement, ledger)),
        low=measure.low if lag else None,
        high=measure.high if lag else None,
        figure=lag,
    )


def _of_response(response: Response, span: Span, documents: Sequence[Document]) -> Telling:
    """What answers a thing came after it."""
    there = [d for d in documents if d.page == span.page]
    holding = next((d.id for d in there if d.span.holds(span)), there[-1].id if there else "")
    return Telling(earlier=response.trigger, later=response.response, span=span, voice=(holding, ""))
