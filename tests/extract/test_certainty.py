"""How sure a source presents what it says, and what kind of clause it is. Made-up sentences."""

from __future__ import annotations

import pytest

from sayso.extract.certainty import certainty_of, clause_flags, is_question
from sayso.model import Certainty

CASES = {
    "plain": ("the army fired the rockets", "say", Certainty.CERTAIN),
    "likely": ("the rockets were likely fired by a militia", "say", Certainty.PROBABLE),
    "unlikely": ("it is unlikely that the militia did it", "say", Certainty.PROBABLE),
    "may": ("the militia may have fired the rockets", "say", Certainty.POSSIBLE),
    "believing": ("the army fired the rockets", "believe", Certainty.PROBABLE),
    "alleging": ("the army fired the rockets", "allege", Certainty.PROBABLE),
    "speculating": ("the army fired the rockets", "speculate", Certainty.POSSIBLE),
    "asking": ("whether the army fired the rockets", "ask", Certainty.UNKNOWN),
    "a comparison": ("drivers were more likely to be stopped", "say", Certainty.CERTAIN),
    "was probably": ("the launcher was probably foreign", "say", Certainty.PROBABLE),
    "a rumour": ("rumours say that he left", "say", Certainty.POSSIBLE),
    "no confirmation": ("there is no official confirmation yet", "say", Certainty.POSSIBLE),
    "not known": ("it is not known who fired the rockets", "say", Certainty.UNKNOWN),
}


@pytest.mark.parametrize(("text", "lemma", "expected"), CASES.values(), ids=CASES)
def test_certainty(text: str, lemma: str, expected: Certainty) -> None:
    assert certainty_of(text, lemma=lemma) is expected


def test_a_question_and_an_evasion_assert_nothing() -> None:
    assert certainty_of("Who did it?", question=True) is Certainty.UNKNOWN
    assert certainty_of("to name the group", evasion=True) is Certainty.UNKNOWN


@pytest.mark.parametrize(("text", "expected"), [("Did they?”", True), ("They did.", False), ("(Why?)", True)])
def test_question(text: str, expected: bool) -> None:
    assert is_question(text) is expected


def test_a_question_among_other_sentences() -> None:
    assert is_question("Did they? Nobody told us.", anywhere=True)
    assert not is_question("Did they? Nobody told us.")


FLAGS = {
    "plain": ("the army fired the rockets", ()),
    "question": ("Could the militia have acted alone?", ("question",)),
    "conditional": ("If Zentia fires again, we will answer", ("conditional",)),
    "counterfactual": ("it would have struck the capital", ("counterfactual",)),
    "past if": ("If Zentia had fired, it would have hit", ("conditional", "counterfactual")),
    "inverted": ("Had Zentia wanted a war, it would be at war", ("counterfactual",)),
    "epistemic, not counterfactual": ("it could have been anyone", ()),
}


@pytest.mark.parametrize(("text", "expected"), FLAGS.values(), ids=FLAGS)
def test_flags(text: str, expected: tuple[str, ...]) -> None:
    assert clause_flags(text) == expected
