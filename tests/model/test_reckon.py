"""Dates to days to count with, and back to words."""

import pytest

from sayso.model import Basis, DateRange, Precision
from sayso.model.reckon import day_range, lag_range, written


def when(start: str, end: str = "") -> DateRange:
    return DateRange(start=start, end=end or start, precision=Precision.DAY, basis=Basis.STATED)


UNKNOWN = DateRange(start="", end="", precision=Precision.UNKNOWN, basis=Basis.INFERRED)


@pytest.mark.parametrize(
    ("earlier", "later", "days"),
    [
        pytest.param(when("2022-02-27"), when("2022-03-01", "2022-03-31"), (2, 32), id="a day and a month"),
        pytest.param(when("2022-02-27"), when("2022-02-27"), (0, 0), id="the same day"),
        pytest.param(when("2022-03-01"), when("2022-02-27"), (-2, -2), id="the wrong way round"),
        pytest.param(when("2022-02-26", "2022-02-28"), when("2022-02-27"), (-1, 1), id="one inside the other"),
        pytest.param(when("2022-02-27T23:00"), when("2022-02-28T01:00"), (1, 1), id="hours apart, over midnight"),
    ],
)
def test_the_days_between_two_dates(earlier: DateRange, later: DateRange, days: tuple[int, int]) -> None:
    first, second = day_range(earlier), day_range(later)
    assert first is not None
    assert second is not None
    assert lag_range(first, second) == days


@pytest.mark.parametrize("date", [None, UNKNOWN])
def test_an_unknown_date_has_no_days(date: DateRange | None) -> None:
    assert day_range(date) is None
    assert written(date) == ""


@pytest.mark.parametrize(
    ("date", "words"),
    [
        (when("2031-05-04"), "4 May 2031"),
        (when("2031-05-04", "2031-05-06"), "4-6 May 2031"),
        (when("2031-05-30", "2031-06-02"), "30 May 2031 to 2 Jun 2031"),
        (when("2031-05-01", "2031-05-31"), "May 2031"),
        (when("2031-01-01", "2031-12-31"), "2031"),
        (when("2030-01-01", "2031-12-31"), "2030-2031"),
    ],
)
def test_a_date_as_readers_write_it(date: DateRange, words: str) -> None:
    assert written(date) == words
