"""A folder of corpora and scorers comes in; its rows, its scorers as modules, and exports of pages read whole go out."""

from __future__ import annotations

import gzip
import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

from sayso.errors import BenchError
from sayso.model import DateRange, Document, DocumentKind, Span

Row = dict[str, Any]


def rows(path: Path) -> list[Row]:
    """The rows of a JSON lines file, packed or not."""
    if not path.is_file():
        raise BenchError(f"{path} is not there. Give the folder that holds `data` with the corpora.")
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def article(name: str, text: str, *, page: str, published: DateRange | None = None) -> Document:
    """A corpus text as one document that fills its page."""
    whole = Span(page=page, start=0, end=len(text), exact=text)
    return Document(id=name, page=page, kind=DocumentKind.ARTICLE, span=whole, published=published)


@lru_cache
def scorer(shared: Path, name: str) -> ModuleType:
    """The outside scorer ``bench/NAME.py`` of the shared folder, as a module."""
    path = shared / "bench" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None or not path.is_file():
        raise BenchError(f"{path} is not there. Give the folder that holds `bench/{name}.py`.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def exported(pages: Sequence[Path], *, packs: Sequence[Path] = ()) -> Row:
    """The JSON export of pages read through the command line, in a process of its own as a user would."""
    with TemporaryDirectory(prefix="sayso-bench-") as folder:
        ledger = str(Path(folder) / "bench.sayso")
        chosen = [word for pack in packs for word in ("--pack", str(pack))]
        _sayso("read", *map(str, pages), "--ledger", ledger, *chosen)
        out = Path(folder) / "bench.json"
        _sayso("export", "--ledger", ledger, "--out", str(out))
        data: Row = json.loads(out.read_bytes())
        return data


def _sayso(*words: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sayso", *words],
        capture_output=True,
        text=True,
        check=False,
        env={k: v for k, v in os.environ.items() if k != "SAYSO_PACK"},
    )
    if done.returncode:
        raise BenchError(f"`sayso {words[0]}` ended with status {done.returncode}: {done.stderr.strip()[-500:]}")
