"""Which accounts of different documents are one incident: made-up pairs, each with the one feature that decides."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec
import pytest
from tests.made_up import account_of, day, document_of, quote

from sayso.link.features import Sketch, singular, sketch
from sayso.link.incidents import join_accounts, likeness
from sayso.model import IncidentType, Stage, Weapon

DAY = date(2031, 5, 4).toordinal()


def told(name: str, **fields: object) -> Sketch:
    """A shelling of Camp Orvel on 4 May 2031 that killed three, unless told otherwise."""
    usual: dict[str, object] = {
        "document": f"doc-{name}", "page": f"page-{name}", "type": IncidentType.SHELLING, "stage": Stage.ACCOMPLISHED,
        "first": DAY, "last": DAY, "place": "place-orvel", "lat": 10.0, "lon": 20.0, "radius": 5.0, "country": "XXA",
        "killed": (3, 3), "weapons": frozenset({"rocket"}), "words": frozenset({"guard"}), "slain": frozenset({"morrow"}),
    }  # fmt: skip
    return Sketch(id=f"account-{name}", **{**usual, **fields})  # type: ignore[arg-type]


UNKNOWN_DATE = {"first": None, "last": None}
UNKNOWN_PLACE: dict[str, object] = {"place": None, "lat": None, "lon": None, "radius": float("inf")}
SAME = {
    "all alike": {},
    "one night, two dates": {"first": DAY + 1, "last": DAY + 1},
    "a month only": {"first": DAY - 3, "last": DAY + 27},
    "rising toll": {"killed": (5, 5)},
    "no place": UNKNOWN_PLACE,
    "no date, in the news": {**UNKNOWN_DATE, "latest": DAY + 2},
    "a month without a year, a country": {
        **UNKNOWN_DATE,
        **UNKNOWN_PLACE,
        "month": 5,
        "place": "place-xxa",
        "country": "XXA",
        "killed": (1, 3),
    },
    "one named victim": {**UNKNOWN_DATE, **UNKNOWN_PLACE, "killed": None, "slain": frozenset({"morrow"})},
    "called an attack": {"type": IncidentType.ATTACK, "weapons": frozenset()},
    "told twice in one document": {"document": "doc-a"},
    "next town": {"place": "place-tessk", "lat": 10.05, "radius": 25.0},
}
OTHER = {
    "same document, another toll": {"document": "doc-a", "killed": (2, 2)},
    "same document, no date": {"document": "doc-a", **UNKNOWN_DATE},
    "four days on": {"first": DAY + 4, "last": DAY + 4},
    "far away": {"place": "place-far", "lat": 14.0},
    "other country": {"place": "place-far", "lat": 10.3, "country": "XXB", "radius": 25.0, "killed": (1, 1)},
    "a protest": {"type": IncidentType.PROTEST},
    "an air strike": {"type": IncidentType.AIR_STRIKE},
    "a day and a kind alone": {**UNKNOWN_PLACE, "killed": None, "words": frozenset(), "slain": frozenset()},
    "a campaign of years": {"first": DAY - 900},
    "a threat": {"stage": Stage.THREATENED},
    "a count of many": {"stage": Stage.AGGREGATE},
    "not yet happened": {**UNKNOWN_DATE, "latest": DAY - 30},
    "history": {"historical": True, **UNKNOWN_DATE, "killed": None, "slain": frozenset()},
    "another month": {
        **UNKNOWN_DATE,
        **UNKNOWN_PLACE,
        "month": 8,
        "place": "place-xxa",
        "country": "XXA",
        "killed": (1, 3),
        "slain": frozenset(),
    },
    "another toll, another weapon, no date": {
        **UNKNOWN_DATE,
        "killed": (90, 90),
        "weapons": frozenset({"gun"}),
        "words": frozenset(),
    },
}


@pytest.mark.parametrize("fields", SAME.values(), ids=SAME.keys())
def test_one_incident(fields: dict[str, object]) -> None:
    links = join_accounts([told("a"), told("b", **fields)])
    assert links.groups == (("account-a", "account-b"),)
    assert links.judgements[0].same
    assert links.judgements[0].reason.startswith("One incident: ")


@pytest.mark.parametrize("fields", OTHER.values(), ids=OTHER.keys())
def test_two_incidents(fields: dict[str, object]) -> None:
    assert len(join_accounts([told("a"), told("b", **fields)]).groups) == 2


def test_the_better_pair_wins_where_one_document_tells_two() -> None:
    """The page with a date only takes the account of that day, and leaves the other one alone."""
    first, second = told("b1", document="doc-b", first=DAY + 2, last=DAY + 2, killed=(1, 1)), told("b2", document="doc-b")
    assert join_accounts([told("a"), first, second]).groups == (("account-a", "account-b2"), ("account-b1",))


def test_accounts_of_one_incident_draw_their_answers_together() -> None:
    """Both texts tell an air strike in answer to the shelling; alone they are too vague to be joined."""
    vague: dict[str, object] = {
        **UNKNOWN_DATE,
        "type": IncidentType.AIR_STRIKE,
        "killed": None,
        "weapons": frozenset(),
        "words": frozenset(),
    }
    answers = [told("a2", document="doc-a", **vague), told("b2", document="doc-b", **vague, **UNKNOWN_PLACE)]
    accounts: Sequence[Sketch] = [told("a"), told("b"), *answers]
    ties = {("account-a", "account-a2"): "cue-1", ("account-b", "account-b2"): "cue-2"}
    assert len(join_accounts(accounts).groups) == 3
    assert ("account-a2", "account-b2") in join_accounts(accounts, ties=ties).groups


def test_a_close_pair_kept_apart_is_shown_with_its_reasons() -> None:
    links = join_accounts([told("a"), told("b", killed=(40, 40), **UNKNOWN_DATE, words=frozenset(), slain=frozenset())])
    (kept_apart,) = links.judgements
    assert not kept_apart.same
    assert "numbers killed far apart (3 and 40)" in kept_apart.reason


def test_no_pair_is_scored_twice_or_by_its_order() -> None:
    a, b = told("a"), told("b", killed=(5, 5))
    assert likeness(a, b) == likeness(b, a)


@pytest.mark.parametrize(("ages", "incidents"), [({14}, 1), ({8}, 2)], ids=["one age", "other ages"])
def test_ages_of_victims(ages: set[int], incidents: int) -> None:
    """A day, and a victim of fourteen in both; nothing else is told."""
    bare: dict[str, object] = {**UNKNOWN_PLACE, "killed": None, "words": frozenset(), "slain": frozenset()}
    one, other = told("a", ages=frozenset({14, 31}), **bare), told("b", ages=frozenset(ages), **bare)
    assert len(join_accounts([one, other]).groups) == incidents


def test_a_comment_speaks_of_what_the_text_above_it_tells() -> None:
    """With one number of dead, it is the same; with no more than a like sort of violence it may be any."""
    told = Sketch(
        id="a", document="d1", page="p", type=IncidentType.ATTACK, stage=Stage.ACCOMPLISHED, killed=(3, 3)
    )  # fmt: skip
    under = Sketch(
        id="b", document="d2", page="p", type=IncidentType.SHELLING, stage=Stage.ACCOMPLISHED, killed=(3, 3), comment=True
    )  # fmt: skip
    bare = msgspec.structs.replace(under, killed=None)
    elsewhere = msgspec.structs.replace(under, page="q")
    assert join_accounts([told, under]).groups == (("a", "b"),)
    assert join_accounts([told, bare]).groups == (("a",), ("b",))
    assert join_accounts([told, elsewhere]).groups == (("a",), ("b",))


def test_a_day_worked_out_from_another_happening_gives_way_to_one_that_is_told() -> None:
    """ "Bombs fell on Orvel just two days later", where the reader counted from the wrong raid."""
    told = Sketch(
        id="a", document="d1", page="p", type=IncidentType.AIR_STRIKE, stage=Stage.ACCOMPLISHED, first=1000, last=1000,
        latest=1001, place="orvel", lat=30.0, lon=50.0, radius=5.0,
    )  # fmt: skip
    guessed = msgspec.structs.replace(told, id="b", document="d2", page="q", first=500, last=500, latest=1003, worked=True)
    assert join_accounts([told, guessed]).groups == (("a", "b"),)
    assert join_accounts([told, msgspec.structs.replace(guessed, worked=False)]).groups == (("a",), ("b",))


@pytest.mark.parametrize(
    ("words", "type"),
    [
        ("rockets launched from a truck hit Orvel", IncidentType.SHELLING),
        ("jets fired rockets at Orvel", IncidentType.AIR_STRIKE),
    ],
)
def test_rockets_from_a_truck_are_no_strike_from_the_air(words: str, type: IncidentType) -> None:
    document = document_of(f"Witnesses said {words}.")
    weapon = Weapon(span=quote(document, "rockets"), kind="rocket")
    account = account_of(document, words, type=IncidentType.AIR_STRIKE, weapons=(weapon,))
    assert sketch(account, document, places={}, actors={}).type is type


@pytest.mark.parametrize(
    ("word", "one"),
    [
        ("buses", "bus"), ("bus", "bus"), ("bodies", "body"), ("houses", "house"), ("homes", "home"), ("churches", "church"),
        ("boxes", "box"), ("glass", "glass"), ("crisis", "crisis"), ("soldiers", "soldier"), ("gas", "gas"),
    ],
)  # fmt: skip
def test_one_form_of_a_noun(word: str, one: str) -> None:
    assert singular(word) == one


def test_what_was_told_on_tuesday_had_happened_by_then() -> None:
    document = document_of("Gunmen shot a guard, police said on Tuesday.", published=day("2031-05-20"))
    account = account_of(document, "shot a guard", reported=day("2031-05-06"))
    assert sketch(account, document, places={}, actors={}).latest == date(2031, 5, 6).toordinal()


def test_answers_of_other_doers_are_not_drawn_together() -> None:
    """Two answers to one shelling: the one state's strike is not the other's."""
    vague: dict[str, object] = {
        **UNKNOWN_DATE,
        "type": IncidentType.AIR_STRIKE,
        "killed": None,
        "weapons": frozenset(),
        "words": frozenset(),
    }
    mine = told("a2", document="doc-a", **vague, suspects=frozenset({"vell"}), states=frozenset({"XXA"}))
    ties = {("account-a", "account-a2"): "cue-1", ("account-b", "account-b2"): "cue-2"}
    for states, one in ((frozenset({"XXA"}), True), (frozenset({"XXB"}), False)):
        other = told("b2", document="doc-b", **vague, **UNKNOWN_PLACE, suspects=frozenset({"army"}), states=states)
        groups = join_accounts([told("a"), told("b"), mine, other], ties=ties).groups
        assert (("account-a2", "account-b2") in groups) is one
