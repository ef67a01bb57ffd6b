"""Fixtures that several rooms' tests share: the example pages read once into a ledger file."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from sayso.cli import app

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def example_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example pages, read through the command line as a user would."""
    path = tmp_path_factory.mktemp("example") / "tarvenia.sayso"
    pack = ROOT / "examples" / "tarvenia.yaml"
    pages = ROOT / "examples" / "pages"
    done = CliRunner().invoke(app, ["read", str(pages), "-l", str(path), "--pack", str(pack), "--workers", "1"])
    assert done.exit_code == 0, done.output
    return path
