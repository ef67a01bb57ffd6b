"""An incident comes in; what the ledger holds for it goes out: its accounts, its place, its name, its toll in words."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.errors import NotInLedger
from sayso.ledger.reader import LedgerReader
from sayso.model import Account, Harm, Incident, Place, Span


def accounts_of(incident: Incident, ledger: LedgerReader) -> list[Account]:
    """Every account of it."""
    return [ledger.account(id_) for id_ in incident.accounts]


def place_of(incident: Incident, ledger: LedgerReader) -> Place | None:
    """Its place, where the ledger has one."""
    try:
        return ledger.place(incident.place) if incident.place else None
    except NotInLedger:
        return None


def label_of(id_: str, ledger: LedgerReader) -> str:
    """The name of an incident, or in quotation marks the words of a statement or of an answer that only its own words tell."""
    try:
        return ledger.incident(id_).label
    except NotInLedger:
        return f"“{_words_of(id_, ledger).exact}”"


def _words_of(id_: str, ledger: LedgerReader) -> Span:
    """The content of a statement; the words of an answer that nothing else tells, looked for last, among all answers."""
    try:
        return ledger.statement(id_).content
    except NotInLedger:
        told = next((r.span for r in ledger.responses() if r.id == id_ and r.span), None)
        if told is None:
            raise
        return told


def figures_of(kind: str, accounts: Iterable[Account]) -> list[Harm]:
    """The figures of one kind of harm."""
    return [harm for account in accounts for harm in account.harm if harm.kind == kind]


def spread(figures: Iterable[Harm]) -> str:
    """The lowest and the highest of the figures in words, empty where none gives a number."""
    numbers = sorted({n for harm in figures for n in (harm.low, harm.high) if n is not None})
    if not numbers:
        return ""
    return str(numbers[0]) if numbers[0] == numbers[-1] else f"{numbers[0]} to {numbers[-1]}"
