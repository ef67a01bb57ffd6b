"""An incident comes in; what is told of the happening itself goes out, apart from who did it, each with who says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sayso.assess.voices import about
from sayso.errors import NotInLedger
from sayso.ledger.reader import LedgerReader
from sayso.model import Account, ActorKind, Record, Span, Statement, in_words
from sayso.model.reckon import written

OFFICIAL = frozenset({ActorKind.STATE, ActorKind.STATE_FORCE, ActorKind.OFFICIAL_BODY})


class Fact(Record, frozen=True):
    """One thing told of the happening: what, and everyone who says so. ``official`` names the officials among them."""

    name: str  # date | place | killed | injured | weapon | target
    value: str
    said_by: tuple[str, ...]
    official: tuple[str, ...]
    documents: int
    spans: tuple[Span, ...]


def facts(incident_id: str, ledger: LedgerReader) -> tuple[Fact, ...]:
    """Place, day, harm, weapons and targets as told, each value once. Who did it stands in ``positions`` and nowhere here."""
    incident = ledger.incident(incident_id)
    comments = {d.id for d in ledger.comments()}
    said: dict[str, list[Statement]] = {}
    for statement, document in about(incident, ledger):
        said.setdefault(document.id, []).append(statement)
    found: dict[tuple[str, str], list[tuple[Span, str, Statement | None]]] = {}
    for account in map(ledger.account, incident.accounts):
        if account.document not in comments:
            for name, value, span in _told(account, ledger):
                voice = _voice(span, said.get(account.document, []))
                found.setdefault((name, value), []).append((span, account.document, voice))
    authors = {d.id: d.outlet or ", ".join(d.authors) or "the author" for d in ledger.documents()}
    return tuple(_fact(name, value, rows, authors) for (name, value), rows in found.items())


def _fact(name: str, value: str, rows: list[tuple[Span, str, Statement | None]], authors: Mapping[str, str]) -> Fact:
    voices = [(said.source.name, said.source.kind) if said else (authors[document], None) for _, document, said in rows]
    return Fact(
        name=name,
        value=value,
        said_by=tuple(dict.fromkeys(v for v, _ in voices if v)),
        official=tuple(dict.fromkeys(v for v, kind in voices if kind in OFFICIAL)),
        documents=len({document for _, document, _ in rows}),
        spans=tuple(dict.fromkeys(span for span, _, _ in rows)),
    )


def _told(account: Account, ledger: LedgerReader) -> Iterator[tuple[str, str, Span]]:
    if account.date and not account.date.carried and account.date.spans and (when := written(account.date)):
        yield "date", when, account.date.spans[0]
    if account.place and account.place_span:
        yield "place", _place(account.place, ledger), account.place_span
    for harm in account.harm:
        if harm.low is not None or harm.high is not None:
            yield harm.kind, _number(harm.low, harm.high), harm.span
    for weapon in account.weapons:
        if weapon.kind != "unknown":
            yield "weapon", in_words(weapon.kind), weapon.span
    for target in account.targets:
        yield "target", " ".join(target.span.exact.split()), target.span


def _number(low: int | None, high: int | None) -> str:
    if low == high:
        return str(low)
    if high is None:
        return f"at least {low}"
    return f"at most {high}" if low is None else f"{low} to {high}"


def _place(id_: str, ledger: LedgerReader) -> str:
    try:
        return ledger.place(id_).name
    except NotInLedger:
        return id_


def _voice(span: Span, statements: list[Statement]) -> Statement | None:
    """The innermost statement with a saying word that holds the words: somebody other than the author gives them."""
    holding = [s for s in statements if s.cue is not None and s.content.holds(span)]
    return min(holding, key=lambda s: len(s.content.exact), default=None)
