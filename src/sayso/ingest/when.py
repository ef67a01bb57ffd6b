"""A date as a page prints or encodes it in, the interval it means out; relative times count from an anchor, or stay unread."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from sayso.codelists import table
from sayso.model import Anchor, Basis, DateRange, Precision

_ISO = re.compile(
    r"(?<!\d)(\d{4})-(\d\d?)-(\d\d?)(?:[T ]+(\d\d?):(\d\d)(?::\d\d)?(?:[.,]\d+)?\s*(Z\b|UTC\b|GMT\b|[+-]\d\d:?\d\d\b)?)?"
)
_COMPACT = re.compile(r"^(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(?:\d\d)?\s*(Z|[+-]\d\d:?\d\d)?)?$")
_EPOCH = re.compile(r"^(\d{10})(?:\d{3})?$")
_NUMERIC = re.compile(r"(?<![\d.:/-])(\d{1,4})([./-])(\d{1,2})\2(\d{4}(?![\d:])|\d{2}(?=\d?\d:\d\d)|\d{2}(?!\d))")
_CJK = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_CLOCK = re.compile(r"(?<![\d.])(\d{1,2})(?:[:.h](\d\d)(?::\d\d)?)\s*(?:Uhr)?\s*([ap]\.?\s?m\b\.?)?", re.I)
_HOUR = re.compile(r"(?<![\d:.])(\d{1,2})\s*([ap]\.?m\b\.?)", re.I)
YEARLESS = "The year is not printed."
_LONGEST = 160  # characters; a date stands in a short text
_MONTHS: dict[str, int] = {}
_UNIT_DAYS = {"second": 0.0, "minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.4, "year": 365.25}
_UNIT_PRECISION = {
    "second": Precision.MINUTE, "minute": Precision.MINUTE, "hour": Precision.DAY, "day": Precision.DAY,
    "week": Precision.WEEK, "month": Precision.MONTH, "year": Precision.YEAR,
}  # fmt: skip


@lru_cache(maxsize=1)
def _grammar() -> dict[str, re.Pattern[str]]:
    """The patterns of the table ``date_words``: month names, day words and relative units of several languages."""
    words = table("date_words")
    for number, names in words["months"].items():
        _MONTHS.update(dict.fromkeys((name.casefold() for name in names), int(number)))
    month = "|".join(sorted(map(re.escape, _MONTHS), key=len, reverse=True))
    units = "|".join(
        f"(?P<{unit}>{'|'.join(sorted(map(re.escape, names), key=len, reverse=True))})"
        for unit, names in words["units"].items()
    )
    ago, before, some = ("|".join(map(re.escape, words[key])) for key in ("ago", "before_ago", "one"))
    day_month = (
        rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|\.|º|er|\s+de)?[\s./-]*\b({month})\b\.?,?[\s./-]*(?:de[l]?\s+)?"
        r"(?:(\d{4})\b|'(\d\d)\b|(\d\d)\b(?![:h]))?"
    )
    month_day = rf"\b({month})\b\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?\b(?![:.]\d)(?:,|\s|\s+at)*(?:(\d{{4}})\b|['’](\d\d)\b)?"
    patterns = {
        "dmy": day_month,
        "mdy": month_day,
        "my": rf"\b({month})\b\.?,?\s+(?:de\s+)?(\d{{4}})\b",
        "ago": rf"(?:(?:{before})\s+)?(?:(\d+)|\b({some}))\s*\+?\s*(?:{units})(?:\b|\s)\s*(?:{ago})?",
        "is_ago": rf"\b(?:{ago}|{before})\b",
        "day_word": _any_of("d", words["day_words"]),
        "weekday": _any_of("w", words["weekdays"]),
    }
    return {name: re.compile(pattern, re.I) for name, pattern in patterns.items()}


def _any_of(letter: str, words: dict[object, list[str]]) -> str:
    """One group for each key, named by a letter and the key."""
    return "|".join(rf"(?P<{letter}{key}>\b(?:{'|'.join(map(re.escape, names))})\b)" for key, names in words.items())


def read_when(text: str, *, basis: Basis, anchor: datetime | None = None, day_first: bool | None = None) -> DateRange | None:
    """The date and time in a short text, or None where there is none.

    ``anchor`` is when the text was fetched or published: relative times count back from it. ``day_first`` says how to
    read 5/6/2020; without it that stays the month-first reading only where a slash is used.
    """
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return None
    return (
        _iso(text, basis)
        or _absolute(text, basis, anchor=anchor, day_first=day_first)
        or _relative(text, anchor)
    )  # fmt: skip


def numeric_parts(text: str) -> tuple[int, int] | None:
    """The first two figures of an all-digit date such as 5/6/2020, for telling which of them is the day."""
    match = _NUMERIC.search(text)
    return (int(match[1]), int(match[3])) if match and len(match[1]) <= 2 else None


def _iso(text: str, basis: Basis) -> DateRange | None:
    match = _ISO.search(text) or _COMPACT.match(text)
    if match:
        year, month, day, hour, minute, zone = match.groups()
        return _made(int(year), int(month), int(day), (int(hour), int(minute)) if hour else None, basis, zone or "")
    if epoch := _EPOCH.match(text):
        moment = datetime.fromtimestamp(int(epoch[1]), UTC)
        return _made(moment.year, moment.month, moment.day, (moment.hour, moment.minute), basis, "Z")
    return None


def _absolute(text: str, basis: Basis, *, anchor: datetime | None, day_first: bool | None) -> DateRange | None:
    grammar = _grammar()
    if match := _CJK.search(text):
        found = int(match[1]), int(match[2]), int(match[3])
    elif match := _NUMERIC.search(text):
        found = _numeric(match, day_first)
    elif (match := grammar["dmy"].search(text)) and 1 <= int(match[1]) <= 31:
        found = _year(match[3] or match[4] or match[5]), _MONTHS[match[2].casefold()], int(match[1])
    elif match := grammar["mdy"].search(text):
        found = _year(match[3] or match[4]), _MONTHS[match[1].casefold()], int(match[2])
    elif match := grammar["my"].search(text):
        return _month(int(match[2]), _MONTHS[match[1].casefold()], basis)
    else:
        return None
    year, month, day = found
    rest = text[: match.start()] + " " + text[match.end() :]
    if year:
        return _made(year, month, day, _clock(rest), basis)
    year = _year_before(month, day, anchor)
    return _made(year, month, day, _clock(rest), Basis.INFERRED, reason=YEARLESS) if year else None


def _numeric(match: re.Match[str], day_first: bool | None) -> tuple[int, int, int]:
    first, sign, second, last = match[1], match[2], int(match[3]), match[4]
    if len(first) == 4:
        return int(first), second, int(last)
    one = int(first)
    dotted = sign == "." if day_first is None else day_first
    day, month = (one, second) if (dotted or one > 12) and second <= 12 else (second, one)
    return _year(last), month, day


def _year(digits: str | None) -> int:
    if not digits:
        return 0
    number = int(digits)
    return number if len(digits) == 4 else 2000 + number if number < 70 else 1900 + number


def _year_before(month: int, day: int, anchor: datetime | None) -> int:
    """The year of the last such day up to the anchor."""
    if anchor is None:
        return 0
    return anchor.year if (month, day) <= (anchor.month, anchor.day + 1) else anchor.year - 1


def _clock(text: str) -> tuple[int, int] | None:
    match = _CLOCK.search(text)
    if match:
        hour, minute, half = int(match[1]), int(match[2]), match[3]
    elif match := _HOUR.search(text):
        hour, minute, half = int(match[1]), 0, match[2]
    else:
        return None
    if half and hour <= 12:
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    return (hour, minute) if hour < 24 and minute < 60 else None


def _made(
    year: int, month: int, day: int, clock: tuple[int, int] | None, basis: Basis, zone: str = "", reason: str = ""
) -> DateRange | None:
    try:
        moment = datetime(year, month, day, *(clock or (0, 0)))  # noqa: DTZ001 - the page does not say which zone
    except ValueError:
        return None
    if not 1900 <= year <= 2200:
        return None
    if clock is None:
        start, precision = moment.strftime("%Y-%m-%d"), Precision.DAY
    else:
        start, precision = moment.strftime("%Y-%m-%dT%H:%M") + _zone(zone), Precision.MINUTE
    return DateRange(start=start, end=start, precision=precision, basis=basis, reason=reason)


def _zone(zone: str) -> str:
    if not zone:
        return ""
    if zone[0] not in "+-":
        return "+00:00"
    return zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"


def _month(year: int, month: int, basis: Basis) -> DateRange | None:
    if not 1900 <= year <= 2200:
        return None
    last = (datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC) - timedelta(days=1)).day
    return DateRange(
        start=f"{year:04}-{month:02}-01", end=f"{year:04}-{month:02}-{last}", precision=Precision.MONTH, basis=basis
    )


def _relative(text: str, anchor: datetime | None) -> DateRange | None:
    grammar = _grammar()
    if anchor is None:
        return None
    if (match := grammar["ago"].search(text)) and (grammar["is_ago"].search(text) or match[0].strip() == text):
        unit = next(name for name in _UNIT_DAYS if match.groupdict().get(name))
        return _back(int(match[1] or 1), unit, anchor)
    clock = _clock(text)
    if match := grammar["day_word"].search(text):
        day = anchor - timedelta(days=int(str(match.lastgroup)[1:]))
    elif match := grammar["weekday"].search(text):
        day = anchor - timedelta(days=(anchor.weekday() - int(str(match.lastgroup)[1:])) % 7)
    else:
        return None
    return _made(day.year, day.month, day.day, clock, Basis.INFERRED, reason=f"Counted from {anchor:%Y-%m-%d}.")


def _back(number: int, unit: str, anchor: datetime) -> DateRange | None:
    try:
        latest = anchor - timedelta(days=number * _UNIT_DAYS[unit])
        earliest = anchor - timedelta(days=(number + 1) * _UNIT_DAYS[unit])
    except OverflowError:
        return None
    form = "%Y-%m-%dT%H:%M" if unit in ("second", "minute") else "%Y-%m-%d"
    return DateRange(
        start=earliest.strftime(form), end=latest.strftime(form), precision=_UNIT_PRECISION[unit], basis=Basis.INFERRED,
        anchor=Anchor.DOCUMENT, reason=f"{number} {unit}(s) before {anchor:%Y-%m-%d %H:%M}.",
    )  # fmt: skip
