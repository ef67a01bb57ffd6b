"""Several processes at one file: a kill costs at most the page in hand, writers wait for each other."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import random
import signal
import sqlite3
import threading
import time
from pathlib import Path

import pytest
from tests.ledger.world import Read, page_of, put

from sayso.ledger import open_ledger, sqlite
from sayso.model import Extraction, make_id

SPAWN = multiprocessing.get_context("spawn")
KILLS = 6  # here; SAYSO_KILLS=100 for a long run


def made(number: int) -> Read:
    """One of any number of pages."""
    text = f"Report {number}. The harbour master of Loden said ship {number} was late. " * 40
    page = page_of(text, uri=f"{number:05}.txt")
    return Read(text.encode(), page, (Extraction(document=page.documents[0].id, made_by="test"),))


def _write_for_ever(path: str, first: int, told: str) -> None:
    """Adds page after page; a page's number is acknowledged, on disk, once the ledger has it."""
    with open_ledger(path, write=True) as ledger, open(told, "a", encoding="utf-8", buffering=1) as acknowledged:
        for number in range(first, first + 100_000):
            put(ledger, made(number))
            acknowledged.write(f"{number}\n")


def test_killed_at_any_moment(tmp_path: Path) -> None:
    path, told = tmp_path / "x.sayso", tmp_path / "told"
    dice, done = random.Random(3), 0
    for _ in range(int(os.environ.get("SAYSO_KILLS", KILLS))):
        process = SPAWN.Process(target=_write_for_ever, args=(str(path), done, str(told)))
        process.start()
        _wait_for_more(told, done)
        time.sleep(dice.uniform(0, 0.1))
        assert process.pid
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        numbers = [int(line) for line in told.read_text(encoding="utf-8").splitlines()]
        with open_ledger(path, write=True) as ledger:
            ledger.verify()
            kept = {page.uri for page in ledger.pages()}
            assert kept >= {made(number).page.uri for number in numbers}, "an acknowledged page is missing"
            assert len(kept) <= len(numbers) + 1
            assert all(ledger.has_extraction(doc.id, "test") for doc in ledger.documents()), "half a page was kept"
        done = max(numbers) + 1
        told.write_text("".join(f"{number}\n" for number in range(done)), encoding="utf-8")


def _wait_for_more(told: Path, done: int) -> None:
    """Until the process has acknowledged something new, so that the kill falls amid its work."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with contextlib.suppress(FileNotFoundError):
            if len(told.read_text(encoding="utf-8").splitlines()) > done:
                return
        time.sleep(0.005)
    pytest.fail("the writing process never began")


def _write_some(path: str, first: int, count: int) -> None:
    with open_ledger(path, write=True) as ledger:
        for number in range(first, first + count):
            put(ledger, made(number))


@pytest.mark.parametrize(("writers", "each"), [(2, 60)], ids=["2x60"])
def test_writers_at_once_lose_nothing(tmp_path: Path, writers: int, each: int) -> None:
    """All make the file at once, too: whoever comes first makes the tables."""
    path = tmp_path / "x.sayso"
    processes = [SPAWN.Process(target=_write_some, args=(str(path), n * each, each)) for n in range(writers)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(120)
    assert [process.exitcode for process in processes] == [0] * writers
    with open_ledger(path) as reader:
        assert len(reader.pages()) == writers * each
        reader.verify()


def test_pages_killed_before_the_first_commit_leave_nothing_in_the_way(tmp_path: Path) -> None:
    """A file that was cut off while its tables were being made is made again."""
    path = tmp_path / "x.sayso"
    script = "CREATE TABLE half (made); INSERT INTO half VALUES (zeroblob(5000000));"
    process = SPAWN.Process(target=_half_made, args=(str(path), script))
    process.start()
    process.join(60)
    assert process.exitcode == -signal.SIGKILL
    with open_ledger(path, write=True) as ledger:
        put(ledger, made(1))
        ledger.verify()


def _half_made(path: str, script: str) -> None:
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA cache_size = 1")  # spills to the file before it commits
    db.execute("BEGIN")
    for statement in script.split(";"):
        db.execute(statement)
    os.kill(os.getpid(), signal.SIGKILL)


def test_ids_of_made_pages_differ() -> None:
    assert made(1).page.id != made(2).page.id == make_id("page", made(2).page.sha256)


def test_a_ledger_that_somebody_makes_meanwhile_is_a_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case, look, others = tmp_path / "case.sayso", sqlite._version, list[threading.Thread]()

    def slowly(db: sqlite3.Connection) -> int:
        found = look(db)
        if not others:
            others.append(threading.Thread(target=lambda: open_ledger(case, write=True).close()))
            others[0].start()
            others[0].join(timeout=1)  # it makes its tables now, unless what we saw is held still
        return found

    monkeypatch.setattr(sqlite, "_version", slowly)
    with open_ledger(case, write=True) as ledger:
        ledger.note_unreadable("x", "nothing in it")
    others[0].join()
    with open_ledger(case) as reader:
        assert len(reader.unreadable()) == 1
