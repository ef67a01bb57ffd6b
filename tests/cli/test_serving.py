"""`sayso serve` and `sayso audit` as a user runs them."""

from __future__ import annotations

import contextlib
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.ledger.world import everything, put, wire
from typer.testing import CliRunner

from sayso.cli import app
from sayso.errors import BrokenAudit, InputError
from sayso.ledger import open_ledger

run = CliRunner().invoke


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case.sayso"
    with open_ledger(path, write=True) as ledger:
        put(ledger, *everything())
    return path


@contextlib.contextmanager
def serving(case: Path) -> Iterator[str]:
    """The address that the command prints."""
    command = [sys.executable, "-m", "sayso", "serve", "--ledger", str(case), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        found = re.search(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())
        try:
            assert found
            yield found.group()
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=30)


def test_serve_answers_this_machine_only(case: Path) -> None:
    with serving(case) as address:
        with urllib.request.urlopen(f"{address}incidents") as answer:
            assert b"Camp Orsa" in answer.read()
        foreign = urllib.request.Request(address, headers={"Host": "evil.example"})
        with pytest.raises(urllib.error.HTTPError, match="421") as refused:
            urllib.request.urlopen(foreign)
        refused.value.close()


def test_a_port_that_is_taken_is_named() -> None:
    with socket.socket() as other, open_ledger(":memory:", write=True) as ledger:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        from sayso.web import serve

        with pytest.raises(InputError, match=rf"Port {port} on 127\.0\.0\.1 cannot be used: .* --port"):
            serve(ledger, port=port, ready=lambda _: None)


def test_audit_gives_a_receipt_that_holds_later(case: Path) -> None:
    first = run(app, ["audit", "-l", str(case)])
    assert first.exit_code == 0, first.output
    receipt = first.output.split()[-1]
    with open_ledger(case, write=True) as ledger:
        ledger.note_unreadable("gone.html", "nothing in it")
    later = run(app, ["audit", "-l", str(case), "--receipt", receipt])
    assert later.exit_code == 0
    assert "Nothing was taken back since that receipt." in later.output
    assert later.output.split()[-1] != receipt


def test_audit_notices_an_older_copy(case: Path, tmp_path: Path) -> None:
    older = tmp_path / "older.sayso"
    with open_ledger(older, write=True) as ledger:
        put(ledger, wire())
    receipt = run(app, ["audit", "-l", str(case)]).output.split()[-1]
    done = run(app, ["audit", "-l", str(older), "--receipt", receipt])
    assert isinstance(done.exception, BrokenAudit)
    assert "was put back to a state before entry" in str(done.exception)


def test_audit_notices_a_changed_row(case: Path) -> None:
    with contextlib.closing(sqlite3.connect(case)) as db:
        db.execute("DROP TRIGGER captures_no_update")
        db.execute("UPDATE captures SET uri = 'elsewhere'")
        db.commit()
    done = run(app, ["audit", "-l", str(case)])
    assert done.exit_code != 0
    assert done.exception is not None


@pytest.mark.parametrize("receipt", ["x", "12:abc", ":" + "0" * 64, "-1:" + "0" * 64])
def test_what_is_no_receipt(case: Path, receipt: str) -> None:
    done = run(app, ["audit", "-l", str(case), "--receipt", receipt])
    assert isinstance(done.exception, InputError)
    assert "is no receipt" in str(done.exception)
