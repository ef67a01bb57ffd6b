"""Words about time come in as plain text; intervals go out, each with what it counts from and how precise it is.

Vague words follow UCDP's coding rules ("over the weekend" is Saturday to Sunday, "early March" the 1st to the 10th).
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

import msgspec

from sayso.model import Anchor, Basis, Precision

_MONTHS = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
]  # fmt: skip
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
MONTH = (
    r"(?P<{0}>jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?|aug(?:ust|\.)?|"
    r"sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)(?![a-z])"
)
_DAY = r"(?P<{0}>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?!\d|:\d)(?!,\d{{3}})"
_YEAR = r"(?P<{0}>1[5-9]\d\d|20\d\d)(?!\d|,\d)"
_LONG_WEEKDAY = r"(?P<{0}>monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
_PART = r"(?:\s+(?P<part>night|morning|afternoon|evening|noon|midnight))?"
_ONES = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = {w: 10 * n for n, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)}
_NUMBERS = (
    {w: n for n, w in enumerate(_ONES, 1)}
    | _TENS
    | {"a": 1, "an": 1, "half a": 0.5, "a couple of": 2, "couple of": 2, "a hundred": 100, "a dozen": 12}
)
_RANGES = {
    "a few": (2, 4),
    "few": (2, 4),
    "several": (3, 7),
    "some": (2, 6),
    "many": (5, 20),
    "dozens of": (20, 60),
    "a number of": (2, 6),
}
_NUM = (
    r"(?P<num>\d{1,3}(?:\.\d)?|half\s+an?|(?:a\s+)?couple\s+of|a\s+few|few|several|many|a\s+dozen|a\s+number\s+of|a\s+hundred|an?|"
    + "|".join(sorted([*(f"{t}[- ]{o}" for t in _TENS for o in _ONES[:9]), *_TENS, *_ONES], key=len, reverse=True))
    + r")"
)
_UNIT = r"(?P<unit>minute|hour|day|night|week|weekend|fortnight|month|year|decade|century|centurie)s?"
_UNIT_DAYS = {
    "minute": 0.0,
    "hour": 1 / 24,
    "day": 1.0,
    "night": 1.0,
    "week": 7.0,
    "weekend": 7.0,
    "fortnight": 14.0,
    "month": 30.4,
    "year": 365.25,
    "decade": 3652.5,
    "century": 36525.0,
}
_VAGUE_PLURAL = {
    "minute": (0.0, 0.04),
    "hour": (0.04, 1.0),
    "day": (2.0, 6.0),
    "night": (1.0, 6.0),
    "week": (14.0, 42.0),
    "month": (60.0, 240.0),
    "year": (730.0, 3650.0),
    "decade": (7300.0, 18262.0),
}
_FEASTS = {
    "christmaseve": (12, 24), "christmasday": (12, 25), "christmas": (12, 25), "boxingday": (12, 26), "newyearseve": (12, 31),
    "newyearsday": (1, 1), "newyear": (1, 1), "mayday": (5, 1), "valentinesday": (2, 14), "halloween": (10, 31),
}  # fmt: skip
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 14)}


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """What some words say of time; without ``start`` they only count from something else by ``offset`` days."""

    start: date | None = None
    end: date | None = None
    precision: Precision = Precision.UNKNOWN
    basis: Basis = Basis.STATED
    anchor: Anchor = Anchor.ABSOLUTE
    reason: str = ""
    offset: tuple[float, float] | None = None
    role: str = "when"
    yearless: tuple[int, int] | None = None  # month and day (0: whole month) whose year has to be found


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """What relative words count from: the document's date, and whether the sentence looks ahead."""

    base: date | None = None
    base_name: str = "the document's date"
    future: bool = False
    near: date | None = None  # a full date given shortly before, from which a missing year is taken

    def reason(self, how: str) -> str:
        """The sentence that says how an inferred date was worked out."""
        return f"{how}, {self.base_name} being {self.base}" if self.base else f"{how}, but the document has no date"


Reader = Callable[[re.Match[str], Context], Value | None]


def month_of(word: str) -> int:
    """1-12 for a month's name or its short form."""
    return next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(word.strip(".").lower()[:3]))


def weekday_of(word: str) -> int:
    """0 (Monday) to 6 for a weekday's name or its short form."""
    return next(n for n, name in enumerate(_DAYS) if name.startswith(word.lower()[:3]))


def day(year: int, month: int, number: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def number_of(words: str) -> tuple[float, float]:
    """Lowest and highest reading of a number in digits or words."""
    words = re.sub(r"[\s-]+", " ", words.lower()).strip()
    if words in _RANGES:
        return _RANGES[words]
    if words in {"half a", "half an"}:
        return 0.5, 0.5
    if words in _NUMBERS:
        return _NUMBERS[words], _NUMBERS[words]
    if " " in words:
        tens, ones = words.split(" ")
        return _TENS[tens] + _NUMBERS[ones], _TENS[tens] + _NUMBERS[ones]
    return float(words), float(words)


def span_days(num: str, unit: str) -> tuple[float, float]:
    """How many days a number of units is: weeks give or take a day each, months 28 to 31 days."""
    low, high = number_of(num)
    size = _UNIT_DAYS[unit.replace("centurie", "century")]
    slack = {"week": 1.0, "fortnight": 1.0, "month": 2.0, "year": 5.0, "decade": 365.0}.get(unit, 0.0)
    exact = low == high and unit in {"minute", "hour", "day", "night"}
    return (low * size, high * size) if exact else (max(0.0, round(low * size - slack)), round(high * size + slack))


def precision_of(start: date, end: date) -> Precision:
    """UCDP's precision for an interval's length."""
    days = (end - start).days + 1
    steps = ((1, Precision.DAY), (6, Precision.DAYS), (7, Precision.WEEK), (31, Precision.MONTH))
    return next((p for limit, p in steps if days <= limit), Precision.YEAR)


def month_range(year: int, month: int, part: str = "") -> tuple[date, date]:
    """First and last day of a month, or of its early, mid or late part."""
    while month > 12:
        year, month = year + 1, month - 12
    last = monthrange(year, month)[1]
    first_day, last_day = {"early": (1, 10), "mid": (10, 20), "late": (15, last)}.get(part, (1, last))
    return date(year, month, first_day), date(year, month, last_day)


def year_range(year: int, part: str = "") -> tuple[date, date]:
    """First and last day of a year, or of its early, mid or late third."""
    first, last = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}.get(part, (1, 12))
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def interval(
    start: date,
    end: date,
    *,
    precision: Precision | None = None,
    anchor: Anchor = Anchor.ABSOLUTE,
    reason: str = "",
    role: str = "when",
) -> Value:
    """An interval with the precision of its length; a reason makes it inferred."""
    return Value(
        start=start, end=end, precision=precision or precision_of(start, end), anchor=anchor, reason=reason, role=role,
        basis=Basis.INFERRED if reason else Basis.STATED,
    )  # fmt: skip


def from_document(ctx: Context, low: int, high: int, how: str, precision: Precision | None = None) -> Value:
    """Days ``low`` to ``high`` from the document's date; without one, only the offset is known."""
    if ctx.base is None:
        return Value(anchor=Anchor.DOCUMENT, basis=Basis.INFERRED, reason=ctx.reason(how), offset=(low, high))
    start, end = ctx.base + timedelta(days=low), ctx.base + timedelta(days=high)
    value = interval(start, end, precision=precision, anchor=Anchor.DOCUMENT, reason=ctx.reason(how))
    return msgspec.structs.replace(value, offset=(low, high))


def no_document(how: str, ctx: Context) -> Value:
    """A relative expression in a document without a date."""
    return Value(anchor=Anchor.DOCUMENT, basis=Basis.INFERRED, reason=ctx.reason(how))


# Absolute dates ------------------------------------------------------------------------------------------------------


def _full(m: re.Match[str], _: Context) -> Value | None:
    year = m["y"]
    number = int(year) if len(year) == 4 else 1900 + int(year) if int(year) > 40 else 2000 + int(year)
    month = int(m["mn"]) if "mn" in m.re.groupindex else month_of(m["m"])
    on = day(number, month, int(m["d"]))
    if on is None:
        return None
    if m.groupdict().get("about"):
        return interval(on - timedelta(1), on + timedelta(1))
    return interval(on, on)


def _month_days(m: re.Match[str], ctx: Context) -> Value | None:
    """ "December 29-31, 2019" and "3-5 May"."""
    year = int(m["y"]) if m.groupdict().get("y") else None
    month, first, last = month_of(m["m"]), int(m["d"]), int(m["d2"])
    if year is None:
        guess = _find_year(month, last, ctx)
        if guess is None:
            return Value(reason=ctx.reason("the year is not given"), basis=Basis.INFERRED, anchor=Anchor.UNKNOWN)
        year = guess
    start, end = day(year, month, first), day(year, month, last)
    if start is None or end is None or end < start:
        return None
    return interval(start, end, reason="" if m.groupdict().get("y") else _year_reason(ctx))


def _slashed(m: re.Match[str], ctx: Context) -> Value | None:
    """ "21.02.2015" is day first; of "7/10/2017" the reading that lies nearest before the document's date, or the American one."""
    a, b, y = int(m["a"]), int(m["b"]), m["y"]
    year = int(y) if len(y) == 4 else 1900 + int(y) if int(y) > 40 else 2000 + int(y)
    american, european = day(year, a, b), day(year, b, a)
    if "." in m[0] and european:
        return interval(european, european)
    if not (american and european) or american == european:
        on = american or european
        return interval(on, on) if on else None
    late = [on > ctx.base if ctx.base and not ctx.future else False for on in (american, european)]
    if late == [True, False]:
        return interval(european, european, reason="read as day/month/year; month/day/year would lie ahead")
    return interval(american, american, reason="read as month/day/year; day/month/year would be " + european.isoformat())


def _month_day(m: re.Match[str], ctx: Context) -> Value | None:
    """A day and a month; the year is inferred and said to be."""
    month, number = month_of(m["m"]), int(m["d"])
    year = _find_year(month, number, ctx)
    if year is None:
        if day(2024, month, number) is None:
            return None
        return Value(
            basis=Basis.INFERRED, reason=ctx.reason("the year is not given"), anchor=Anchor.UNKNOWN, yearless=(month, number)
        )
    on = day(year, month, number)
    if on is None:
        return None
    slack = timedelta(1 if m.groupdict().get("about") else 0)
    value = interval(on - slack, on + slack, reason=_year_reason(ctx))
    return msgspec.structs.replace(value, yearless=(month, number))


def _find_year(month: int, number: int, ctx: Context) -> int | None:
    """The year of a date given without one: nearest to a date just given, else the last one before the document's."""
    origin = ctx.near or ctx.base
    if origin is None:
        return None
    options = [d for y in (origin.year - 1, origin.year, origin.year + 1) if (d := day(y, month, max(1, number)))]
    if not options:
        return None
    if ctx.near:
        return min(options, key=lambda d: abs((d - origin).days)).year
    if ctx.future:
        return min((d for d in options if d >= origin - timedelta(1)), default=options[-1]).year
    # A day or two of slack: time zones, and pages dated before their last edit.
    return max((d for d in options if d <= origin + timedelta(2)), default=options[0]).year


def _year_reason(ctx: Context) -> str:
    return f"year taken from {ctx.near}, given just before" if ctx.near else ctx.reason("year inferred")


def _month_year(m: re.Match[str], _: Context) -> Value:
    start, end = month_range(int(m["y"]), month_of(m["m"]), _part(m))
    return interval(start, end, precision=Precision.MONTH)


def _bare_month(m: re.Match[str], ctx: Context) -> Value | None:
    month, which = month_of(m["m"]), (m.groupdict().get("which") or "").strip()
    later = msgspec.structs.replace(ctx, future=ctx.future or which in {"next", "this coming"})
    year = _find_year(month, 1, later)
    if year is None:
        return Value(
            basis=Basis.INFERRED, reason=ctx.reason("the year is not given"), anchor=Anchor.UNKNOWN, yearless=(month, 0)
        )
    if which in {"last", "this past"} and ctx.base and (year, month) == (ctx.base.year, ctx.base.month):
        year -= 1
    start, end = month_range(year, month, _part(m))
    return msgspec.structs.replace(
        interval(start, end, precision=Precision.MONTH, reason=_year_reason(ctx)), yearless=(month, 0)
    )


def _part(m: re.Match[str]) -> str:
    word = (m.groupdict().get("third") or "").strip(" -")
    return {"beginning": "early", "start": "early", "middle": "mid", "end": "late", "close": "late"}.get(word, word)


def _week_of_month(m: re.Match[str], ctx: Context) -> Value | None:
    month = month_of(m["m"])
    year = int(m["y"]) if m["y"] else _find_year(month, 1, ctx)
    if year is None:
        return no_document("the year is not given", ctx)
    last = monthrange(year, month)[1]
    nth = m["nth"]
    week = int(nth[0]) if nth[0].isdigit() else {"first": 1, "second": 2, "third": 3, "fourth": 4}.get(nth, 0)
    first = 7 * week - 6 if week else last - 6
    reason = "" if m["y"] else _year_reason(ctx)
    return interval(date(year, month, first), date(year, month, first + 6), precision=Precision.WEEK, reason=reason)


def _year(m: re.Match[str], _: Context) -> Value:
    start, end = year_range(int(m["y"]), _part(m))
    return interval(start, end, precision=Precision.YEAR)


def _season(m: re.Match[str], ctx: Context) -> Value | None:
    first, last = _SEASONS[m["season"]]
    if m.groupdict().get("y"):
        year, reason = int(m["y"]), ""
    elif ctx.base:
        year = ctx.base.year
        ended = (last if last <= 12 else 12, monthrange(year, min(last, 12))[1])
        if (m["which"] == "last" and (ctx.base.month, ctx.base.day) <= ended) or ctx.base.month < first:
            year -= 0 if m["which"] in {"this", "next"} else 1
        year += 1 if m["which"] == "next" and ctx.base.month >= first else 0
        reason = ctx.reason("season counted")
    else:
        return no_document("season counted", ctx)
    return interval(month_range(year, first)[0], month_range(year, last)[1], precision=Precision.YEAR, reason=reason)


def _decade(m: re.Match[str], _: Context) -> Value:
    words = {
        "twenties": 20,
        "thirties": 30,
        "forties": 40,
        "fifties": 50,
        "sixties": 60,
        "seventies": 70,
        "eighties": 80,
        "nineties": 90,
    }
    if m["y"]:
        first = int(m["y"])
    else:
        tens = words.get(m["word"] or "", 0) or int(m["yy"] or 0)
        first = (1900 if tens >= 30 else 2000) + tens
    low, high = {"early": (0, 3), "mid": (3, 6), "late": (6, 9)}.get(_part(m), (0, 9))
    return interval(date(first + low, 1, 1), date(first + high, 12, 31), precision=Precision.YEAR)


def _century(m: re.Match[str], _: Context) -> Value:
    first = 100 * (int(m["n"]) - 1) + 1
    return interval(date(first, 1, 1), date(first + 99, 12, 31), precision=Precision.YEAR)


def _feast(m: re.Match[str], ctx: Context) -> Value | None:
    name = re.sub(r"[^a-z]", "", m["feast"])
    month, number = _FEASTS[name]
    year = int(m["y"]) if m["y"] else _find_year(month, number, ctx)
    if year is None:
        return no_document("the year is not given", ctx)
    on = date(year, month, number)
    return interval(on, on, reason="" if m["y"] else _year_reason(ctx))


def _nine_eleven(_: re.Match[str], __: Context) -> Value:
    return interval(date(2001, 9, 11), date(2001, 9, 11), reason="a name for 11 September 2001")


_M, _D, _D2, _Y = MONTH.format("m"), _DAY.format("d"), _DAY.format("d2"), _YEAR.format("y")
_ABOUT = r"(?P<about>(?:around|about|circa)\s+)?"
_TO = r"\s*(?:-|–|—|and|or|to|through)\s*"
_THIRD = r"(?P<third>early|mid|late|beginning|start|middle|end|close)(?:-|\s+)(?:in\s+|of\s+)?"
_SEASON = r"(?P<season>spring|summer|autumn|fall|winter)"
_NO_COUNT = (  # what follows a number of four digits that is no year
    r"(?!\s*(?:people|troops|soldiers|civilians|men|women|fighters|rockets|missiles|km|kilomet|miles|meters|metres|dollars|"
    r"tons|tonnes|percent|%|hours|days|others|members|feet))"
)
# "4 November, 48 hours after": a figure that counts something is no year.
_COUNTED = (
    r"(?:percent|%|people|soldiers|were|per|(?:minute|hour|day|night|week|month|year|kilomet|km|mile|met)(?:er|re)?s?\b)"
)
_SHORT_YEAR = rf"(?P<y>(?:1[5-9]|20)\d\d|'?\d\d(?!\d|:|\.\d|\s*{_COUNTED}))(?!\d|,\d)"


def _behind(words: str) -> str:
    """The words stand just before; each has its own look-behind, whose width must be fixed."""
    return "(?:" + "|".join(rf"(?<=\b{word}\s)" for word in words.split()) + ")"


ABSOLUTE: tuple[tuple[str, str, Reader], ...] = (
    ("iso", r"(?P<y>(?:19|20)\d\d)-(?P<mn>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])(?!\d)", _full),
    ("mdy", rf"{_ABOUT}{_M}\s+{_D}\s*,?\s+(?:of\s+)?{_Y}", _full),
    ("dmy", rf"{_ABOUT}(?:the\s+)?{_D}[\s-]+(?:of\s+)?{_M}[\s,-]+{_SHORT_YEAR}", _full),
    ("mddy", rf"{_M}\s+{_D}{_TO}{_D2},?\s+{_Y}", _month_days),
    ("ddmy", rf"{_D}{_TO}{_D2}\s+{_M},?\s+{_Y}", _month_days),
    ("mdd", rf"{_M}\s+{_D}{_TO}{_D2}", _month_days),
    ("ddm", rf"{_D}{_TO}{_D2}\s+{_M}", _month_days),
    ("slash", r"(?<![\d/])(?P<a>\d{1,2})[/.](?P<b>\d{1,2})[/.](?P<y>(?:19|20)\d\d|\d\d)(?![\d/])", _slashed),
    ("md", rf"{_ABOUT}{_M}\s+{_D}", _month_day),
    ("dm", rf"{_ABOUT}(?:the\s+)?{_D}(?:\s+of)?[\s-]+{_M}", _month_day),
    (
        "week of month",
        r"(?:the\s+)?(?P<nth>first|second|third|fourth|last|1st|2nd|2d|3rd|3d|4th)\s+week\s+(?:of|in)\s+"
        rf"{_M}(?:,?\s+{_Y})?",
        _week_of_month,
    ),
    ("my", rf"(?:(?:the\s+)?{_THIRD})?{_M},?\s+(?:of\s+)?{_Y}", _month_year),
    ("third month", rf"(?:the\s+)?{_THIRD}{_M}", _bare_month),
    ("which month", rf"(?P<which>last|this|next|this past|this coming)\s+{_M}", _bare_month),
    ("month", rf"{_behind('in by since until during of from to')}{_M}", _bare_month),
    ("season", rf"(?:the\s+)?(?:(?P<which>last|this|next)\s+)?{_SEASON}(?:\s+(?:of\s+)?{_Y})", _season),
    ("which season", rf"(?P<which>last|this|next)\s+{_SEASON}", _season),
    (
        "decade",
        r"(?:the\s+)?(?:(?P<third>early|mid|late)(?:-|\s+)(?:to-late\s+)?)?(?:the\s+)?(?:(?P<y>1[89]\d0|20\d0)'?s\b|"
        r"'(?P<yy>\d0)s\b|(?P<word>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b)",
        _decade,
    ),
    ("century", r"(?:the\s+)?(?P<n>1\d|2[01])(?:th|st)[\s-]century", _century),
    (
        "feast",
        r"(?P<feast>christmas\s+eve|christmas\s+day|christmas|boxing\s+day|new\s+year's\s+eve|new\s+year's\s+day|"
        rf"valentine's\s+day|halloween)(?:,?\s+{_Y})?",
        _feast,
    ),
    ("9/11", r"(?<!\d)9/11(?!\d|/)", _nine_eleven),
    ("third year", rf"(?:the\s+)?{_THIRD}{_Y}", _year),
    ("year", rf"(?<=\b(?:in|by|of|to|or)\s){_Y}{_NO_COUNT}", _year),
    ("year of entry", rf"\A{_Y}(?=\s?(?:[:\u2013\u2014|]|-\s))", _year),  # "1952 - gunmen ...", an entry of a chronology
    ("year after word", rf"(?<=\b(?:since|until|after|while|about)\s){_Y}", _year),
    (
        "year after long word",
        rf"(?:{_behind('during before around from and the through between till')}|(?<=\()|(?<=,\s)){_Y}{_NO_COUNT}",
        _year,
    ),
)
