"""Made-up reports: lists of people, parts of buildings and acronyms in brackets; who and what was hit comes out."""

from __future__ import annotations

import pytest

from .conftest import Read
from .test_model_roles import real, weigh, words


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "The two Belgians, Marco Rosselli of Ghent and Piet Vermal of Bruges, were taken hostage by gunmen on Monday.",
            {"Marco Rosselli", "Piet Vermal"},
        ),
        ("Judge Orlan Brask was shot dead together with Mirel Tannoch on Monday.", {"Orlan Brask", "Mirel Tannoch"}),
    ],
    ids=["announced", "together"],
)
def test_a_list_is_read_whole(read: Read, text: str, names: set[str]) -> None:
    assert {v.span.exact for a in read(text).accounts for v in a.victims if v.named} == names


def test_along_with_somebody_the_same_is_done_to_him(read: Read) -> None:
    (account,) = read("Judge Orlan Brask was shot dead on Monday along with his wife and two bodyguards.").accounts
    assert [v.span.exact for v in account.victims] == ["Orlan Brask", "wife", "two bodyguards"]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("A violent explosion damaged the windows and facade of the Tarvenian consulate on Monday.", "Tarvenian consulate"),
        ("The bomb destroyed the roof of the church.", "church"),
    ],
    ids=["listed", "one"],
)
def test_a_part_stands_for_the_whole(read: Read, text: str, target: str) -> None:
    assert [t.span.exact for a in read(text).accounts for t in a.targets] == [target]


@pytest.mark.parametrize(
    "text",
    [
        "Roberto Mendez was captured by gunmen at 1600 on 5 February.",
        "The minister, Roberto Mendez, was assassinated on Friday.",
    ],
    ids=["hour", "day"],
)
def test_a_day_and_an_hour_are_nobody(read: Read, text: str) -> None:
    assert [v.span.exact for a in read(text).accounts for v in a.victims] == ["Roberto Mendez"]


def test_an_acronym_in_brackets_is_no_name() -> None:
    text = "THREE MORE MEMBERS OF THE SELF-STYLED POPULAR FREEDOM ARMY [EPX] WERE KILLED IN MUTARA."
    assert [(v.span.exact, v.named) for a in weigh(text) for v in a.victims] == [("THREE MORE MEMBERS", False)]


def test_in_capitals_a_common_word_is_no_name(read: Read) -> None:
    text = "THE TWO CITIZENS, TODD RAY WILMOT AND JEFFREY BRENT HALE, WERE MURDERED ON MONDAY."
    assert "CITIZENS" not in {v.span.exact for a in read(text).accounts for v in a.victims if v.named}


def test_who_stands_in_a_list_with_a_likely_victim_stands() -> None:
    text = "Gunmen kidnapped Judge Orlan Brask, Mirel Tannoch and Jana Velk on Monday. Later they kidnapped Pavel Orsk."
    found = weigh(text, ("Orlan Brask", "victim_named", 0.9), ("Gunmen", "perp_individual", 0.9))
    assert {v for a in found for v in words(a.victims)} == {"Orlan Brask", "Mirel Tannoch", "Jana Velk"}


def test_soldiers_stand_though_the_model_does_not_count_them() -> None:
    text = "Militants ambushed an army patrol on Monday and destroyed a farmhouse with dynamite."
    found = real(weigh(text, ("a farmhouse", "target", 0.9)))
    assert [(v.span.exact, v.chance) for v in found.victims] == [("army patrol", 0.0)]


def test_whoever_is_assassinated_by_name_stands() -> None:
    text = "The minister, Ana Ruizel, was assassinated on Friday. Gunmen attacked the Tarven Bank and killed Orlan Brask."
    found = weigh(text, ("Tarven Bank", "target", 0.9))
    assert {v for a in found for v in words(a.victims)} == {"Ana Ruizel"}
