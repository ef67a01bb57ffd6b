"""Which pairs of reports a bench of linking holds to be apart."""

from __future__ import annotations

import pytest

from sayso.bench.linking import RETOLD, _days_between


@pytest.mark.parametrize(
    ("one", "other", "days"),
    [
        (("2031-05-01", "2031-05-03"), ("2031-05-04", "2031-05-04"), 1),
        (("2031-05-20", "2031-05-21"), ("2031-05-01", "2031-05-03"), 17),
        (("2031-05-01", "2031-05-09"), ("2031-05-04", "2031-05-04"), -5),
    ],
)
def test_days_between_groups(one: tuple[str, str], other: tuple[str, str], days: int) -> None:
    rows = [{"date_min": first, "date_max": last} for first, last in (one, other)]
    assert _days_between(*rows) == _days_between(*rows[::-1]) == days


def test_within_a_week_a_report_may_tell_of_the_last_attack_again() -> None:
    assert RETOLD == 7
