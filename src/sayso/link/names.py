"""Names in any spelling come in; forms by which spellings of one name meet, and others do not, go out."""

from __future__ import annotations

import re
import unicodedata

# Marks by which transliterations of ayn and hamza are typed.
_MARKS = re.compile(r"[’‘'`ʿʾʼ´]")
_ARTICLE = re.compile(r"\b(?:al|el|ul|ad|an|ar|as|at|az|ash)-(?=\w)|\b(?:al|el) (?=\w)|^the ")
_TITLES = (
    "mr", "mrs", "ms", "dr", "prof", "professor", "sir", "gen", "general", "lt", "lieutenant", "col", "colonel",
    "maj", "major", "brig", "brigadier", "capt", "captain", "sgt", "sergeant", "adm", "admiral", "president",
    "prime minister", "minister", "secretary", "senator", "sen", "rep", "ambassador", "sheikh", "sheik", "shaykh", "imam",
    "ayatollah", "king", "prince", "princess", "queen", "pope", "chancellor", "governor", "mayor", "judge",
    "spokesman", "spokeswoman", "spokesperson", "commander", "chief", "hajji", "haji",
)  # fmt: skip
_TITLE = re.compile(rf"^(?:(?:{'|'.join(_TITLES)})\.? )+")
# Letters that romanisations choose differently for one sound; long ones first.
_SOUNDS = (
    ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ei", "ai"), ("ey", "ai"), ("ay", "ai"), ("iy", "i"), ("yy", "i"), ("ie", "i"),
    ("aa", "a"), ("ck", "k"), ("q", "k"), ("o", "u"), ("e", "i"), ("y", "i"), ("w", "v"), ("z", "s"),
)  # fmt: skip
_DOUBLE = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aiu]")


def plain(name: str) -> str:
    """Lower case, without accents, apostrophes, dots and runs of space; hyphens stay."""
    text = unicodedata.normalize("NFKD", name).casefold()
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = _MARKS.sub("", text).replace(".", "").replace("–", "-")
    return " ".join(text.split())


def bare(name: str) -> str:
    """The plain name without titles and articles, hyphens as spaces."""
    text = _TITLE.sub("", plain(name))
    text = _ARTICLE.sub("", text)
    return " ".join(text.replace("-", " ").replace(",", " ").split())


def sounded(name: str) -> str:
    """The bare name with letters that romanisations interchange made one; "Moqtada" and "Muqtada" meet here."""
    text = bare(name)
    for one, other in _SOUNDS:
        text = text.replace(one, other)
    return " ".join(_DOUBLE.sub(r"\1", word) for word in text.split())


def skeleton(name: str) -> str:
    """The sounded name without vowels, word by word: close spellings share it, and so do some different names."""
    return " ".join(_VOWELS.sub("", word) or word for word in sounded(name).split())


def is_acronym(name: str) -> bool:
    """A short name in capitals, where one other letter makes another body."""
    return len(name) <= 6 and name.replace(".", "").isupper()
