"""Every incident type, weapon and kind of person has codes, and every code stands in the published list."""

from __future__ import annotations

from typing import Any

import pytest

from sayso.codelists import table
from sayso.model import IncidentType

SUB_EVENTS = {sub for subs in table("acled")["event_types"].values() for sub in subs}
CODES: dict[str, Any] = table("codes")


def test_every_incident_type_is_mapped_and_no_other() -> None:
    assert set(table("events")["crosswalk"]) == {t.value for t in IncidentType}


@pytest.mark.parametrize("kind", [t.value for t in IncidentType])
def test_codes_of_an_incident_type_are_published(kind: str) -> None:
    row = table("events")["crosswalk"][kind]
    assert row["acled"] in SUB_EVENTS
    assert row["muc4"] is None or row["muc4"] in CODES["muc4_incident"]
    if row["gtd"] is not None:
        number, name = row["gtd"]
        assert CODES["gtd_attack"][number] == name
    if row["plover"] is not None:
        event, mode = row["plover"]
        assert mode in CODES["plover"][event]


@pytest.mark.parametrize("kind", list(table("weapons")["kinds"]))
def test_codes_of_a_weapon_are_published(kind: str) -> None:
    row = table("weapons")["kinds"][kind]
    number, name = row["gtd"]
    assert CODES["gtd_weapon"][number] == name
    assert row["muc4"] is None or row["muc4"] in CODES["muc4_instrument"]
    assert row["words"]


@pytest.mark.parametrize("kind", list(table("targets")["people"]))
def test_codes_of_people_are_published(kind: str) -> None:
    assert table("targets")["people"][kind]["muc4"] in CODES["muc4_human"]


@pytest.mark.parametrize("kind", list(table("targets")["things"]))
def test_target_numbers_of_things_are_in_range(kind: str) -> None:
    assert table("targets")["things"][kind]["gtd"] in range(1, 23)


def test_acled_sub_events_have_one_event_type_and_a_disorder_type() -> None:
    subs = [sub for subs in table("acled")["event_types"].values() for sub in subs]
    assert len(subs) == len(set(subs)) == 25
    assert set(table("acled")["disorder_types"]) == set(table("acled")["event_types"])
