"""Places that no gazetteer knows: sentences in, the known place that holds them out."""

from __future__ import annotations

import pytest
from tests.made_up import document_of

from sayso.extract.parse import parse
from sayso.extract.places import find_places
from sayso.model import GeoPrecision


@pytest.mark.parametrize(
    ("text", "name", "holder", "precision"),
    [
        ("A bomb fell on the Qaresh neighbourhood in Aleppo.", "Qaresh neighbourhood", "Aleppo", GeoPrecision.NEAR),
        ("Troops shelled the village of Bel Umra near Mosul in Iraq.", "Bel Umra", "Mosul", GeoPrecision.NEAR),
    ],
)
def test_an_unknown_place_lies_where_the_text_puts_it(text: str, name: str, holder: str, precision: GeoPrecision) -> None:
    places = {p.name: p for p in find_places(parse(document_of(text))).places}
    assert places[name].within == places[holder].id
    assert places[name].precision is precision
    assert places[name].lat == places[holder].lat


def test_where_the_text_puts_it_nowhere_it_stays_unknown() -> None:
    places = find_places(parse(document_of("Troops shelled the village of Bel Umra."))).places
    assert [(p.lat, p.within) for p in places if p.name == "Bel Umra"] == [(None, None)]


def test_a_weekday_is_no_town() -> None:
    assert not [
        p for p in find_places(parse(document_of("Jets bombed Iran's countryside on Friday."))).places if "Ford" in p.name
    ]
