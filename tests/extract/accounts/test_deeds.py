"""Happenings without a word of violence: short reports in, which happenings and how far each got out, by rules alone."""

from __future__ import annotations

import pytest
from tests.extract.accounts.conftest import Read, document

from sayso.extract.accounts.split import fit
from sayso.extract.accounts.told import find_mentions
from sayso.extract.parse import parse
from sayso.extract.places import find_places
from sayso.model import Extraction


def told(found: Extraction) -> list[tuple[str, str]]:
    return [(a.type.value, a.stage.value) for a in found.accounts]


HAPPENED = {
    "cable cut": ("A data cable off Sarnholm was severed on Sunday night.", "infrastructure_damage"),
    "part of a pipeline": (
        "Divers found that two of the three pipelines had ruptured on Friday near Orvel.",
        "infrastructure_damage",
    ),
    "poison found": ("Doctors in Orvel found polonium in the blood of the banker Jan Kest on Monday.", "poisoning"),
    "hacked ministry": ("Hackers broke into the servers of the water ministry on Tuesday.", "cyber_attack"),
    "data stolen": ("The passwords of 2,000 patients were stolen from a clinic in Orvel in May.", "cyber_attack"),
    "airspace": ("Two Dravian helicopters strayed into Sarnish airspace on Monday.", "airspace_violation"),
    "drones over an airport": ("Drones were spotted over the runway of Orvel airport on Monday.", "airspace_violation"),
    "jamming": ("Somebody jammed the satellite navigation of ferries in the strait on Monday.", "electronic_interference"),
    "parcel": ("A parcel burst into flames in a sorting office in Orvel on Monday.", "arson"),
    "disappeared": ("The lawyer Jan Kest disappeared on 3 January.", "disappearance"),
    "spies held": ("The police in Orvel detained two clerks for espionage on Monday.", "arrest"),
    "daubed": ("Somebody sprayed slogans on the Dravian consulate in Orvel on Sunday.", "vandalism"),
    "meddling": ("Dravia meddled in the election of last May, the court found.", "election_interference"),
    "illness": ("Three envoys in Orvel suffered unexplained headaches in January.", "health_incident"),
    "sunk": ("A Sarnish trawler was sunk off Orvel on Monday.", "attack"),
    "sinking": ("The sinking of the trawler Marta in 1971 is not forgotten.", "attack"),
    "torpedoed": ("The torpedoing of the hospital ship Anna in 1943 cost eighty lives.", "attack"),
    "boarding": ("The boarding of the freighter Nora on Monday was filmed.", "seizure"),
    "wiped": ("Hackers wiped the computers of the tax office on Monday.", "cyber_attack"),
    "bomb tore": ("A car bomb tore through the consulate in Orvel on Monday.", "bombing"),
    "lighthouse": ("Commandos seized the lighthouse on Monday.", "seizure"),
    "farmhouses": ("Raiders burned eleven farmhouses near Orvel on Monday.", "arson"),
    "sanctions": ("Sarnland imposed sanctions on two Dravian banks on Monday.", "sanctions"),
}


@pytest.mark.parametrize("case", HAPPENED, ids=list(HAPPENED))
def test_told_without_a_word_of_violence(case: str, read: Read) -> None:
    text, kind = HAPPENED[case]
    assert (kind, "accomplished") in told(read(text))


OTHER_SENSES = [
    "The bank cut its ties with the fund on Monday.",
    "The remark poisoned relations between the two choirs on Monday.",
    "The singer died of food poisoning on Monday.",
    "The minister cut the budget for pipelines on Tuesday.",
    "A life hack of the week: boil the eggs on Monday.",
    "Balloons drifted over the fair on Monday.",
    "The cat disappeared into the woods on Monday.",
    "The pipeline of new shows was cut on Monday, said the channel's head of drama.",
]


@pytest.mark.parametrize("text", OTHER_SENSES)
def test_other_senses_of_these_words(text: str, read: Read) -> None:
    assert told(read(text)) == []


STAGES = {
    "alleged": (
        "The alleged sabotage of the cable on Monday was debated in Orvel.",
        "infrastructure_damage",
        "hypothetical",
    ),
    "threatened": ("Dravia threatened on Monday to cut the cables to Sarnholm.", "infrastructure_damage", "threatened"),
    "supposed": (
        "If hackers breached the servers of the ministry, the lights would go out.",
        "cyber_attack",
        "hypothetical",
    ),
    "denied": ("The cable was not cut on Monday, the operator said.", "infrastructure_damage", "denied"),
    "tried": ("Hackers tried to break into the servers of the ministry on Monday.", "cyber_attack", "attempted"),
}


@pytest.mark.parametrize("case", STAGES, ids=list(STAGES))
def test_what_did_not_happen_is_marked(case: str, read: Read) -> None:
    text, kind, stage = STAGES[case]
    assert (kind, stage) in told(read(text))


def test_open_acts_have_doers_and_no_suspects(read: Read) -> None:
    found = read("Sweden expelled three diplomats on Monday. Norway imposed sanctions on two banks on Tuesday.")
    names = {a.id: a.name for a in found.actors}
    assert [[names[d] for d in a.doers] for a in found.accounts] == [["Sweden"], ["Norway"]]
    assert not any(a.suspects for a in found.accounts)


def test_who_denies_is_not_tied_to_what_answered_him(read: Read) -> None:
    found = read("Sweden expelled three diplomats on Monday. Finland denied any involvement.")
    assert not any(a.suspects for a in found.accounts)


def test_a_second_lot_has_its_own_day_and_place(read: Read) -> None:
    found = read("Rebels killed two officers in Lima on 3 January and a judge in Bogota the next day.")
    places = {p.id: p.name for p in found.places}
    told = [
        (a.date.start if a.date else None, places.get(a.place or ""), [v.span.exact for v in a.victims])
        for a in found.accounts
    ]
    assert told == [("2024-01-03", "Lima", ["two officers"]), ("2024-01-04", "Bogotá", ["judge"])]


def test_so_many_a_year_is_no_single_happening(read: Read) -> None:
    assert told(read("Ships cut about 150 cables a year.")) == [("infrastructure_damage", "aggregate")]


@pytest.mark.parametrize(
    "text",
    ["The bombing of the market in Lima killed two on Monday.", "The army shelled rebel positions near Lima on Monday."],
)
def test_markets_and_positions_may_be_places(text: str, read: Read) -> None:
    assert len(read(text).accounts) == 1


def test_an_attack_on_a_position_may_be_words(read: Read) -> None:
    assert told(read("The senator attacked the minister's position on tax on Monday.")) == []


def test_two_of_one_surname_are_two(read: Read) -> None:
    found = read("Mayor Ilse Tarn was killed on Monday; her cousin, the baker Jon Tarn, was shot dead on Tuesday near Lima.")
    assert [[v.span.exact for v in a.victims] for a in found.accounts] == [["Ilse Tarn"], ["Jon Tarn"]]
    assert [a.date.start for a in found.accounts if a.date] == ["2024-01-15", "2024-01-16"]


def suspects(found: Extraction) -> set[tuple[str, str]]:
    names = {a.id: a.name for a in found.actors}
    return {(names[s.actor], s.status.value) for a in found.accounts for s in a.suspects}


BLAMED = {
    "set phrase": ("A cable was cut off Lima on Monday. Norway was the most likely culprit.", ("Norway", "suspected_or_accused")),
    "to blame": ("A cable was cut off Lima on Monday. The Swedes are to blame, one diver said.", ("Swedes", "suspected_or_accused")),
    "ministry": ("Jan Kest disappeared on Monday. His wife blames the interior ministry.", ("interior ministry", "suspected_or_accused")),
    "claims called absurd": (
        "A cable was cut off Lima on Monday. Norway blamed Sweden. Sweden called the claim absurd.", ("Sweden", "denied"),
    ),
    "charges said to be groundless": (
        "A cable was cut off Lima on Monday. Norway blamed Sweden. Sweden said the charges were groundless.", ("Sweden", "denied"),
    ),
    "nobody knows": ("A cable was cut off Lima on Monday. The police do not know who did it.", ("unknown", "unknown_stated")),
}  # fmt: skip


@pytest.mark.parametrize("case", BLAMED, ids=list(BLAMED))
def test_who_is_named_for_it(case: str, read: Read) -> None:
    text, pair = BLAMED[case]
    assert pair in suspects(read(text))


def test_who_brushes_aside_what_others_are_accused_of_denies_nothing(read: Read) -> None:
    found = read("A cable was cut off Lima on Monday. Norway blamed Sweden. Finland called the claim absurd.")
    assert not [pair for pair in suspects(found) if pair[0] == "Finland"]


def test_what_cripples_is_no_suspect(read: Read) -> None:
    found = read("The servers of the water board were knocked offline by ransomware on Monday.")
    assert told(found) == [("cyber_attack", "accomplished")]
    assert not suspects(found)


def test_what_it_is_called_is_no_other_happening(read: Read) -> None:
    found = read("A cable was cut off Lima on Monday. The minister called it sabotage.")
    assert told(found) == [("infrastructure_damage", "accomplished")]


def test_the_embassy_of_the_accused_speaks_for_its_state(read: Read) -> None:
    found = read(
        "A cable was cut off Lima on Monday. Norway blamed Sweden. Sweden's embassy dismissed the charge as a fairy tale."
    )
    assert ("Sweden", "denied") in suspects(found)


def test_hours_between_two_do_not_part_headline_and_text(read: Read) -> None:
    found = read(
        "Two submarine cables failed within 24 hours of each other, the operators said.", headline="Two data cables fail"
    )
    assert len(found.accounts) == 1


MORE = {
    "by the parser an adjective": ("My radar was jammed for two hours near Lima on Tuesday.", "electronic_interference"),
    "slogans on doors": ("Somebody sprayed blue crosses on the doors of the town hall in Lima on Monday.", "vandalism"),
    "infinitive of the past": ("Two clerks were found to have been poisoned in Lima in January.", "poisoning"),
}


@pytest.mark.parametrize("case", MORE, ids=list(MORE))
def test_told_in_other_forms(case: str, read: Read) -> None:
    text, kind = MORE[case]
    assert told(read(text)) == [(kind, "accomplished")]


def test_a_market_far_on_may_be_another_market() -> None:
    def likeness(between: str) -> float:
        text = f"Jets bombed a market in Lima. {between} Six were killed when jets bombed a market in the south."
        parsed = parse(document(text))
        told = find_mentions(parsed, places=find_places(parsed), times=())
        return fit(told[-1], told[:1], contains=lambda a, b: True)

    near, far = "The mayor spoke. He wept.", "The mayor spoke. He wept. Rain fell."
    assert likeness(far) < likeness(near) - 1


def test_so_many_since_a_day_are_a_count(read: Read) -> None:
    found = read("The fighting is reported to have killed at least 130 civilians since the end of July.")
    assert {a.stage.value for a in found.accounts} == {"aggregate"}
