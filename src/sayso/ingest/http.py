"""The block of an archived record comes in; the page's bytes and media type go out, without HTTP's wrapping."""

from __future__ import annotations

import re

from sayso.errors import UnreadablePage
from sayso.ingest.inflate import inflate

_READABLE = re.compile(r"text/|html|xml|json|pdf|multipart/related|^$", re.IGNORECASE)
_UNREAD = re.compile(r"text/(?:css|javascript|ecmascript|vtt|x-component)|svg|javascript|font", re.IGNORECASE)
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})")


def payload_of(raw: bytes, *, what: str) -> bytes:
    """What an HTTP answer carries, whatever it is, unpacked."""
    head, _, body = raw.partition(b"\r\n\r\n")
    return _decoded(body, _fields(head), what=what)


def body_of(block: bytes, *, media_type: str | None, what: str) -> tuple[bytes | None, str | None]:
    """The page in a record's block and its media type; None for what is no page (redirects, images, scripts, empty answers)."""
    if not (media_type or "").lower().replace(" ", "").startswith("application/http"):
        return (block, media_type) if block.strip() and is_page_type(media_type) else (None, media_type)
    head, _, body = block.partition(b"\r\n\r\n") if b"\r\n\r\n" in block else block.partition(b"\n\n")
    status = _STATUS.match(head)
    if not status or not status[1].startswith(b"2"):
        return None, media_type
    fields = _fields(head)
    if not is_page_type(fields.get("content-type")) or not body.strip():
        return None, fields.get("content-type")
    return _decoded(body, fields, what=what), fields.get("content-type")


def is_page_type(media_type: str | None) -> bool:
    """Whether a media type may hold a page's text."""
    name = (media_type or "").split(";")[0].strip()
    return bool(_READABLE.search(name)) and not _UNREAD.search(name)


def _fields(head: bytes) -> dict[str, str]:
    found = {}
    for row in head.decode("latin-1").splitlines()[1:]:
        name, colon, value = row.partition(":")
        if colon:
            found[name.strip().lower()] = value.strip()
    return found


def _decoded(body: bytes, fields: dict[str, str], *, what: str) -> bytes:
    """Archives keep the transfer as it was or already undone: chunks and compression are undone only where they are there."""
    if "chunked" in fields.get("transfer-encoding", "").lower():
        body = _unchunked(body)
    coding = fields.get("content-encoding", "").lower().strip()
    if coding in ("gzip", "x-gzip") and body.startswith(b"\x1f\x8b"):
        return inflate(body, coding="gzip", what=what)
    if coding == "deflate" and body.lstrip()[:1] != b"<":
        return inflate(body, coding="deflate", what=what)
    if coding in ("br", "zstd") and not body.lstrip()[:1] == b"<":
        raise UnreadablePage(f"{what}: compressed with {coding}, which sayso does not unpack.")
    return body


def _unchunked(body: bytes) -> bytes:
    """The body without chunk sizes; as it is where they do not add up."""
    parts: list[bytes] = []
    at = 0
    while True:
        line = body.find(b"\r\n", at)
        size = body[at:line].split(b";")[0].strip() if line >= 0 else b""
        if not re.fullmatch(rb"[0-9a-fA-F]{1,8}", size):
            return body if not parts else b"".join(parts) + body[at:]
        length = int(size, 16)
        if length == 0:
            return b"".join(parts)
        parts.append(body[line + 2 : line + 2 + length])
        at = line + 2 + length + 2
        if at >= len(body):
            return b"".join(parts)
