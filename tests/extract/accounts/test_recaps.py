"""Retellings, totals, diplomatic steps and figures of speech: short reports in, how many incidents and which out, by rules alone."""

from __future__ import annotations

import pytest
from tests.extract.accounts.conftest import Read

from sayso.model import IncidentType, Stage

REAL = {Stage.ACCOMPLISHED, Stage.ATTEMPTED}


@pytest.mark.parametrize(
    "text",
    [
        "A car bomb killed nine people in Mogadishu on Saturday. The police said nine people died in the blast.",
        "A rocket attack killed 14 people in Kabul on Monday. Two policemen were also killed, and the attack damaged a school.",
        "Gunmen kidnapped two tourists near Illizi. The two tourists were abducted as they drove to Djanet.",
        "Judge Peter Marden was murdered in Borsa on Monday. Shops stayed shut. Peter Marden was killed on Sunday, his widow said.",
        "Unknown men threw petrol bombs at the Turkish consulate in Hanover. The consulate was damaged by fire in the attack.",
    ],
    ids=["same number", "points back", "same deed", "nobody dies twice", "petrol bombs"],
)
def test_one_incident_told_twice_is_one(read: Read, text: str) -> None:
    assert len([a for a in read(text).accounts if a.stage in REAL]) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Rockets killed a contractor in Basra. Bombs fell on Mosul two days later.",
        "Rebel shelling killed nine people in Aleppo. Government shelling killed eleven people in Aleppo.",
        "Gunmen killed a judge in Kabul. Earlier three farmers were killed in Herat.",
    ],
    ids=["two days later", "opposed sides", "earlier"],
)
def test_two_incidents_stay_two(read: Read, text: str) -> None:
    assert len([a for a in read(text).accounts if a.stage in REAL]) == 2


def test_a_total_of_what_is_then_told_is_a_count(read: Read) -> None:
    text = "Nineteen people were killed on Sunday. Shelling killed 12 people in Douma. An air strike killed seven people in Arbin."
    told = read(text).accounts
    assert [a.stage for a in told] == [Stage.AGGREGATE, Stage.ACCOMPLISHED, Stage.ACCOMPLISHED]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Bulgaria expelled 70 Russian diplomats on Tuesday.", IncidentType.DIPLOMATIC),
        ("Sweden recalled its ambassador from Baghdad.", IncidentType.DIPLOMATIC),
        ("Iran cut diplomatic ties with Canada.", IncidentType.DIPLOMATIC),
        ("Iran seized a Greek oil tanker in the Strait of Hormuz.", IncidentType.SEIZURE),
        ("The hackers stole data of 4,000 officials.", IncidentType.CYBER_ATTACK),
        ("The army dropped chlorine on the town of Talmenes.", IncidentType.CHEMICAL_ATTACK),
        ("Artillery fire on the town of Douma killed two civilians.", IncidentType.SHELLING),
        ("A suicide bomber struck a mosque in Kano.", IncidentType.BOMBING),
    ],
)
def test_types(read: Read, text: str, kind: IncidentType) -> None:
    assert {a.type for a in read(text).accounts} == {kind}


def test_steps_of_two_states_are_two(read: Read) -> None:
    told = read("Bulgaria expelled 70 Russian diplomats. Russia expelled 14 Bulgarian diplomats on Friday.").accounts
    assert [a.targets[0].span.exact for a in told] == ["70 Russian diplomats", "14 Bulgarian diplomats"]


@pytest.mark.parametrize(
    "text",
    [
        "The minister came under fire over an assault on the poor.",
        "His new film, a blast from the past, bombed at the box office.",
        "An explosion of colour greets visitors.",
        "Two players are fighting for their lives.",
        "The minister shot back that nobody had asked her.",
    ],
)
def test_figures_of_speech_are_no_incidents(read: Read, text: str) -> None:
    assert not read(text).accounts


@pytest.mark.parametrize(
    "text",
    [
        "The town has suffered regular government bombardment.",
        "Fighting raged in the hills.",
        "Soldiers are continuing to kill civilians.",
    ],
)
def test_what_goes_on_is_no_single_happening(read: Read, text: str) -> None:
    assert not [a for a in read(text).accounts if a.stage in REAL]


def test_the_dead_told_next_are_those_of_the_news_and_not_of_its_background(read: Read) -> None:
    text = (
        "Aircraft bombed Sarnish government forces near the border town of Lorn on Saturday, two days after a rocket attack on a "
        "base killed a contractor. Officials said 14 soldiers and two police officers were killed."
    )
    strike, rockets = read(text).accounts
    assert [(v.span.exact, v.effect) for v in strike.victims][1:] == [
        ("14 soldiers", "death"),
        ("two police officers", "death"),
    ]
    assert strike.victims[0].effect == "unknown"  # that a contractor was killed elsewhere says nothing of the forces
    assert [v.span.exact for v in rockets.victims] == ["contractor"]
