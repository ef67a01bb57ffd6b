"""The time strip and the maps: nothing lies on anything else, and nothing leaves the picture."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.report.timeline import Arc, Moment, strip
from sayso.report.worldmap import NARROW, WIDE, MapPoint, clusters, draw


def _moment(day: int, *, weight: int = 1, end: int | None = None) -> Moment:
    last = f"2031-05-{end or day:02}"
    return Moment(
        id=f"m{day}", start=f"2031-05-{day:02}", end=last, when=f"{day} May 2031", label=f"Shelling at town {day}",
        href=f"#m{day}", weight=weight,
    )  # fmt: skip


def test_marks_stand_in_the_order_of_time() -> None:
    drawn = strip([_moment(9), _moment(1), _moment(4)], [])
    assert drawn is not None
    assert [m.moment.id for m in drawn.marks] == ["m1", "m4", "m9"]
    assert [m.x for m in drawn.marks] == sorted(m.x for m in drawn.marks)


@pytest.mark.parametrize("days", [[], [3]], ids=["none", "one"])
def test_fewer_than_two_dates_make_no_strip(days: list[int]) -> None:
    assert strip([_moment(day) for day in days], []) is None


def test_the_most_spoken_of_are_drawn_and_the_rest_counted() -> None:
    drawn = strip([_moment(day, weight=day) for day in range(1, 31)], [])
    assert drawn is not None
    assert {m.moment.id for m in drawn.marks} == {f"m{day}" for day in range(7, 31)}
    assert drawn.left_out == 6


def test_an_arc_joins_two_marks_below_the_top() -> None:
    drawn = strip([_moment(1), _moment(30)], [Arc(trigger="m1", response="m30", label="29 days", stated=True)])
    assert drawn is not None
    (bow,) = drawn.arcs
    assert 0 < bow.y < drawn.base
    assert bow.path.startswith(f"M{drawn.marks[0].x},")


@given(st.sets(st.integers(1, 31), min_size=2, max_size=20))
def test_no_label_lies_on_another_or_on_a_line(days: set[int]) -> None:
    drawn = strip([_moment(day) for day in days], [])
    assert drawn is not None
    boxes = [(m.label_x, m.label_y - 11, m.label_x + len(m.name) * 6.2, m.label_y + 18) for m in drawn.marks]
    assert all(x2 <= drawn.width and y2 <= drawn.height for _, _, x2, y2 in boxes)
    assert not any(_meet(a, b) for a, b in itertools.combinations(boxes, 2))
    lines = [(m.x, drawn.base, m.x, m.label_y - 12) for m in drawn.marks]
    assert not any(_meet(line, box) for i, line in enumerate(lines) for j, box in enumerate(boxes) if i != j)


def _meet(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _point(name: str, lat: float, lon: float, count: int = 1) -> MapPoint:
    return MapPoint(name=name, lat=lat, lon=lon, href="#x", count=count)


def test_places_far_apart_get_maps_of_their_own_the_fullest_first() -> None:
    orsa, loden, far = _point("Orsa", 47.0, 9.0), _point("Loden", 47.2, 9.1), _point("Far", -20.0, 130.0)
    assert clusters([far, orsa, loden]) == ((loden, orsa), (far,))


def test_no_point_no_map() -> None:
    assert draw([]) is None


def test_a_map_has_land_and_a_scale() -> None:
    drawn = draw([_point("Orsa", 47.0, 9.0)])
    assert drawn is not None
    assert drawn.shapes
    assert (drawn.scale_km, round(drawn.scale_px)) == (100, 115)
    assert {name for name, _, _ in drawn.names} >= {"Switzerland"}


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.tuples(st.floats(46, 48), st.floats(8, 11)), min_size=1, max_size=12, unique=True),
    st.sampled_from([WIDE, NARROW]),
)
def test_no_name_lies_on_another(places: list[tuple[float, float]], size: tuple[int, int]) -> None:
    drawn = draw([_point(f"Town {i}", lat, lon) for i, (lat, lon) in enumerate(places)], size)
    assert drawn is not None
    boxes = []
    for mark in drawn.marks:
        wide = len(mark.label) * 6.5
        left = mark.label_x if mark.anchor == "start" else mark.label_x - wide
        boxes.append((left, mark.label_y - 10, left + wide, mark.label_y + 3))
    assert all(x1 >= 0 and x2 <= drawn.width and y1 >= 0 and y2 <= drawn.height for x1, y1, x2, y2 in boxes)
    assert not any(_meet(a, b) for a, b in itertools.combinations(boxes, 2))
