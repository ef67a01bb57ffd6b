"""The persons whom a document names: text in, names out."""

from __future__ import annotations

import pytest
from tests.made_up import document_of

from sayso.extract.accounts.people import People, find_people
from sayso.extract.parse import parse
from sayso.model import Span


def people_of(text: str) -> People:
    return find_people(parse(document_of(text)))


@pytest.mark.parametrize(
    "text",
    ["CRASH IN MARLOW HILL, QUEENS DA SAYS", "The charges are grave, the DA said.", "Von!", "De la"],
    ids=["headline", "lawyer", "alone", "particles"],
)
def test_a_particle_alone_ends_the_search_for_a_name(text: str) -> None:
    assert all(p.words != ("da",) for p in people_of(text).persons)  # a loop without end before


def test_a_name_without_letters_stays_what_it_is() -> None:
    people = people_of("Judge Maria Ostrel was shot dead in Loden.")
    dash = Span(page="p", start=0, end=1, exact="-")
    assert people.full(dash) == dash
    assert people.full(Span(page="p", start=0, end=6, exact="Ostrel")).exact == "Maria Ostrel"


def test_surnames_that_word_lists_hold_are_names_without_capitals() -> None:
    text = "JUDGE ORLAN BRASK MET WITH CARLOS PIZARRO AND MAYOR MIREL SANCHEZ IN LODEN, AND ALL THREE WERE SHOT DEAD THERE ON MONDAY."
    assert {"carlos pizarro", "mirel sanchez"} <= {" ".join(p.words) for p in people_of(text).persons}
