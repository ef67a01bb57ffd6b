"""Dates as comment headers and bylines print them."""

import pytest

from sayso.ingest.stamps import Stamp, date_of, find_stamp
from sayso.model import Basis, Precision, Span

PRINTED = [
    ("us", "January 9, 2020", (2020, 1, 9, None)),
    ("us-clock", "July 17, 2015 at 8:28 am", (2015, 7, 17, "08:28")),
    ("us-evening", "August 15, 2020 at 8:55 pm", (2020, 8, 15, "20:55")),
    ("noon", "May 3, 2020, 12:10 PM", (2020, 5, 3, "12:10")),
    ("midnight", "May 3, 2020, 12:10 AM", (2020, 5, 3, "00:10")),
    ("no-year", "May 20th at 8:29 am", (None, 5, 20, "08:29")),
    ("german", "10. Februar 2019 um 18:07 Uhr", (2019, 2, 10, "18:07")),
    ("german-figures", "28.05.2019 // 08:07", (2019, 5, 28, "08:07")),
    ("german-weekday", "Do 9 Apr 2020 / 20:50", (2020, 4, 9, "20:50")),
    ("spanish", "26 abril 2022 a las 15:11", (2022, 4, 26, "15:11")),
    ("spanish-de", "26 de abril de 2022", (2022, 4, 26, None)),
    ("french", "le 3 mars 2020 à 14h05", (2020, 3, 3, "14:05")),
    ("iso", "2018-05-21 20:37:55 +00:00", (2018, 5, 21, "20:37")),
    ("day-first", "15/04/2020 at 5:53 pm", (2020, 4, 15, "17:53")),
    ("glued-name", "AmySeptember 11, 2008 at 2:06 PM", (2008, 9, 11, "14:06")),
    ("clock-only", "Unknown07:56", (None, None, None, "07:56")),
]


@pytest.mark.parametrize(("line", "wanted"), [c[1:] for c in PRINTED], ids=[c[0] for c in PRINTED])
def test_printed_dates_are_read(line: str, wanted: tuple[int | None, int | None, int | None, str | None]) -> None:
    stamp = find_stamp(line)
    assert stamp is not None
    assert (stamp.year, stamp.month, stamp.day, stamp.clock) == wanted


@pytest.mark.parametrize(
    ("line", "age"),
    [
        ("6 months ago", (6, "month")),
        ("vor 3 Tagen", (3, "day")),
        ("hace 2 horas", (2, "hour")),
        ("1 ano atrás", (1, "year")),
        ("2d", (2, "day")),
    ],
)
def test_ages_are_read_as_ages(line: str, age: tuple[int, str]) -> None:
    stamp = find_stamp(line)
    assert stamp is not None
    assert stamp.relative == age


@pytest.mark.parametrize(
    "line", ["in 2018 and 2019", "He is 5", "AW", "3,926 9 9 gold badges", "may come too", "31 February 2020"]
)
def test_other_figures_are_no_dates(line: str) -> None:
    stamp = find_stamp(line)
    assert stamp is None or not stamp.dated


def _date(line: str, **options: object):  # type: ignore[no-untyped-def]
    stamp = find_stamp(line)
    assert stamp is not None
    return date_of(stamp, Span(page="p", start=0, end=len(line), exact=line), **options)  # type: ignore[arg-type]


def test_a_day_with_a_clock_is_precise_to_the_minute() -> None:
    found = _date("July 17, 2015 at 8:28 am")
    assert (found.start, found.precision, found.basis) == ("2015-07-17T08:28", Precision.MINUTE, Basis.STATED)


def test_figures_that_may_be_either_way_round_keep_both_readings() -> None:
    found = _date("03/04/2020")
    assert (found.start, found.end, found.precision) == ("2020-03-04", "2020-04-03", Precision.YEAR)
    assert "either way round" in found.reason


@pytest.mark.parametrize(("swap", "day"), [(True, "2020-04-03"), (False, "2020-03-04")])
def test_a_page_that_tells_which_figure_is_the_day_decides(swap: bool, day: str) -> None:
    assert _date("03/04/2020", swap=swap).start == day


def test_an_age_counts_from_the_day_of_fetching_and_says_so() -> None:
    found = _date("2 weeks ago", fetched="2020-03-20T10:00:00Z")
    assert (found.start, found.end, found.basis) == ("2020-02-28", "2020-03-06", Basis.INFERRED)
    assert "fetched on 2020-03-20" in found.reason


def test_an_age_without_a_day_of_fetching_is_no_date() -> None:
    assert _date("2 weeks ago") is None


def test_a_stamp_without_a_year_is_no_date() -> None:
    assert date_of(Stamp(start=0, end=5, month=5, day=3), Span(page="p", start=0, end=1, exact="x")) is None
