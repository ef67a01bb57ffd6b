"""Paths, globs, archives and standard input come in; captures of single pages go out, and what cannot be read with why."""

from __future__ import annotations

import glob
import mmap
import re
import sys
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from sayso.errors import SaysoError
from sayso.ingest.archive import read_warc
from sayso.ingest.capture import Capture, Unreadable
from sayso.ingest.formats.disqus import read_disqus
from sayso.ingest.formats.feeds import read_feed
from sayso.ingest.formats.jsonl import read_json, read_jsonl
from sayso.ingest.formats.mhtml import is_mhtml, read_mhtml, saved_from
from sayso.ingest.formats.wxr import read_wxr
from sayso.ingest.formats.zipped import members
from sayso.ingest.inflate import inflate

__all__ = ["Capture", "Unreadable", "open_sources"]

HEAD = 8192
MOST = 1024 * 1024 * 1024  # bytes of one file that is no archive
_WARC = re.compile(r"\.(?:warc|wet|wat)(?:\.gz)?$", re.IGNORECASE)
_XML = (
    (re.compile(rb"<rss\b[^>]*wordpress\.org/export|<wp:wxr_version", re.IGNORECASE), read_wxr),
    (re.compile(rb"<disqus\b|disqus\.com/(?:api|disqus-internals)", re.IGNORECASE), read_disqus),
    (re.compile(rb"<(?:rss|rdf:RDF|feed|channel)\b", re.IGNORECASE), read_feed),
)


def open_sources(paths: Sequence[str]) -> Iterator[Capture | Unreadable]:
    """Every page under the given folders, files and globs, in a stable order; ``-`` reads standard input.

    What a file is follows from its bytes, and from its name only where they do not tell.
    """
    for path in paths:
        if path == "-":
            yield from _safely(sys.stdin.buffer.read(), uri="stdin")
            continue
        found = sorted(_files(path))
        if not found:
            yield Unreadable(uri=path, reason="No such file or folder, or no file in it.")
        for file in found:
            yield from _open_file(file)


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


def _open_file(file: Path) -> Iterator[Capture | Unreadable]:
    uri = file.as_posix()
    try:
        size = file.stat().st_size
        if size == 0:
            yield Unreadable(uri=uri, reason="The file is empty.")
            return
        with file.open("rb") as stream:
            head = stream.read(HEAD)
            if _is_archive(head, uri):
                with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
                    yield from read_warc(data, uri=uri)  # type: ignore[arg-type]  # slices and searches like bytes
                return
            if _is_lines(head, uri):
                stream.seek(0)
                yield from read_jsonl(stream, uri=uri)
                return
            if size > MOST:
                yield Unreadable(uri=uri, reason=f"A file of {size} bytes that is no archive; the limit is {MOST}.")
                return
            yield from _safely(head + stream.read(), uri=uri)
    except OSError as error:
        yield Unreadable(uri=uri, reason=f"Cannot be opened: {error.strerror or error}.")


def _safely(raw: bytes, *, uri: str, depth: int = 0) -> Iterator[Capture | Unreadable]:
    """The captures in some bytes; what a reader refuses is listed, and what came before it is kept."""
    try:
        yield from _open_bytes(raw, uri=uri, depth=depth)
    except SaysoError as error:
        yield Unreadable(uri=uri, reason=str(error))


def _open_bytes(raw: bytes, *, uri: str, depth: int) -> Iterator[Capture | Unreadable]:
    head = raw[:HEAD]
    if not raw.strip():
        yield Unreadable(uri=uri, reason="There is nothing in it.")
    elif _is_archive(head, uri):
        yield from read_warc(raw, uri=uri)
    elif head.startswith(b"\x1f\x8b"):
        yield from _nested(inflate(raw, what=uri), uri=re.sub(r"\.gz$", "", uri), depth=depth)
    elif head.startswith(b"PK\x03\x04"):
        yield from _zipped(raw, uri=uri, depth=depth)
    elif head.startswith(b"%PDF-"):
        yield Capture(uri=uri, raw=raw, media_type="application/pdf")
    elif uri.lower().endswith(".json"):
        yield from read_json(raw, uri=uri)
    elif _is_lines(head, uri):
        yield from read_jsonl(raw.splitlines(), uri=uri)
    elif is_mhtml(head):
        yield read_mhtml(raw, uri=uri)
    else:
        yield from _marked(raw, head, uri=uri)


def _marked(raw: bytes, head: bytes, *, uri: str) -> Iterator[Capture | Unreadable]:
    """XML exports and feeds entry by entry; all else is one page."""
    if re.match(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|rss|feed|disqus|rdf)", head, re.IGNORECASE) and not re.search(
        rb"<html\b", head, re.I
    ):
        for pattern, reader in _XML:
            if pattern.search(head):
                yield from reader(raw, uri=uri)
                return
    address, saved = saved_from(raw)
    yield Capture(uri=address or uri, raw=raw, fetched=saved, container=uri if address else None)


def _zipped(raw: bytes, *, uri: str, depth: int) -> Iterator[Capture | Unreadable]:
    for name, data, reason in members(raw, uri=uri):
        if data is None:
            yield Unreadable(uri=name, reason=reason)
        else:
            yield from _nested(data, uri=name, depth=depth)


def _nested(raw: bytes, *, uri: str, depth: int) -> Iterator[Capture | Unreadable]:
    """Archives may hold archives, but not for ever."""
    if depth >= 3:
        yield Unreadable(uri=uri, reason="Packed more than three times over; refused.")
        return
    yield from _safely(raw, uri=uri, depth=depth + 1)


def _is_archive(head: bytes, uri: str) -> bool:
    if head.startswith(b"WARC/"):
        return True
    if head.startswith(b"\x1f\x8b"):
        return _WARC.search(uri) is not None or _unpacked_head(head).startswith(b"WARC/")
    return _WARC.search(uri) is not None


def _unpacked_head(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(head, 64)
    except zlib.error:
        return b""


def _is_lines(head: bytes, uri: str) -> bool:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    return (
        start == b"{"
        and not uri.lower().endswith(".json")
        and (uri.lower().endswith((".jsonl", ".ndjson")) or bool(re.match(rb"\s*\{\s*\"", head)))
    )
