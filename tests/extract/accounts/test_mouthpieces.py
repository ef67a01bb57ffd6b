"""Who speaks for whom: a claim or denial is that of the organisation, and never the caller's."""

from __future__ import annotations

import pytest
from tests.extract.accounts.conftest import Read

from sayso.model import Extraction

BOMB = "A bomb exploded outside the Loden bank on Monday. "
CASES = {
    "on behalf of": (
        "A woman who said she was speaking on behalf of Hezbollah called the radio to claim responsibility for the attack.",
        [("Hezbollah", "organisation", "claimed_or_admitted")],
    ),
    "spokesman for": (
        "A spokesman for the Taliban claimed responsibility for the attack.",
        [("Taliban", "organisation", "claimed_or_admitted")],
    ),
    "gave himself out as a member": (
        "An anonymous caller, who identified himself as a member of Hezbollah, claimed responsibility for the blast.",
        [("Hezbollah", "organisation", "claimed_or_admitted")],
    ),
    "in the name of": (
        "The attack was claimed in the name of Hezbollah by an unidentified man.",
        [("Hezbollah", "organisation", "claimed_or_admitted")],
    ),
    "signed by": (
        "In a communique signed by Hezbollah, the attack was claimed.",
        [("Hezbollah", "organisation", "claimed_or_admitted")],
    ),
    "a group calling itself": (
        "A group calling itself the Sons of Loden claimed the bombing of the bank.",
        [("Sons of Loden", "organisation", "claimed_or_admitted")],
    ),
    "a statement of nobody told": ("A statement posted on a jihadist website claimed responsibility for the attack.", []),
    "a ministry's spokesman": (
        "A Defense Ministry spokesman denied any involvement in the attack.",
        [("Defense Ministry", "organisation", "denied")],
    ),
    "a victim's office is no cause": (
        "A driver who once saved a member of Hezbollah admitted planting the bomb.",
        [("driver", "individual", "claimed_or_admitted")],
    ),
    "a claim about others is no owning up": (
        "A Hezbollah spokesman claimed that the attack was a crude maneuver by others.",
        [],
    ),
}


def held(found: Extraction) -> list[tuple[str, str, str]]:
    return [(s.span.exact, s.kind, s.status.value) for a in found.accounts for s in a.suspects]


@pytest.mark.parametrize("case", CASES, ids=list(CASES))
def test_who_claims_and_who_denies(case: str, read: Read) -> None:
    text, expected = CASES[case]
    assert held(read(BOMB + text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Army of National Liberation kidnapped Mayor Orlan Brask on Monday.", ("Army of National Liberation", "organisation")),
        ("The National Police shot dead Orlan Brask, a student, on Monday.", ("National Police", "organisation")),
        ("Two police shot dead Orlan Brask, a student, on Monday.", ("Two police", "individual")),
    ],
    ids=["army", "police", "two-police"],
)  # fmt: skip
def test_an_army_is_no_person(text: str, expected: tuple[str, str], read: Read) -> None:
    assert [(n, k) for n, k, _ in held(read(text))][:1] == [expected]
