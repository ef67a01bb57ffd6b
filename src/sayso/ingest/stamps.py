"""A line of text comes in; the date and time printed in it goes out, in eight languages, with how precise it is."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from msgspec.structs import replace

from sayso.model import Basis, DateRange, Precision, Record, Span

LONGEST = 240  # characters; date lines are short, prose is not searched

_MONTHS = (
    "january janvier januar jänner enero janeiro gennaio januari styczeń stycznia января jan ene gen janv",
    "february février fevrier februar feber febrero fevereiro febbraio februari luty lutego февраля feb fév fev févr",
    "march mars märz marz marzo março marco maart marzec marca марта mar mär mrz mrt",
    "april avril abril aprile kwiecień kwietnia апреля apr abr avr",
    "may mai mayo maio maggio mei maj maja мая mag",
    "june juin juni junio junho giugno czerwiec czerwca июня jun giu",
    "july juillet juli julio julho luglio lipiec lipca июля jul juil lug",
    "august août aout agosto augustus sierpień sierpnia августа aug aoû ago",
    "september septembre septiembre setembro settembre wrzesień września сентября sep sept set",
    "october octobre oktober octubre outubro ottobre październik października октября oct okt out ott",
    "november novembre noviembre novembro listopad listopada ноября nov",
    "december décembre decembre dezember diciembre dezembro dicembre grudzień grudnia декабря dec déc dez dic",
)
MONTH_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_MONTH = "|".join(sorted(map(re.escape, MONTH_OF), key=len, reverse=True))
_WEEKDAY = (
    r"(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|mo|di|mi|do|fr|sa|so|lun|mar|mer|mié|jeu|jue|ven|vie|sam|sáb|dim|dom)"
    r"(?:day|nesday|rsday|urday|sday|ntag|enstag|ttwoch|nnerstag|eitag|mstag|nnabend|nntag|di|credi|dredi|edi|anche|es|rcoles|ves|rnes|ado|ingo)?"
)
_CLOCK = (
    r"(?:(?P<hour>[01]?\d|2[0-3])(?:[:.h](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?\s*(?P<half>[ap]\.?\s?m\.?)?"
    r"|\s?(?P<half2>[ap]\.?m\.?))(?!\d)(?:\s*uhr\b)?)"
)
_BRIDGE = r"\s*(?:,|@|at|um|à|a\s+las|alle|às|om|в|[-–—|/•·]{1,2})?\s*(?:@\s*)?"
_DAY = r"(?<!\d)(?P<day>[0-3]?\d)(?!\d)(?:st|nd|rd|th|er|º|\.)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"

_SHAPES = (
    rf"(?P<isoyear>(?:19|20)\d\d)[-/](?P<isomonth>[01]?\d)[-/](?P<isoday>[0-3]?\d)(?!\d)(?:(?:T|{_BRIDGE}){_CLOCK}(?:\.\d+)?\s*(?:Z|UTC|GMT|[+-]\d\d:?\d\d)?)?",
    rf"(?:\b|(?-i:(?<=[^\W_])(?=[A-Z][a-z])))(?P<mname>{_MONTH})\b\.?\s+{_DAY},?(?:\s+{_YEAR})?(?:{_BRIDGE}{_CLOCK})?",
    rf"{_DAY}(?:\s+(?:de|of))?[\s-]+(?P<mname>{_MONTH})\b(?!\s+of\b)\.?,?(?:(?:\s+(?:de|del))?[\s-]+{_YEAR})?(?:\s*г\.)?(?:{_BRIDGE}{_CLOCK})?",
    rf"(?<![\d./])(?P<first>[0-3]?\d)(?P<sep>[./-])(?P<second_>[0-3]?\d)(?P=sep)(?P<short>(?:19|20)\d\d|\d\d)(?![\d./])(?:{_BRIDGE}{_CLOCK})?",
)
_STAMPS = tuple(re.compile(rf"(?:\b{_WEEKDAY}\b\.?,?\s*(?:the\s+|den\s+|le\s+)?)?(?:{s})", re.IGNORECASE) for s in _SHAPES)
_DIGIT = re.compile(r"\d")
_FIGURES = re.compile(r"\d[./-]\d")
_MONTH_HINTS = tuple(sorted({name[:3] for name in MONTH_OF}))
_UNITS = {
    "second": "s sec secs second seconds sekunde sekunden segundo segundos seconde secondes secondi",
    "minute": "m min mins minute minutes minuten minuto minutos minuti",
    "hour": "h hr hrs hour hours stunde stunden std hora horas heure heures ora ore",
    "day": "d day days tag tage tagen día días dia dias jour jours giorno giorni",
    "week": "w wk wks week weeks woche wochen semana semanas semaine semaines settimana settimane",
    "month": "mo mos month months monat monate monaten mes meses mês mois mese mesi",
    "year": "y yr yrs year years jahr jahre jahren año años ano anos an ans année années anno anni",
}
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words.split()}
_UNIT = "|".join(sorted(_UNIT_OF, key=len, reverse=True))
_COUNT = r"(?P<count>\d{1,3}|an?|one|eine[mnr]?|un[ae]?|um|uma)"
_RELATIVE = (
    re.compile(rf"\b{_COUNT}\s*(?P<unit>{_UNIT})\.?\s+(?:ago|atrás|fa)\b", re.IGNORECASE),
    re.compile(rf"\b(?:vor|hace|há|il\s+y\s+a)\s+{_COUNT}\s*(?P<unit>{_UNIT})\b\.?", re.IGNORECASE),
    re.compile(r"^\s*(?P<count>\d{1,3})\s?(?P<unit>s|m|h|d|w|mo|y)\b(?:\s+edited)?\s*$", re.IGNORECASE),
    # "· 3h", "@annleeds@plaza.example 3h": behind a dot or an account's name
    re.compile(r"(?:[·•|]|@[\w.@-]{2,60}\)?)\s*(?P<count>\d{1,3})\s?(?P<unit>s|m|h|d|w|mo|y)$", re.IGNORECASE),
    # "Ann Leeds 1 year": behind a name, to the end of the line
    re.compile(r"(?<=[\w)])\s+(?P<count>\d{1,2})\s(?P<unit>minutes?|hours?|days?|weeks?|months?|years?)$", re.IGNORECASE),
    re.compile(r"\b(?P<word>just now|yesterday|gestern|ayer|hier)\b", re.IGNORECASE),
)
# One of these stands in every age; one search instead of four.
_AGE_HINT = re.compile(
    r"\b(?:ago|atrás|fa|vor|hace|há|il\s+y\s+a|just now|yesterday|gestern|ayer|hier)\b|^\s*\d{1,3}\s?(?:[smhdwy]|mo)\b"
    r"|[·•|@][^·•|@\n]{0,60}\d\s?(?:[smhdwy]|mo)$"
    r"|\w\W{1,2}\d{1,2}\s(?:minute|hour|day|week|month|year)s?$",
    re.IGNORECASE,
)
_CLOCK_ONLY = re.compile(rf"(?:^|(?<=[^\d\s])|\s){_CLOCK}\s*$", re.IGNORECASE)
_UNIT_DAYS = {"second": 0, "minute": 0, "hour": 0, "day": 1, "week": 7, "month": 30, "year": 365}


class Stamp(Record, frozen=True):
    """A date as printed at ``start``-``end`` of a line. ``swapped`` is the other reading of an all-figure date."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    clock: str | None = None  # HH:MM
    swapped: bool = False
    relative: tuple[int, str] | None = None

    @property
    def dated(self) -> bool:
        """A day of a known year."""
        return self.year is not None

    def moved(self, by: int) -> Stamp:
        """The same with offsets into the text of which the line is a part, from ``by`` on."""
        return replace(self, start=self.start + by, end=self.end + by)


def find_stamp(line: str) -> Stamp | None:
    """The first date in a short line: a calendar date, else an age such as "2 years ago", else a bare time at its end."""
    if len(line) > LONGEST:
        return None
    if not _DIGIT.search(line):
        return _relative(line)
    found = [s for p in _shapes_of(line) for m in p.finditer(line) if (s := _absolute(m))]
    if found:
        return min(found, key=lambda s: (not s.dated, s.start, -s.end))
    return _relative(line) or _bare_clock(line)


def _shapes_of(line: str) -> list[re.Pattern[str]]:
    """The shapes that a line can have at all: those with a month's name, those with figures on both sides of a mark."""
    figures, month = _FIGURES.search(line), any(map(line.lower().__contains__, _MONTH_HINTS))
    iso, month_day, day_month, numeric = _STAMPS
    return [*([iso] if figures else ()), *((month_day, day_month) if month else ()), *([numeric] if figures else ())]


def _absolute(match: re.Match[str]) -> Stamp | None:
    part = match.groupdict()
    swapped = False
    if part.get("isoyear"):
        year, month, day = int(part["isoyear"]), int(part["isomonth"]), int(part["isoday"])
    elif part.get("mname"):
        year, month, day = int(part["year"] or 0), MONTH_OF[part["mname"].lower()], int(part["day"])
    else:
        first, second, year = int(part["first"]), int(part["second_"]), int(part["short"])
        year += 2000 if year < 70 else 1900 if year < 100 else 0
        day, month = (first, second) if second <= 12 and (part["sep"] == "." or first > 12) else (second, first)
        swapped = part["sep"] != "." and first <= 12 and second <= 12 and first != second
    if not _is_day(year or 2000, month, day):
        return None
    return Stamp(
        start=match.start(), end=match.end(), year=year or None, month=month, day=day, clock=_clock(part), swapped=swapped
    )


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        return bool(date(year, month, day))
    except ValueError:
        return False


def _clock(part: dict[str, str | None]) -> str | None:
    if not part.get("hour"):
        return None
    hour, half = int(part["hour"] or 0), (part["half"] or part["half2"] or "").lower()
    if half.startswith("p") and hour < 12:
        hour += 12
    if half.startswith("a") and hour == 12:
        hour = 0
    return f"{hour:02d}:{part['minute'] or '00'}"


def _relative(line: str) -> Stamp | None:
    if not _AGE_HINT.search(line):
        return None
    for pattern in _RELATIVE:
        match = pattern.search(line)
        if match:
            part = match.groupdict()
            if part.get("word"):
                count, unit = (0, "day") if "now" in part["word"].lower() else (1, "day")
            else:
                count, unit = int(part["count"]) if part["count"].isdigit() else 1, _UNIT_OF[part["unit"].lower()]
            return Stamp(start=match.start(), end=match.end(), relative=(count, unit))
    return None


def _bare_clock(line: str) -> Stamp | None:
    match = _CLOCK_ONLY.search(line)
    if not match:
        return None
    start = match.start() + len(match.group()) - len(match.group().lstrip())
    return Stamp(start=start, end=match.end(), clock=_clock(match.groupdict()))


def date_of(stamp: Stamp, span: Span, *, swap: bool | None = None, fetched: str | None = None) -> DateRange | None:
    """The interval that a stamp means; None for a time without a day, a day without a year, or an age without a day to count from.

    ``swap`` exchanges day and month of all-figure dates; None keeps both readings where nothing on the page decides.
    """
    if stamp.relative:
        return _aged(stamp.relative, span, fetched)
    if stamp.year is None or stamp.month is None or stamp.day is None:
        return None
    first = date(stamp.year, stamp.month, stamp.day)
    if stamp.swapped and swap is not False:
        other = date(stamp.year, stamp.day, stamp.month)
        if swap is None:
            low, high = sorted((first, other))
            return DateRange(
                start=low.isoformat(), end=high.isoformat(), precision=Precision.YEAR, basis=Basis.STATED,
                reason="Day and month may be either way round; both readings lie in this interval.", spans=(span,),
            )  # fmt: skip
        first = other
    when = f"{first.isoformat()}T{stamp.clock}" if stamp.clock else first.isoformat()
    precision = Precision.MINUTE if stamp.clock else Precision.DAY
    return DateRange(start=when, end=when, precision=precision, basis=Basis.STATED, spans=(span,))


def _aged(age: tuple[int, str], span: Span, fetched: str | None) -> DateRange | None:
    if not fetched:
        return None
    count, unit = age
    taken = datetime.fromisoformat(fetched.replace("Z", "+00:00")).date()
    days = _UNIT_DAYS[unit]
    latest = taken - timedelta(days=count * days)
    earliest = taken - timedelta(days=(count + 1) * days) if days else taken - timedelta(days=1)
    precision = {"week": Precision.WEEK, "month": Precision.MONTH, "year": Precision.YEAR}.get(unit, Precision.DAYS)
    return DateRange(
        start=earliest.isoformat(), end=latest.isoformat(), precision=precision, basis=Basis.INFERRED,
        reason=f"Said {count} {unit}s before the page was fetched on {taken.isoformat()}.", spans=(span,),
    )  # fmt: skip
