"""One document that speaks again of a happening: by its headline, or by a noun that points back."""

from __future__ import annotations

import msgspec
import pytest
from tests.made_up import account_of, day, document_of, quote

from sayso.link import link_all
from sayso.model import Document, DocumentKind, Extraction, Harm, IncidentType, Measure, Place

HEAD = "Jets strike depots in Tavria"
TEXT = f"{HEAD}\n\nAircraft bombed two depots at Tessk on Sunday. The minister praised the strikes."


def _incidents(document: Document, *accounts: object, **rest: object) -> set[frozenset[str]]:
    extraction = Extraction(document=document.id, made_by="test", accounts=accounts, **rest)  # type: ignore[arg-type]
    joined = link_all([document], [extraction])
    return {frozenset(i.accounts) for i in joined.incidents}


def test_the_headline_and_a_pointing_noun_tell_what_the_body_tells() -> None:
    document = document_of(TEXT)
    document = msgspec.structs.replace(document, title=HEAD, title_span=quote(document, HEAD))
    headline = account_of(document, "Jets strike depots", type=IncidentType.AIR_STRIKE)
    body = account_of(document, "Aircraft bombed two depots at Tessk", type=IncidentType.AIR_STRIKE, date=day("2031-05-04"))
    noun = account_of(document, "the strikes", type=IncidentType.AIR_STRIKE)
    assert _incidents(document, headline, body, noun) == {frozenset({headline.id, body.id, noun.id})}


def test_an_inherited_place_does_not_keep_a_pointing_noun_apart() -> None:
    document = document_of("Rockets hit Orvel. A spokesman in Tessk did not say who fired the rockets.")
    orvel = Place(id="place-o", name="Orvel", lat=30.0, lon=50.0, mentions=(quote(document, "Orvel"),))
    tessk = Place(id="place-t", name="Tessk", lat=34.0, lon=50.0, mentions=(quote(document, "Tessk"),))
    hit = account_of(document, "Rockets hit Orvel", type=IncidentType.SHELLING, place="place-o")
    fired = account_of(
        document, "who fired the rockets", type=IncidentType.SHELLING, place="place-t", place_span=quote(document, "Tessk")
    )
    assert len(_incidents(document, hit, fired, places=(orvel, tessk))) == 1


TWO = {  # text, the first happening's words, the second's
    "another one": ("A shell hit Orvel. The second attack came at night.", "A shell hit Orvel", "The second attack"),
    "many": ("A shell hit Orvel. The attacks went on for weeks.", "A shell hit Orvel", "The attacks"),
    "elsewhere": ("A shell hit Orvel. The attack on Tessk came at night.", "A shell hit Orvel", "The attack on Tessk"),
    "indefinite": ("A shell hit Orvel. There was an attack at night.", "A shell hit Orvel", "an attack"),
    "told before it": ("The attack was praised. A shell hit Orvel.", "A shell hit Orvel", "The attack"),
}


@pytest.mark.parametrize(("text", "first", "second"), TWO.values(), ids=TWO.keys())
def test_two_happenings(text: str, first: str, second: str) -> None:
    document = document_of(text)
    assert len(_incidents(document, account_of(document, first), account_of(document, second))) == 2


def test_an_article_points_with_its_own_noun_only() -> None:
    """ "The mission and set fire": no fire told before is meant."""
    document = document_of("Rioters burned a hall. Men broke into the mission and set fire to a gate.")
    hall = account_of(document, "Rioters burned a hall", type=IncidentType.ARSON)
    gate = account_of(document, "Men broke into the mission and set fire to a gate", type=IncidentType.ARSON)
    assert len(_incidents(document, hall, gate)) == 2


def test_a_toll_of_its_own_makes_it_another_one() -> None:
    document = document_of("A shell hit Orvel. The attack killed nine people.")
    harm = Harm(kind="killed", low=9, best=9, high=9, source=None, span=quote(document, "nine people"))
    first, second = account_of(document, "A shell hit Orvel"), account_of(document, "The attack", harm=(harm,))
    assert len(_incidents(document, first, second)) == 2


def test_what_a_text_sets_in_order_is_two() -> None:
    document = document_of("A shell hit Orvel. The attack came a day after that.")
    first, second = account_of(document, "A shell hit Orvel"), account_of(document, "The attack")
    lag = Measure(
        id="m",
        document=document.id,
        kind="lag",
        span=quote(document, "a day after"),
        unit="days",
        this=second.id,
        that=first.id,
    )
    assert len(_incidents(document, first, second, measures=(lag,))) == 2


def test_a_correction_tells_one_happening_with_two_figures() -> None:
    document = document_of(
        "An earlier version said that five people died in the raid. Three people died.", kind=DocumentKind.CORRECTION
    )
    wrong = Harm(kind="killed", low=5, best=5, high=5, source=None, span=quote(document, "five people"))
    right = Harm(kind="killed", low=3, best=3, high=3, source=None, span=quote(document, "Three people"))
    first, second = (
        account_of(document, "five people died", harm=(wrong,)),
        account_of(document, "Three people died", harm=(right,)),
    )
    assert len(_incidents(document, first, second)) == 1
