"""Texts that compare like happenings, list them by date, or tell an attack and its answer: how many accounts, and when each was."""

from __future__ import annotations

import pytest
from tests.extract.accounts.conftest import Read

from sayso.model import Account, Extraction, Stage

REAL = {Stage.ACCOMPLISHED, Stage.ATTEMPTED}


def real(found: Extraction) -> list[Account]:
    return [a for a in found.accounts if a.stage in REAL]


def days(found: Extraction) -> list[str]:
    return [a.date.start if a.date is not None else "" for a in real(found)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (
            "Rockets struck the Delmar army base near Kirkuk on Monday, wounding two soldiers. The attack was similar to one "
            "a year earlier, when rockets killed a contractor at the same base. No group claimed Monday's attack.",
            2,
        ),
        (
            "A bomb exploded outside a bank in Lahore on Tuesday, injuring six people. Unlike in March, when a bomb killed "
            "nine people at the same bank, there was a warning. Nobody has claimed the blast.",
            2,
        ),
        (
            "Gunmen stabbed two tourists in Nice on Saturday. The stabbing recalls the 2020 attack in which a man killed three.",
            2,
        ),
        (
            "American planes bombed five depots in Iraq on Thursday in response to a rocket attack that killed two soldiers "
            "at Camp Harlow on Wednesday. The air strikes killed four men, the army said.",
            2,
        ),
        (
            "Warplanes struck a depot in Gaza on Thursday, hours after a rocket fired from the strip hit a house in Ashkelon.",
            2,
        ),
        (
            "On January 12, a suicide bomber killed 14 people at a mosque in Peshawar. On February 3, gunmen attacked a bus in "
            "Quetta, killing five. On April 19, a bomb at a market in Karachi killed eight.",
            3,
        ),
        ("A bomb killed nine people in Kano. The police looked like fools after the attack.", 1),
    ],
    ids=["similar to one", "unlike", "recalls", "answer", "hours after", "by date", "looked like"],
)
def test_what_is_compared_stays_apart(read: Read, text: str, count: int) -> None:
    assert len(real(read(text))) == count


def test_this_time_comes_back_to_the_headline(read: Read) -> None:
    text = (
        "In March a contractor was killed in a rocket attack on a base near Basra. "
        "This time two soldiers were killed in a very similar attack."
    )
    found = real(read(text, headline="Two soldiers killed in rocket attack"))
    assert [[m.exact for m in a.mentions][-2:] for a in found] == [
        ["two soldiers were killed", "attack"],
        ["contractor was killed", "rocket attack on a base"],
    ]


def test_after_a_comparison_the_blast_is_what_the_text_is_about(read: Read) -> None:
    text = (
        "A bomb exploded outside a bank in Lahore on Tuesday, injuring six people. Unlike in March, when a bomb killed nine "
        "people at the same bank, there was a warning. Nobody has claimed the blast."
    )
    now, _ = real(read(text))
    assert [m.exact for m in now.mentions][-1] == "blast"


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        (
            "A gunman shot dead four pupils in Denver on Tuesday. The latest shooting comes five months after a gunman killed "
            "seven people at a supermarket in Boulder.",
            ["2024-01-16", "2023-08-15"],
        ),
        ("Jan. 12: A suicide bomber kills 14 people at a mosque in Peshawar.", ["2024-01-12"]),
        ("March 3, 2019 – Gunmen attack a bus in Quetta, killing five people.", ["2019-03-03"]),
    ],
    ids=["months after", "label", "label with dash"],
)
def test_dates(read: Read, text: str, dates: list[str]) -> None:
    assert days(read(text)) == dates
