"""Texts that compare like happenings, list them by date, or tell an attack and its answer: how many accounts, and when each was."""

from __future__ import annotations

import msgspec
import pytest
from tests.extract.accounts.conftest import Read, document

from sayso.extract import extract
from sayso.model import Account, Extraction, Stage

REAL = {Stage.ACCOMPLISHED, Stage.ATTEMPTED}


def real(found: Extraction) -> list[Account]:
    return [a for a in found.accounts if a.stage in REAL]


def told(read: Read, text: str) -> list[str]:
    return [a.type.value for a in real(read(text))]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (
            "A rocket attack killed a contractor in Loden. Then the deaths of two more soldiers in another attack are grounds for war.",
            2,
        ),
        ("Gunmen killed a judge in Loden. The killing of two guards in a separate attack came later.", 2),
        ("Gunmen killed a judge and two guards in Loden. The killing of the judge in the attack was condemned.", 1),
        (
            "In 1964 boats shelled a warship off Orvel and killed a sailor. The assassination of Anna Marlow followed years of talks.",
            2,
        ),
    ],
    ids=["another, of two more", "separate", "the attack", "a name that was not hit"],
)
def test_another_happening_with_a_definite_word(read: Read, text: str, count: int) -> None:
    assert len(real(read(text))) == count


def test_what_came_before_the_news(read: Read) -> None:
    text = "A shop in Leeds was firebombed on Saturday. It comes three weeks after gunmen shot a clerk in the same street."
    assert days(read(text)) == ["2024-01-13", "2023-12-22"]


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Gao was seized by rebels in Mali on Monday.", ["seizure"]),
        ("Riot police lined the streets of Loden on Monday.", []),
        ("The unit carried out a cyber attack on a bank in Loden on Monday. The attack cost millions.", ["cyber_attack"]),
        ("The poisoning of a defector in Loden last month shook the town.", ["poisoning"]),
    ],
    ids=["town seized", "riot police", "cyber attack", "poisoning"],
)
def test_kinds(read: Read, text: str, types: list[str]) -> None:
    assert told(read, text) == types


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


def places(read: Read, text: str) -> list[str | None]:
    found = read(text)
    names = {p.id: p.name for p in found.places}
    return [names.get(a.place or "") for a in real(found)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Tens of fighters were killed in air strikes in Syria on Monday, the ministry in Moscow said.", ["Syria"]),
        ("Two men were shot dead, police in Tbilisi said.", ["Tbilisi"]),
        (
            "At least 98 evacuees from the towns of Orvel and Loden were killed when a car bomb hit buses near Aleppo.",
            ["Aleppo"],
        ),
        (
            "At least 20 people were killed in a bombing that struck a wedding in the city of Hasakah in Syria.",
            ["Al Ḩasakah"],
        ),
        ("Five civilians were killed by bombs that landed on Aleppo in Syria.", ["Aleppo"]),
        ("A bus that was travelling to the city of Sokoto was attacked near Zaria in Nigeria.", ["Zaria"]),
        ("A bomb exploded in a market near Syria's capital.", ["Damascus"]),
        ("Strikes on the areas of Douma and Harasta killed four people in Syria on Monday.", ["Douma"]),
    ],
    ids=[
        "of the telling",
        "of the police",
        "whence they came",
        "relative clause",
        "what landed",
        "whither",
        "capital",
        "list",
    ],
)
def test_where(read: Read, text: str, names: list[str]) -> None:
    assert places(read, text) == names


def test_a_day_in_the_clause_of_the_event(read: Read) -> None:
    text = "At least 20 people were killed in a bombing that struck a wedding in Loden on Monday, the mayor reported."
    assert days(read(text)) == ["2024-01-15"]


def test_a_date_that_runs_on_ends_with_the_telling(read: Read) -> None:
    (account,) = real(read("At least 39 fighters had been killed near Loden since Monday, a monitor said on Tuesday."))
    assert account.date is not None
    assert (account.date.start, account.date.end) == ("2024-01-15", "2024-01-16")


@pytest.mark.parametrize(
    "text",
    [
        "Regime forces are continuing to kill civilians in Loden with barrel bombs.",
        "The war, which has killed thousands of people in Loden, went on.",
        "Burned-out cars stood in the street in Loden on Monday.",
        "The town of Loden was held by rebels on Monday.",
    ],
)
def test_what_goes_on_is_no_incident(read: Read, text: str) -> None:
    assert not real(read(text))


def test_strikes_on_one_market_are_one_incident(read: Read) -> None:
    assert told(read, "Orvelian airstrikes targeted a busy market in Loden.") == ["air_strike"]


def test_an_offensive_that_is_launched_dates_what_came_hours_later(read: Read) -> None:
    text = "On January 3 soldiers launched their first offensive in Syria. Hours after it began militants seized the town of Loden."
    assert days(read(text))[:1] == ["2024-01-03"]


def test_jets_alone_name_nobody(read: Read) -> None:
    found = read("Jets bombed a school in Loden on Monday.")
    assert [a.suspects for a in real(found)] == [()]


def test_an_aside_at_history_ends_soon(read: Read) -> None:
    text = (
        "In 1964 boats shelled a warship and killed a sailor. The senate met. Papers were read. Ministers spoke. "
        "The attack on the ministry in Loden left five people dead."
    )
    assert len(real(read(text))) == 2


APART = {  # two happenings told in like words, and why they are two
    "who was hit hits back": (
        "A Tavian patrol was ambushed near Orvel on Monday; three soldiers died. Tavia shelled Marnish positions on the hill."
    ),
    "other months of no known year": "In April somebody blew up a fuel train. In September somebody blew up a school bus.",
    "one after the other": "Police raided five mosques on Thursday after a stabbing at the Orvel market left two dead.",
}


@pytest.mark.parametrize("text", APART.values(), ids=APART.keys())
def test_two_happenings_of_one_kind(text: str) -> None:
    undated = msgspec.structs.replace(document(text), published=None)
    assert len(real(extract(undated, model="off"))) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen shot two guards dead in Loden on Monday to avenge the killing of Jon Vane.",
        "Rebels burned three buses near Loden on Monday to protest the murder of the union leader Jon Vane.",
        "On Monday gunmen burned three buses in Loden to commemorate the murder of Jon Vane.",
    ],
    ids=["avenged", "protested", "commemorated"],
)
def test_what_a_deed_avenges_is_no_part_of_it(read: Read, text: str) -> None:
    first, second = real(read(text))
    assert [v.span.exact for v in second.victims] == ["Jon Vane"]
    assert not {v.span.exact for v in first.victims} & {"Jon Vane"}


def test_who_gets_a_death_threat_is_threatened(read: Read) -> None:
    (one,) = read("Judge Ada Holm has received death threats by telephone, the court in Loden said on Monday.").accounts
    assert (one.stage, [v.span.exact for v in one.victims]) == (Stage.THREATENED, ["Ada Holm"])
