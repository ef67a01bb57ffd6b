"""Dated incidents and answers come in; the places of marks, arcs and labels on one strip go out."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import msgspec

WIDTH = 960
_LEFT, _RIGHT = 30, 770  # the last label needs its room too
_ROW = 34  # pixels between two lines of labels: a date and a name
_LETTER = 6.4  # pixels of a letter at the label's size, rounded up
_NAME = 30  # letters of a name that fit on a label
_HIGHEST = 120.0  # pixels of the highest arc
_MOST = 24  # marks that one strip can hold and still be read


class Moment(msgspec.Struct, frozen=True, kw_only=True):
    """An incident on the strip: when (ISO days, and in words), what it is called, where it is told, how much is said."""

    id: str
    start: str
    end: str
    when: str
    label: str
    href: str
    weight: int = 0


class Arc(msgspec.Struct, frozen=True, kw_only=True):
    """One incident given as the answer to another. ``stated`` is False where only the order in time suggests it."""

    trigger: str
    response: str
    label: str
    stated: bool


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """A moment with its place: ``x`` to ``x2`` on the axis, and the label's corner."""

    moment: Moment
    name: str
    x: float
    x2: float
    label_x: float
    label_y: float


class Bow(msgspec.Struct, frozen=True, kw_only=True):
    """An arc as a path, with the place of its label."""

    arc: Arc
    path: str
    x: float
    y: float


class Strip(msgspec.Struct, frozen=True, kw_only=True):
    """What the template draws, in pixels. ``left_out`` incidents have a date but found no room."""

    width: int
    height: float
    base: float
    marks: tuple[Mark, ...]
    arcs: tuple[Bow, ...]
    left_out: int


def strip(moments: Sequence[Moment], arcs: Sequence[Arc]) -> Strip | None:
    """The strip, or None where fewer than two incidents have a date."""
    heaviest = sorted((m for m in moments if m.start), key=lambda m: (-m.weight, m.start, m.id))[:_MOST]
    dated = sorted(heaviest, key=lambda m: (m.start, m.id))
    if len(dated) < 2:
        return None
    place = _scale([_day(m.start) for m in dated])
    xs = {m.id: place[_day(m.start)] for m in dated}
    joining = [a for a in arcs if a.trigger in xs and a.response in xs and xs[a.trigger] != xs[a.response]]
    heights = {a: _height(abs(xs[a.response] - xs[a.trigger])) for a in joining}
    base = 34 + max(heights.values(), default=0.0) * 0.8
    marks = tuple(_marks(dated, place, base=base))
    return Strip(
        width=WIDTH,
        height=max(m.label_y for m in marks) + 30,
        base=base,
        marks=marks,
        arcs=tuple(_bow(a, xs[a.trigger], xs[a.response], base=base, height=h) for a, h in heights.items()),
        left_out=sum(1 for m in moments if m.start) - len(dated),
    )


def _marks(dated: Sequence[Moment], place: Mapping[int, float], *, base: float) -> Iterable[Mark]:
    """Each moment with its label to the right of its line. A label lies below those that start over it, so that no line
    crosses a label."""
    later: list[tuple[float, int]] = []  # where labels to the right start, and their rows
    found = []
    for moment in reversed(dated):
        x = place[_day(moment.start)]
        name = moment.label if len(moment.label) <= _NAME else moment.label[: _NAME - 1] + "…"
        end = x + max(len(name), len(moment.when)) * _LETTER + 10
        row = max((row + 1 for start, row in later if start < end), default=0)
        later.append((x, row))
        x2 = max(x, _clamp(place, _day(moment.end)))
        found.append(Mark(moment=moment, name=name, x=x, x2=x2, label_x=x - 4, label_y=base + 34 + row * _ROW))
    return reversed(found)


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


def _clamp(place: Mapping[int, float], at: int) -> float:
    return max((x for d, x in place.items() if d <= at), default=_LEFT)


def _height(across: float) -> float:
    return min(_HIGHEST, 26 + across * 0.28)


def _bow(arc: Arc, x1: float, x2: float, *, base: float, height: float) -> Bow:
    middle, foot = (x1 + x2) / 2, base - 8
    path = f"M{x1},{foot} Q{middle},{foot - height * 1.6:.1f} {x2},{foot}"
    return Bow(arc=arc, path=path, x=round(middle, 1), y=round(foot - 6 - height * 0.8, 1))


def _day(iso: str) -> int:
    return date.fromisoformat(iso[:10]).toordinal()
