"""Who must not be named, and what must not be dated or placed: sentences in, accounts out, by rules alone."""

from __future__ import annotations

import pytest
from tests.made_up import document_of

from sayso.extract import extract
from sayso.model import Account, SuspectStatus


def accounts_of(text: str) -> tuple[list[Account], dict[str, str]]:
    found = extract(document_of(text), model="off")
    return list(found.accounts), {a.id: a.name for a in found.actors}


def named(text: str) -> set[tuple[str, SuspectStatus]]:
    accounts, names = accounts_of(text)
    return {(names[s.actor], s.status) for a in accounts for s in a.suspects}


def test_a_killing_named_after_its_victim_names_no_killer() -> None:
    assert not named("Officials used the same line to sell the Moradi assassination.")


def test_whose_effort_it_was() -> None:
    text = "They claimed that the shells near the mission were evidence of an effort by Iran to kill diplomats."
    assert {name for name, _ in named(text)} == {"Iran"}


def test_those_whom_somebody_opposes_did_nothing() -> None:
    text = "It is entirely possible that opponents of the army had fired the rockets at the base."
    assert not {name for name, _ in named(text) if "opponents" not in name}


def test_what_the_author_calls_possible_is_not_told_as_fact() -> None:
    text = "It is entirely possible that Sunni militiamen had fired the rockets at the base."
    assert {status for _, status in named(text)} == {SuspectStatus.POSSIBLE}


@pytest.mark.parametrize(
    "text", ["Rebels attacked a convoy of US-led forces.", "A symbolic Iranian missile strike hit the depot."]
)
def test_an_adjective_is_no_place(text: str) -> None:
    accounts, _ = accounts_of(text)
    assert accounts
    assert {a.place for a in accounts} == {None}
