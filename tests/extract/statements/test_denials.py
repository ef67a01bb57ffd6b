"""Denials without a word of denial, wrongs without violence and evidence by what it is: made-up sentences, by rules alone."""

from __future__ import annotations

import pytest
from tests.made_up import document_of

from sayso.extract.actors import Actors, find_actors
from sayso.extract.parse import parse
from sayso.extract.statements import read_statements
from sayso.model import Act, Polarity, Statement


def read(text: str) -> tuple[tuple[Statement, ...], Actors]:
    parsed = parse(document_of(text))
    actors = find_actors(parsed)
    built = read_statements(parsed, actors, model="off")
    return built.statements, actors.with_refs(built.refs)


ACTS = {
    "not our work": ("“This is not our work,” the rebel leader said.", "This is not our work", Act.DENIES),
    "no sapper of his": ("General Bran said that no sapper of his was near the bridge.", "no sapper of his", Act.DENIES),
    "never met": ("Dorsey told the radio that he had never seen those papers.", "never seen those papers", Act.DENIES),
    "held responsible": ("Tesh said that it cannot be held responsible for every drone.", "held responsible", Act.DENIES),
    "would not hurt": ("“I wouldn't hurt a lamb,” the landlord said.", "hurt a lamb", Act.DENIES),
    "an invention": ("The mayor said that such messages are “a wicked invention”.", "a wicked invention", Act.DENIES),
    "a wrong": ("The widow said that the council had covered up the leak.", "covered up the leak", Act.ACCUSES),
    "opened fire": ("Villagers say that riot police opened fire on a crowd.", "opened fire on a crowd", Act.ACCUSES),
    "a police helicopter": ("The council said that a police helicopter fired two rockets.", "fired two rockets", Act.ACCUSES),
    "hacked": ("The agency said that a Zentian unit had hacked into the control system.", "hacked into", Act.ACCUSES),
    "sunk by": ("The widow said that the ferry was sunk by the harbour police.", "sunk by the harbour police", Act.ACCUSES),
    "orders from": ("She said the men who boarded the ship took their orders from the Zentian navy.", "took their orders", Act.ACCUSES),
    "paid them": ("The opposition says the embassy paid the men who burned the parliament.", "paid the men", Act.ACCUSES),
    "one of the crew": ("He said it was a member of the rebel crew.", "a member of the rebel crew", Act.ACCUSES),
    "its face": ("“The Ashen League has shown its face again,” the minister said.", "shown its face", Act.ACCUSES),
    "more than they say": ("He said people in the ministry know more than they say.", "know more than they say", Act.ACCUSES),
    "not said that they did": ("The clerk said they have not said that they opened fire.", "have not said", Act.REPORTS),
    "images": ("Satellite images show that the village stood on Monday.", "the village stood on Monday", Act.OFFERS_EVIDENCE),
    "a timer": ("He added that a timer had been recovered from the stall.", "a timer had been recovered", Act.OFFERS_EVIDENCE),
    "it fits": ("“The hose fits his van,” a neighbour said.", "The hose fits his van", Act.OFFERS_EVIDENCE),
    "whoever": ("The president said that whoever did this will find that ports burn.", "whoever did this", Act.THREATENS),
    "nothing to share": ("“I don't have anything to share with you today,” she said.", "anything to share", Act.DECLINES_TO_NAME),
    "my foot": ("“Fault my foot,” his wife said.", "Fault my foot", Act.DOUBTS),
    "who else": ("“Who else has done this four times?” the minister said.", "Who else has done this", Act.EVALUATES),
    "a verdict": ("She said that Lattner was “a disappointed man”.", "a disappointed man", Act.EVALUATES),
    "a phrase": ("“The denials don't survive a look at the map,” she said.", "survive a look", Act.EVALUATES),
    "most": ("The monitor met 37 witnesses. Most said that soldiers burned the village.", "soldiers burned the village", Act.ACCUSES),
    "nobody here": ("“Nobody here telephoned anybody,” a secretary said.", "telephoned anybody", Act.DENIES),
    "rather not": ("“I'd rather not use that word,” the general said.", "rather not", Act.DECLINES_TO_NAME),
    "a film": ("“There is a film of it,” the general said.", "There is a film", Act.OFFERS_EVIDENCE),
    "no pictures": ("She said the chief produced no photographs of the bombs.", "produced no photographs", Act.NOTES_MISSING_EVIDENCE),
    "and shot": ("Students said that officers broke down doors and shot a boy.", "shot a boy", Act.ACCUSES),
    "in passing": (
        "The sergeant said that the rebels had shelled the town for three days on the orders of a superior whom he would not name.",
        "shelled the town",
        Act.ACCUSES,
    ),
    "fumed": ("“The rebels burned the mill,” fumed Mick.", "burned the mill", Act.ACCUSES),
    "you write": ("You write that the dockers burned the pier.", "the dockers burned the pier", Act.ACCUSES),
}  # fmt: skip


@pytest.mark.parametrize(("text", "words", "act"), ACTS.values(), ids=ACTS)
def test_what_it_does(text: str, words: str, act: Act) -> None:
    found = [s.act for s in read(text)[0] if words in s.content.exact]
    assert found == [act]


def test_a_quotation_before_does_not_decide() -> None:
    text = "The inspector said: “We're keeping an open mind. It may be a fault in the ventilation.”"
    told = next(s for s in read(text)[0] if "fault" in s.content.exact and "open mind" not in s.content.exact)
    assert told.act is not Act.DECLINES_TO_NAME


ANSWERS = {
    "where he was": (
        "The mayor accused Carstairs of the raid. Carstairs said he had been in bed with malaria.",
        "in bed",
        Act.DENIES,
    ),
    "where it was": ("The mayor accused Zentia of the raid. Zentia said its ship was in dock.", "in dock", Act.DENIES),
    "what was not": (
        "The mayor accused Zentia of the raid. Zentia said the raid had never happened.",
        "never happened",
        Act.DENIES,
    ),
    "of no one accused": (
        "The mayor praised Carstairs for the boats. Carstairs said he had been in bed with malaria.",
        "in bed",
        Act.REPORTS,
    ),
    "where its men were": (
        "The mayor accused Zentia of the raid. Zentia said its men were on the ridge.",
        "on the ridge",
        Act.REPORTS,
    ),
}


@pytest.mark.parametrize(("text", "words", "act"), ANSWERS.values(), ids=ANSWERS)
def test_what_the_accused_answer(text: str, words: str, act: Act) -> None:
    found = next(s for s in read(text)[0] if words in s.content.exact)
    assert found.act is act
    assert (found.polarity is Polarity.NEGATIVE) == (act is Act.DENIES)


SUSPECTS = {
    "neither nor but": (
        "The most likely culprit is neither the Brigades nor Tesh but one of the smuggling families.",
        "families",
    ),
    "a mill": ("The group has blamed the leak on the paper mill at Unterfeld.", "mill"),
    "orders from": ("She said the men who boarded the ship took their orders from the Zentian navy.", "navy"),
    "provocateurs": ("The ministry blamed the unrest on paid provocateurs.", "provocateurs"),
    "a crew": ("He said it was a member of the rebel crew.", "crew"),
}


@pytest.mark.parametrize(("text", "name"), SUSPECTS.values(), ids=SUSPECTS)
def test_whom_it_names(text: str, name: str) -> None:
    statements, actors = read(text)
    assert [actors.by_id[i].name.split()[-1] for s in statements for i in s.suspects] == [name]


def test_a_name_answers_who_did_it() -> None:
    text = "VIK: Who killed the eleven at Sava Mill?\n\nSANDIN: The Third Brigade of the Ostmark army. I have said so under oath."
    found = {s.content.exact: s.act for s in read(text)[0]}
    assert found["The Third Brigade of the Ostmark army"] is Act.ACCUSES


def test_who_speaks_for_the_accused() -> None:
    text = (
        "The mayor accused Zentia of the raid. Zentia said it knew of no raid. “We do not raid farms,” a spokeswoman said."
    )
    assert [s.act for s in read(text)[0] if "raid farms" in s.content.exact] == [Act.DENIES]
    other = "The mayor accused Zentia of the raid.\n\n“We do not plough on Mondays,” a farmer said."
    assert [s.act for s in read(other)[0] if "plough" in s.content.exact] == [Act.REPORTS]


def test_who_speaks() -> None:
    relayed = read("Radio Tolosa quoted a fisherman as having said that the constables were guests.")[0]
    assert [s.source.name for s in relayed][-1] == "fisherman"
    article = read("Your article of 16 November asserts that dockers set fire to the pier.")[0]
    assert article[0].source.name.startswith("Your")
    fumed = read("“Con was seen,” fumed Mick.")[0]
    assert [s.source.name for s in fumed] == ["Mick"]
    nobody = read("His predecessor did not blame anyone at all.")[0]
    assert not [s for s in nobody if s.act is Act.ACCUSES]
    seen = read("I saw a lorry of the company leave the pier without lights.")[0]
    assert [s.act for s in seen] == [Act.OFFERS_EVIDENCE]
    charged = read("Not one was ever charged.")[0]
    assert [s.content.exact for s in charged] == ["Not one was ever charged"]
    claims = read("There has been no claim.")[0]
    assert [s.content.exact for s in claims] == ["There has been no claim"]
