"""What incidents are called for readers."""

from __future__ import annotations

import pytest
from tests.made_up import account_of, day, document_of, quote

from sayso.link.labels import label
from sayso.model import DateRange, IncidentType, Place, Stage, Weapon
from sayso.model.reckon import written

CAMP = Place(id="place-camp", name="Camp Orvel", kind="site")
LAND = Place(id="place-land", name="Tavria", kind="country")
DOCUMENT = document_of("Rockets hit the camp. They were shot at.")

CASES = {  # type, weapon, stage, place, date, label
    "rockets": ("shelling", "rocket", "accomplished", CAMP, day("2031-05-04"), "Rocket attack on Camp Orvel, 4 May 2031"),
    "no weapon": ("shelling", "", "accomplished", CAMP, None, "Shelling of Camp Orvel"),
    "a country": ("air_strike", "", "accomplished", LAND, day("2031-05-01", "2031-05-31"), "Air strike in Tavria, May 2031"),
    "in a town": ("assassination", "", "accomplished", CAMP, None, "Assassination at Camp Orvel"),
    "threatened": ("attack", "", "threatened", LAND, None, "Threatened attack in Tavria"),
    "many": ("attack", "", "aggregate", CAMP, None, "Attacks (a count of many) on Camp Orvel"),
    "nothing known": ("attack", "", "accomplished", None, None, "Attack: “Rockets hit the camp”"),
}


@pytest.mark.parametrize(("kind", "weapon", "stage", "place", "when", "name"), CASES.values(), ids=CASES.keys())
def test_label(kind: str, weapon: str, stage: str, place: Place | None, when: DateRange | None, name: str) -> None:
    weapons = (Weapon(span=quote(DOCUMENT, "Rockets"), kind=weapon),) if weapon else ()
    account = account_of(DOCUMENT, "Rockets hit the camp", type=IncidentType(kind), stage=Stage(stage), weapons=weapons)
    assert label(IncidentType(kind), [account], place, when) == name


DATES = {
    "a day": (("2031-05-04", "2031-05-04"), "4 May 2031"),
    "days": (("2031-05-04", "2031-05-06"), "4-6 May 2031"),
    "a month": (("2031-05-01", "2031-05-31"), "May 2031"),
    "a year": (("2031-01-01", "2031-12-31"), "2031"),
    "years": (("2029-01-01", "2031-12-31"), "2029-2031"),
    "over a month's end": (("2031-05-30", "2031-06-02"), "30 May 2031 to 2 Jun 2031"),
}


@pytest.mark.parametrize(("days", "words"), DATES.values(), ids=DATES.keys())
def test_dates_as_readers_write_them(days: tuple[str, str], words: str) -> None:
    assert written(day(*days)) == words


def test_no_date_is_no_words() -> None:
    assert written(None) == ""
