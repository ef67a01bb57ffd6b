"""How many incidents a report tells of, of which kind, how far each got, and when and where it was."""

from __future__ import annotations

import pytest
from tests.extract.accounts.conftest import Read

from sayso.model import Extraction


def told(found: Extraction) -> list[tuple[str, str]]:
    return [(a.type.value, a.stage.value) for a in found.accounts]


CASES = {
    "headline and lead are one": (
        "Contractor killed as rockets hit base",
        "A barrage of rockets hit a base near Telmar late Monday, killing a civilian contractor and wounding six people.",
        [("shelling", "accomplished")],
    ),
    "cause and fire are one": (
        "",
        "A drone attack set fire to two storage tanks at a refinery early on Sunday.",
        [("air_strike", "accomplished")],
    ),
    "dead of plural strikes": (
        "",
        "At least 15 people were killed in government air strikes on Monday.",
        [("air_strike", "accomplished")],
    ),
    "answer is another incident": (
        "",
        "Aircraft bombed two depots near Orlo on Sunday in response to Friday's rocket attack on Camp Telm.",
        [("air_strike", "accomplished"), ("shelling", "accomplished")],
    ),
    "denied": ("", "No attack on the embassy has taken place, the mayor said.", [("attack", "denied")]),
    "supposed": ("", "If the militia attacked the embassy, the general would resign.", [("attack", "hypothetical")]),
    "urged": ("", "A minister had urged him to bomb the port of Orvel.", [("bombing", "planned")]),
    "called for": ("", "Deputies called for air strikes on the town of Orvel.", [("air_strike", "planned")]),
    "tried": ("", "Gunmen tried to kill a member of parliament on Friday.", [("attack", "attempted")]),
    "a war's dead": (
        "",
        "More than 340,000 people have been killed in the country since the conflict began.",
        [("attack", "aggregate")],
    ),
    "a habit": ("", "The town is regularly shelled by both armies.", [("shelling", "aggregate")]),
    "rammed": (
        "",
        "A man drove a car into a crowd at the market on Friday, killing two people.",
        [("attack", "accomplished")],
    ),
    "struck by pellets": ("", "A girl of 16 was struck by several shotgun pellets on Sunday.", [("attack", "accomplished")]),
    "heart attack": ("", "The singer died of a heart attack on Monday.", []),
    "figure of speech": ("", "Fans were bombarded with messages, and the minister attacked the budget.", []),
}


@pytest.mark.parametrize("case", CASES, ids=list(CASES))
def test_incidents(case: str, read: Read) -> None:
    headline, text, expected = CASES[case]
    assert told(read(text, headline=headline)) == expected


DATES = {
    "of what was reported to have been yesterday": (
        "The police reported today in Lima that yesterday gunmen killed two judges.",
        ("2024-01-17", "2024-01-17"),
    ),
    "own clause": (
        "A bomb killed two officers in the town on Tuesday, police said on Wednesday.",
        ("2024-01-16", "2024-01-16"),
    ),
    "of what was tried in court": (
        "A court on Monday acquitted Omar Tell of the 2014 market bombing that killed 12 people.",
        ("2014-01-01", "2014-12-31"),
    ),
    "of an anniversary": (
        "Families gathered on Sunday to remember the 52 people killed in the bombings of 7 July 2005.",
        ("2005-07-07", "2005-07-07"),
    ),
}


@pytest.mark.parametrize(
    "text",
    [
        "The army denied on Tuesday that rebels killed Orlan Brask.",
        "The ministry yesterday condemned the murder of Orlan Brask.",
    ],
    ids=["denied", "condemned"],
)
def test_the_day_of_what_is_said_about_it_does_not_date_it(text: str, read: Read) -> None:
    assert [a.date for a in read(text).accounts] == [None]


@pytest.mark.parametrize("case", DATES, ids=list(DATES))
def test_date_of_the_happening(case: str, read: Read) -> None:
    text, expected = DATES[case]
    account = read(text).accounts[0]
    assert account.date is not None
    assert (account.date.start, account.date.end) == expected


def test_day_and_place_hold_on(read: Read) -> None:
    found = read("A bomb exploded in Kabul on Monday, killing two soldiers. Gunmen then kidnapped a driver.")
    first, second = found.accounts
    assert second.type.value == "kidnapping"
    assert first.date is not None
    assert second.date is not None
    assert second.date.start == first.date.start == "2024-01-15"
    assert second.date.reason == "the day of the incident told just before"
    assert second.place == first.place


def test_who_acts_is_no_place(read: Read) -> None:
    found = read("Iran fired missiles at a base on Tuesday.")
    assert [a.place for a in found.accounts] == [None]


def test_harm_and_victims(read: Read) -> None:
    account = read("A bomb killed at least 18 members of the militia and wounded two soldiers on Monday.").accounts[0]
    assert [(h.kind, h.low, h.best, h.high) for h in account.harm] == [("killed", 18, 18, None), ("injured", 2, 2, 2)]
    assert [v.effect for v in account.victims] == ["death", "injury"]
