"""One SQLite file in, a ``Store`` out: write-ahead log, every commit on the disk, nothing ever updated or deleted."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sayso.errors import LedgerError, NotALedger
from sayso.ledger.audit import GENESIS, Entry, Head, next_entry, verify_chain
from sayso.ledger.guard import check_header, check_schema, explain
from sayso.ledger.migrations import APPLICATION_ID, MIGRATIONS, NEWEST, migration_digest
from sayso.ledger.store import Found, Row


class Words(NamedTuple):
    """A word index and the column it is made from."""

    table: str
    column: str


WAIT_S = 30.0  # for another writer; two writers of 200 transactions each need 2 s in all
CHUNK = 64  # rows fetched at a time
MEMORY = ":memory:"
_WORDS = {"pages": Words("page_words", "text"), "records": Words("record_words", "exact")}
_SEARCHES = {
    "pages": (
        "SELECT p.id AS id, p.id AS owner, snippet(page_words, 0, '', '', '…', 24) AS snippet "
        "FROM page_words JOIN pages p ON p.seq = page_words.rowid WHERE page_words MATCH ? "
        "AND NOT EXISTS (SELECT 1 FROM pages n WHERE n.supersedes = p.seq) ORDER BY page_words.rank, p.id LIMIT ?"
    ),
    "records": (
        "SELECT r.id AS id, r.document AS owner, r.exact AS snippet "
        "FROM record_words JOIN records r ON r.seq = record_words.rowid WHERE record_words MATCH ? "
        "AND NOT EXISTS (SELECT 1 FROM extractions n WHERE n.supersedes = r.extraction) "
        "ORDER BY record_words.rank, r.id LIMIT ?"
    ),
}


def utc_now() -> str:
    """The clock, to the second; it only ever stands in the audit, for information."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class SqliteStore:
    """The store in one SQLite file (or in memory). Opening verifies the audit's chain."""

    def __init__(self, path: str | os.PathLike[str], *, write: bool = False, clock: Callable[[], str] = utc_now) -> None:
        self._path = os.fspath(path)
        self._clock = clock
        self._lock = threading.RLock()
        self._depth = 0
        self._changes = 0
        self._failed = ""
        with self._errors():
            self._db = _connect(self._path, write=write)
        try:
            with self._errors():
                self._prepare(write=write)
        except BaseException:
            self._db.close()
            raise

    def _prepare(self, *, write: bool) -> None:
        _configure(self._db)
        if write:
            self._db.execute("PRAGMA synchronous = EXTRA")  # the folder too, until the write-ahead log takes over
            self._upgrade()
            self._db.execute("PRAGMA synchronous = FULL")
        found = _checked_version(self._db, self._path)
        if found < NEWEST:
            raise LedgerError(
                f"{self._path} is from an older sayso (version {found}). Open it once for writing to bring it up."
            )
        self._head = verify_chain(self.entries())
        if not write:
            self._db.execute("PRAGMA query_only = ON")

    def _upgrade(self) -> None:
        """Bring the file to the newest version in one transaction; an older ledger is copied beside itself first."""
        found = _checked_version(self._db, self._path)
        if found == NEWEST:
            return
        if found and self._path != MEMORY:
            _back_up(self._db, f"{self._path}.v{found}.bak")
        self._db.execute("BEGIN IMMEDIATE")
        try:
            for number in range(_version(self._db) + 1, NEWEST + 1):  # read again: another writer may have been first
                for statement in _statements(MIGRATIONS[number - 1]):
                    self._db.execute(statement)
                self._head = self._last()
                self.audit("migration", str(number), migration_digest(number))
            self._db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            self._db.execute(f"PRAGMA user_version = {NEWEST}")
            self._db.execute("COMMIT")
        except BaseException:
            self._roll_back()
            raise
        if self._path != MEMORY:
            self._db.execute("PRAGMA journal_mode = WAL")

    @property
    def path(self) -> str:
        return self._path

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        with self._lock:
            if self._depth:  # joins the outer one
                yield
                return
            if self._failed:
                raise LedgerError(
                    f"{self._path}: writing stopped after {self._failed} Open the ledger again once that is mended."
                )
            self._roll_back()  # what a failure between two lines of this function may have left open
            try:
                with self._errors():
                    self._db.execute("BEGIN IMMEDIATE")
                    self._head = self._last()
                self._depth = 1
                yield
                with self._errors():
                    self._db.execute("COMMIT")
                self._changes += 1
            except BaseException:
                self._roll_back()
                raise
            finally:
                self._depth = 0

    def _roll_back(self) -> None:
        with contextlib.suppress(sqlite3.Error):
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")

    def insert(self, table: str, row: Mapping[str, Any]) -> int:
        if not self._depth:
            raise LedgerError(f"A row of {table} can be added inside a transaction only.")
        names = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join("?" for _ in row)
        with self._errors():
            seq = self._db.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values())).lastrowid
            assert seq is not None
            if table in _WORDS and row[_WORDS[table].column] is not None:
                words, column = _WORDS[table]
                self._db.execute(f"INSERT INTO {words} (rowid, {column}) VALUES (?, ?)", (seq, row[column]))
        return seq

    def audit(self, kind: str, record: str, payload: str) -> None:
        entry = next_entry(self._head, at=self._clock(), kind=kind, record=record, payload=payload)
        with self._errors():
            self._db.execute("INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?)", entry)
        self._head = Head(entry.seq, entry.hash)

    def rows(self, table: str, *, columns: tuple[str, ...] = (), **equals: Any) -> Iterator[Row]:
        return self._select(table, columns, equals, "")

    def current(self, table: str, *, columns: tuple[str, ...] = (), **equals: Any) -> Iterator[Row]:
        return self._select(table, columns, equals, f"NOT EXISTS (SELECT 1 FROM {table} n WHERE n.supersedes = t.seq)")

    def _select(self, table: str, columns: tuple[str, ...], equals: Mapping[str, Any], condition: str) -> Iterator[Row]:
        wanted = ", ".join(f't."{name}"' for name in columns) or "t.*"
        conditions = [f't."{name}" IS ?' for name in equals] + ([condition] if condition else [])
        where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
        sql = f"SELECT {wanted} FROM {table} t {where} ORDER BY t.seq"
        yield from (dict(row) for row in self._stream(sql, tuple(equals.values())))

    def _stream(self, sql: str, values: tuple[Any, ...] = ()) -> Iterator[sqlite3.Row]:
        with self._lock, self._errors():
            cursor = self._db.execute(sql, values)
        while True:
            with self._lock, self._errors():
                chunk = cursor.fetchmany(CHUNK)
            if not chunk:
                return
            yield from chunk

    def entries(self) -> Iterator[Entry]:
        return (Entry(*row) for row in self._stream("SELECT * FROM audit ORDER BY seq"))

    def head(self) -> Head:
        with self._lock, self._errors():
            return self._last()

    def _last(self) -> Head:
        row = self._db.execute("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
        return Head(*row) if row else Head(0, GENESIS)

    def search(self, text: str, limit: int) -> list[Found]:
        words = " ".join(f'"{word}"' for word in text.replace('"', " ").replace("\0", " ").split())
        if not words:
            return []
        with self._lock, self._errors():
            return [Found(table, *row) for table, sql in _SEARCHES.items() for row in self._db.execute(sql, (words, limit))]

    def version(self) -> tuple[int, int]:
        with self._lock, self._errors():
            return int(self._db.execute("PRAGMA data_version").fetchone()[0]), self._changes

    def check(self) -> None:
        with self._lock, self._errors():
            said = [row[0] for row in self._db.execute("PRAGMA integrity_check(5)")]
            strays = self._db.execute("PRAGMA foreign_key_check").fetchall()
        if said != ["ok"] or strays:
            what = "; ".join(said) if said != ["ok"] else f"{len(strays)} rows point at rows that are not there"
            raise LedgerError(f"{self._path} is damaged: {what}. Go back to a copy that verifies.")

    def close(self) -> None:
        with self._lock:
            self._db.close()

    @contextlib.contextmanager
    def _errors(self) -> Iterator[None]:
        """Foreign errors come out as ``LedgerError`` that says what to do.

        After the disk failed once to write or sync, nothing more is acknowledged: what it then says cannot be trusted.
        """
        try:
            yield
        except (sqlite3.Error, OverflowError, UnicodeEncodeError) as error:
            told = explain(error, self._path)
            if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_IOERR:
                self._failed = str(told)
            raise told from error


def _connect(path: str, *, write: bool) -> sqlite3.Connection:
    if path == MEMORY:
        if not write:
            raise NotALedger("A ledger in memory starts empty: open it with write=True.")
        return _open(path)
    check_header(path, write=write)
    name = "file:" + _quoted(os.path.abspath(path))
    if _has_log(path):
        _check_unseen(name, path)
    if write:
        return _open(f"{name}?mode=rwc")
    if os.access(path, os.W_OK) and os.access(os.path.dirname(os.path.abspath(path)), os.W_OK):
        return _open(f"{name}?mode=rw")  # a reader that may tidy up its side files; ``query_only`` keeps it from writing
    if _has_log(path):
        return _open(f"{name}?mode=ro")
    # A write-ahead log needs a place beside the file; without one, and with no log left over, the file cannot change.
    return _open(f"{name}?immutable=1")


def _check_unseen(name: str, path: str) -> None:
    """Refuse a newer ledger that was not closed before anything could move its log into its file."""
    with contextlib.closing(_open(f"{name}?mode=ro")) as db:
        _configure(db)
        _checked_version(db, path)


def _has_log(path: str) -> bool:
    log = f"{path}-wal"
    return os.path.exists(log) and os.path.getsize(log) > 0


def _quoted(path: str) -> str:
    return path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def _open(name: str) -> sqlite3.Connection:
    db = sqlite3.connect(name, uri=name.startswith("file:"), timeout=WAIT_S, isolation_level=None, check_same_thread=False)
    db.row_factory = sqlite3.Row
    return db


def _configure(db: sqlite3.Connection) -> None:
    for setting in (
        "trusted_schema = OFF",
        "cell_size_check = ON",
        "foreign_keys = ON",
        "synchronous = FULL",
        "mmap_size = 0",
    ):
        db.execute(f"PRAGMA {setting}")


def _checked_version(db: sqlite3.Connection, path: str) -> int:
    """The version, with its tables checked; both as of one moment, for another process may be making them just now."""
    db.execute("BEGIN")
    try:
        found = _version(db)
        check_schema(db, found, path)
        return found
    finally:
        db.execute("ROLLBACK")


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _back_up(db: sqlite3.Connection, path: str) -> None:
    if os.path.exists(path):  # from an upgrade that was cut off: the older copy is the better one
        return
    half = f"{path}.part"
    with contextlib.suppress(FileNotFoundError):
        os.unlink(half)
    with contextlib.closing(sqlite3.connect(half)) as copy:
        db.backup(copy)
    os.replace(half, path)


def _statements(script: str) -> Iterator[str]:
    """The script's statements one by one, triggers whole."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
