"""Dates come in; days to count with go out. Unknown stays unknown."""

from __future__ import annotations

import calendar
from datetime import date

from sayso.model.dates import DateRange

DAY_SLACK = 1  # a local date and a UTC date of one night differ by a day


def day_range(when: DateRange | None) -> tuple[int, int] | None:
    """The first and the last day as ordinals, or None where the date is not known."""
    if when is None or not when.start or not when.end:
        return None
    return date.fromisoformat(when.start[:10]).toordinal(), date.fromisoformat(when.end[:10]).toordinal()


def lag_range(earlier: tuple[int, int], later: tuple[int, int]) -> tuple[int, int]:
    """The least and the most days from one date to another: the difference of the dates, so that the same day is 0."""
    return later[0] - earlier[1], later[1] - earlier[0]


def written(when: DateRange | None) -> str:
    """A date as readers write it: "4 May 2031", "4-6 May 2031", "May 2031", "2031"."""
    days = day_range(when)
    return days_written(*days) if days else ""


def days_written(start: int, end: int) -> str:
    """The same for the first and the last day as ordinals."""
    first, last = date.fromordinal(start), date.fromordinal(end)
    if first == last:
        return _day(first)
    whole_months = first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]
    if whole_months and (first.month, last.month) == (1, 12):
        return str(first.year) if first.year == last.year else f"{first.year}-{last.year}"
    if whole_months and (first.year, first.month) == (last.year, last.month):
        return f"{calendar.month_abbr[first.month]} {first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}-{_day(last)}"
    return f"{_day(first)} to {_day(last)}"


def _day(when: date) -> str:
    return f"{when.day} {calendar.month_abbr[when.month]} {when.year}"
