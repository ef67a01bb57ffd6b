"""The rules and code lists as installed come in; the mark goes out under which their records stand in a ledger."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable


@cache
def rules() -> str:
    """``rules-`` and a hash of everything that reading rests on, so that pages read by other rules are known to be so."""
    digest = hashlib.blake2b(digest_size=4)
    for room in ("model", "codelists", "gazetteer", "ingest", "extract"):
        for path in sorted(_sources(files("sayso") / room), key=str):
            digest.update(path.read_bytes())
    return f"rules-{digest.hexdigest()}"


def _sources(folder: Traversable) -> list[Traversable]:
    found: list[Traversable] = []
    for entry in folder.iterdir():
        if entry.is_dir() and entry.name != "__pycache__":
            found += _sources(entry)
        elif entry.name.endswith((".py", ".yaml")):
            found.append(entry)
    return found
