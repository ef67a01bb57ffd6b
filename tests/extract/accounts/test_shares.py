"""Who has a part in a deed by the nouns and verbs that say so, who stands behind hired hands, and whose words "they" are."""

from __future__ import annotations

import pytest
from tests.extract.accounts.conftest import Read

from sayso.model import Extraction


def held(found: Extraction) -> set[tuple[str, str]]:
    names = {a.id: a.name for a in found.actors}
    return {(names[s.actor], s.status.value) for a in found.accounts for s in a.suspects}


HELD = {
    "the responsibility of an owner": (
        "Ten workers were killed in Loden on Monday. They want to cover up the government's responsibility in this slaughter, "
        "Ana Tarel said.",
        ("government", "suspected_or_accused"),
    ),
    "the participation of somebody": (
        "The participation of the Velmar Army in the killing of the mayor on Monday has been proven, the lawyer said.",
        ("Velmar Army", "suspected_or_accused"),
    ),
    "arrested because of their part": (
        "Members of the Velmar Army were arrested because of their suspected involvement in the killing of six priests on Monday.",
        ("Velmar Army", "suspected_or_accused"),
    ),
    "whose maneuver it was": (
        "Ten people were killed in Loden on Monday. Ana Tarel said that the attack was a crude maneuver by the Velmar Army.",
        ("Velmar Army", "suspected_or_accused"),
    ),
    "linked to it": (
        "Papers linked the Red Dawn Front to the bombing that killed two people in Loden on Monday.",
        ("Red Dawn Front", "suspected_or_accused"),
    ),
    "who staged it": (
        "The lawyer was killed on Monday. The Red Dawn Front staged this assassination, Ana Tarel said.",
        ("Red Dawn Front", "suspected_or_accused"),
    ),
    "whoever pays the gunmen": (
        "Hired gunmen paid by the Kandar Cartel killed five judges in Loden on Monday.",
        ("Kandar Cartel", "reported_as_fact"),
    ),
    "whoever runs the squads": (
        "Death squads run by the Velmar Army killed ten workers in Loden on Monday.",
        ("Velmar Army", "reported_as_fact"),
    ),
    "those within an organisation": (
        "Two policemen were killed on Monday. The killings were carried out by the terrorists within the Red Dawn Front.",
        ("Red Dawn Front", "reported_as_fact"),
    ),
    "the caller's own words": (
        "A plane exploded near Loden on Monday, killing 107 people. Radio Kanal received a call from the Red Dawn Front, who said "
        "they were responsible for the explosion.",
        ("Red Dawn Front", "reported_as_fact"),
    ),
}  # fmt: skip

CLEARED = {
    "no part in it": (
        "Ten workers were killed in Loden on Monday. There is no evidence of the Velmar Army's part in the killing, Ana Tarel said.",
        "Velmar Army",
    ),
    "ruled out": (
        "Ten workers were killed in Loden on Monday. Ana Tarel ruled out the Velmar Army's involvement in the killing.",
        "Velmar Army",
    ),
    "a part in something else": (
        "Ten workers were killed in Loden on Monday. The Velmar Army's part in the talks was praised by Ana Tarel.",
        "Velmar Army",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "suspect"), HELD.values(), ids=list(HELD))
def test_who_has_a_part_in_it(read: Read, text: str, suspect: tuple[str, str]) -> None:
    assert suspect in held(read(text))


@pytest.mark.parametrize(("text", "name"), CLEARED.values(), ids=list(CLEARED))
def test_who_has_no_part_in_it(read: Read, text: str, name: str) -> None:
    blamed = {
        "reported_as_fact",
        "suspected_or_accused",
        "suspected_or_accused_by_authorities",
        "claimed_or_admitted",
        "possible",
    }
    assert not {status for who, status in held(read(text)) if who == name} & blamed


CAPTIVE = "Paul Morak was kidnapped on 15 February in Loden."
CAPTORS = {
    "released by them": (
        "Engineer Paul Morak, kidnapped on 15 February in Loden, was released on Monday by the Kandar Cartel.",
        True,
    ),
    "they released him": (f"{CAPTIVE} The Kandar Cartel released him on Monday.", True),
    "the police free a captive of others": (f"{CAPTIVE} The police released him on Monday.", False),
    "what was released is no captive": (f"{CAPTIVE} The Kandar Cartel released a statement on Monday.", False),
}


@pytest.mark.parametrize(("text", "held_him"), CAPTORS.values(), ids=list(CAPTORS))
def test_an_armed_group_that_frees_captives_held_them(read: Read, text: str, held_him: bool) -> None:
    assert bool(held(read(text))) is held_him
