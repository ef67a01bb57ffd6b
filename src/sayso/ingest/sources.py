"""Paths, globs, archives and standard input come in; captures of single pages go out, and what cannot be read with why."""

from __future__ import annotations

import glob
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from sayso.model import Record


class Capture(Record, frozen=True):
    """One page as fetched: its bytes, where from, when, and the archive that held it."""

    uri: str
    raw: bytes
    media_type: str | None = None
    fetched: str | None = None
    container: str | None = None


class Unreadable(Record, frozen=True):
    """An input that gives no page, and the reason."""

    uri: str
    reason: str


def open_sources(paths: Sequence[str]) -> Iterator[Capture | Unreadable]:
    """Every page under the given folders, files and globs, in a stable order; ``-`` reads standard input."""
    for path in paths:
        yield from _open_path(path)


def _open_path(path: str) -> Iterator[Capture | Unreadable]:
    if path == "-":
        yield Capture(uri="stdin", raw=sys.stdin.buffer.read())
        return
    found = sorted(_files(path))
    if not found:
        yield Unreadable(uri=path, reason="No such file or folder, or an empty one.")
    for file in found:
        try:
            yield Capture(uri=file.as_posix(), raw=file.read_bytes())
        except OSError as error:
            yield Unreadable(uri=file.as_posix(), reason=f"Cannot be opened: {error.strerror}.")


def _files(path: str) -> Iterator[Path]:
    root = Path(path)
    if root.is_dir():
        yield from (p for p in root.rglob("*") if p.is_file() and not p.name.startswith("."))
    elif root.exists():
        yield root
    else:
        yield from (Path(p) for p in glob.glob(path, recursive=True) if Path(p).is_file())
