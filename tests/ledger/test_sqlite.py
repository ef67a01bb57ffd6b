"""The SQLite file: what it refuses, how it is brought up from an older version, and that it tells when it was touched."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.ledger.world import everything, herald, joined, put, wire

from sayso.errors import BrokenAudit, LedgerError, NotALedger
from sayso.ledger import Head, Ledger, open_ledger, sqlite
from sayso.ledger.audit import GENESIS, next_entry
from sayso.ledger.guard import explain
from sayso.ledger.migrations import APPLICATION_ID, MIGRATIONS, NEWEST, migration_digest
from sayso.ledger.sqlite import SqliteStore

PAGE = 4096


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A filled ledger file, closed."""
    path = tmp_path / "case.sayso"
    with open_ledger(path, write=True) as ledger:
        put(ledger, *everything())
        ledger.add_linking(joined(*everything()))
    return path


@contextlib.contextmanager
def _sql(path: Path):  # type: ignore[no-untyped-def]
    """The file in somebody else's hands."""
    with contextlib.closing(sqlite3.connect(path)) as db:
        yield db
        db.commit()


def test_settings(case: Path) -> None:
    store = SqliteStore(case, write=True)
    asked = {
        name: store._db.execute(f"PRAGMA {name}").fetchone()[0]
        for name in (
            "journal_mode",
            "synchronous",
            "foreign_keys",
            "trusted_schema",
            "application_id",
            "user_version",
            "busy_timeout",
        )
    }
    store.close()
    assert asked == {
        "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "trusted_schema": 0, "application_id": APPLICATION_ID,
        "user_version": NEWEST, "busy_timeout": 30_000,
    }  # fmt: skip
    assert int.from_bytes(case.read_bytes()[68:72], "big") == APPLICATION_ID


def test_every_table_is_strict_and_only_grows(case: Path) -> None:
    with _sql(case) as db:
        tables = [
            row[1] for row in db.execute("PRAGMA table_list") if row[2] == "table" and not row[1].startswith("sqlite_")
        ]
        strict = {row[1] for row in db.execute("PRAGMA table_list") if row[5]}
        assert set(tables) == strict
        for table in tables:
            if not db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]:
                continue
            for change in (f"UPDATE {table} SET seq = seq + 1000", f"DELETE FROM {table}"):
                with pytest.raises(sqlite3.IntegrityError, match="never overwrites"):
                    db.execute(change)


def test_a_reader_cannot_write(case: Path) -> None:
    with open_ledger(case) as reader, pytest.raises(sqlite3.OperationalError, match="readonly"):
        reader._store._db.execute("DROP TABLE reviews")  # type: ignore[attr-defined]


# What is not a ledger

STRANGERS: dict[str, Callable[[Path], object]] = {
    "a text": lambda path: path.write_text("dear diary"),
    "a hundred bytes": lambda path: path.write_bytes(b"SQLite format 3\0" + b"x" * 100),
    "another database": lambda path: _other_database(path),
}


def _other_database(path: Path) -> None:
    with _sql(path) as db:
        db.execute("CREATE TABLE pages (id)")


@pytest.mark.parametrize("write", [False, True], ids=["read", "write"])
@pytest.mark.parametrize("make", STRANGERS.values(), ids=STRANGERS.keys())
def test_another_file_is_refused_and_left_as_it_is(tmp_path: Path, make: Callable[[Path], object], write: bool) -> None:
    path = tmp_path / "x"
    make(path)
    before = path.read_bytes()
    with pytest.raises(NotALedger, match="Choose another name"):
        open_ledger(path, write=write)
    assert path.read_bytes() == before
    assert os.listdir(tmp_path) == ["x"]


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(NotALedger, match="sayso read"):
        open_ledger(tmp_path / "none.sayso")
    assert os.listdir(tmp_path) == []


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="Check that the folder exists"):
        open_ledger(tmp_path / "none" / "x.sayso", write=True)


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(NotALedger, match="is a folder"):
        open_ledger(tmp_path, write=True)


def test_an_empty_file_becomes_a_ledger(tmp_path: Path) -> None:
    path = tmp_path / "x.sayso"
    path.touch()
    with pytest.raises(NotALedger):
        open_ledger(path)
    open_ledger(path, write=True).close()
    open_ledger(path).close()


def test_a_name_with_odd_characters(tmp_path: Path) -> None:
    path = tmp_path / "what? 100% #1.sayso"
    with open_ledger(path, write=True) as ledger:
        put(ledger, wire())
    assert os.listdir(tmp_path) == [path.name]
    with open_ledger(path) as reader:
        assert len(reader.pages()) == 1


def test_a_newer_ledger_is_refused_and_left_as_it_is(case: Path) -> None:
    with _sql(case) as db:
        db.execute(f"PRAGMA user_version = {NEWEST + 1}")
    before = case.read_bytes()
    for write in (False, True):
        with pytest.raises(NotALedger, match="Update sayso"):
            open_ledger(case, write=write)
    assert case.read_bytes() == before


def test_a_newer_ledger_that_was_not_closed_is_left_as_it_is(case: Path, tmp_path: Path) -> None:
    """Its newest changes stand in the log; opening it must not move them."""
    left = tmp_path / "left.sayso"
    with contextlib.closing(sqlite3.connect(case)) as db:
        db.execute(f"PRAGMA user_version = {NEWEST + 1}")
        for suffix in ("", "-wal"):
            Path(f"{left}{suffix}").write_bytes(Path(f"{case}{suffix}").read_bytes())
    before = left.read_bytes()
    for write in (False, True):
        with pytest.raises(NotALedger, match="Update sayso"):
            open_ledger(left, write=write)
    assert left.read_bytes() == before


def test_nothing_is_left_beside_the_file(case: Path) -> None:
    open_ledger(case).close()
    assert os.listdir(case.parent) == [case.name]


PLANTED = {
    "trigger": "CREATE TRIGGER evil AFTER INSERT ON reviews BEGIN INSERT INTO unreadable VALUES (1, 'a', 'b'); END",
    "view": "CREATE VIEW evil AS SELECT load_extension('x')",
    "index with a call": "CREATE INDEX evil ON pages (length(text))",
}


@pytest.mark.parametrize("sql", PLANTED.values(), ids=PLANTED.keys())
def test_parts_that_sayso_did_not_make_are_refused(case: Path, sql: str) -> None:
    with _sql(case) as db:
        db.execute(sql)
    for write in (False, True):
        with pytest.raises(NotALedger, match="evil, which sayso did not make"):
            open_ledger(case, write=write)


def test_a_guard_that_was_taken_off_is_missed(case: Path) -> None:
    with _sql(case) as db:
        db.execute("DROP TRIGGER reviews_no_delete")
    with pytest.raises(NotALedger, match="lacks trigger reviews_no_delete"):
        open_ledger(case)


# Older versions


def _version_1(path: Path) -> None:
    """A ledger as the first version made it, with one page's bytes and one review in it."""
    with _sql(path) as db:
        db.executescript(MIGRATIONS[0])
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute("PRAGMA user_version = 1")
        head = Head(0, GENESIS)
        entry = next_entry(head, at="2031-01-01T00:00:00+00:00", kind="migration", record="1", payload=migration_digest(1))
        db.execute("INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?)", entry)
    with Ledger(_store_as_it_is(path)) as ledger:
        read = wire()
        ledger.add_capture(read.raw, uri=read.page.uri)
        ledger.add_page(read.page)
        ledger.add_extraction(read.extractions[0])


def _store_as_it_is(path: Path) -> SqliteStore:
    """The file opened without bringing it up."""
    store = SqliteStore.__new__(SqliteStore)
    fresh = SqliteStore(":memory:", write=True)
    store.__dict__.update(fresh.__dict__)
    store._db = sqlite._open(f"file:{path}?mode=rw")
    store._path = str(path)
    return store


def test_an_older_ledger_is_brought_up_with_a_copy_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "old.sayso"
    with monkeypatch.context() as patch:
        patch.setattr(sqlite, "_WORDS", {})  # the first version had no word index
        _version_1(path)
    with pytest.raises(LedgerError, match="older sayso"):
        open_ledger(path)
    with open_ledger(path, write=True) as ledger:
        assert ledger.pages() == (wire().page,)
        assert ledger.extractions() == wire().extractions
        assert {hit.kind for hit in ledger.search("fired")} == {"page", "statement"}, "old rows are indexed too"
        put(ledger, herald())
        ledger.verify()
    copy = tmp_path / "old.sayso.v1.bak"
    with _sql(copy) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (1,)
        assert db.execute("SELECT count(*) FROM pages").fetchone() == (1,)
    open_ledger(path, write=True).close()
    assert sorted(os.listdir(tmp_path)) == ["old.sayso", "old.sayso.v1.bak"]


def test_an_upgrade_that_fails_leaves_the_old_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "old.sayso"
    with monkeypatch.context() as patch:
        patch.setattr(sqlite, "_WORDS", {})
        _version_1(path)
    before = _dump(path)
    with monkeypatch.context() as patch:
        patch.setattr(sqlite, "MIGRATIONS", (MIGRATIONS[0], MIGRATIONS[1] + "CREATE TABLE pages (again);"))
        with pytest.raises(LedgerError, match="already exists"):
            open_ledger(path, write=True)
    assert _dump(path) == before
    with open_ledger(path, write=True) as ledger:
        ledger.verify()


def _dump(path: Path) -> list[str]:
    with _sql(path) as db:
        return [*db.iterdump(), str(db.execute("PRAGMA user_version").fetchone())]


# Tampering and rot

EDITS = {
    "an audit entry's clock": ("audit", "UPDATE audit SET at = '2020-01-01T00:00:00+00:00' WHERE seq = 3"),
    "an audit entry's seal": ("audit", "UPDATE audit SET payload = hex(randomblob(32)) WHERE seq = 4"),
    "an audit entry removed": ("audit", "DELETE FROM audit WHERE seq = 5"),
    "two entries swapped": ("audit", "UPDATE audit SET seq = CASE seq WHEN 3 THEN -1 WHEN 4 THEN 3 ELSE seq END"),
}


@pytest.mark.parametrize(("table", "sql"), EDITS.values(), ids=EDITS.keys())
def test_an_edited_audit_is_noticed_on_opening(case: Path, table: str, sql: str) -> None:
    _tamper(case, table, sql)
    for write in (False, True):
        with pytest.raises(BrokenAudit, match="Keep this file"):
            open_ledger(case, write=write)


def _tamper(path: Path, table: str, sql: str) -> None:
    """Somebody takes the guards off, edits, and puts them back."""
    with _sql(path) as db:
        guards = db.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?", (table,)
        ).fetchall()
        for name, _ in guards:
            db.execute(f"DROP TRIGGER {name}")
        db.execute(sql)
        for _, again in guards:
            db.execute(again)


ROWS = {
    "a page's text": ("pages", "UPDATE pages SET text = replace(text, 'two', 'ten')"),
    "a page's body": ("pages", "UPDATE pages SET body = zeroblob(10)"),
    "which version made it": ("pages", "UPDATE pages SET made_by = 'other'"),
    "an extraction": ("extractions", "UPDATE extractions SET body = (SELECT body FROM extractions LIMIT 1)"),
    "what supersedes": ("extractions", "UPDATE extractions SET supersedes = 1 WHERE seq = 2"),
    "the index": ("records", "UPDATE records SET what = 'denies' WHERE what = 'accuses'"),
    "an index row less": ("records", "DELETE FROM records WHERE seq = 2"),
    "a document's line": ("documents", "UPDATE documents SET reading = 'x' WHERE seq = 1"),
    "raw bytes": ("blobs", "UPDATE blobs SET body = (SELECT body FROM blobs WHERE seq = 2) WHERE seq = 1"),
    "a capture's address": ("captures", "UPDATE captures SET uri = 'http://other.example' WHERE seq = 1"),
    "a row that no entry knows": ("unreadable", "INSERT INTO unreadable (uri, reason) VALUES ('x', 'y')"),
    "a row removed": ("linkings", "DELETE FROM linkings"),
}


@pytest.mark.parametrize(("table", "sql"), ROWS.values(), ids=ROWS.keys())
def test_an_edited_row_is_noticed_by_verify(case: Path, table: str, sql: str) -> None:
    _tamper(case, table, sql)
    with (
        open_ledger(case) as reader,
        pytest.raises(LedgerError, match=r"was changed since|damaged|index of|the audit knows"),
    ):
        reader.verify()


def test_going_back_to_an_older_copy_is_noticed_with_a_receipt(tmp_path: Path) -> None:
    path, copy = tmp_path / "x.sayso", tmp_path / "copy"
    with open_ledger(path, write=True) as ledger:
        put(ledger, wire())
        early = ledger.head()
    copy.write_bytes(path.read_bytes())
    with open_ledger(path, write=True) as ledger:
        put(ledger, herald())
        receipt = ledger.head()
        assert ledger.verify(early) == receipt
    path.write_bytes(copy.read_bytes())
    with open_ledger(path) as reader:
        reader.verify()
        with pytest.raises(BrokenAudit, match="put back"):
            reader.verify(receipt)


def test_every_flipped_page_is_noticed_or_changes_nothing(case: Path) -> None:
    """Bit rot: each page of the file damaged in turn. Either the ledger says so, or all that it tells is unchanged."""
    whole, told, noticed = case.read_bytes(), _told(case), 0
    dice = random.Random(7)
    for start in range(0, len(whole), PAGE):
        for size in (1, 64, PAGE):
            at = start + dice.randrange(PAGE - size + 1)
            case.write_bytes(whole[:at] + bytes(byte ^ 0x55 for byte in whole[at : at + size]) + whole[at + size :])
            try:
                assert _told(case) == told, f"bytes {at}-{at + size}"
            except LedgerError:
                noticed += 1
    assert noticed > len(whole) // PAGE


def _told(path: Path) -> tuple[object, ...]:
    with open_ledger(path) as reader:
        reader.verify()
        raw = tuple(reader.raw(page.id) for page in reader.pages())
        return (raw, reader.documents(), reader.extractions(), reader.incidents(), reader.captures(), reader.reviews())


def test_damage_to_one_record_leaves_the_rest_readable(case: Path) -> None:
    _tamper(case, "blobs", "UPDATE blobs SET body = zeroblob(4) WHERE seq = 1")
    with open_ledger(case) as reader:
        with pytest.raises(LedgerError, match=wire().page.sha256):
            reader.raw(wire().page.id)
        assert reader.raw(herald().page.id) == herald().raw


# A full disk, a failing disk, a folder that is not ours


def test_a_full_disk_at_every_size(tmp_path: Path) -> None:
    """The file may grow by n pages and no more, for every n until all fits: what was acknowledged is there, and whole."""
    for room in range(60):
        with open_ledger(tmp_path / f"{room}.sayso", write=True) as ledger:
            used = _pragma(ledger, "page_count")
            _pragma(ledger, f"max_page_count = {used + room}")
            kept, full = _read_until_full(ledger)
            assert [capture.uri for capture in ledger.captures()] == [str(n) for n in range(len(kept))]
            assert ledger.verify() == ledger.head()
            _pragma(ledger, "max_page_count = 1000000")
            assert _read_until_full(ledger) == (_BULK, ""), "room was made: the same run goes through"
            assert len(ledger.captures()) == len(_BULK)
            ledger.verify()
        assert "the disk is full" in full or not full
        if not full:
            break
    assert 10 < room < 59


_BULK = [random.Random(seed).randbytes(20_000) for seed in range(5)]


def _read_until_full(ledger: Ledger) -> tuple[list[bytes], str]:
    kept: list[bytes] = []
    for number, raw in enumerate(_BULK):
        try:
            ledger.add_capture(raw, uri=str(number))
        except LedgerError as error:
            return kept, str(error)
        kept.append(raw)
    return kept, ""


def _pragma(ledger: Ledger, words: str) -> int:
    return int(ledger._store._db.execute(f"PRAGMA {words}").fetchone()[0])  # type: ignore[attr-defined]


def test_nothing_is_acknowledged_after_the_disk_failed(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_ledger(case, write=True) as ledger:
        failure = sqlite3.OperationalError("disk I/O error")
        failure.sqlite_errorcode = sqlite3.SQLITE_IOERR_FSYNC
        with pytest.raises(LedgerError, match="another disk"), ledger._store._errors():  # type: ignore[attr-defined]
            raise failure
        with pytest.raises(LedgerError, match="writing stopped"):
            ledger.note_unreadable("x", "y")
    with open_ledger(case, write=True) as ledger:
        ledger.note_unreadable("x", "y")


SAYINGS = {
    "database is locked": "another sayso is writing",
    "attempt to write a readonly database": "yours to write",
    "database disk image is malformed": "go back to a copy",
    "something new": "something new",
}


@pytest.mark.parametrize(("said", "told"), SAYINGS.items(), ids=SAYINGS.keys())
def test_what_the_database_says_comes_with_a_remedy(said: str, told: str) -> None:
    assert told in str(explain(sqlite3.OperationalError(said), "x.sayso"))


def test_a_second_writer_waits_and_is_told(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_ledger(case, write=True) as first, open_ledger(case, write=True) as second:
        second._store._db.execute("PRAGMA busy_timeout = 50")  # type: ignore[attr-defined]
        with first.together(), pytest.raises(LedgerError, match="another sayso is writing"):
            second.note_unreadable("x", "y")
        second.note_unreadable("x", "y")
        assert [u.uri for u in first.unreadable()] == ["x"]


def test_a_reader_sees_what_another_process_writes(case: Path) -> None:
    with open_ledger(case) as reader, open_ledger(case, write=True) as writer:
        assert len(reader.incidents()) == 1
        writer.add_linking(joined())
        assert len(reader.incidents()) == 2


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs POSIX")
def test_a_folder_that_is_read_only() -> None:
    """Reading works there (such as from a disc); writing says what to do."""
    folder = Path(tempfile.mkdtemp())
    case = folder / "case.sayso"
    try:
        with open_ledger(case, write=True) as ledger:
            put(ledger, *everything())
        case.chmod(0o444)
        folder.chmod(0o555)
        said = _as_nobody(lambda: _read_then_write(case))
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)
    assert said == f"3 pages; {case}: it cannot be written to. {_REMEDY}"


_REMEDY = "Check that the file and its folder are yours to write, or copy it elsewhere."


def _read_then_write(case: Path) -> str:
    with open_ledger(case) as reader:
        pages = len(reader.pages())
    try:
        with open_ledger(case, write=True) as ledger:
            ledger.note_unreadable("x", "y")
    except LedgerError as error:
        return f"{pages} pages; {error}"
    return "written"


def _as_nobody(ask: Callable[[], str]) -> str:
    """The answer of a child process that is not root, which may write anywhere."""
    back, front = os.pipe()
    child = os.fork()
    if not child:
        try:
            if os.getuid() == 0:
                os.setuid(65534)
            os.write(front, ask().encode())
        except BaseException as error:
            os.write(front, repr(error).encode())
        finally:
            os._exit(0)
    os.close(front)
    with open(back, encoding="utf-8") as answer:
        said = answer.read()
    os.waitpid(child, 0)
    return said
