"""The seam between the ledger and a database: append-only tables, one transaction at a time, a search."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from typing import Any, NamedTuple, Protocol

from sayso.ledger.audit import Entry, Head

Row = dict[str, Any]


class Found(NamedTuple):
    """A row that a search found: its table (``pages`` or ``records``), id, page or document, and a snippet."""

    table: str
    id: str
    owner: str
    snippet: str


class Store(Protocol):
    """What a backend does. All meaning (what supersedes what, which spans are true) is in the writer and reader above it.

    Rows are inserted and read; nothing updates or deletes them. ``seq`` numbers a table's rows in the order of insertion.
    """

    @property
    def path(self) -> str:
        """Where the ledger is, in words for messages."""

    def transaction(self) -> AbstractContextManager[None]:
        """All that is inserted inside happens, or nothing; one writer at a time; inner transactions join the outer one."""

    def insert(self, table: str, row: Mapping[str, Any]) -> int:
        """Append a row and return its ``seq``."""

    def audit(self, kind: str, record: str, payload: str) -> None:
        """Append the entry that follows the audit's head."""

    def rows(self, table: str, *, columns: tuple[str, ...] = (), **equals: Any) -> Iterator[Row]:
        """Rows whose columns equal the values given, in order of ``seq``."""

    def current(self, table: str, *, columns: tuple[str, ...] = (), **equals: Any) -> Iterator[Row]:
        """The same, without rows that a newer one supersedes."""

    def entries(self) -> Iterator[Entry]:
        """The audit from its first entry on."""

    def head(self) -> Head:
        """The audit's last entry."""

    def search(self, text: str, limit: int) -> list[Found]:
        """Current rows in which all the words stand, best first."""

    def version(self) -> tuple[int, int]:
        """Changes whenever anybody, here or elsewhere, has committed."""

    def check(self) -> None:
        """Raise ``LedgerError`` where the backend itself sees damage."""

    def close(self) -> None:
        """Let go of the database."""
