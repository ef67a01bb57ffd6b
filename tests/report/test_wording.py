"""Codes, dates and counts in a reader's words."""

from __future__ import annotations

import pytest

from sayso.model import Basis, DateRange, Incident, IncidentType, Precision
from sayso.report.wording import counted, counted_days, day, headline, range_words

DAYS = {
    "a day": ("2018-05-07", "2018-05-07", "7 May 2018"),
    "a month": ("2019-12-01", "2019-12-31", "Dec. 2019"),
    "February": ("2019-02-01", "2019-02-28", "Feb. 2019"),
    "a year": ("1964-01-01", "1964-12-31", "1964"),
    "years": ("2014-01-01", "2016-12-31", "2014–2016"),
    "a range": ("2019-12-29", "2020-01-08", "29 Dec. 2019 – 8 Jan. 2020"),
    "a minute": ("2018-05-07T02:30", "2018-05-07T02:30", "7 May 2018"),
    "not a date": ("unknown", "unknown", "no date"),
}


@pytest.mark.parametrize(("start", "end", "told"), DAYS.values(), ids=DAYS.keys())
def test_dates(start: str, end: str, told: str) -> None:
    assert day(DateRange(start=start, end=end, precision=Precision.DAY, basis=Basis.STATED)) == told


def test_no_date() -> None:
    assert day(None) == "no date"


LABELS = {
    "dated": ("Rocket attack on Camp Orsa, 4 May 2018", "Rocket attack on Camp Orsa"),
    "not linked yet": ("shelling at Camp Orsa, 2018-05-04", "Shelling at Camp Orsa"),
    "another date": ("Attack on Brennick, April 2018", "Attack on Brennick, April 2018"),
    "no date": ("Attack", "Attack"),
    "a person's label": ("The Orsa rockets", "The Orsa rockets"),
}


@pytest.mark.parametrize(("label", "told"), LABELS.values(), ids=LABELS.keys())
def test_headlines(label: str, told: str) -> None:
    when = DateRange(start="2018-05-04", end="2018-05-04", precision=Precision.DAY, basis=Basis.STATED)
    assert headline(Incident(id="i", label=label, type=IncidentType.ATTACK, accounts=(), date=when)) == told


def test_counts() -> None:
    assert [counted(1, "page"), counted(2, "page"), counted(1200, "name is", "names are")] == [
        "1 page", "2 pages", "1,200 names are",
    ]  # fmt: skip
    assert [counted_days(1), counted_days(2.5), counted_days(20233)] == ["1 day", "2.5 days", "55 years"]
    assert [range_words(3, 3), range_words(11, 19), range_words(None, 3)] == ["3", "11–19", "number not given"]
