"""Case packs: files of rows that one case adds to the code lists (its own places, actors, countries)."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from sayso.errors import InputError

ENV = "SAYSO_PACK"  # an environment variable, so that reading processes started later see the same packs


def choose_packs(paths: Sequence[Path]) -> None:
    """Use these packs in this process and those it starts.

    Raises InputError for a file that is not there, and where code lists were read with other packs before: what was made of
    them is kept all over the process, so that a new pack would count for some of it only.
    """
    for path in paths:
        if not path.is_file():
            raise InputError(f"There is no case pack {path}.")
    chosen = os.pathsep.join(str(p.resolve()) for p in paths)
    if _paths.cache_info().currsize and chosen != os.pathsep.join(map(str, _paths())):
        raise InputError("Case packs are chosen before anything is read in a process: start a new one for other packs.")
    os.environ[ENV] = chosen


def packs_mark() -> str:
    """A short mark of the packs in use, empty without any; part of the version that records name as their maker."""
    paths = _paths()
    return hashlib.blake2b(b"".join(p.read_bytes() for p in paths), digest_size=4).hexdigest() if paths else ""


def packed(name: str, rows: Any) -> Any:
    """The code list ``name`` with the rows that the packs add to it: mappings are merged, lists are run on."""
    for path in _paths():
        rows = _merged(rows, _load(path).get(name))
    return rows


@cache
def _paths() -> tuple[Path, ...]:
    return tuple(Path(p) for p in os.environ.get(ENV, "").split(os.pathsep) if p)


def _load(path: Path) -> dict[str, Any]:
    try:
        pack = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise InputError(f"The case pack {path} cannot be read: {error}") from error
    if not isinstance(pack, dict):
        raise InputError(f"The case pack {path} must map names of code lists to rows; see examples/tarvenia.yaml.")
    return pack


def _merged(rows: Any, more: Any) -> Any:
    if more is None:
        return rows
    if isinstance(rows, dict) and isinstance(more, dict):
        return {**rows, **{key: _merged(rows.get(key), value) for key, value in more.items()}}
    if isinstance(rows, list) and isinstance(more, list):
        return [*rows, *more]
    return more
