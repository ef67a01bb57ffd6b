"""A place's name comes in; the keys under which the gazetteer files and finds it go out."""

from __future__ import annotations

import re
import unicodedata

_DROP = re.compile(r"[’‘'`ʿʾ\".]")
_GAP = re.compile(r"[\s\-‑–_/,]+")
_ARTICLE = re.compile(r"^(?:(?:al|el|ul|ash|as|an|ar|az|ad|at|ain al|ayn al|the|ain|ayn)\s+)")
# Words that say what kind of site a name belongs to; they are dropped on both sides when the full name is not found.
SITE_WORDS = frozenset([
    "air", "airbase", "airfield", "airport", "airstrip", "aerodrome", "base", "bases", "camp", "fort", "outpost",
    "garrison", "barracks", "army", "naval", "navy", "military", "field", "international", "domestic", "city", "town",
    "village", "municipality", "district", "province", "governorate", "oblast", "raion", "region", "state", "county",
    "prefecture", "department", "refugee", "idp", "nuclear", "power", "plant", "facility", "site", "complex", "station",
    "dam", "bridge", "crossing", "border", "checkpoint", "hospital", "prison", "jail", "port", "harbour", "harbor",
    "island", "islands", "strait", "straits", "sea", "gulf", "bay", "river", "mountain", "mountains", "valley", "desert",
    "forest", "square", "market", "mosque", "church", "university", "embassy", "consulate", "compound", "headquarters",
    "hq", "refinery", "oilfield", "oil", "forward", "operating", "fob", "joint", "host", "afb", "ab", "raf", "heliport",
    "of", "the", "and", "neighbourhood", "neighborhood", "suburb", "area", "zone", "canton", "parish",
])  # fmt: skip
_SOUNDS = {
    "ph": "f", "ou": "u", "oo": "u", "ee": "i", "ei": "i", "ey": "i", "ay": "ai", "iyy": "i", "iy": "i", "yy": "i",
    "y": "i", "dj": "j", "ck": "k", "q": "k", "gh": "g", "kh": "h", "dh": "d", "th": "t", "sh": "s", "ch": "s", "zh": "j",
    "w": "u", "z": "s", "o": "u", "e": "i", "c": "k",
}  # fmt: skip
_SOUND = re.compile("|".join(sorted(_SOUNDS, key=len, reverse=True)))
_LETTERS = str.maketrans({"ł": "l", "ı": "i", "ø": "o", "đ": "d", "ə": "a", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"})
_DOUBLE = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aiu]+")
_PLAIN = re.compile(r"[a-z0-9 ]+")


def key_of(name: str) -> str:
    """Plain lower-case letters and digits, words parted by one space."""
    plain = name.lower()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain.translate(_LETTERS))
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    return plain if plain.isalpha() and plain.isascii() else _GAP.sub(" ", _DROP.sub("", plain)).strip()


def bare_key(key: str) -> str:
    """The key without a leading article."""
    shorter = _ARTICLE.sub("", key)
    return shorter if len(shorter) > 2 else key


def core_key(key: str) -> str:
    """The key without site words and leading articles; empty where nothing else is left."""
    return bare_key(" ".join(w for w in key.split() if w not in SITE_WORDS))


def sound_key(key: str) -> str:
    """A rough key under which transliterations of one name meet: "hodeidah" and "hudayda"."""
    text = bare_key(key).replace(" ", "")
    text = _SOUND.sub(lambda m: _SOUNDS[m[0]], text)
    text = _DOUBLE.sub(r"\1", text).rstrip("ah")
    bones = _VOWELS.sub("", text[1:])
    return f"{text[:1]}{bones}|{len(_VOWELS.findall(text))}"


def fold_key(key: str) -> str:
    """The key less doubled letters and a silent last h: "raqa" and "ar raqqah", too short to be told by sound, meet in it."""
    return "=" + _DOUBLE.sub(r"\1", bare_key(key).replace(" ", "")).rstrip("h")


def is_latin(key: str) -> bool:
    """Only letters a-z, digits and spaces: what an English text can contain."""
    return _PLAIN.fullmatch(key) is not None
