"""Descriptions, pronouns and half names lead to the actor they stand for. Made-up people say made-up things."""

from __future__ import annotations

import pytest
from tests.extract.test_actors import actors_of, ref_of

from sayso.extract.actors import Actors
from sayso.model import ActorKind

VANE = "Osric Vane"
BESIDE = [
    ("name after", "Tarvenia's interior minister, Osric Vane, said so. The minister left.", "interior minister"),
    ("name before", "Osric Vane, the interior minister, said so. The minister left.", "interior minister"),
    ("title", "Interior minister Osric Vane said so. The minister left.", "The minister"),
    ("with his age", "Osric Vane, 34, a lawyer from Loden, said so. The lawyer left.", "The lawyer"),
    ("short title", "Col. Osric Vane, the army's spokesman in Loden, said so. The colonel left.", "The colonel"),
    ("long description", "A spokesman for the Loden police, Osric Vane, said so. The spokesman left.", "The spokesman"),
    ("known as", "The group's commander, known as Osric Vane, said so. The commander left.", "The commander"),
    ("surname", "Osric Vane, a farmer, said so. Vane left.", "Vane left"),
    ("he", "Osric Vane, a farmer, said so. He left.", "He"),
    ("first of two surnames", "Osric Vane Leal, a farmer, said so. Vane left.", "Vane left"),
]


@pytest.mark.parametrize(("text", "words"), [b[1:] for b in BESIDE], ids=[b[0] for b in BESIDE])
def test_a_description_and_the_name_beside_it_are_one_actor(text: str, words: str) -> None:
    actors = actors_of(text)
    ref = ref_of(actors, words.split(" left")[0], nth=2 if words.startswith("Vane") else 1)
    assert ref.name.startswith(VANE)
    assert (ref.kind, ref.named) == (ActorKind.PERSON, True)
    assert len([a for a in actors.actors if a.kind is ActorKind.PERSON]) == 1


APART = [
    ("two people", "The mayor and Osric Vane spoke. The mayor left.", "The mayor"),
    ("a spokesman without a name", "The defence ministry's spokesman spoke to Osric Vane.", "defence ministry's spokesman"),
    ("several", "Two officers, Osric Vane said, had fled.", "officers"),
    ("the wrong one", "The Northern Shield denied it. They bombed the wrong group.", "the wrong group"),
]


@pytest.mark.parametrize(("text", "words"), [a[1:] for a in APART], ids=[a[0] for a in APART])
def test_what_only_stands_near_stays_apart(text: str, words: str) -> None:
    ref = ref_of(actors_of(text), words)
    assert ref.name != VANE
    assert not ref.named


def names(actors: Actors) -> set[str]:
    return {a.name for a in actors.actors if a.named}


PRONOUNS = [
    ("main subject", "Vesna Kral said that Colonel Dorn gave it. She wept.", "She", "Vesna Kral"),
    ("a pair before an object", "Amina Okello and Peter Lomoro met the Rebels. They left.", "They", "Amina Okello and Peter Lomoro"),
    ("by the title's sex", "Jane Okello blamed Col. Peter Lomoro. The colonel said she was lying.", "she", "Jane Okello"),
    ("the sayer first", "Hezbollah lost two men. The Israel Defense Forces said it hit a launcher.", "it", "Israel Defense Forces"),
    ("plural", "Two security sources spoke. They named nobody.", "They", "security sources"),
    ("a body", "The Northern Shield denied it. It had lost two men.", "It", "Northern Shield"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "name"), [p[1:] for p in PRONOUNS], ids=[p[0] for p in PRONOUNS])
def test_pronouns(text: str, word: str, name: str) -> None:
    at = text.index(f" {word} ") + 1 if f" {word} " in text else text.index(word)
    nth = text[: at + 1].count(word) or 1
    ref = ref_of(actors_of(text), word, nth=nth)
    assert (ref.name, ref.resolved_by) == (name, "pronoun")


@pytest.mark.parametrize(
    "text", ["The army denied it.", "The army spoke. It was not clear.", "It seems that the army lied."]
)
def test_it_for_what_was_said_stands_for_nobody(text: str) -> None:
    word = "it" if " it" in text else "It"
    assert ref_of(actors_of(text), word).actor_id is None


def test_the_official_takes_up_a_local_official() -> None:
    actors = actors_of("A local official in Loden counted the dead. The official gave no names.")
    assert ref_of(actors, "The official").actor_id == ref_of(actors, "A local official").actor_id


def test_the_guerrillas_are_the_one_group_that_was_named() -> None:
    actors = actors_of("Colonel Luis Cardenas blamed the ELN. The guerrillas have not commented.")
    assert ref_of(actors, "The guerrillas").key == "national-liberation-army"


def test_a_description_is_no_other_name() -> None:
    [vane] = [a for a in actors_of("Osric Vane, the interior minister, spoke.").actors if a.name == VANE]
    assert "interior minister" not in vane.aliases
    assert [m.exact for m in vane.mentions] == ["Osric Vane", "interior minister"]


SLIPS = [
    ("a village", "Gunmen shot two men in Sarakala.", "Sarakala"),
    ("a town as object", "Shells hit Konotop in Ukraine.", "Konotop"),
    ("a camp", "Rockets hit Camp Bastion in Afghanistan.", "Camp Bastion"),
    ("a land", "Prosecutors in Sinaloa state in Mexico spoke.", "Sinaloa state"),
    ("a pronoun", "Nobody has claimed the attack.", "Nobody"),
    ("a label", "Photo: the depot burns. Analysis: who did it?", "Photo"),
    ("a plural", "Hoodlums did this.", "Hoodlums"),
    ("a word that looks like an acronym", "A resident of Let Yet Kone spoke.", "Lashkar-e-Taiba"),
]


@pytest.mark.parametrize(("text", "name"), [s[1:] for s in SLIPS], ids=[s[0] for s in SLIPS])
def test_no_actor_is_made_of_it(text: str, name: str) -> None:
    assert name not in names(actors_of(text))


SEATS = [
    ("subject", "Yerevan said the video was old.", "Armenia"),
    ("object", "The envoy had warned Kyiv.", "Ukraine"),
    ("typed small", "i think israel did it", "Israel"),
]


@pytest.mark.parametrize(("text", "name"), [s[1:] for s in SEATS], ids=[s[0] for s in SEATS])
def test_states(text: str, name: str) -> None:
    assert name in names(actors_of(text))


def test_a_capital_that_burns_is_a_place() -> None:
    assert names(actors_of("Kyiv burned all night.")) == set()


def test_a_country_before_the_title_is_the_persons() -> None:
    [farah] = [a for a in actors_of("Somali President Hassan Farah spoke.").actors if a.kind is ActorKind.PERSON]
    assert (farah.name, farah.country) == ("Hassan Farah", "SOM")
