"""Dates and coordinates come in; days to count with and kilometres go out. Unknown stays unknown."""

from __future__ import annotations

import math
from datetime import date

from sayso.model.dates import DateRange

EARTH_KM = 6371.0088
DAY_SLACK = 1  # a local date and a UTC date of one night differ by a day


def day_range(when: DateRange | None) -> tuple[int, int] | None:
    """The first and the last day as ordinals, or None where the date is not known."""
    if when is None or not when.start or not when.end:
        return None
    return date.fromisoformat(when.start[:10]).toordinal(), date.fromisoformat(when.end[:10]).toordinal()


def lag_range(earlier: tuple[int, int], later: tuple[int, int]) -> tuple[int, int]:
    """The least and the most days from one date to another: the difference of the dates, so that the same day is 0."""
    return later[0] - earlier[1], later[1] - earlier[0]


def km_between(lat: float, lon: float, *, to_lat: float, to_lon: float) -> float:
    """The great-circle distance between two points in degrees."""
    a, b, c, d = map(math.radians, (lat, lon, to_lat, to_lon))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))
