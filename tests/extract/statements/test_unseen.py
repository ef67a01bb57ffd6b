"""Constructions of news, live blogs and interviews on made-up pages: who says, and what the saying does, by rules alone."""

from __future__ import annotations

import pytest
from tests.made_up import document_of

from sayso.extract.actors import find_actors
from sayso.extract.parse import parse
from sayso.extract.statements import read_statements
from sayso.model import Act, Certainty, Polarity, Statement


def read(text: str) -> tuple[Statement, ...]:
    parsed = parse(document_of(text))
    return read_statements(parsed, find_actors(parsed), model="off").statements


ROWS = {
    "the speaker behind the verb": (
        'The hand of the brigade, declared Minister Osric Vane, was "plain for all to see".',
        ("Osric Vane", "The hand of the brigade", Act.ACCUSES),
    ),
    "what somebody called": (
        "The ship was damaged in what the ministry called a deliberate attack.",
        ("ministry", "a deliberate attack", Act.EVALUATES),
    ),
    "a nation's claim": (
        "The video contradicts the Zentian claim that the brigade fired the rockets.",
        ("Zentian", "that the brigade fired the rockets", Act.ACCUSES),
    ),
    "when it was said": (
        "The minister told reporters that evening that the brigade had fired the rockets.",
        ("minister", "that the brigade had fired the rockets", Act.ACCUSES),
    ),
    "what it never did": (
        "The embassy had never, it said, delivered so much as a rifle to the province.",
        ("embassy", "delivered so much as a rifle to the province", Act.DENIES),
    ),
    "nothing": ("“We mine nothing,” the admiral said.", ("admiral", "We mine nothing", Act.DENIES)),
    "not ruled out": ("The police have not ruled out the Dawn Brigade.", ("police", "the Dawn Brigade", Act.ACCUSES)),
    "ruled out": ("The police ruled out the Dawn Brigade.", ("police", "the Dawn Brigade", Act.EXONERATES)),
    "why": ("The spokesman would not say why.", ("spokesman", "why", Act.DECLINES_TO_NAME)),
    "guessing": (
        "“We are not in the business of guessing who did it,” the underwriter said.",
        ("underwriter", "We are not in the business of guessing who did it", Act.DECLINES_TO_NAME),
    ),
    "who in the north": (
        "There are Zentian nationalists in the north who vowed to burn the base.",
        ("nationalists", "to burn the base", Act.THREATENS),
    ),
    "to its closing mark": (
        "The chief says that “this is not the army's fault. The brigade bears responsibility.”",
        ("chief", "The brigade bears responsibility", Act.ACCUSES),
    ),
    "a described label": ("The dockers' union: “The owner lit the fire.”", ("union", "The owner lit the fire", Act.REPORTS)),
    "a label with a place": (
        "Red Dawn, on its channel: “Our fighters fired the rockets.”",
        ("Red Dawn", "Our fighters fired the rockets", Act.CLAIMS_RESPONSIBILITY),
    ),
    "a live blog's clock": ("14:31 - Osric Vane: “It was not us.”", ("Osric Vane", "It was not us", Act.DENIES)),
    "held by the same": (
        "The bloc said it held the alliance fully responsible for the raid.",
        ("bloc", "it held the alliance fully responsible for the raid", Act.ACCUSES),
    ),
    "read in a paper": (
        "I read in the Loden Courier that the dead man was a policeman.",
        ("Loden Courier", "that the dead man was a policeman", Act.REPORTS),
    ),
    "one of the strikes": (
        "Two officials told the Courier that Zentia had carried out at least one of the strikes.",
        ("officials", "that Zentia had carried out at least one of the strikes", Act.ACCUSES),
    ),
    "the next deed": (
        "The general said the army “was not operating in the area” and referred further questions to the ministry.",
        ("general", "the army “was not operating in the area”", Act.REPORTS),
    ),
    "claims a short thing": ("The brigade claimed the strikes.", ("brigade", "the strikes", Act.CLAIMS_RESPONSIBILITY)),
    "owns nothing": (
        "The lawyers said that their client has never owned a rifle.",
        ("lawyers", "that their client has never owned a rifle", Act.DENIES),
    ),
    "it read": (
        "The group sent a letter to the mosque. “Our hands are clean of his blood,” it read.",
        ("group", "Our hands are clean of his blood", Act.REPORTS),
    ),
}


@pytest.mark.parametrize(("text", "expected"), ROWS.values(), ids=ROWS)
def test_who_says_what(text: str, expected: tuple[str, str, Act]) -> None:
    name, content, act = expected
    found = next(s for s in read(text) if content in {s.content.exact.rstrip("."), *(p.exact for p in s.content_parts)})
    assert name in found.source.name
    assert found.act is act


NOBODY = {
    "should": "The minister should admit the strike on the school.",
    "by habit": "They normally claim their attacks within hours.",
    "everybody": "Everybody knows that the town was hit.",
    "questions a crew": "The police questioned the crew of the tanker for hours.",
    "a wish": "The brigade wants that road empty.",
    "a clause": "That somebody profits from a raid does not prove that he ordered it.",
    "a photograph posted by": "Photographs posted by the hospital showed the crater.",
}


@pytest.mark.parametrize("text", NOBODY.values(), ids=NOBODY)
def test_what_nobody_has_said(text: str) -> None:
    assert {s.source.name for s in read(text)} <= {"the author"}


def test_what_is_not_ruled_out_is_possible() -> None:
    (found,) = [s for s in read("The police have not ruled out the Dawn Brigade.") if s.cue]
    assert (found.certainty, found.polarity) == (Certainty.POSSIBLE, Polarity.POSITIVE)


def test_the_answers_of_an_interview_are_its_guests() -> None:
    text = "An interview with Colonel Stepan Drach\n\nQ: Who sent the drone?\n\nA: It came from across the river."
    assert [s.source.name for s in read(text) if s.cue] == ["the author", "Stepan Drach"]


def test_he_in_a_labelled_turn_is_not_its_speaker() -> None:
    text = "BRANDT: Colonel Musa Dauda has sued you.\n\nOKON: Let him. He told the court that he was in Lisk."
    (found,) = [s for s in read(text) if s.cue and s.cue.exact == "told"]
    assert found.source.name == "Musa Dauda"


def test_the_prime_minister_is_no_other_minister() -> None:
    text = (
        "Prime Minister Ilja Rza spoke. Transport Minister Nina Berid listened. The prime minister said the bridge was safe."
    )
    (found,) = [s for s in read(text) if s.cue]
    assert found.source.name == "Ilja Rza"


def test_statements_of_a_body_alleging_are_that_bodys() -> None:
    text = "We reject the statements of the Zentian Defence Ministry alleging that our units fired first."
    assert "Zentian Defence Ministry" in next(s.source.name for s in read(text) if s.cue and s.cue.exact == "alleging")
