"""Whom a report holds responsible, and how it is known; and whom it does not."""

from __future__ import annotations

import pytest
from tests.extract.accounts.conftest import Read

from sayso.model import Extraction


def named(found: Extraction) -> set[tuple[str, str]]:
    names = {a.id: a.name for a in found.actors}
    return {(names[s.actor], s.status.value) for a in found.accounts for s in a.suspects}


CASES = {
    "told as fact": (
        "Gunmen of the Orlo Liberation Front attacked a convoy on Monday, killing two soldiers.",
        ("Orlo Liberation Front", "reported_as_fact"),
    ),
    "accused by a minister": (
        "A bomb killed two officers in Ankara. The interior minister accused the Kurdistan Workers' Party of the bombing.",
        ("Kurdistan Workers' Party", "suspected_or_accused_by_authorities"),
    ),
    "claimed by the group": (
        "A bomb killed two officers on Monday. Islamic State said one of its members carried out the bombing.",
        ("Islamic State", "claimed_or_admitted"),
    ),
    "its own": (
        "Hezbollah said that it had fired the rockets that killed three people on Monday.",
        ("Hezbollah", "claimed_or_admitted"),
    ),
    "denied": ("Two shells hit a hospital on Friday. Hezbollah denied any part in the attack.", ("Hezbollah", "denied")),
    "the state behind its missiles": (
        "Russian missiles struck an apartment building on Tuesday.",
        ("Russia", "reported_as_fact"),
    ),
    "the state behind its jets": (
        "Turkish warplanes hit 20 targets in the north on Monday.",
        ("Turkey", "reported_as_fact"),
    ),
    "the side whose air strikes they are": (
        "On Sunday regime air strikes on the areas of Loden and Madra killed 17 civilians.",
        ("regime", "reported_as_fact"),
    ),
    "the body in whose name its people act": (
        "FIRE DEPARTMENT SOURCES REPORTED TODAY THAT GUATEMALAN ARMY TROOPS KILLED NINE PEASANTS BY MISTAKE ON MONDAY IN THE HILLS.",
        ("guatemalan army", "suspected_or_accused_by_authorities"),
    ),
    "the body and not the land of its adjective": (
        "Guatemalan Army troops killed nine peasants on Monday.",
        ("Guatemalan Army", "reported_as_fact"),
    ),
    "whoever perpetrated it, as told": (
        "A bomb killed two officers on Monday. The attack was perpetrated by Hezbollah.",
        ("Hezbollah", "reported_as_fact"),
    ),
    "whoever perpetrated it, as a minister has it": (
        "A bomb killed two officers on Monday. The interior minister said that the attack was perpetrated by Hezbollah.",
        ("Hezbollah", "suspected_or_accused_by_authorities"),
    ),
    "of which somebody is convinced": (
        "Two judges were killed on Monday. I am convinced that Hezbollah killed the judges.",
        ("Hezbollah", "suspected_or_accused"),
    ),
    "a mere possibility": (
        "Two judges were killed on Monday. The bishop asked for a look into the possibility that Hezbollah committed this crime.",
        ("Hezbollah", "possible"),
    ),
    "a general, by his rank": (
        "A bomb killed two officers on Monday. Gen. Orlan Brask accused Hezbollah of the bombing.",
        ("Hezbollah", "suspected_or_accused_by_authorities"),
    ),
    "held responsible by those who are no authority": (
        "A bomb killed two nurses on Monday. We hold Hezbollah responsible for this attack.",
        ("Hezbollah", "suspected_or_accused"),
    ),
    "a priest who accused a force": (
        "Two shells hit a church on Monday. The mayor answered a priest, who accused the Turkish Army of the attack.",
        ("Turkish Armed Forces", "suspected_or_accused"),
    ),
    "a communique of one's own": (
        "Hezbollah units attacked the bridge on Monday. We killed three soldiers near the bridge. "
        "Our forces ambushed a patrol on Tuesday and killed two soldiers.",
        ("Hezbollah", "claimed_or_admitted"),
    ),
    "they deny the charges: the accused": (
        "Two judges were killed in Orvel on Monday. Police charged Tarvo Meld and his brother with the murders. They deny the charges.",
        ("Tarvo Meld", "denied"),
    ),
    "accused each other: the one": (
        "Shells killed nine people in the market on Monday. Hezbollah and Islamic State accused each other of the attack.",
        ("Hezbollah", "suspected_or_accused"),
    ),
    "accused each other: the other": (
        "Shells killed nine people in the market on Monday. Hezbollah and Islamic State accused each other of the attack.",
        ("Islamic State", "suspected_or_accused"),
    ),
    "blamed neither": (
        "A bomb killed two officers on Monday. The minister blamed neither Hezbollah nor Iran for the attack.",
        ("Iran", "exonerated_by_third_party"),
    ),
    "a threat owns up to nothing": (
        "Hezbollah threatened on Monday to bomb the embassy in Orvel.",
        ("Hezbollah", "reported_as_fact"),
    ),
    "linked is possible": (
        "Gunmen killed three soldiers on Friday. The army accused al Qaeda-linked militants of the attack.",
        ("al-Qaeda", "possible"),
    ),
    "nobody": (
        "Rockets hit a base on Monday, killing two. Nobody has claimed responsibility for the attack.",
        ("unknown", "unknown_stated"),
    ),
    "no claim": (
        "Gunmen ambushed a convoy on Monday, killing two. There was no immediate claim of responsibility.",
        ("unknown", "unknown_stated"),
    ),
}


@pytest.mark.parametrize("case", CASES, ids=list(CASES))
def test_suspect_and_status(case: str, read: Read) -> None:
    text, expected = CASES[case]
    assert expected in named(read(text))


def test_who_holds_somebody_responsible_is_no_authority_by_holding_him(read: Read) -> None:
    found = read("A bomb killed two nurses on Monday. We hold Hezbollah responsible for this attack.")
    assert ("Hezbollah", "suspected_or_accused_by_authorities") not in named(found)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        pytest.param(
            "Two judges were killed on Monday. Police charged Tarvo Meld with the murders. He denies the charges.",
            ("Police", "denied"), id="who charged him denies nothing",
        ),
        pytest.param(
            "A bomb killed two officers on Monday. The minister blamed neither Hezbollah nor Iran for the attack.",
            ("Hezbollah", "suspected_or_accused_by_authorities"), id="blamed neither",
        ),
        pytest.param("Hezbollah threatened on Monday to bomb the embassy in Orvel.", ("Hezbollah", "claimed_or_admitted"), id="a threat"),
        pytest.param("Iran ordered its army to bomb the camp on Monday.", ("Iran", "reported_as_fact"), id="an order"),
    ],
)  # fmt: skip
def test_a_status_that_no_words_give(read: Read, text: str, wrong: tuple[str, str]) -> None:
    assert wrong not in named(read(text))


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        pytest.param("Hezbollah threatened on Monday to bomb the embassy in Orvel.", "threatened", id="threatened on a day"),
        pytest.param(
            "Iran ordered its air force to shoot down a drone over the gulf on Monday.", "planned", id="ordered to"
        ),
        pytest.param("Iran's general ordered the murder of a judge in Orvel on Monday.", "accomplished", id="ordered it"),
    ],
)
def test_a_threat_and_an_order_are_no_deed(read: Read, text: str, stage: str) -> None:
    assert [a.stage.value for a in read(text).accounts] == [stage]


NOT = {
    "a headline's victim": ("Contractor killed as rockets hit base", "", "Contractor"),
    "a victim shot dead": ("Journalist shot dead outside his home", "", "Journalist"),
    "nobody": ("", "Rockets hit a base, killing two. Nobody has claimed responsibility for the attack.", "Nobody"),
    "a dateline": (
        "",
        "TELMAR, Arvenia, Jan 16 - Missiles struck an apartment building on Tuesday, wounding two.",
        "TELMAR",
    ),
    "a day": ("", "Aircraft bombed two depots on Sunday in response to Friday's rocket attack on the camp.", "Friday"),
    "each other": ("", "Clashes broke out on Tuesday, each side blaming the other.", "other"),
    "police who shoot the gunman": (
        "",
        "A gunman opened fire in a mall, killing two people before he was shot dead by police.",
        "police",
    ),
    "suspected": ("", "A mosque was burned down in a suspected arson attack overnight.", "suspected"),
}


@pytest.mark.parametrize("case", NOT, ids=list(NOT))
def test_no_suspect(case: str, read: Read) -> None:
    headline, text, name = NOT[case]
    found = read(text or "Police gave no details.", headline=headline)
    assert name.lower() not in {n.lower() for n, _ in named(found)}


def test_what_has_not_happened_has_no_doer(read: Read) -> None:
    found = read("If the militia attacked the embassy, the general would resign.")
    assert [a.suspects for a in found.accounts] == [()]


def test_every_suspect_is_an_actor_of_the_extraction(read: Read) -> None:
    found = read("Nine protesters were shot dead in Lokasa on Saturday. The police chief blamed armed infiltrators.")
    assert {s.actor for a in found.accounts for s in a.suspects} <= {a.id for a in found.actors}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "The night before, anti-Tarvenia rioters set fire to the consulate in Basrah.", id="against a made-up state"
        ),
        pytest.param("The same night anti-Iran rioters were setting fire to the consulate in Basrah.", id="against a state"),
        pytest.param("Pro-Iran gunmen fired on the camp on Monday, killing two soldiers.", id="for a state"),
        pytest.param(
            "Gunmen killed two judges in Orvel on Monday. Hezbollah held a rally in the capital the same day.",
            id="named beside, and for nothing",
        ),
    ],
)
def test_nobody_did_it_by_being_named_beside_it(read: Read, text: str) -> None:
    assert {name for name, _ in named(read(text))}.isdisjoint({"Iran", "Tarvenia", "Hezbollah"})


def test_an_accuser_does_not_accuse_another_of_what_he_does_himself(read: Read) -> None:
    text = (
        "A rocket attack killed two contractors in Orvel on Monday. Rohan blamed Sarnish border guards (the Home Guard) and "
        "used it as a pretext to bomb a Sarnish camp on Tuesday."
    )
    attack, answer = read(text).accounts
    assert [(s.span.exact, s.status.value) for s in attack.suspects] == [("Sarnish border guards", "suspected_or_accused")]
    assert [(s.span.exact, s.status.value) for s in answer.suspects] == [("Rohan", "reported_as_fact")]


def test_a_list_of_the_dead_does_not_end_at_whose_guest_the_first_was(read: Read) -> None:
    text = (
        "Gunmen killed a guest of the Orvel prime minister, the Sarnish general Toma Vell, and the second in command of the "
        "Orvel guard, Abu Kadel Rohan, on 3 January 2021."
    )
    (account,) = read(text).accounts
    assert {"Toma Vell", "Abu Kadel Rohan"} <= {v.span.exact for v in account.victims}


def test_whom_a_statement_clears_is_cleared_of_what_it_is_about(read: Read) -> None:
    text = (
        "Rockets killed a contractor at a camp near Orvel on Monday. The minister blamed the Sarnish guards. A later inquiry by "
        "the Meridian Post found that it is unlikely the Sarnish guards had anything to do with the attack."
    )
    (account,) = read(text).accounts
    assert [s.status.value for s in account.suspects] == ["suspected_or_accused_by_authorities", "exonerated_by_third_party"]
    assert {s.span.exact.removeprefix("the ") for s in account.suspects} == {"Sarnish guards"}
