"""Codes, dates and counts in a reader's words."""

from __future__ import annotations

import pytest

from sayso.model import Basis, DateRange, Incident, IncidentType, Place, Precision
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
    "a site": ("Shelling at Camp Orsa, 2018-05-04", "Camp Orsa", "site", "Shelling at Camp Orsa"),
    "a country": ("Riot at Halvaria", "Halvaria", "country", "Riot in Halvaria"),
    "two dates": ("Attack at Brennick, 2018-04-01 to 2018-04-30", "Brennick", "populated_place", "Attack at Brennick"),
    "no place": ("Attack", "", "", "Attack, place not told"),
    "a person's label": ("The Orsa rockets", "Camp Orsa", "site", "The Orsa rockets"),
}


@pytest.mark.parametrize(("label", "place", "kind", "told"), LABELS.values(), ids=LABELS.keys())
def test_headlines(label: str, place: str, kind: str, told: str) -> None:
    incident = Incident(id="i", label=label, type=IncidentType.ATTACK, accounts=())
    assert headline(incident, Place(id="p", name=place, kind=kind) if place else None) == told


def test_counts() -> None:
    assert [counted(1, "page"), counted(2, "page"), counted(1200, "name is", "names are")] == [
        "1 page", "2 pages", "1,200 names are",
    ]  # fmt: skip
    assert [counted_days(1), counted_days(2.5), counted_days(20233)] == ["1 day", "2.5 days", "55 years"]
    assert [range_words(3, 3), range_words(11, 19), range_words(None, 3)] == ["3", "11–19", "number not given"]
