"""Event datasets known by their columns: made-up rows in the columns of three of them."""

from __future__ import annotations

from datetime import date

import pytest

from sayso.errors import InputError
from sayso.gazetteer.events import read_events

UCDP = (
    "id,type_of_violence,side_a,side_b,source_original,where_prec,where_coordinates,latitude,longitude,country,date_prec,"
    "date_start,date_end,low,best,high\n"
    '7.0,1.0,Government,League,"ministry, army",1.0,Orvel,30.0,50.0,Tavria,1.0,2031-05-04,2031-05-04,3,4,6\n'
    "8.0,1.0,Government,League,,4.0,Orvel province,30.0,50.0,Tavria,4.0,2031-05-01,2031-05-31,1,1,1\n"
)
ACLED = (
    "event_id_cnty,event_date,time_precision,event_type,actor1,actor2,country,location,latitude,longitude,geo_precision,"
    "source,notes,fatalities\n"
    'TAV1,04 May 2031,1,Shelling,League,,Tavria,Orvel,30.0,50.0,1,Courier,"two\nlines",4\n'
)
GTD = (
    "eventid,iyear,imonth,iday,country_txt,city,latitude,longitude,specificity,gname,nkill\n"
    "1,2031,5,4,Tavria,Orvel,30.0,50.0,1,League,4.0\n"
)
MAY_4 = date(2031, 5, 4).toordinal()


@pytest.mark.parametrize(
    ("text", "name", "deaths", "parties"),
    [
        (UCDP, "UCDP GED", (3, 4, 6), ("Government", "League")),
        (ACLED, "ACLED", (4, 4, 4), ("League",)),
        (GTD, "GTD", (4, 4, 4), ("League",)),
    ],
    ids=["ucdp", "acled", "gtd"],
)
def test_a_dataset_is_known_by_its_columns(text: str, name: str, deaths: tuple[int, ...], parties: tuple[str, ...]) -> None:
    events = read_events(text)
    ((km, event),) = events.near(30.0, 50.0, (MAY_4, MAY_4), km=5)
    assert (events.name, km, event.place) == (name, 0.0, "Orvel")
    assert ((event.low, event.best, event.high), event.parties, event.first) == (deaths, parties, MAY_4)
    assert text[event.start : event.end].startswith(("7.0,", "TAV1,", "1,2031"))
    assert text[event.end : event.end + 1] == "\n"


def test_places_vaguer_than_a_district_are_held_against_nothing() -> None:
    vague = read_events(UCDP).events[1]
    assert (vague.radius, vague.last - vague.first) == (0.0, 30)


def test_far_or_on_another_day_is_not_near() -> None:
    events = read_events(UCDP)
    assert events.near(31.0, 50.0, (MAY_4, MAY_4), km=15) == ()
    assert events.near(30.0, 50.0, (MAY_4 + 1, MAY_4 + 3), km=15) == ()


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", GTD.splitlines()[0] + "\n"], ids=["empty", "other", "no rows"])
def test_what_is_no_event_dataset_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        read_events(text)
