"""`sayso fetch`: off unless asked, and never inside."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.ingest.fetching.server import page, policy, serving
from typer.testing import CliRunner

from sayso.cli import app
from sayso.cli.fetching import fetched
from sayso.errors import InputError
from sayso.ingest import Capture


def test_without_being_asked_nothing_is_fetched_and_no_ledger_made(tmp_path: Path) -> None:
    ledger = tmp_path / "case.sayso"
    done = CliRunner().invoke(app, ["fetch", "https://news.example/", "-l", str(ledger)], env={"SAYSO_FETCH": ""})
    assert done.exit_code != 0
    assert "no network unless asked" in str(done.exception)
    assert not ledger.exists()


@pytest.mark.parametrize("how", [["--allow-network"], []], ids=["option", "environment"])
def test_addresses_inside_are_listed_as_refused(how: list[str], tmp_path: Path) -> None:
    ledger, into = tmp_path / "case.sayso", tmp_path / "web.warc.gz"
    command = ["fetch", "http://127.0.0.1/", "http://localhost:8080/", "-l", str(ledger), "--save", str(into), *how]
    done = CliRunner().invoke(app, command, env={"SAYSO_FETCH": "" if how else "on"})
    assert done.exit_code == 1
    assert "not read: http://127.0.0.1/: 127.0.0.1 is not on the public web." in done.stderr
    assert "not read: http://localhost:8080/: localhost is a name inside" in done.stderr
    assert not into.exists()


def test_the_file_must_be_a_warc() -> None:
    with pytest.raises(InputError, match=r"ends in \.warc\.gz"):
        fetched(["https://news.example/"], into=Path("pages.zip"), allowed=True, delay=1.0)


def test_what_is_allowed_is_fetched(tmp_path: Path) -> None:
    html = b"<html><body><p>The council closed the bridge on Monday.</p></body></html>"
    with serving({"/a": page(html)}) as (port, _):
        urls = [f"http://news.example:{port}/a"]
        (found,) = fetched(urls, into=tmp_path / "web.warc.gz", allowed=True, delay=0.0, policy=policy(port))
    assert isinstance(found, Capture)
    assert found.raw == html
