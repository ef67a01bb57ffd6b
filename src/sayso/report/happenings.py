"""A ledger reader in; one record an incident out, with all that an event table or a map asks of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sayso.assess.toll import DEFAULT, Toll, tolls
from sayso.ledger.reader import LedgerReader
from sayso.model import (
    Account,
    Actor,
    Document,
    DocumentKind,
    GeoPrecision,
    Incident,
    Place,
    Record,
    Stage,
    Statement,
    SuspectStatus,
)
from sayso.model.account import HAPPENED
from sayso.report.gaps import Gaps, gaps

# The order in which suspects are named: how firmly the texts point at them.
FIRMNESS = (
    SuspectStatus.FACT,
    SuspectStatus.CLAIMED,
    SuspectStatus.ACCUSED_BY_AUTHORITIES,
    SuspectStatus.ACCUSED,
    SuspectStatus.POSSIBLE,
    SuspectStatus.UNKNOWN_STATED,
    SuspectStatus.DENIED,
    SuspectStatus.EXONERATED,
    SuspectStatus.ACQUITTED,
)
POINTING = frozenset(FIRMNESS[:5])


class Named(Record, frozen=True):
    """An actor and one status that the accounts give it."""

    actor: Actor
    status: SuspectStatus


class Happening(Record, frozen=True):
    """An incident that happened or was tried, as reporting (not comments) tells it; an address for each document."""

    incident: Incident
    accounts: tuple[Account, ...]
    documents: tuple[Document, ...]
    statements: tuple[Statement, ...]
    addresses: tuple[str, ...]
    place: Place | None
    geo_precision: GeoPrecision
    suspects: tuple[Named, ...]
    harm: dict[str, Toll]
    partial: int  # documents of pages that may have lost text
    unreadable: int  # sources of the whole ledger that gave no page

    @property
    def stages(self) -> frozenset[Stage]:
        """The stages that the accounts give."""
        return frozenset(account.stage for account in self.accounts)

    def named(self, *statuses: SuspectStatus) -> tuple[Named, ...]:
        """The suspects with one of these statuses, each actor once, firmest first."""
        found = {named.actor.id: named for named in reversed(self.suspects) if named.status in statuses}
        return tuple(named for named in self.suspects if found.get(named.actor.id) is named)


def happenings(ledger: LedgerReader, harm_rule: str = DEFAULT) -> Iterator[Happening]:
    """The incidents that happened or were tried, in the ledger's order, figures of harm by the rule of that name.

    What only comments tell of is left out.
    """
    documents = {doc.id: doc for doc in ledger.documents()}
    addresses = {page.id: page.uri for page in ledger.iter_pages()}
    missing = gaps(ledger)
    about: dict[str, list[Statement]] = {}
    for statement in ledger.statements():
        for id_ in statement.about:
            about.setdefault(id_, []).append(statement)
    for incident in ledger.incidents():
        accounts = tuple(account for account in map(ledger.account, incident.accounts) if _reported(account, documents))
        if accounts:
            yield _happening(
                incident,
                accounts,
                ledger=ledger,
                documents=documents,
                addresses=addresses,
                about=about,
                missing=missing,
                harm_rule=harm_rule,
            )


def _reported(account: Account, documents: Mapping[str, Document]) -> bool:
    return account.stage in HAPPENED and documents[account.document].kind is not DocumentKind.COMMENT


def _happening(
    incident: Incident,
    accounts: tuple[Account, ...],
    *,
    ledger: LedgerReader,
    documents: Mapping[str, Document],
    addresses: Mapping[str, str],
    about: Mapping[str, list[Statement]],
    missing: Gaps,
    harm_rule: str,
) -> Happening:
    told = tuple(documents[id_] for id_ in dict.fromkeys(account.document for account in accounts))
    said = (s for s in about.get(incident.id, ()) if documents[s.document].kind is not DocumentKind.COMMENT)
    place = ledger.place(incident.place) if incident.place else None
    return Happening(
        incident=incident,
        accounts=accounts,
        documents=told,
        statements=tuple(said),
        addresses=tuple(addresses[doc.page] for doc in told),
        place=place,
        geo_precision=_precision(place, accounts),
        suspects=_suspects(accounts, ledger),
        harm=tolls(accounts, ledger, rule=harm_rule),
        partial=sum(1 for doc in told if doc.page in missing.partial_ids),
        unreadable=len(missing.unreadable),
    )


def _precision(place: Place | None, accounts: tuple[Account, ...]) -> GeoPrecision:
    """The most precise that any account is about the incident's place."""
    if place is None:
        return GeoPrecision.UNKNOWN
    given = [account.geo_precision for account in accounts if account.place == place.id]
    return min((p for p in given if p is not GeoPrecision.UNKNOWN), key=list(GeoPrecision).index, default=place.precision)


def _suspects(accounts: tuple[Account, ...], ledger: LedgerReader) -> tuple[Named, ...]:
    pairs = {(suspect.actor, suspect.status) for account in accounts for suspect in account.suspects}
    named = (Named(actor=ledger.actor(actor), status=status) for actor, status in pairs)
    return tuple(sorted(named, key=lambda n: (FIRMNESS.index(n.status), n.actor.name, n.actor.id)))
