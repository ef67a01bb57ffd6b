"""Bytes of an HTML page in, its characters out: what the page itself declares, and UTF-8 that is damaged here and there."""

from __future__ import annotations

import re

from sayso.ingest.encoding import Decoded, decode, known_codec
from sayso.model import Problem

_HEAD = 8192  # browsers look for a declaration in the first 1,024 bytes; real pages often have it later
_DECLARED = re.compile(rb"""<(?:meta\b[^>]*?charset|\?xml\b[^>]*?encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I)
_MOSTLY = 0.001  # a UTF-8 page with fewer bad bytes than this share is a damaged UTF-8 page
_BAD = "�"


def decode_html(raw: bytes) -> Decoded:
    """The characters of a page, with the encodings declared, detected and used."""
    declared = declared_encoding(raw)
    decoded = _nearly_utf8(raw, declared) or decode(raw, declared=declared)
    # NUL ends a text for parsers written in C; a byte-order mark and places to hyphenate are no text.
    text = decoded.text.removeprefix("\ufeff")
    # Each is looked for where that is fastest: a byte 0 is half of every letter in a text of wide characters.
    if "\xad" in text or b"\0" in raw or b"&shy;" in raw:
        text = text.replace("\0", "").replace("\xad", "").replace("&shy;", "")
    if len(text) == len(decoded.text):
        return decoded
    return Decoded(text=text, encoding=decoded.encoding, encodings=decoded.encodings, problems=decoded.problems)


def declared_encoding(raw: bytes) -> str | None:
    """The name in the page's own ``meta charset`` or XML declaration."""
    match = _DECLARED.search(raw, 0, _HEAD)
    return match.group(1).decode("ascii", "replace").lower() if match else None


def _nearly_utf8(raw: bytes, declared: str | None) -> Decoded | None:
    """Valid UTF-8, or UTF-8 with a few bad bytes on a page that does not declare anything else."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff") or raw.count(0, 0, 64) > 8 or _escaped(declared):
        return None
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("utf-8", "replace")
        if known_codec(declared) not in (None, "utf-8") or not _mostly_utf8(text, len(raw)):
            return None
    encodings = {"declared": declared} if declared else {}
    encodings |= {"detected": "utf-8", "used": "utf-8"}
    return Decoded(text=text, encoding="utf-8", encodings=encodings, problems=_problems(text, declared))


def _escaped(declared: str | None) -> bool:
    """Encodings in which every byte is ASCII, so that valid UTF-8 proves nothing."""
    return declared not in (None, "utf-8") and (known_codec(declared) or "").startswith(("iso2022", "utf-7", "hz"))


def _mostly_utf8(text: str, size: int) -> bool:
    bad = text.count(_BAD)
    good = sum(char > "\x7f" for char in text) - bad
    return bad <= max(3, size * _MOSTLY) and good > bad


def _problems(text: str, declared: str | None) -> tuple[Problem, ...]:
    found = []
    if _BAD in text:
        bad = text.count(_BAD)
        found.append(Problem(code="encoding", message=f"{bad} characters could not be decoded as UTF-8."))
    codec = None if declared == "utf-8" else known_codec(declared)
    if codec and codec != "utf-8" and not text.isascii():
        found.append(Problem(code="encoding", message=f"Declared {declared}, read as UTF-8."))
    return tuple(found)
