"""Ledgers for the contract suite: one parameter a backend, so that a new backend runs every test by adding itself here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sayso.ledger import Ledger, Store
from sayso.ledger.sqlite import SqliteStore

BACKENDS: dict[str, Callable[[Path], Store]] = {
    "sqlite-file": lambda folder: SqliteStore(folder / "case.sayso", write=True),
    "sqlite-memory": lambda _: SqliteStore(":memory:", write=True),
}


@pytest.fixture(params=list(BACKENDS))
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger, open for writing."""
    with Ledger(BACKENDS[request.param](tmp_path)) as opened:
        yield opened
