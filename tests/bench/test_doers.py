"""Made-up messages in the corpus's form: how their perpetrators are named, and whom MUC-4's conventions guess."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from sayso.bench.accounts import document_of, prediction
from sayso.bench.doers import individuals, organisations, with_guesses
from sayso.extract import extract
from sayso.model import Extraction


def message(body: str) -> dict[str, object]:
    return {"doc_id": "TST-0001", "body": body, "dateline_parsed": {"date": "5 MAY 90"}}


def read(body: str) -> tuple[Extraction, list[dict[str, Any]]]:
    made = message(body)
    extraction = extract(document_of(made), model="off")
    return extraction, prediction(made, extraction)["incidents"]


@pytest.mark.parametrize(
    ("body", "named"),
    [
        pytest.param("HEZBOLLAH GUERRILLAS KILLED JUDGE ORLAN BRASK ON 3 APRIL.", ["GUERRILLAS"], id="organisation-has-its-slot"),
        pytest.param("MEMBERS OF HEZBOLLAH KILLED JUDGE ORLAN BRASK ON 3 APRIL.", ["MEMBERS OF HEZBOLLAH"], id="members-of"),
        pytest.param("ORLAN BRASK WAS KILLED BY COLONEL TARDO VENN ON 3 APRIL.", ["COLONEL TARDO VENN"], id="rank"),
        pytest.param("ORLAN BRASK WAS KILLED BY A GROUP ON 3 APRIL.", [], id="any-group"),
        pytest.param("ORLAN BRASK WAS KILLED BY AN ARMED GROUP ON 3 APRIL.", ["ARMED GROUP"], id="armed-group"),
        pytest.param("GUERRILLAS OF HEZBOLLAH KILLED JUDGE ORLAN BRASK ON 3 APRIL.", ["GUERRILLAS"], id="of-an-organisation"),
        pytest.param("A GROUP OF TEN GUNMEN KILLED ORLAN BRASK ON 3 APRIL. THE GUNMEN SHOT ORLAN BRASK AT HOME.",
                     ["GROUP OF TEN GUNMEN"], id="one-telling-holds-the-other"),
        pytest.param("ORLAN BRASK WAS KILLED ON 3 APRIL IN HIS HOUSE BY COLONEL TARDO VENN. VENN SHOT ORLAN BRASK IN HIS BED, IT WAS SAID.",
                     ["COLONEL TARDO VENN"], id="name-in-full"),
        pytest.param("THE ARMY OF TARVENIA KILLED JUDGE ORLAN BRASK ON 3 APRIL.", [], id="institution"),
    ],
)  # fmt: skip
def test_individuals_are_named_as_the_keys_name_them(body: str, named: list[str]) -> None:
    extraction, _ = read(body)
    assert [individuals(a, extraction, body) for a in extraction.accounts] == [named]


def test_the_people_of_one_armed_side_are_named_once() -> None:
    _, incidents = read(
        "GUERRILLAS KILLED MAYOR ORLAN BRASK IN ARCATAO ON 3 APRIL. THE TERRORISTS SHOT ORLAN BRASK IN HIS HOUSE IN ARCATAO."
    )
    assert [i["perp_individuals"] for i in incidents] == [["GUERRILLAS"]]


@pytest.mark.parametrize(
    ("body", "held", "asked"),
    [
        pytest.param(
            "HEZBOLLAH BOMBED THE TARVEN BANK ON MONDAY. ON FRIDAY, IN ANOTHER TOWN, JUDGE ORLAN BRASK WAS KIDNAPPED.",
            [["HEZBOLLAH"], []], ["REPORTED AS FACT", "REPORTED AS FACT"], id="reported",
        ),
        pytest.param(
            "HEZBOLLAH CLAIMED RESPONSIBILITY FOR BOMBING THE TARVEN BANK ON MONDAY. "
            "ON FRIDAY, IN ANOTHER TOWN, JUDGE ORLAN BRASK WAS KIDNAPPED.",
            [["HEZBOLLAH"], []], ["CLAIMED OR ADMITTED", "REPORTED AS FACT"], id="claimed",
        ),
        pytest.param(
            "GUERRILLAS KILLED JUDGE ORLAN BRASK ON MONDAY. HIS WIDOW DESPISED HEZBOLLAH.",
            [["GUERRILLAS"]], ["REPORTED AS FACT"], id="the-one-group-named",
        ),
        pytest.param("JUDGE ORLAN BRASK WAS KILLED ON MONDAY. HIS WIDOW DESPISED HEZBOLLAH.", [[]], [], id="nobody-armed-is-told-of"),
    ],
)  # fmt: skip
def test_the_only_group_is_guessed_in_muc_4s_eyes_alone(body: str, held: list[list[str]], asked: list[str]) -> None:
    extraction, incidents = read(body)
    assert [[s.span.exact for s in a.suspects] for a in extraction.accounts] == held
    assert [o["confidence"] for i in incidents for o in i["perp_orgs"]] == asked


def test_the_doer_of_what_is_not_asked_for_is_taken_for_the_doer_of_what_is() -> None:
    extraction, _ = read(
        "HEZBOLLAH RAIDED THE TARVEN BARRACKS ON MONDAY. JUDGE ORLAN BRASK WAS KIDNAPPED IN LODEN ON FRIDAY."
    )
    (raid, kidnapping) = extraction.accounts
    assert (raid.suspects != (), kidnapping.suspects) == (True, ())
    (one,) = with_guesses(extraction, {kidnapping.id})
    assert [s.span.exact for s in one.suspects] == ["HEZBOLLAH"]
    unlikely = msgspec.structs.replace(raid, suspects=tuple(msgspec.structs.replace(s, chance=0.5) for s in raid.suspects))
    named_beside = msgspec.structs.replace(extraction, accounts=(unlikely, kidnapping), actors=())
    assert [a.suspects for a in with_guesses(named_beside, {kidnapping.id})] == [()]


def test_an_organisation_is_named_without_what_is_said_of_its_name() -> None:
    _, incidents = read(
        "JUDGE ORLAN BRASK WAS SHOT DEAD IN SAN SALVADOR ON 3 APRIL BY THE SELF-STYLED ORLAN LIBERATION FRONT. NOBODY WAS ARRESTED."
    )
    assert [o["name"] for i in incidents for o in i["perp_orgs"]] == ["ORLAN LIBERATION FRONT"]


def test_police_who_act_by_rules_alone_are_no_perpetrators() -> None:
    extraction, _ = read("The police shot Judge Orlan Brask dead in Loden on 3 April.")
    (shot,) = extraction.accounts
    assert organisations(shot, extraction) == []
    sure = msgspec.structs.replace(shot, suspects=tuple(msgspec.structs.replace(s, chance=0.9) for s in shot.suspects))
    assert organisations(sure, extraction) == [{"name": "POLICE", "confidence": "REPORTED AS FACT"}]


def test_a_force_is_not_guessed_from_what_else_it_did() -> None:
    extraction, _ = read(
        "The army raided the Tarven barracks on Monday. Judge Orlan Brask was kidnapped in Loden on Friday."
    )
    (raid, kidnapping) = extraction.accounts
    assert [s.kind for s in raid.suspects] == ["organisation"]
    assert [a.suspects for a in with_guesses(extraction, {kidnapping.id})] == [()]


def test_a_country_is_no_organisation() -> None:
    extraction, _ = read(
        "Tarvenian officials blamed Cuba and Hezbollah for the murder of Judge Orlan Brask in Loden on 3 April."
    )
    (murder, *_) = extraction.accounts
    assert {s.span.exact for s in murder.suspects} == {"Cuba", "Hezbollah"}
    assert [o["name"] for o in organisations(murder, extraction)] == ["HEZBOLLAH"]
