"""The ledger comes in; the statements that speak of one incident, and where each one's words end, go out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sayso.errors import NotInLedger
from sayso.ledger.reader import LedgerReader
from sayso.model import Actor, ActorKind, Derivation, DerivationKind, Document, DocumentKind, Incident, Statement, Suspect

COPIED = frozenset({DerivationKind.REPUBLISHED, DerivationKind.QUOTED_FROM, DerivationKind.DERIVED_FROM})
OUTLET = "outlet:"  # before the name of an origin that is no actor of the ledger
AUTHORIAL = frozenset({ActorKind.AUTHOR, ActorKind.COMMENTER})


def about(incident: Incident, ledger: LedgerReader, *, comments: bool = False) -> Iterator[tuple[Statement, Document]]:
    """Statements that speak of the incident; readers' comments only where they are asked for."""
    documents = {d.id: d for d in ledger.documents()}
    for said in ledger.statements():
        document = documents[said.document]
        if incident.id in said.about and (comments or document.kind is not DocumentKind.COMMENT):
            yield said, document


def suspects(incident: Incident, ledger: LedgerReader) -> Iterator[tuple[Suspect, str]]:
    """Everyone whom an account of the incident names, with the document that does; comments left out."""
    comments = {d.id for d in ledger.comments()}
    for account in map(ledger.account, incident.accounts):
        if account.document not in comments:
            for suspect in account.suspects:
                yield suspect, account.document


def actor_or_none(id_: str | None, ledger: LedgerReader) -> Actor | None:
    """The actor, where the ledger has one of that id."""
    try:
        return ledger.actor(id_) if id_ else None
    except NotInLedger:
        return None


def origins(ledger: LedgerReader) -> Mapping[str, Derivation]:
    """For each document the step to where its words come from, the strongest ground first: credit, then wording."""
    found: dict[str, Derivation] = {}
    for step in sorted(ledger.derivations(), key=lambda d: (d.basis != "credit", -(d.overlap or 0.0), d.id)):
        if step.kind in COPIED or step.basis == "credit":
            found.setdefault(step.this, step)
    return found


def end_of_chain(document: str, steps: Mapping[str, Derivation]) -> tuple[str, tuple[Derivation, ...]]:
    """Where the document's words come from in the end, and the steps there; a circle ends where it closes."""
    seen, way, here = {document}, [], document
    while here in steps and steps[here].that not in seen:
        step = steps[here]
        way.append(step)
        here = step.that
        seen.add(here)
    return here, tuple(way)


def name_of(id_: str, ledger: LedgerReader) -> str:
    """A name to show for the end of a chain: a document's outlet or title, an actor's name, or the name itself."""
    if id_.startswith(OUTLET):
        return id_.removeprefix(OUTLET)
    if actor := actor_or_none(id_, ledger):
        return actor.name
    try:
        document = ledger.document(id_)
    except NotInLedger:
        return id_
    title = f"the unnamed author of “{document.title}”" if document.title else "an unnamed author"
    return document.outlet or ", ".join(document.authors) or title
