"""Fixtures that several rooms' tests share: the example pages read once into a ledger file."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def example_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example pages, read through the command line in a process of its own, as a user would."""
    path = tmp_path_factory.mktemp("example") / "tarvenia.sayso"
    pack = ROOT / "examples" / "tarvenia.yaml"
    pages = ROOT / "examples" / "pages"
    command = [sys.executable, "-m", "sayso", "read", str(pages), "-l", str(path), "--pack", str(pack), "--workers", "1"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return path
