"""The text of an event dataset comes in (UCDP GED, ACLED or GTD, as CSV); its events go out, each with its own line.

What a dataset holds is what its coders made of reports: another voice, and no fact by itself.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from sayso.codelists import table
from sayso.errors import InputError
from sayso.gazetteer.geodesy import great_circle_km
from sayso.model import Record

MEDIA_TYPE = "text/csv; kind=events"
VAGUE_DAYS = {1: 0, 2: 6, 3: 7, 4: 30}  # how far a day of this precision may be off
VAGUE_KM = {
    1: 5.0,
    2: 25.0,
    3: 40.0,
}  # how far a place of this precision may be off; vaguer ones are not held against a text
BLOCK = 7  # days of a block of the index


class Event(Record, frozen=True):
    """One row: its stretch of the text, when, where, how many killed, between whom, and on whose report."""

    start: int
    end: int
    first: int  # ordinals
    last: int
    lat: float
    lon: float
    radius: float  # kilometres by which the place may be off; 0 where it is vaguer than a district
    place: str
    country: str
    low: int | None
    best: int | None
    high: int | None
    parties: tuple[str, ...]
    source: str
    id: str = ""  # in the dataset
    codes: tuple[str, ...] = ()  # the sort of event, as the dataset codes it


class Events(Record, frozen=True):
    """A dataset: its name and terms (and whether they let its rows be passed on), what it covers, and its events by week."""

    name: str
    terms: str
    scope: str
    events: tuple[Event, ...]
    weeks: dict[int, tuple[int, ...]]
    shareable: bool = False

    @property
    def span(self) -> tuple[int, int]:
        """The first and the last day that it covers."""
        return min(e.first for e in self.events), max(e.last for e in self.events)

    def near(self, lat: float, lon: float, days: tuple[int, int], *, km: float) -> tuple[tuple[float, Event], ...]:
        """Events on these days within so many kilometres and what their own precision leaves open, the nearest first."""
        found: dict[int, tuple[float, Event]] = {}
        for week in range(days[0] // BLOCK, days[1] // BLOCK + 1):
            for number in self.weeks.get(week, ()):
                event = self.events[number]
                away = great_circle_km(lat, lon, event.lat, event.lon)
                meets = event.first <= days[1] and days[0] <= event.last
                if event.radius and meets and away <= km + event.radius:
                    found[number] = away, event
        return tuple(sorted(found.values(), key=lambda f: (f[0], f[1].start)))


@lru_cache(maxsize=8)
def read_events(text: str) -> Events:
    """The events of a dataset known by its columns; anything else is refused with what was looked for."""
    lines = list(_rows(text))
    if not lines:
        raise InputError("The file is empty. Give the CSV of UCDP GED, ACLED or GTD with its header.")
    header = [name.strip().lower() for name in lines[0][2]]
    kind = _kind(header)
    events = tuple(
        e for start, end, row in lines[1:] if (e := _event(dict(zip(header, row, strict=False)), start, end, kind))
    )
    if not events:
        raise InputError(f"No row of this {kind['name']} file has a date and coordinates.")
    weeks: dict[int, list[int]] = defaultdict(list)
    for number, event in enumerate(events):
        for week in range(event.first // BLOCK, event.last // BLOCK + 1):
            weeks[week].append(number)
    return Events(
        name=kind["name"],
        terms=kind["terms"],
        scope=kind["scope"],
        events=events,
        weeks={w: tuple(n) for w, n in weeks.items()},
        shareable=kind["shareable"],
    )


def _kind(header: Sequence[str]) -> Mapping[str, Any]:
    for kind in table("event_sources").values():
        if "needs" in kind and set(kind["needs"]) <= set(header):
            return dict(kind)
    raise InputError(
        f"These columns are of no dataset known here: {', '.join(header[:8])}. UCDP GED (date_start, best), ACLED (event_date, "
        "fatalities) and GTD (iyear, gname) are known."
    )


def _rows(text: str) -> Iterator[tuple[int, int, list[str]]]:
    """Each row with its stretch of the text; a quoted cell may hold line breaks."""
    ends: list[int] = []
    at = 0
    lines = text.splitlines(keepends=True)

    def fed() -> Iterator[str]:
        nonlocal at
        for line in lines:
            at += len(line)
            ends.append(at)
            yield line

    start = 0
    for row in csv.reader(fed()):
        end = ends[-1]
        if row:
            yield start, start + len(text[start:end].rstrip("\r\n")), row
        start = end


def _event(row: Mapping[str, str], start: int, end: int, kind: Mapping[str, Any]) -> Event | None:
    first, last = _day(row, kind["start"]), _day(row, kind["end"])
    lat, lon = _number(row.get("latitude")), _number(row.get("longitude"))
    if first is None or last is None or lat is None or lon is None:
        return None
    low, best, high = (_whole(row, kind[name]) for name in ("low", "best", "high"))
    off = VAGUE_DAYS.get(int(_number(_first(row, kind["day_precision"])) or 1), 31) if first == last else 0
    return Event(
        start=start, end=end, first=first.toordinal() - off, last=(last + timedelta(days=off)).toordinal(), lat=lat, lon=lon,
        radius=VAGUE_KM.get(int(_number(_first(row, kind["precision"])) or 1), 0.0), place=_first(row, kind["place"]),
        country=_first(row, kind["country"]), low=low, best=best, high=high,
        parties=tuple(p for name in kind["parties"] if (p := row.get(name, "").strip())), source=_first(row, kind["source"]),
        id=_first(row, kind["id"]), codes=tuple(c for name in kind["codes"] if (c := row.get(name, "").strip())),
    )  # fmt: skip


def _day(row: Mapping[str, str], names: Sequence[str]) -> date | None:
    """An ISO day, "4 May 2031", or a year, month and day in columns of their own."""
    words = " ".join(row.get(name, "").strip() for name in names)
    parts = [str(int(float(p))) if p.replace(".", "", 1).isdigit() else p for p in words[:30].replace("-", " ").split()[:3]]
    if len(parts) == 3 and parts[1].lower() in table("event_sources")["months"]:
        parts = [parts[2], str(table("event_sources")["months"][parts[1].lower()]), parts[0]]
    try:
        return date(*(int(p) for p in parts)) if len(parts) == 3 else None
    except ValueError:
        return None


def _first(row: Mapping[str, str], names: Sequence[str]) -> str:
    return next((value for name in names if (value := row.get(name, "").strip())), "")


def _number(words: str | None) -> float | None:
    try:
        return float(words) if words and words.strip() else None
    except ValueError:
        return None


def _whole(row: Mapping[str, str], names: Sequence[str]) -> int | None:
    value = _number(_first(row, names))
    return None if value is None else int(value)
