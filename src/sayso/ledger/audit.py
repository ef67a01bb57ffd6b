"""Rows of the ledger in, a chain of hashes out: each audit entry seals one row and the entry before it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import msgspec

from sayso.errors import BrokenAudit

GENESIS = "0" * 64  # what the first entry has for "the hash before"

# Columns that an audit entry vouches for, by table. A column that a later version adds gets a table of its own instead:
# a seal once given must come out the same for ever.
SEALED: dict[str, tuple[str, ...]] = {
    "blobs": ("sha256", "size", "codec", "body"),
    "captures": ("sha256", "uri", "media_type", "fetched"),
    "unreadable": ("uri", "reason"),
    "pages": ("id", "sha256", "uri", "fetched", "made_by", "text", "body", "digest", "supersedes"),
    "extractions": ("document", "reading", "made_by", "body", "digest", "supersedes"),
    "linkings": ("body", "digest", "supersedes"),
    "findings": ("body", "digest", "supersedes"),
    "reviews": ("id", "record", "decision", "by", "at", "why", "value"),
}


class Entry(NamedTuple):
    """One change: which row of which table, the row's seal, and the hash that ties it to all entries before it.

    ``seq`` gives the order; ``at`` is the machine's clock at the time and only informs.
    """

    seq: int
    at: str
    kind: str
    record: str
    payload: str
    previous: str
    hash: str


class Head(NamedTuple):
    """The last entry of an audit. Kept elsewhere, it proves later that nothing up to ``seq`` was changed or taken back."""

    seq: int
    hash: str


def seal(table: str, row: Mapping[str, object]) -> str:
    """The SHA-256 of a row's sealed columns, bytes standing as their own SHA-256."""
    values = [table, *(_plain(row[column]) for column in SEALED[table])]
    return hashlib.sha256(msgspec.json.encode(values)).hexdigest()


def _plain(value: object) -> object:
    return hashlib.sha256(value).hexdigest() if isinstance(value, bytes) else value


def next_entry(head: Head, *, at: str, kind: str, record: str, payload: str) -> Entry:
    """The entry that follows ``head``."""
    seq = head.seq + 1
    return Entry(seq, at, kind, record, payload, head.hash, _hash(seq, at, kind, record, payload, head.hash))


def verify_chain(entries: Iterable[Entry]) -> Head:
    """Raise ``BrokenAudit`` at the first entry that does not follow from the one before; else return the head."""
    seq, previous = 0, GENESIS
    for entry in entries:
        if entry.seq != seq + 1:
            raise BrokenAudit(f"Audit entry {seq + 1} is missing: after {seq} comes {entry.seq}. {_REMEDY}")
        if entry.previous != previous or entry.hash != _hash(*entry[:6]):
            raise BrokenAudit(f"Audit entry {entry.seq} ({entry.kind} {entry.record}, {entry.at}) was changed. {_REMEDY}")
        seq, previous = entry.seq, entry.hash
    return Head(seq, previous)


_REMEDY = "Keep this file as it is and go back to a copy that verifies."


def _hash(*parts: object) -> str:
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()
