"""Paths, globs, archives and standard input come in; captures of single pages go out, and what cannot be read with why."""

from __future__ import annotations

import glob
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from sayso.ingest.capture import Capture, Unreadable
from sayso.ingest.opener import Opener
from sayso.ingest.opening import HEAD, MOST, is_archive, is_lines, needs_opening, open_bytes
from sayso.ingest.worker import Limits

__all__ = ["Capture", "Unreadable", "open_sources"]


def open_sources(paths: Sequence[str], *, limits: Limits | None = None) -> Iterator[Capture | Unreadable]:
    """Every page under the given folders, files and globs, in a stable order; ``-`` reads standard input.

    What a file is follows from its bytes, and from its name only where they do not tell. Archives, packed files, feeds and
    exports are opened in a child process under limits on memory and time, without a network.
    """
    with closing(Opener(limits or Limits())) as opener:
        for path in paths:
            if path == "-":
                yield from _opened(sys.stdin.buffer.read(), uri="stdin", opener=opener)
                continue
            found = sorted(_files(path))
            if not found:
                yield Unreadable(uri=path, reason="No such file or folder, or no file in it.")
            for file in found:
                yield from _open_file(file, opener)


def _files(path: str) -> Iterator[Path]:
    root = Path(path)
    if root.is_dir():
        yield from (p for p in root.rglob("*") if p.is_file() and not _hidden(p, root))
    elif root.exists():
        yield root
    else:
        yield from (Path(p) for p in glob.glob(path, recursive=True) if Path(p).is_file())


def _hidden(path: Path, root: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(root).parts)


def _open_file(file: Path, opener: Opener) -> Iterator[Capture | Unreadable]:
    uri = file.as_posix()
    try:
        size = file.stat().st_size
        if size == 0:
            yield Unreadable(uri=uri, reason="The file is empty.")
            return
        with file.open("rb") as stream:
            head = stream.read(HEAD)
            inside = is_archive(head, uri) or is_lines(head, uri)
            if size > MOST and not inside:
                yield Unreadable(uri=uri, reason=f"A file of {size} bytes that is no archive; the limit is {MOST}.")
                return
            if needs_opening(head, uri):
                yield from opener.open_path(str(file.absolute()), uri=uri)
                return
            yield from open_bytes(head + stream.read(), uri=uri)
    except OSError as error:
        yield Unreadable(uri=uri, reason=f"Cannot be opened: {error.strerror or error}.")


def _opened(raw: bytes, *, uri: str, opener: Opener) -> Iterator[Capture | Unreadable]:
    yield from opener.open_raw(raw, uri=uri) if needs_opening(raw[:HEAD], uri) else open_bytes(raw, uri=uri)
