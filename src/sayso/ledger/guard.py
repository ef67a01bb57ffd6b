"""A file that calls itself a ledger in, nothing or a reason to refuse it out; foreign errors in, ours out."""

from __future__ import annotations

import contextlib
import os
import sqlite3

from sayso.errors import LedgerError, NotALedger
from sayso.ledger.migrations import APPLICATION_ID, MIGRATIONS, NEWEST

_MAGIC = b"SQLite format 3\x00"
_APPLICATION_ID_AT = 68  # SQLite's file format, section 1.3

# What the database says, by a part of its message, and what a person can do about it.
_REMEDIES: tuple[tuple[str, str], ...] = (
    ("database is locked", "another sayso is writing to it. Wait until that one is done, or stop it."),
    ("database or disk is full", "the disk is full. Nothing half-written was kept; free some space and run it again."),
    ("readonly", "it cannot be written to. Check that the file and its folder are yours to write, or copy it elsewhere."),
    ("unable to open", "it cannot be opened. Check that the folder exists and that you may read and write there."),
    ("disk i/o error", "the disk failed to read or write. Copy the ledger to another disk before anything else."),
    ("malformed", "the file is damaged. Keep it as it is and go back to a copy that verifies."),
    ("not a database", "the file is damaged or no ledger. Keep it as it is and go back to a copy that verifies."),
    ("never overwrites", "the ledger only grows. Add a record that supersedes the old one."),
    ("foreign key", "a record points at one that the ledger does not hold. Add that one first."),
    ("too big", "one record is larger than SQLite can hold (1 GB)."),
)  # fmt: skip


def explain(error: Exception, path: str) -> LedgerError:
    """The ``LedgerError`` that tells what a database error means for a person."""
    said = str(error).lower()
    remedy = next((remedy for part, remedy in _REMEDIES if part in said), "")
    return LedgerError(f"{path}: {remedy or error}")


def check_header(path: str, *, write: bool) -> None:
    """Raise ``NotALedger`` for a file that is not sayso's, reading its first bytes only so that it stays as it is."""
    if not os.path.exists(path) and not write:
        raise NotALedger(f"{path} does not exist. Make a ledger with: sayso read PAGES --ledger {path}")
    if os.path.isdir(path):
        raise NotALedger(f"{path} is a folder. Name a file such as {os.path.join(path, 'ledger.sayso')}")
    if not os.path.exists(path):
        return
    try:
        with open(path, "rb") as file:
            header = file.read(100)
    except OSError as error:
        raise LedgerError(f"{path} cannot be read: {error.strerror}.") from error
    if not header and write:  # new, or cut off before its first commit
        return
    if _has_journal(path) and (header.startswith(_MAGIC) or not any(header)):  # cut off while being made: SQLite mends it
        return
    marked = int.from_bytes(header[_APPLICATION_ID_AT : _APPLICATION_ID_AT + 4], "big")
    if not header.startswith(_MAGIC) or marked != APPLICATION_ID:
        raise NotALedger(f"{path} is not a sayso ledger and was left as it is. Choose another name for --ledger.")


def _has_journal(path: str) -> bool:
    journal = f"{path}-journal"
    return os.path.exists(journal) and os.path.getsize(journal) > 0


def check_schema(db: sqlite3.Connection, version: int, path: str) -> None:
    """Raise ``NotALedger`` unless the file's tables, triggers and indexes are exactly those that this version makes.

    A file from elsewhere could carry triggers or views of its own; they are refused before any of them can run.
    """
    if version > NEWEST:
        raise NotALedger(
            f"{path} was made by a newer sayso (version {version}, this one knows {NEWEST}) and was left as it is. "
            "Update sayso to open it."
        )
    expected, found = _expected(version), _schema(db)
    if not version and found:
        raise NotALedger(f"{path} is a database but not a sayso ledger. Choose another name for --ledger.")
    names = {key[1] for key in expected}
    for key, sql in found.items():
        kind, name, table = key
        if key in expected and expected[key] != sql:
            raise NotALedger(f"{path}: {kind} {name} is not as sayso makes it. Do not use this file; go back to a copy.")
        if key not in expected and (kind in ("trigger", "view") or table in names):
            raise NotALedger(f"{path} holds {kind} {name}, which sayso did not make. Do not use this file.")
    missing = sorted(f"{kind} {name}" for kind, name, _ in expected.keys() - found.keys())
    if missing:
        raise NotALedger(f"{path} lacks {', '.join(missing[:3])}. It is damaged or no ledger; go back to a copy.")


def _expected(version: int) -> dict[tuple[str, str, str], str | None]:
    with contextlib.closing(sqlite3.connect(":memory:")) as db:
        for script in MIGRATIONS[:version]:
            db.executescript(script)
        return _schema(db)


def _schema(db: sqlite3.Connection) -> dict[tuple[str, str, str], str | None]:
    return {
        (kind, name, table): sql
        for kind, name, table, sql in db.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema")
        if not name.startswith("sqlite_stat")  # SQLite's own ANALYZE makes these
    }
