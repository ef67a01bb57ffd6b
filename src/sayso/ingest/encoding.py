"""Bytes come in; their text goes out, with the encoding declared, detected and used."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from sayso.model import Problem, Record

SAMPLE = 200_000  # bytes that are enough to detect an encoding
REPLACED = "\ufffd"
MANGLED = re.compile("Ã[\u0080-\u00bf]|â€[\u0080-\u2122œ™˜¦]|Â[\u00a0-\u00bf]")  # UTF-8 read once as Windows-1252
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What pages call Latin-1 or ASCII is Windows-1252 in practice, as the WHATWG Encoding Standard has it.
_WEB_ALIASES = {"iso8859-1": "cp1252", "ascii": "cp1252", "latin-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}
_UNDEFINED = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")  # bytes that Windows-1252 leaves undefined


class Decoded(Record, frozen=True):
    """Text and how it was decoded; ``encodings`` holds ``declared``, ``detected`` and ``used`` where known."""

    text: str
    encoding: str
    encodings: dict[str, str]
    problems: tuple[Problem, ...] = ()


def decode(raw: bytes, *, declared: str | None = None) -> Decoded:
    """The text of some bytes: a byte order mark wins, then valid UTF-8, then the declared and the detected encoding.

    Bytes that fit no encoding become U+FFFD and are reported.
    """
    encodings = {"declared": declared} if declared else {}
    for name in _candidates(raw, declared, encodings):
        text = _try(raw, name)
        if text is not None:
            return _decoded(text, name, encodings)
    used = known_codec(declared) or "utf-8"
    return _decoded(raw.decode(used, "replace"), used, encodings)


def known_codec(name: str | None) -> str | None:
    """Python's name of a declared encoding, or None where there is no such encoding."""
    if not name:
        return None
    try:
        found = codecs.lookup(name.strip().strip("\"'"))
    except (LookupError, ValueError):
        return None
    return _WEB_ALIASES.get(found.name, found.name) if found._is_text_encoding else None


def _candidates(raw: bytes, declared: str | None, encodings: dict[str, str]) -> list[str]:
    for mark, name in _BOMS:
        if raw.startswith(mark):
            encodings["detected"] = name
            return [name]
    if _try(raw, "utf-8") is not None and not _is_escaped(declared):
        encodings["detected"] = "utf-8"
        return ["utf-8"]
    detected = _detect(raw)
    if detected:
        encodings["detected"] = detected
    names = [known_codec(declared), detected, known_codec(detected)]
    return [n for n in names if n]


def _is_escaped(declared: str | None) -> bool:
    """Encodings that look like ASCII byte for byte, so that valid UTF-8 proves nothing."""
    return (known_codec(declared) or "").startswith(("iso2022", "utf-7", "hz"))


def _detect(raw: bytes) -> str | None:
    best = from_bytes(raw[:SAMPLE]).best()
    return best.encoding if best else None


def _try(raw: bytes, name: str) -> str | None:
    try:
        return raw.decode(name)
    except (UnicodeDecodeError, LookupError):
        if name == "cp1252" and _UNDEFINED.search(raw):
            return raw.decode("latin-1")
        return None


def _decoded(text: str, used: str, encodings: dict[str, str]) -> Decoded:
    encodings = {**encodings, "used": used}
    problems = []
    lost = text.count(REPLACED)
    if lost:
        problems.append(Problem(code="encoding", message=f"{lost} characters could not be decoded as {used}."))
    mangled = len(MANGLED.findall(text))
    if mangled:
        problems.append(Problem(code="damaged", message=f"{mangled} places look like UTF-8 decoded a second time."))
    declared = known_codec(encodings.get("declared"))
    if declared and declared != used.removesuffix("-sig") and not _same(declared, used):
        problems.append(Problem(code="encoding", message=f"Declared {declared}, read as {used}."))
    return Decoded(text=text, encoding=used, encodings=encodings, problems=tuple(problems))


def _same(declared: str, used: str) -> bool:
    return used.removesuffix("-sig") == declared or (declared.startswith("utf-16") and used == "utf-16")
