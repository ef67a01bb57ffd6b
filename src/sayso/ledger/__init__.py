"""The ledger: one file that only grows, read through ``LedgerReader`` and written through ``Ledger``."""

from __future__ import annotations

import os
from typing import Literal, overload

from sayso.ledger.audit import Head
from sayso.ledger.reader import Capture, Hit, LedgerReader, Unread
from sayso.ledger.sqlite import SqliteStore
from sayso.ledger.store import Store
from sayso.ledger.view import hypothesis_id
from sayso.ledger.writer import LedgerWriter

__all__ = [
    "Capture",
    "Head",
    "Hit",
    "Ledger",
    "LedgerReader",
    "LedgerWriter",
    "Store",
    "Unread",
    "hypothesis_id",
    "open_ledger",
]


class Ledger(LedgerReader, LedgerWriter):
    """A ledger open for reading and writing."""

    def __init__(self, store: Store) -> None:
        LedgerReader.__init__(self, store)
        LedgerWriter.__init__(self, store)


@overload
def open_ledger(path: str | os.PathLike[str], *, write: Literal[False] = False) -> LedgerReader: ...
@overload
def open_ledger(path: str | os.PathLike[str], *, write: Literal[True]) -> Ledger: ...
@overload
def open_ledger(path: str | os.PathLike[str], *, write: bool) -> LedgerReader | Ledger: ...
def open_ledger(path: str | os.PathLike[str], *, write: bool = False) -> LedgerReader | Ledger:
    """Open a ledger file to read it, or (``write=True``) to add to it, making it where there is none.

    ``:memory:`` with ``write=True`` gives one that is gone when closed. Raises ``NotALedger`` for any other file, which is
    left as it is, and ``BrokenAudit`` where the chain of changes does not verify.
    """
    store = SqliteStore(path, write=write)
    return Ledger(store) if write else LedgerReader(store)
