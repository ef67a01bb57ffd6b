"""A store in, the audit's head out: every row held against its audit entry, every blob against its hash."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec

from sayso.errors import BrokenAudit, LedgerError
from sayso.ledger.audit import SEALED, Entry, Head, seal, verify_chain
from sayso.ledger.keys import Key, keys_of
from sayso.ledger.migrations import NEWEST, migration_digest
from sayso.ledger.packing import reading_of, unpack, unpack_blob
from sayso.ledger.store import Row, Store
from sayso.model import Extraction, Page


def verify(store: Store, receipt: Head | None = None) -> Head:
    """Raise ``BrokenAudit`` or ``LedgerError`` at the first thing that is not as it was written; else return the head.

    With a ``receipt`` (an earlier head, kept elsewhere) it also shows that the file was not put back to an older state.
    """
    store.check()
    head = verify_chain(store.entries())
    if receipt:
        _check_receipt(store, receipt)
    counts: Counter[str] = Counter()
    for entry in store.entries():
        counts[entry.kind] += 1
        _check_entry(store, entry)
    for table in SEALED:
        rows = sum(1 for _ in store.rows(table, columns=("seq",)))
        if rows != counts[table]:
            raise BrokenAudit(f"{store.path}: {rows} rows of {table}, but the audit knows {counts[table]}. {_REMEDY}")
    _check_blobs(store)
    _check_index(store)
    return head


_REMEDY = "Keep this file as it is and go back to a copy that verifies."


def _check_receipt(store: Store, receipt: Head) -> None:
    entry = next((entry for entry in store.entries() if entry.seq == receipt.seq), None)
    if entry is None or entry.hash != receipt.hash:
        raise BrokenAudit(
            f"{store.path} is not the ledger of this receipt, or was put back to a state before entry {receipt.seq}."
        )


def _check_entry(store: Store, entry: Entry) -> None:
    if entry.kind == "migration":
        good = int(entry.record) <= NEWEST and entry.payload == migration_digest(int(entry.record))
    elif entry.kind in SEALED:
        row = next(store.rows(entry.kind, seq=int(entry.record)), None)
        good = row is not None and seal(entry.kind, row) == entry.payload
    else:
        good = False
    if not good:
        raise BrokenAudit(f"{store.path}: {entry.kind} {entry.record}, written {entry.at}, was changed since. {_REMEDY}")


def _check_blobs(store: Store) -> None:
    for row in store.rows("blobs"):
        if len(unpack_blob(row["codec"], row["body"], row["sha256"])) != row["size"]:
            raise LedgerError(
                f"{store.path}: the copy of the page with SHA-256 {row['sha256']} has another length. {_REMEDY}"
            )


def _check_index(store: Store) -> None:
    """The key columns can be made again from the sealed bodies; where they differ, queries would mislead."""
    for row in store.rows("pages"):
        page = unpack(row["body"], row["digest"], Page, where=f"Page {row['id']} ({row['uri']})", text=row["text"])
        known = sorted(doc["reading"] for doc in store.rows("documents", columns=("reading",), page_row=row["seq"]))
        page = msgspec.structs.replace(page, text=row["text"])
        if known != sorted(reading_of(doc, page) for doc in page.documents):
            raise LedgerError(f"{store.path}: the index of page {row['id']} is not that of its documents. {_REMEDY}")
    for row in store.rows("extractions"):
        extraction = unpack(row["body"], row["digest"], Extraction, where=f"The extraction of document {row['document']}")
        if [*_keys(store, row)] != [*keys_of(extraction)]:
            raise LedgerError(
                f"{store.path}: the index of document {row['document']} is not that of its extraction. {_REMEDY}"
            )


def _keys(store: Store, extraction: Row) -> Iterator[Key]:
    for row in store.rows("records", columns=Key._fields, extraction=extraction["seq"]):
        yield Key(**row)
