"""Dated incidents and answers come in; the places of marks, arcs and years on one strip go out."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import date

import msgspec

WIDTH, BASE = 960, 150
_LEFT, _RIGHT = 40, 920
_ROW = 18  # pixels between two lines of labels
_LABEL = 118  # pixels that a label needs


class Moment(msgspec.Struct, frozen=True, kw_only=True):
    """An incident on the strip: when (ISO days), what it is called and where it is told."""

    id: str
    start: str
    end: str
    label: str
    href: str


class Arc(msgspec.Struct, frozen=True, kw_only=True):
    """One incident given as the answer to another. ``stated`` is False where only the order in time suggests it."""

    trigger: str
    response: str
    label: str
    stated: bool


class Strip(msgspec.Struct, frozen=True, kw_only=True):
    """What the template draws, in pixels."""

    width: int
    height: int
    base: int
    marks: tuple[tuple[Moment, float, float, float], ...]  # with x of start and end, and y of the label
    arcs: tuple[tuple[Arc, str, float, float], ...]  # with path data and the place of the label
    ticks: tuple[tuple[str, float], ...]


def strip(moments: Sequence[Moment], arcs: Sequence[Arc]) -> Strip | None:
    """The strip, or None where fewer than two incidents have a date."""
    dated = sorted((m for m in moments if m.start), key=lambda m: (m.start, m.id))
    if len(dated) < 2:
        return None
    days = [_day(m.start) for m in dated]
    place = _scale(days)
    marks, rows = [], []
    for moment, at in zip(dated, days, strict=True):
        x = place[at]
        row = next((i for i, end in enumerate(rows) if x - end > 0), len(rows))
        rows[row:] = [x + _LABEL, *rows[row + 1 :]]
        marks.append((moment, x, max(x, _clamp(place, _day(moment.end))), BASE + 30 + row * _ROW))
    xs = {m.id: x for m, x, _, _ in marks}
    drawn = [_arc(a, xs[a.trigger], xs[a.response]) for a in arcs if a.trigger in xs and a.response in xs]
    ticks = tuple((m.start[:10], x) for m, x, _, _ in marks)
    return Strip(
        width=WIDTH, height=BASE + 46 + len(rows) * _ROW, base=BASE, marks=tuple(marks), arcs=tuple(drawn), ticks=ticks
    )


def _scale(days: Sequence[int]) -> dict[int, float]:
    """Pixels by day: gaps grow with the logarithm of the days between, so that years apart and days apart both show."""
    distinct = sorted(set(days))
    gaps = [1 + (b - a).bit_length() for a, b in itertools.pairwise(distinct)]
    unit = (_RIGHT - _LEFT) / max(1, sum(gaps))
    place, x = {distinct[0]: float(_LEFT)}, float(_LEFT)
    for at, gap in zip(distinct[1:], gaps, strict=True):
        x += gap * unit
        place[at] = round(x, 1)
    return place


def _clamp(place: dict[int, float], at: int) -> float:
    return max((x for d, x in place.items() if d <= at), default=_LEFT)


def _arc(arc: Arc, x1: float, x2: float) -> tuple[Arc, str, float, float]:
    height = min(110.0, 26 + abs(x2 - x1) * 0.28)
    middle = (x1 + x2) / 2
    path = f"M{x1},{BASE - 8} Q{middle},{BASE - 8 - height * 1.6} {x2},{BASE - 8}"
    return arc, path, middle, round(BASE - 14 - height * 0.8, 1)


def _day(iso: str) -> int:
    return date.fromisoformat(iso[:10]).toordinal()
