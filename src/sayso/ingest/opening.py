"""The bytes of a file come in; the captures of single pages in it go out: archives, feeds, exports and saved pages are opened."""

from __future__ import annotations

import mmap
import re
import zlib
from collections.abc import Iterator
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

HEAD = 8192
MOST = 1024 * 1024 * 1024  # bytes of one file that is no archive
_WARC = re.compile(r"\.(?:warc|wet|wat)(?:\.gz)?$", re.IGNORECASE)
_MARKED = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|rss|feed|disqus|rdf|!DOCTYPE (?!html))", re.IGNORECASE)
_XML = (
    (re.compile(rb"<rss\b[^>]*wordpress\.org/export|<wp:wxr_version", re.IGNORECASE), read_wxr),
    (re.compile(rb"<disqus\b|disqus\.com/(?:api|disqus-internals)", re.IGNORECASE), read_disqus),
    (re.compile(rb"<(?:rss|rdf:RDF|feed|channel)\b", re.IGNORECASE), read_feed),
)


def needs_opening(head: bytes, uri: str) -> bool:
    """The file is an archive, packed, or an export or feed that a parser must take apart: none is opened outside a child process."""
    return (
        head.startswith((b"\x1f\x8b", b"PK\x03\x04"))
        or is_archive(head, uri)
        or is_lines(head, uri)
        or uri.lower().endswith(".json")
        or is_mhtml(head)
        or (_MARKED.match(head) is not None and not re.search(rb"<html\b", head, re.IGNORECASE))
    )


def open_file(path: str, *, uri: str) -> Iterator[Capture | Unreadable]:
    """The captures in a file: an archive is looked into where it lies and lines are read one by one, however many there are."""
    try:
        with Path(path).open("rb") as stream:
            head = stream.read(HEAD)
            if is_archive(head, uri):
                with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
                    yield from read_warc(data, uri=uri)  # type: ignore[arg-type]  # slices and searches like bytes
                return
            if is_lines(head, uri):
                stream.seek(0)
                yield from read_jsonl(stream, uri=uri)
                return
            raw = head + stream.read(MOST - len(head))
    except OSError as error:
        yield Unreadable(uri=uri, reason=f"Cannot be opened: {error.strerror or error}.")
        return
    except MemoryError:
        yield Unreadable(uri=uri, reason="Opening it needs more memory than a file is allowed.")
        return
    yield from open_bytes(raw, uri=uri)


def open_bytes(raw: bytes, *, uri: str, depth: int = 0) -> Iterator[Capture | Unreadable]:
    """The captures in some bytes; what a reader refuses is listed, and what came before it is kept."""
    try:
        yield from _open_bytes(raw, uri=uri, depth=depth)
    except SaysoError as error:
        yield Unreadable(uri=uri, reason=str(error))
    except MemoryError:
        yield Unreadable(uri=uri, reason="Opening it needs more memory than a file is allowed.")


def _open_bytes(raw: bytes, *, uri: str, depth: int) -> Iterator[Capture | Unreadable]:
    head = raw[:HEAD]
    if not raw.strip():
        yield Unreadable(uri=uri, reason="There is nothing in it.")
    elif is_archive(head, uri):
        yield from read_warc(raw, uri=uri)
    elif head.startswith(b"\x1f\x8b"):
        yield from _nested(inflate(raw, what=uri), uri=re.sub(r"\.gz$", "", uri), depth=depth)
    elif head.startswith(b"PK\x03\x04"):
        yield from _zipped(raw, uri=uri, depth=depth)
    elif head.startswith(b"%PDF-"):
        yield Capture(uri=uri, raw=raw, media_type="application/pdf")
    elif uri.lower().endswith(".json"):
        yield from read_json(raw, uri=uri)
    elif is_lines(head, uri):
        yield from read_jsonl(raw.splitlines(), uri=uri)
    elif is_mhtml(head):
        yield read_mhtml(raw, uri=uri)
    else:
        yield from _marked(raw, head, uri=uri)


def _marked(raw: bytes, head: bytes, *, uri: str) -> Iterator[Capture | Unreadable]:
    """XML exports and feeds entry by entry; all else is one page."""
    if _MARKED.match(head) and not re.search(rb"<html\b", head, re.IGNORECASE):
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
    yield from open_bytes(raw, uri=uri, depth=depth + 1)


def is_archive(head: bytes, uri: str) -> bool:
    """The bytes begin a WARC file, packed or plain, or its name says that they are one."""
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


def is_lines(head: bytes, uri: str) -> bool:
    """One JSON object a line."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    return (
        start == b"{"
        and not uri.lower().endswith(".json")
        and (uri.lower().endswith((".jsonl", ".ndjson")) or bool(re.match(rb"\s*\{\s*\"", head)))
    )
