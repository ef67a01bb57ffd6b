"""Checkable figures: distances with their two ends, figures of people, order, dates."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import msgspec
import pytest
from tests.made_up import account_of, day, document_of, quote, statement_of

from sayso.extract.measures import find_measures
from sayso.extract.parse import parse
from sayso.extract.times import find_times
from sayso.model import Account, Document, Harm, Measure, Place, Statement


def _place(document: Document, name: str, **fields: Any) -> Place:
    return Place(id=f"place-{name}", name=name, mentions=(quote(document, name),), **fields)


def _found(
    document: Document,
    *,
    accounts: tuple[Account, ...] = (),
    places: tuple[Place, ...] = (),
    statements: tuple[Statement, ...] = (),
) -> list[Measure]:
    parsed = parse(document)
    known: Any = SimpleNamespace(places=places)
    return list(find_measures(parsed, accounts=accounts, places=known, times=find_times(parsed), statements=statements))


DISTANCES = {  # text, the measure's words, km low and high, this, that
    "away from": (
        "The depot at Tessk lies 400 kilometers away from Orvel.", "400 kilometers away from Orvel", (400, 400), "Tessk",
        "Orvel",
    ),
    "miles": ("Tessk is some 10 miles north of Orvel.", "some 10 miles north of Orvel", (12.07, 20.117), "Tessk", "Orvel"),
    "at least": ("Tessk is at least 30 km from Orvel.", "at least 30 km from Orvel", (30, None), "Tessk", "Orvel"),
    "a kilometer": (
        "Shells fell in Tessk, a kilometer away from Orvel.", "a kilometer away from Orvel", (1, 1), "Tessk", "Orvel",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "words", "km", "this", "that"), DISTANCES.values(), ids=DISTANCES.keys())
def test_distance(text: str, words: str, km: tuple[float, float | None], this: str, that: str) -> None:
    document = document_of(text)
    places = (_place(document, this), _place(document, that))
    (measure,) = [m for m in _found(document, places=places) if m.kind == "distance"]
    assert (measure.span.exact, measure.low, measure.high) == (words, *km)
    assert (measure.this, measure.that) == (f"place-{this}", f"place-{that}")


LENGTHS = ["The convoy was 3 kilometers long.", "He walked five miles.", "The drone flew at 200 km per hour."]


@pytest.mark.parametrize("text", LENGTHS)
def test_a_length_is_no_distance(text: str) -> None:
    assert [m for m in _found(document_of(text)) if m.kind == "distance"] == []


def test_nowhere_near_stands_between_a_happening_and_a_place() -> None:
    document = document_of("The strikes of 6 May were nowhere near Orvel.")
    strikes = account_of(document, "The strikes of 6 May")
    (measure,) = [
        m for m in _found(document, accounts=(strikes,), places=(_place(document, "Orvel"),)) if m.kind == "distance"
    ]
    assert (measure.relation, measure.this, measure.that) == ("not_near", strikes.id, "place-Orvel")


def test_a_country_is_no_end_of_a_distance() -> None:
    document = document_of("Shells fell in Tessk, a kilometer away from the Tavria embassy.")
    places = (_place(document, "Tessk"), _place(document, "Tavria", kind="country"))
    (measure,) = [m for m in _found(document, places=places) if m.kind == "distance"]
    assert (measure.this, measure.that) == ("place-Tessk", None)


def test_harm_that_an_account_carries() -> None:
    document = document_of("The raid killed at least 18 miners, a report said.")
    harm = Harm(kind="killed", low=18, best=18, high=None, source="said", span=quote(document, "at least 18 miners"))
    raid = account_of(document, "The raid", harm=(harm,))
    (measure,) = [m for m in _found(document, accounts=(raid,)) if m.kind == "count"]
    assert (measure.low, measure.high, measure.this, measure.relation, measure.statement) == (
        18,
        None,
        raid.id,
        "killed",
        "said",
    )


@pytest.mark.parametrize("words", ["a miner", "Gen. Ilan Morrow"])
def test_who_died_is_no_figure(words: str) -> None:
    document = document_of(f"The raid killed {words}.")
    harm = Harm(kind="killed", low=1, best=1, high=1, source=None, span=quote(document, words))
    raid = account_of(document, "The raid", harm=(harm,))
    assert [m for m in _found(document, accounts=(raid,)) if m.kind == "count"] == []


COUNTS = {
    "before the verb": ("Twelve miners were killed in the raid.", "Twelve miners were killed", (12, 12), "killed"),
    "after the verb": ("The raid wounded at least 30 people.", "at least 30 people", (30, None), "injured"),
    "dead": ("The raid left two dozen villagers dead.", "two dozen villagers dead", (24, 24), "killed"),
}


@pytest.mark.parametrize(("text", "words", "reading", "kind"), COUNTS.values(), ids=COUNTS.keys())
def test_figures_that_no_account_carries(text: str, words: str, reading: tuple[float, float | None], kind: str) -> None:
    document = document_of(text)
    raid = account_of(document, "raid")
    (measure,) = [m for m in _found(document, accounts=(raid,)) if m.kind == "count"]
    assert (measure.span.exact, measure.low, measure.high, measure.relation, measure.this) == (
        words,
        *reading,
        kind,
        raid.id,
    )


ORDERS = {
    "preceded": ("The raids on Tessk, which preceded the shelling of Orvel, went unseen.", "before"),
    "followed by": ("The raids on Tessk were quickly followed by the shelling of Orvel.", "before"),
    "wake": ("The raids on Tessk came in the wake of the shelling of Orvel.", "after"),
}


@pytest.mark.parametrize(("text", "relation"), ORDERS.values(), ids=ORDERS.keys())
def test_order(text: str, relation: str) -> None:
    document = document_of(text)
    this, that = account_of(document, "The raids on Tessk"), account_of(document, "the shelling of Orvel")
    (measure,) = [m for m in _found(document, accounts=(this, that)) if m.kind == "sequence"]
    assert (measure.this, measure.that, measure.relation) == (this.id, that.id, relation)


def test_first_one_stand_and_then_another() -> None:
    document = document_of("Morrow initially refused to name anyone. Voss has since blamed the League.")
    first = statement_of(document, "to name anyone", cue="refused", source="Morrow")
    since = statement_of(document, "the League", cue="blamed", source="Voss")
    (measure,) = [m for m in _found(document, statements=(first, since)) if m.kind == "sequence"]
    assert (measure.span.exact, measure.this, measure.that, measure.relation) == (
        "initially refused",
        first.id,
        since.id,
        "before",
    )


def test_a_date_takes_the_weekday_beside_it() -> None:
    document = document_of("Orvel was shelled on Wednesday, May 4, 2031.")
    when = day("2031-05-04", None, quote(document, "May 4, 2031"))
    shelling = account_of(document, "Orvel was shelled", date=when)
    (measure,) = [m for m in _found(document, accounts=(shelling,)) if m.kind == "date"]
    assert measure.span.exact == "Wednesday, May 4, 2031"
    assert (measure.this, measure.low) == (shelling.id, measure.high)


def test_a_date_without_a_year_is_kept_as_one() -> None:
    document = msgspec.structs.replace(document_of("In May a guard was killed at Orvel."), published=None)
    killing = account_of(document, "a guard was killed")
    (measure,) = [m for m in _found(document, accounts=(killing,)) if m.kind == "date"]
    assert (measure.relation, measure.low, measure.this) == ("no_year", None, killing.id)
