"""Fixtures that several rooms' tests share: the example pages read once into a ledger file."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(autouse=True)
def no_case_pack_left_behind() -> Iterator[None]:
    """Commands run in this process choose their pack for the process: the next test starts without one."""
    yield
    os.environ.pop("SAYSO_PACK", None)


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
