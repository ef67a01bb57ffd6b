"""Words for a number come in ("at least 18", "a dozen", "two to four"); its lowest, best and highest reading go out."""

from __future__ import annotations

import re

from sayso.model import Record

UNITS = {
    "no": 0, "zero": 0, "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
POWERS = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
LOOSE = {  # a vague number word: the range that ordinary use allows
    "couple": (2, 2, 3), "pair": (2, 2, 2), "few": (2, 3, 5), "several": (3, 4, 9), "handful": (3, 5, 7),
    "dozen": (12, 12, 12),
    "dozens": (24, 24, 99), "scores": (40, 40, 99), "hundreds": (200, 200, 999), "thousands": (2_000, 2_000, 9_999),
    "half": (0.5, 0.5, 0.5),
}  # fmt: skip
OPEN_ABOVE = ("at least", "no fewer than", "no less than", "more than", "over", "upwards of", "as many as at least")
OPEN_BELOW = (
    "up to", "at most", "no more than", "as many as", "less than", "fewer than", "under", "within", "not even", "barely",
)  # fmt: skip
ABOUT = (
    "about", "around", "some", "roughly", "approximately", "nearly", "almost", "an estimated", "close to", "or so", "circa",
)  # fmt: skip
ABOUT_SHARE = 0.25  # how far "about" reaches on either side

_WORDS = "|".join(sorted([*UNITS, *TENS, *POWERS, *LOOSE], key=len, reverse=True))
_DIGITS = r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?"
_ONE = rf"(?:{_DIGITS}|(?:{_WORDS})(?:[ -](?:and )?(?:{_WORDS})\b)*)"
_BEFORE = "|".join(sorted([*OPEN_ABOVE, *OPEN_BELOW, *ABOUT, "just", "only", "exactly", "precisely"], key=len, reverse=True))
# One number, with the words that loosen it, as a piece for larger patterns (no named groups inside). "This time around two"
# loosens nothing.
NUMBER = rf"(?:(?<!time )(?:{_BEFORE}) )*(?<![\w.])(?:{_ONE})(?:\s?(?:-|–|to|or)\s?(?:{_ONE}))?(?: of)?\b"

# "5-year-old", "five years old": an age, and no number of people.
AGED = re.compile(rf"\b(?:{_ONE})[\s-]{{1,3}}(?:years?|months?|weeks?|days?)[\s-]{{1,3}}olds?\b", re.I)
_BETWEEN = re.compile(rf"({_ONE})\s?(?:-|–|\bto\b|\bor\b)\s?({_ONE})", re.I)
_SINGLE = re.compile(rf"{_ONE}", re.I)


class Figure(Record, frozen=True):
    """A number as stated; an end that is left open is None, ``loose`` marks "about" and vague words."""

    low: float | None
    best: float
    high: float | None
    loose: bool = False


def figure(words: str) -> Figure | None:
    """The reading of a number phrase, or None where no number stands in it."""
    text = " ".join(words.lower().split())
    prefix, body = _split_hedge(text)
    pair = _BETWEEN.search(body)
    if pair and (low := _value(pair[1])) and (high := _value(pair[2])) and low[0] < high[2]:
        return Figure(low=low[0], best=(low[1] + high[1]) / 2, high=high[2])
    single = _SINGLE.search(body)
    value = _value(single[0]) if single else None
    return _loosened(value, prefix, text) if value else None


def _split_hedge(text: str) -> tuple[str, str]:
    found = re.match(rf"((?:(?:{_BEFORE})\s)*)(.*)", text)
    return (found[1].strip(), found[2]) if found else ("", text)


def _loosened(value: tuple[float, float, float], prefix: str, text: str) -> Figure:
    low, best, high = value
    loose = low != high
    if any(prefix.endswith(w) or f"{w} " in f"{prefix} " for w in OPEN_ABOVE):
        return Figure(low=low, best=best, high=None, loose=loose)
    if any(f"{w} " in f"{prefix} " for w in OPEN_BELOW):
        return Figure(low=None, best=best, high=high, loose=loose)
    if any(f"{w} " in f"{prefix} " for w in ABOUT) or text.endswith(" or so"):
        return Figure(low=low * (1 - ABOUT_SHARE), best=best, high=high * (1 + ABOUT_SHARE), loose=True)
    return Figure(low=low, best=best, high=high, loose=loose)


def _value(words: str) -> tuple[float, float, float] | None:
    """Lowest, best and highest value of one number in digits or words."""
    text = words.strip().lower().replace(",", "")
    if re.fullmatch(r"\d+(?:\.\d+)?", text):
        return (float(text),) * 3
    total, current, loose = 0.0, 0.0, None
    for word in re.split(r"[ -]+", text):
        if word in LOOSE:
            loose = LOOSE[word]
        elif word in POWERS:
            current = max(current, 1) * POWERS[word]
            total, current = (total + current, 0.0) if POWERS[word] >= 1000 else (total, current)
        elif word in UNITS or word in TENS:
            current += UNITS.get(word, TENS.get(word, 0))
    if loose:
        times = max(total + current, 1)
        low, best, high = loose
        return (low * times, best * times, high * times) if times > 1 or low == high else (low, best, high)
    return (total + current,) * 3
