"""Relative words about time come in; intervals counted from the document's date, or offsets from an incident, go out."""

from __future__ import annotations

import re
from datetime import date, timedelta

from sayso.extract.timegrammar import (
    _LONG_WEEKDAY,
    _NUM,
    _PART,
    _UNIT,
    _VAGUE_PLURAL,
    Context,
    Reader,
    Value,
    from_document,
    interval,
    month_range,
    no_document,
    number_of,
    span_days,
    weekday_of,
    year_range,
)
from sayso.model import Anchor, Basis, Precision

_PLAIN_DAYS = {
    "yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1, "last night": -1, "last evening": -1, "the other day": -1,
    "this morning": 0, "this afternoon": 0, "this evening": 0, "earlier today": 0, "later today": 0,
    "the day before yesterday": -2, "the day after tomorrow": 2, "overnight": 0, "yesterday morning": -1,
    "yesterday afternoon": -1, "yesterday evening": -1, "tomorrow morning": 1, "tomorrow night": 1, "yesterday night": -1,
}  # fmt: skip
_STEP = {"last": -1, "past": -1, "previous": -1, "this": 0, "this past": -1, "next": 1, "coming": 1, "this coming": 1}


def _plain(m: re.Match[str], ctx: Context) -> Value | None:
    words = " ".join(m[0].split())
    days = _PLAIN_DAYS[words]
    if words == "overnight":
        return from_document(ctx, -1, 0, '"overnight" counted', Precision.DAY)
    return from_document(ctx, days, days, f'"{words}" counted')


def _weekday(m: re.Match[str], ctx: Context) -> Value | None:
    number, which = weekday_of(m["wd"]), (m.groupdict().get("which") or "").strip()
    if ctx.base is None:
        return no_document("a weekday", ctx)
    back = (ctx.base.weekday() - number) % 7
    if which in {"next", "this coming", "coming"} or (ctx.future and which not in {"last", "this past", "past"}):
        days = (number - ctx.base.weekday()) % 7 or 7
        how = "the weekday after"
    elif which in {"last", "this past", "past"}:
        days, how = -(back or 7), "the last such weekday"
    else:
        days, how = -back, "the last such weekday"
    return from_document(ctx, days, days, how)


def _weekend(m: re.Match[str], ctx: Context) -> Value | None:
    if ctx.base is None:
        return no_document("the weekend", ctx)
    which = (m.groupdict().get("which") or "").strip()
    saturday = -((ctx.base.weekday() - 5) % 7)
    if which in {"next", "coming", "this coming"} or (ctx.future and which != "last"):
        saturday += 7 if ctx.base.weekday() not in {5} or which else 0
    elif ctx.base.weekday() == 5 and which == "last":
        saturday -= 7
    return from_document(ctx, saturday, saturday + 1, "Saturday to Sunday")


def _week(m: re.Match[str], ctx: Context) -> Value | None:
    if ctx.base is None:
        return no_document("the week", ctx)
    which, part = " ".join(m["which"].split()), (m.groupdict().get("part") or "").strip()
    monday = -ctx.base.weekday()
    if which in {"past", "the past"}:
        return from_document(ctx, -7, 0, "seven days back", Precision.WEEK)
    step = _STEP.get(which, 0)
    first = monday + 7 * step
    if part == "late":
        return from_document(ctx, first + 4, first + 6, "Friday to Sunday of that week")
    if part == "early":
        return from_document(ctx, first, first + 2, "Monday to Wednesday of that week")
    if part in {"mid", "middle"}:
        return from_document(ctx, first + 1, first + 3, "Tuesday to Thursday of that week")
    if step == 0:
        ends = (first + 6) if ctx.future or part == "later" else 0
        starts = 0 if ctx.future or part == "later" else first
        return from_document(ctx, starts, ends, "this week", Precision.DAYS)
    return from_document(ctx, first, first + 6, "Monday to Sunday of that week", Precision.WEEK)


def _month(m: re.Match[str], ctx: Context) -> Value | None:
    if ctx.base is None:
        return no_document("the month", ctx)
    which, part = " ".join(m["which"].split()), (m.groupdict().get("part") or "").strip()
    if which == "past":
        return from_document(ctx, -30, 0, "thirty days back", Precision.MONTH)
    month0 = ctx.base.year * 12 + ctx.base.month - 1 + _STEP.get(which, 0)
    start, end = month_range(month0 // 12, month0 % 12 + 1, {"middle": "mid"}.get(part, part))
    if which == "this" and part in {"", "earlier"} and not ctx.future:
        end = ctx.base
    elif which == "this" and part == "later":
        start = ctx.base
    return interval(start, end, precision=Precision.MONTH, anchor=Anchor.DOCUMENT, reason=ctx.reason(f"{which} month"))


def _year(m: re.Match[str], ctx: Context) -> Value | None:
    if ctx.base is None:
        return no_document("the year", ctx)
    which, part = " ".join(m["which"].split()), (m.groupdict().get("part") or "").strip()
    if which == "past":
        return from_document(ctx, -365, 0, "a year back", Precision.YEAR)
    part = {"beginning": "early", "start": "early", "middle": "mid", "end": "late"}.get(part, part)
    start, end = year_range(ctx.base.year + _STEP.get(which, 0), part)
    if which == "this" and part in {"", "earlier"} and not ctx.future:
        end = ctx.base
    return interval(start, end, precision=Precision.YEAR, anchor=Anchor.DOCUMENT, reason=ctx.reason(f"{which} year"))


def _ago(m: re.Match[str], ctx: Context) -> Value | None:
    low, high = _amount(m)
    return _counted(ctx, -high, -low, m["unit"], "counted back")


def _amount(m: re.Match[str]) -> tuple[float, float]:
    if m.groupdict().get("num"):
        return span_days(m["num"], m["unit"])
    return _VAGUE_PLURAL.get(m["unit"], (1.0, 30.0))


def _counted(ctx: Context, low: float, high: float, unit: str, how: str) -> Value:
    """Whole days for days and weeks; months and years keep their own precision."""
    precision = {
        "month": Precision.MONTH,
        "year": Precision.YEAR,
        "decade": Precision.YEAR,
        "century": Precision.YEAR,
        "centurie": Precision.YEAR,
    }.get(unit)
    first, last = (int(-(-low // 1)) if low < 0 else int(low)), int(-(-high // 1))
    if unit in {"minute", "hour"} and low < 0:
        first = int(low // 1) if low <= -0.5 else 0
    return from_document(ctx, first, last, how, precision)


def _past_span(m: re.Match[str], ctx: Context) -> Value | None:
    """ "The past 24 hours" is the report's day and the one before; "recent weeks" three weeks."""
    unit = m["unit"]
    if not m.groupdict().get("num"):
        days, precision = {
            "hour": (1, Precision.DAYS),
            "day": (3, Precision.DAYS),
            "week": (21, Precision.MONTH),
            "month": (92, Precision.YEAR),
        }.get(unit, (3 * 365, Precision.YEAR))
        return from_document(ctx, -days, 0, f"the last few {unit}s", precision)
    if unit == "hour":
        hours = number_of(m["num"])[1]
        return from_document(
            ctx,
            -(1 if hours <= 24 else 2 if hours <= 72 else round(hours / 24)),
            0,
            f"the last {hours:g} hours",
            Precision.DAYS,
        )
    _, high = span_days(m["num"], unit)
    low = number_of(m["num"])[1] * {"day": 1, "night": 1, "week": 7, "month": 30.4, "year": 365.25, "decade": 3652.5}.get(
        unit, 1
    )
    few = number_of(m["num"])[0] != number_of(m["num"])[1]
    return from_document(
        ctx, -round({"day": 3, "week": 21, "month": 92}.get(unit, high) if few else low), 0, f"the last {m['num']} {unit}s"
    )


def _coming_span(m: re.Match[str], ctx: Context) -> Value | None:
    _, high = _amount(m)
    return from_document(ctx, 0, max(1, round(high)), "the time ahead")


def _recently(m: re.Match[str], ctx: Context) -> Value | None:
    return from_document(ctx, -3, 0, '"recently" counted', Precision.DAYS)


def _later(m: re.Match[str], _: Context) -> Value | None:
    """ "Two days later": an offset from the incident told just before."""
    low, high = _amount(m)
    if m[0].startswith("less than"):
        low = 0.0
    sign = -1 if m["dir"] in {"earlier", "before", "prior", "previously", "beforehand"} else 1
    offset = (low, high) if sign > 0 else (-high, -low)
    return _from_incident(offset)


def _from_incident(offset: tuple[float, float]) -> Value:
    return Value(
        anchor=Anchor.INCIDENT, basis=Basis.INFERRED, reason="counts from the incident told just before", offset=offset
    )


def _within(m: re.Match[str], _: Context) -> Value | None:
    return _from_incident((0.0, _amount(m)[1]))


def _next_unit(m: re.Match[str], _: Context) -> Value | None:
    unit = m["unit"]
    step = {"next": 1, "following": 1, "same": 0, "previous": -1, "preceding": -1, "very": 0}[m["which"].split()[-1]]
    width = {"week": 7, "month": 31, "year": 366}.get(unit)
    if width is None:
        return _from_incident((float(step), float(step)))
    if step == 0:
        return _from_incident((-width + 1.0, width - 1.0))
    return _from_incident((1.0, 2.0 * width - 1) if step > 0 else (-2.0 * width + 1, -1.0))


def _that_unit(m: re.Match[str], _: Context) -> Value | None:
    width = {"week": 6.0, "month": 30.0, "year": 365.0}.get(m["unit"], 0.0)
    earlier = m.groupdict().get("part") or ""
    return _from_incident((-width, 0.0) if earlier == "earlier" else (0.0, width) if earlier == "later" else (-width, width))


def _day_beside(m: re.Match[str], _: Context) -> Value | None:
    step = 1.0 if m["dir"] in {"after"} else -1.0
    return _from_incident((step, step))


def _soon(m: re.Match[str], _: Context) -> Value | None:
    before = "before" in m[0]
    return _from_incident((-1.0, 0.0) if before else (0.0, 1.0))


def _same_time(_: re.Match[str], __: Context) -> Value | None:
    return _from_incident((0.0, 0.0))


def _eve(_: re.Match[str], __: Context) -> Value | None:
    return _from_incident((-1.0, -1.0))


def _duration(m: re.Match[str], _: Context) -> Value | None:
    return Value(role="duration", offset=_amount(m), anchor=Anchor.UNKNOWN, reason="a length of time")


def resolve_offset(offset: tuple[float, float], start: date, end: date) -> tuple[date, date]:
    """An interval moved by an offset; parts of days stay on the day."""
    low, high = offset
    first = int(low) if low >= 0 else -int(-low // 1) if low > -1 else int(low)
    return start + timedelta(days=first), end + timedelta(days=int(-(-high // 1)) if high > 1 else round(high))


_U = _UNIT + r"(?![a-z])"
_WEEKDAY = _LONG_WEEKDAY.format("wd")
_LOOSE = (
    r"(?:(?:about|around|some|nearly|almost|roughly|over|more\s+than|less\s+than|at\s+least|just|only|barely|exactly)\s+)*"
)
_WITHIN = r"(?:in|over|during|within|for|throughout)?\s*(?:the\s+)?"
_PART_OF = r"(?P<part>early|earlier|late|later|mid|middle|end|beginning|start)(?:-|\s+)(?:in\s+|of\s+)?"
_WHICH = r"(?P<which>this|last|next|past|coming)"
_TIMES = r"(?P<unit>day|morning|night|evening|afternoon|week|month|year)(?![a-z])"
_COUNTED = r"(?P<unit>hour|day|week|month|year)s"
_DIR = r"(?P<dir>later|earlier|afterwards?|after|before|prior(?:\s+to)?|previously|beforehand)(?![a-z])"
_NOT_OVERNIGHT = rf"(?!\s+(?:on|into|from|between|bag|stay|delivery|success|{_LONG_WEEKDAY.format('x0')}))"


def _other_week(m: re.Match[str], ctx: Context) -> Value | None:
    """ "The previous week" counts from what was told, all others from the document."""
    return None if m["which"] == "previous" else _week(m, ctx)


def _lasting(m: re.Match[str], ctx: Context) -> Value | None:
    if m["num"]:
        return _duration(m, ctx)
    return Value(role="duration", offset=span_days(m["num2"], m["unit2"]), anchor=Anchor.UNKNOWN, reason="a length of time")


# "On Saturdays" is a habit; "Saturdays blast", in a text that lost its apostrophes, is one day's.
_NOT_EVERY = (
    r"(?!s(?!\s+(?:\w+\s+)?(?:attack|assault|blast|bombing|explosion|killing|massacre|raid|shelling|shooting|strike)s?\b))"
)

RELATIVE: tuple[tuple[str, str, Reader], ...] = (
    (
        "plain",
        r"the\s+day\s+before\s+yesterday|the\s+day\s+after\s+tomorrow|yesterday\s+(?:morning|afternoon|evening|night)|"
        r"yesterday|tomorrow\s+(?:morning|night)|tomorrow|(?:earlier|later)\s+today|today|tonight|last\s+night|"
        r"last\s+evening|this\s+(?:morning|afternoon|evening)|the\s+other\s+day|(?<!n)\bovernight" + _NOT_OVERNIGHT,
        _plain,
    ),
    (
        "weekday",
        r"(?:(?:early|late|overnight)\s+(?:on\s+)?)?(?:overnight\s+(?:on|into)\s+)?"
        rf"(?:(?P<which>last|next|this\s+coming|this\s+past|this|past|coming)\s+)?{_WEEKDAY}{_NOT_EVERY}{_PART}",
        _weekday,
    ),
    ("weekend", r"(?:over\s+)?(?:the\s+|this\s+)?(?:(?P<which>last|next|past|coming|this)\s+)?weekend(?!s)", _weekend),
    (
        "week",
        r"(?:(?:(?P<part>early|earlier|late|later|mid|middle)(?:-|\s+)(?:in\s+|of\s+)?)?(?:the\s+)?"
        r"(?P<which>this|last|next|past|previous|coming))\s+week(?!end|s|day|-)",
        _other_week,
    ),
    ("month", rf"(?:(?:the\s+)?{_PART_OF})?(?:the\s+)?{_WHICH}\s+month(?!s|-)", _month),
    ("year", rf"(?:(?:the\s+)?{_PART_OF})?(?:the\s+)?{_WHICH}\s+year(?!s|-)", _year),
    ("ago", rf"{_LOOSE}(?:{_NUM}\s+)?{_UNIT}\s+ago", _ago),
    ("past span", rf"{_WITHIN}(?:(?:past|last|previous|recent|latest)\s+){_NUM}[\s-]+{_U}", _past_span),
    ("recent", rf"{_WITHIN}(?:past|last|recent)\s+{_COUNTED}", _past_span),
    ("coming", rf"{_WITHIN}(?:coming|next|following)\s+(?:{_NUM}\s+)?{_COUNTED}", _coming_span),
    ("recently", r"\b(?:recently|lately|of\s+late)\b", _recently),
    ("later", rf"{_LOOSE}(?:{_NUM}[\s-]+)?{_UNIT}\s+{_DIR}", _later),
    (
        "within",
        rf"(?:within|inside|in\s+less\s+than)\s+(?:{_NUM}\s+)?(?P<unit>minute|hour|day|week|month)s?(?:\s+of)?",
        _within,
    ),
    (
        "next unit",
        rf"(?:on\s+|in\s+)?the\s+(?P<which>very\s+next|very\s+same|next|following|same|previous|preceding)\s+{_TIMES}",
        _next_unit,
    ),
    ("that unit", rf"(?:(?P<part>earlier|later)\s+(?:in\s+|on\s+)?)?that\s+(?:same\s+|very\s+)?{_TIMES}", _that_unit),
    (
        "later that",
        r"(?P<part>earlier|later)\s+(?:in\s+|on\s+)?(?:the|that)\s+(?:same\s+)?"
        r"(?P<unit>day|night|week|month|year)(?![a-z])",
        _that_unit,
    ),
    (
        "day beside",
        r"the\s+(?:day|night|morning|evening)\s+(?P<dir>before|after)(?!\s+(?:yesterday|tomorrow))",
        _day_beside,
    ),
    (
        "soon",
        r"\b(?:shortly|soon|immediately|right|moments|just)\s+(?:after(?:wards?)?|before|thereafter|following)(?![a-z])",
        _soon,
    ),
    ("same time", r"at\s+(?:about\s+|around\s+)?the\s+same\s+(?:time|moment|hour)|simultaneously", _same_time),
    ("eve", r"on\s+the\s+eve\s+of", _eve),
    (
        "duration",
        r"(?:for|lasting|lasted|after)\s+(?:(?:about|around|some|nearly|almost|more\s+than|over|at\s+least)\s+)?"
        rf"{_NUM}[\s-]+{_U}|(?<![a-z])(?P<num2>\d{{1,3}}|one|two|three|four|five|six|seven|eight|nine|ten|twelve)-"
        r"(?P<unit2>minute|hour|day|week|month|year)(?![a-z])",
        _lasting,
    ),
)
