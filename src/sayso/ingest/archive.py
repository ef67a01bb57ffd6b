"""The bytes of a WARC file, whole, cut or damaged, come in; its pages go out, and every stretch of bytes that was lost."""

from __future__ import annotations

import base64
import hashlib
import re
import zlib
from collections.abc import Iterator

import msgspec

from sayso.errors import UnreadablePage
from sayso.ingest.capture import Capture, Unreadable
from sayso.ingest.http import body_of
from sayso.ingest.inflate import MOST, Swollen, guard
from sayso.model import Record

GZIP = b"\x1f\x8b\x08"
_MAGIC = re.compile(rb"\x1f\x8b\x08|WARC/[01]\.\d")
_NEXT_PLAIN = re.compile(rb"WARC/[01]\.\d\r?\nWARC-")
_WORDS = re.compile(rb"[^\r\n \0]")  # in a gap; looked for in place, a gap may be larger than memory
_LONGEST_HEAD = 64 * 1024
_CHUNK = 64 * 1024
PAGE_TYPES = ("response", "resource", "conversion")


class Chunk(Record, frozen=True):
    """One WARC record: its header fields in lower case, its block, and the bytes of the archive that it took."""

    fields: dict[str, str]
    block: bytes
    start: int
    end: int
    doubt: str = ""  # why its bytes may be damaged although they could be read


def read_warc(data: bytes, *, uri: str) -> Iterator[Capture | Unreadable]:
    """Every page of an archive, in its order. What cannot be read is listed with its byte range."""
    for record in read_records(data, uri=uri):
        if isinstance(record, Unreadable):
            yield record if record.uri else msgspec.structs.replace(record, uri=uri)
        elif record.fields.get("warc-type", "").lower() in PAGE_TYPES:
            yield from _captures(record, container=uri)


def _captures(record: Chunk, *, container: str) -> Iterator[Capture | Unreadable]:
    uri = record.fields.get("warc-target-uri", "").strip("<>") or f"{container}#{record.start}"
    if uri.startswith(("dns:", "metadata:", "urn:pageinfo:")):
        return
    try:
        body, media_type = body_of(record.block, media_type=record.fields.get("content-type"), what=uri)
    except UnreadablePage as error:
        yield Unreadable(uri=uri, reason=str(error), start=record.start, end=record.end)
        return
    if body is None:
        return
    if record.doubt:
        yield Unreadable(uri=uri, reason=record.doubt, start=record.start, end=record.end)
    yield Capture(uri=uri, raw=body, media_type=media_type, fetched=record.fields.get("warc-date"), container=container)


def read_records(data: bytes, *, uri: str) -> Iterator[Chunk | Unreadable]:
    """Every record that is whole. Behind damage, reading goes on at the next place where a record can begin."""
    at, lost = 0, None
    while at < len(data):
        found, end = _record_at(data, at)
        if found is None:
            lost = at if lost is None else lost
            at = _next_start(data, at + 1)
            continue
        if lost is not None and _WORDS.search(data, lost, at):
            yield _gap(uri, lost, at)
        lost = None
        yield from found
        at = end
        while at < len(data) and data[at : at + 1] in (b"\r", b"\n"):
            at += 1
    if lost is not None and _WORDS.search(data, lost):
        yield _gap(uri, lost, len(data))


def _gap(uri: str, start: int, end: int) -> Unreadable:
    reason = f"Bytes {start}-{end} of the archive are damaged or cut off; no whole record is in them."
    return Unreadable(uri=uri, reason=reason, start=start, end=end)


def _next_start(data: bytes, at: int) -> int:
    match = _MAGIC.search(data, at)
    return match.start() if match else len(data)


def _record_at(data: bytes, at: int) -> tuple[list[Chunk | Unreadable] | None, int]:
    """The records that begin at an offset and where they end, or None where none does."""
    if data[at : at + 3] == GZIP:
        return _packed(data, at)
    if data[at : at + 5] == b"WARC/":
        chunk, end = _plain(data, at, limit=len(data))
        return ([chunk] if chunk else None), end
    return None, at


def _packed(data: bytes, at: int) -> tuple[list[Chunk | Unreadable] | None, int]:
    """The records of one gzip member. Of a damaged member only records that their own digest proves are kept."""
    try:
        plain, end, whole = _unpack(data, at)
    except Swollen as error:
        return [Unreadable(uri="", reason=str(error), start=at, end=_next_start(data, at + 3))], _next_start(data, at + 3)
    if not plain.startswith(b"WARC/"):
        return None, at
    records = list(_inner(plain, start=at, end=end))
    if whole:
        return (list(records) or None), end
    proven: list[Chunk | Unreadable] = [r for r in records if _digest_state(r) is True]
    if not proven:
        return None, at
    stop = _next_start(data, at + 3)
    reason = (
        f"Bytes {at}-{stop}: the compressed member is damaged; of its records only those with a matching digest are kept."
    )
    return [*proven, Unreadable(uri="", reason=reason, start=at, end=stop)], stop


def _unpack(data: bytes, at: int) -> tuple[bytes, int, bool]:
    """What a gzip member unpacks to, where it ends, and whether its checksum holds."""
    unpacker = zlib.decompressobj(31)
    parts: list[bytes] = []
    size, read = 0, at
    while not unpacker.eof and read < len(data):
        feed = data[read : read + _CHUNK]
        read += len(feed)
        try:
            piece = unpacker.decompress(feed, MOST + 1 - size)
        except zlib.error:
            return b"".join(parts), read, False
        size += len(piece)
        guard(size, read - at, what=f"Bytes {at}-{read}")
        parts.append(piece)
        if len(parts) == 1 and len(piece) >= 5 and not piece.startswith(b"WARC/"):
            return piece, read, False
    return b"".join(parts), read - len(unpacker.unused_data), unpacker.eof


def _inner(plain: bytes, *, start: int, end: int) -> Iterator[Chunk]:
    """The records inside one unpacked member; all carry the member's byte range."""
    at = 0
    while at < len(plain):
        chunk, stop = _plain(plain, at, limit=len(plain))
        if chunk is None:
            break
        yield Chunk(fields=chunk.fields, block=chunk.block, start=start, end=end, doubt=chunk.doubt)
        at = stop
        while at < len(plain) and plain[at : at + 1] in (b"\r", b"\n"):
            at += 1


def _plain(data: bytes, at: int, *, limit: int) -> tuple[Chunk | None, int]:
    """The uncompressed record at an offset and its end. Where its stated length does not lead to another record,
    its end is looked for; a record that breaks off is none."""
    head = _head(data, at)
    if head is None:
        return None, at
    fields, body = head
    length = int(fields["content-length"]) if fields.get("content-length", "").isdigit() else -1
    end = body + length
    chunk = Chunk(fields=fields, block=data[body:end] if 0 <= length <= limit - body else b"", start=at, end=end)
    if 0 <= length <= limit - body and (_closes(data, end) or _digest_state(chunk)):
        doubt = _doubt(chunk)
        return Chunk(fields=fields, block=chunk.block, start=at, end=end, doubt=doubt), end
    match = _NEXT_PLAIN.search(data, body)
    if match is None:
        return None, at
    stop = end if 0 <= match.start() - end <= 8 else match.start()
    block = data[body:stop] if stop == end else data[body:stop].removesuffix(b"\r\n\r\n")
    doubt = "The record's length or end is damaged; it was read up to the next record."
    return Chunk(fields=fields, block=block, start=at, end=match.start(), doubt=doubt), match.start()


def _doubt(chunk: Chunk) -> str:
    """Why a record that reads as whole may not be what was saved."""
    if _digest_state(chunk) is False:
        return "The record's digest does not match its bytes; it is read as it is."
    if chunk.fields["warc-type"].lower() in PAGE_TYPES and not chunk.fields.get("warc-target-uri"):
        return "The record does not say which address it holds; its header may be damaged."
    return ""


def _head(data: bytes, at: int) -> tuple[dict[str, str], int] | None:
    """The header fields of a record and where its block begins."""
    window = data[at : at + _LONGEST_HEAD]
    match = re.search(rb"\r?\n\r?\n", window)
    if not match:
        return None
    rows = window[: match.start()].decode("utf-8", "replace").splitlines()
    if not re.fullmatch(r"WARC/[01]\.\d", rows[0].strip()):
        return None
    fields = {}
    for row in rows[1:]:
        name, colon, value = row.partition(":")
        if colon:
            fields[name.strip().lower()] = value.strip()
    return (fields, at + match.end()) if "warc-type" in fields else None


def _closes(data: bytes, end: int) -> bool:
    """Whether a record may end here: two line ends follow, or another record, or the end of the file."""
    rest = data[end : end + 16]
    return not rest.strip(b"\r\n") or bool(re.match(rb"\r\n\r\n|(?:\r?\n){1,3}(?:WARC/|\x1f\x8b)", rest))


def _digest_state(chunk: Chunk) -> bool | None:
    """True where the block digest matches, False where it does not, None where there is none to compare."""
    stated = chunk.fields.get("warc-block-digest", "")
    name, colon, value = stated.partition(":")
    if not colon or name.lower() not in ("sha1", "sha256", "md5"):
        return None
    digest = hashlib.new(name.lower(), chunk.block).digest()
    forms = {base64.b32encode(digest).decode().rstrip("="), digest.hex().upper()}
    return value.strip().upper().rstrip("=") in forms
