"""Records in, compact bytes and a digest out; and back, verified."""

from __future__ import annotations

import hashlib
import zlib
from threading import Lock
from typing import Any, TypeVar

import msgspec

from sayso.errors import LedgerError
from sayso.model import Document, Page

T = TypeVar("T")
_ONE_AT_A_TIME = Lock()
_MADE: dict[type, msgspec.json.Decoder[Any]] = {}
_ENCODER = msgspec.json.Encoder(order="deterministic")


def pack(record: object, *, text: str = "") -> tuple[bytes, str]:
    """A record as compressed JSON, and the digest of that JSON and of the text that is kept beside it."""
    try:
        plain = _ENCODER.encode(record)
        return zlib.compress(plain), _digest(plain, text)
    except UnicodeEncodeError as error:
        raise LedgerError(
            f"A text holds half of a character pair at {error.start}. Read its page again with a known encoding."
        ) from error


def _decoder(kind: type[T]) -> msgspec.json.Decoder[T]:
    """The reader of one kind, made once: two threads that make msgspec's plan of a type at one time crash."""
    with _ONE_AT_A_TIME:
        if kind not in _MADE:
            _MADE[kind] = msgspec.json.Decoder(kind)
        return _MADE[kind]


def _digest(plain: bytes, text: str) -> str:
    return hashlib.sha256(hashlib.sha256(plain).digest() + text.encode()).hexdigest()


def unpack(body: bytes, digest: str, kind: type[T], *, where: str, text: str = "") -> T:
    """The record that was packed. Raises ``LedgerError`` naming ``where`` if a bit of it changed since."""
    try:
        plain = zlib.decompress(body)
    except zlib.error as error:
        raise _damaged(where) from error
    if _digest(plain, text) != digest:
        raise _damaged(where)
    try:
        record: T = _decoder(kind).decode(plain)
        return record
    except msgspec.DecodeError as error:
        raise LedgerError(f"{where} holds something that this version of sayso does not know: {error}") from error


def pack_blob(raw: bytes) -> tuple[str, bytes]:
    """The codec and the bytes as kept: deflated where that helps."""
    small = zlib.compress(raw)
    return ("zlib", small) if len(small) < len(raw) else ("raw", raw)


def unpack_blob(codec: str, body: bytes, sha256: str) -> bytes:
    """The bytes as they were fetched. Raises ``LedgerError`` if they no longer give their hash."""
    try:
        raw = zlib.decompress(body) if codec == "zlib" else body
    except zlib.error as error:
        raise _damaged(f"The copy of the page with SHA-256 {sha256}") from error
    if hashlib.sha256(raw).hexdigest() != sha256:
        raise _damaged(f"The copy of the page with SHA-256 {sha256}")
    return raw


def reading_of(document: Document, page: Page) -> str:
    """What an extraction was made from: a digest of the document and of its page's text."""
    return hashlib.sha256(_ENCODER.encode([document, hashlib.sha256(page.text.encode()).hexdigest()])).hexdigest()


def _damaged(where: str) -> LedgerError:
    return LedgerError(f"{where} is damaged: its bytes are not those that were written. Go back to a copy that verifies.")
