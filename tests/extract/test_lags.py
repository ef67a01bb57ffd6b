"""Stated times between two happenings, and which happenings they stand between."""

from __future__ import annotations

import pytest
from tests.made_up import account_of, document_of, quote, statement_of

from sayso.extract.lags import find_lags
from sayso.extract.parse import parse
from sayso.model import IncidentType, Place

# text, mentions of two accounts (A, B), the lag's words, days, this, that
CASES = {
    "days later": (
        "A shell hit the depot at Orvel. The army bombed Tessk just two days later.",
        ("A shell hit the depot", "bombed Tessk"), "just two days later", (2, 2), "B", "A",
    ),
    "hours after": (
        "Jets bombed a camp near Tessk, hours after a mortar attack on the depot.",
        ("mortar attack on the depot", "bombed a camp"), "hours after", (0, 1), "B", "A",
    ),
    "opens the sentence": (
        "Raiders burned the mill at Orvel. Three weeks later, a car bomb wrecked the court.",
        ("burned the mill", "a car bomb wrecked the court"), "Three weeks later", (20, 22), "B", "A",
    ),
    "before": (
        "The convoy was ambushed four days before the shelling of Orvel.",
        ("The convoy was ambushed", "the shelling of Orvel"), "four days before", (4, 4), "B", "A",
    ),
    "within hours of": (
        "Within 48 hours of the ambush, gunmen shelled the barracks.",
        ("the ambush", "shelled the barracks"), "Within 48 hours of", (0, 3), "B", "A",
    ),
    "the day after": (
        "The bridge was blown up the day after the raid on Tessk.",
        ("the raid on Tessk", "The bridge was blown up"), "the day after", (1, 1), "B", "A",
    ),
    "same night": (
        "Rockets fell on the port the same night that rioters burned the consulate.",
        ("rioters burned the consulate", "Rockets fell on the port"), "the same night that", (0, 0), "B", "A",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "told", "words", "days", "this", "that"), CASES.values(), ids=CASES.keys())
def test_lag(text: str, told: tuple[str, str], words: str, days: tuple[float, float], this: str, that: str) -> None:
    document = document_of(text)
    named = {"A": account_of(document, told[0]), "B": account_of(document, told[1])}
    (lag,) = find_lags(parse(document), accounts=tuple(named.values()), statements=())
    assert (lag.span.exact, lag.low, lag.high) == (words, *days)
    assert (lag.this, lag.that) == (named[this].id, named[that].id)


def test_a_saying_is_dated_where_no_happening_is() -> None:
    document = document_of("A shell hit the depot. After a day of silence, the minister blamed the rebels for it.")
    attack = account_of(document, "A shell hit the depot")
    said = statement_of(document, "blamed the rebels", cue="blamed", source="the minister")
    (lag,) = find_lags(parse(document), accounts=(attack,), statements=(said,))
    assert (lag.this, lag.that, lag.low, lag.high) == (said.id, attack.id, 1, 1)


@pytest.mark.parametrize(
    "text", ["He was jailed for two years after the raid.", "The siege lasted three weeks before the truce."]
)
def test_durations_are_no_lags(text: str) -> None:
    assert find_lags(parse(document_of(text)), accounts=(), statements=()) == ()


def test_nouns_point_back_to_what_was_told() -> None:
    document = document_of(
        "Rockets hit Camp Orvel. Jets bombed Tessk. A spokesman called the strikes, which came two days after the attack on the "
        "camp, a mistake."
    )
    rockets = account_of(document, "Rockets hit Camp Orvel", type=IncidentType.SHELLING, place="place-orvel")
    jets = account_of(document, "Jets bombed Tessk", type=IncidentType.AIR_STRIKE, place="place-tessk")
    camp = Place(id="place-orvel", name="Camp Orvel", kind="site")
    (lag,) = find_lags(
        parse(document), accounts=(rockets, jets), statements=(), places=((quote(document, "Camp Orvel"), camp),)
    )
    assert (lag.span.exact, lag.this, lag.that) == ("two days after", jets.id, rockets.id)


def test_what_is_no_happening_leaves_the_end_open() -> None:
    document = document_of("Jets bombed Tessk. The minister resigned two weeks before the report was signed.")
    jets = account_of(document, "Jets bombed Tessk", type=IncidentType.AIR_STRIKE)
    (lag,) = find_lags(parse(document), accounts=(jets,), statements=())
    assert lag.this is None
