"""Settings: defaults that a person may change by environment variables, read once at the edge."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What a run may vary without changing what is true.

    ``model``: ``auto`` uses the shipped weights where installed, ``off`` reads by rules alone. ``workers`` 0 means one a core.
    ``shared`` is the folder of corpora and scorers that ``sayso bench`` measures with. ``published`` is the day of pages that
    print none.
    """

    ledger: Path = Path("sayso.sayso")
    model: str = "auto"
    workers: int = 0
    shared: Path | None = None
    published: str = ""

    @property
    def processes(self) -> int:
        """How many processes to use."""
        return self.workers or os.cpu_count() or 1
