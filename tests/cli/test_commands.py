"""The commands on the example pages, as a user types them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sayso.cli import app
from sayso.cli.rows import KINDS
from sayso.errors import InputError

run = CliRunner().invoke
ABSENT = {"series", "versions"}  # what the example pages do not tell of


@pytest.mark.parametrize("kind", KINDS)
def test_show_gives_rows_in_every_form(kind: str, example_ledger: Path) -> None:
    table = run(app, ["show", kind, "-l", str(example_ledger), "--format", "tsv"])
    assert table.exit_code == 0, table.output
    header, *rows = table.output.splitlines()
    as_json = json.loads(run(app, ["show", kind, "-l", str(example_ledger), "--format", "json"]).output)
    assert rows or kind in ABSENT
    assert len(as_json) == len(rows)
    assert all(list(row) == header.split("\t") for row in as_json)


def test_reading_again_reads_nothing_and_adds_nothing(example_ledger: Path) -> None:
    pages = Path(__file__).resolve().parents[2] / "examples" / "pages"
    pack = pages.parent / "tarvenia.yaml"
    before = run(app, ["export", "-l", str(example_ledger)]).output
    command = [sys.executable, "-m", "sayso", "read", str(pages), "-l", str(example_ledger), "--pack", str(pack)]
    again = subprocess.run(command, capture_output=True, text=True, check=False)
    assert again.stdout.startswith("0 pages read (0 words); 12 already in the ledger.")
    assert run(app, ["export", "-l", str(example_ledger)]).output == before


def test_what_cannot_be_read_is_listed_and_the_rest_is_kept(tmp_path: Path) -> None:
    (tmp_path / "empty.html").write_bytes(b"")
    (tmp_path / "good.txt").write_text(
        "The army blamed rebels for the blast, which killed two people in May 2018.\n", "utf-8"
    )
    ledger = tmp_path / "case.sayso"
    done = run(app, ["read", str(tmp_path / "empty.html"), str(tmp_path / "good.txt"), "-l", str(ledger), "--workers", "1"])
    assert done.exit_code == 1
    assert "empty.html" in done.stderr
    assert "1 pages read" in done.stdout
    again = run(app, ["show", "statements", "-l", str(ledger), "--format", "json"])
    assert any(row["act"] == "accuses" for row in json.loads(again.output))


def test_a_ledger_that_is_none_is_refused_with_the_remedy(tmp_path: Path) -> None:
    other = tmp_path / "notes.sayso"
    other.write_text("not a ledger", "utf-8")
    done = run(app, ["show", "incidents", "-l", str(other)])
    assert done.exit_code != 0
    assert "not a sayso ledger" in str(done.exception)
    assert other.read_text("utf-8") == "not a ledger"


def test_a_missing_country_file_is_refused_with_what_to_give(tmp_path: Path) -> None:
    refused = run(app, ["import-places", str(tmp_path / "XX.zip")])
    assert isinstance(refused.exception, InputError)
    assert "Give a GeoNames country file" in str(refused.exception)
