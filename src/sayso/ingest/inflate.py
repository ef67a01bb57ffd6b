"""Compressed bytes come in; plain bytes go out, unless they swell past a cap."""

from __future__ import annotations

import zlib

from sayso.errors import UnreadablePage

MOST = 128 * 1024 * 1024  # bytes that one page or archive record may grow to
RATIO = 400  # times its size; text compresses 3 to 20 times, deflate's limit is 1,032
SMALL = 4 * 1024 * 1024  # below this, ratio does not matter: a page of white space is no bomb
_CHUNK = 64 * 1024
_WBITS = {"gzip": 31, "x-gzip": 31, "deflate": 47, "zlib": 47}


class Swollen(UnreadablePage):
    """Compressed data that grow past the cap: refused, the compressed bytes are kept as they are."""


def guard(size: int, source: int, *, what: str) -> None:
    """Refuse ``size`` bytes out of ``source`` compressed ones where that is past a cap."""
    if size > MOST or (size > SMALL and size > RATIO * max(1, source)):
        raise Swollen(f"{what}: {source} bytes unpack to more than {size}; refused as a likely decompression bomb.")


def inflate(raw: bytes, *, coding: str = "gzip", what: str = "data") -> bytes:
    """The plain bytes of gzip (all members) or deflate data."""
    parts: list[bytes] = []
    size, rest = 0, raw
    while rest:
        if parts and coding == "gzip" and not rest.startswith(b"\x1f\x8b"):
            break
        unpacker = zlib.decompressobj(_WBITS[coding])
        try:
            rest, size = _member(unpacker, rest, parts, size=size, source=len(raw), what=what)
        except zlib.error as error:
            if coding == "deflate" and not parts:
                return _raw_deflate(raw, what=what)
            raise UnreadablePage(f"{what}: damaged {coding} data ({error}).") from error
    return b"".join(parts)


def _member(
    unpacker: zlib._Decompress, rest: bytes, parts: list[bytes], *, size: int, source: int, what: str
) -> tuple[bytes, int]:
    data = rest
    while not unpacker.eof:
        piece = unpacker.decompress(data, _CHUNK)
        size += len(piece)
        guard(size, source, what=what)
        parts.append(piece)
        data = unpacker.unconsumed_tail
        if not data and not piece:
            raise UnreadablePage(f"{what}: the compressed data break off.")
    return unpacker.unused_data, size


def _raw_deflate(raw: bytes, *, what: str) -> bytes:
    """Some servers send deflate without its zlib wrapper."""
    unpacker = zlib.decompressobj(-15)
    try:
        plain = unpacker.decompress(raw, MOST)
    except zlib.error as error:
        raise UnreadablePage(f"{what}: damaged deflate data ({error}).") from error
    guard(len(plain) + (1 if unpacker.unconsumed_tail else 0), len(raw), what=what)
    return plain
