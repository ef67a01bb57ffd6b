"""Groups grow by pairs and never across a bar."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.link.clusters import Groups


def test_a_bar_between_any_two_members_keeps_groups_apart() -> None:
    groups = Groups("abcd", barred=lambda x, y: {x, y} == {"a", "d"})
    assert groups.join("a", "b")
    assert groups.join("c", "d")
    assert not groups.join("b", "c")
    assert groups.all() == (("a", "b"), ("c", "d"))


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9))), st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9))))
def test_no_group_holds_a_barred_pair(joins: list[tuple[int, int]], bars: set[tuple[int, int]]) -> None:
    groups = Groups(range(10), barred=lambda x, y: (x, y) in bars or (y, x) in bars)
    for a, b in joins:
        groups.join(a, b)
    for group in groups.all():
        assert not any((x, y) in bars for x in group for y in group if x != y)
    assert sorted(m for g in groups.all() for m in g) == list(range(10))
