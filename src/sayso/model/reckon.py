"""Dates come in; days to count with go out. Unknown stays unknown."""

from __future__ import annotations

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
