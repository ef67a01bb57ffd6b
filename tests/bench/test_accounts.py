"""Made-up messages in the corpus's form: what is asked for, and how it is written."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from sayso.bench.accounts import counted, document_of, headline, incident_of, is_wanted, prediction
from sayso.extract import extract
from sayso.model import Account, Basis, DateRange, Precision, Target, Victim, Weapon

BODY = (
    "JUDGE ORLAN BRASK WAS SHOT DEAD IN SAN SALVADOR ON 3 APRIL BY TWO GUNMEN. THE POLICE HAVE ARRESTED NOBODY FOR THE DEED."
)


def message(body: str) -> dict[str, object]:
    return {"doc_id": "TST-0001", "body": body, "dateline_parsed": {"date": "5 MAY 90"}}


def told(body: str) -> tuple[Account, ...]:
    return extract(document_of(message(body)), model="off").accounts


def test_a_message_becomes_incidents_in_the_scorers_form() -> None:
    made = message(BODY)
    (incident,) = prediction(made, extract(document_of(made), model="off"))["incidents"]
    assert (incident["type"], incident["stage"], incident["date"]) == ("ATTACK", "accomplished", "03 APR 90")
    assert incident["victims_named"] == ["ORLAN BRASK"]
    assert "TWO GUNMEN" in incident["perp_individuals"]
    assert incident["location"].endswith("SAN SALVADOR")


def test_an_undated_incident_is_before_the_dateline() -> None:
    made = message(
        "GUNMEN KILLED JUDGE ORLAN BRASK. HIS WIDOW SAID THAT THE JUDGE HAD BEEN THREATENED BY THE DRUG MAFIA BEFORE."
    )
    first = prediction(made, extract(document_of(made), model="off"))["incidents"][0]
    assert first["date"] == "- 05 MAY 90"


def test_a_month_up_to_the_dateline_is_before_the_dateline() -> None:
    made = message(
        "GUNMEN KILLED JUDGE ORLAN BRASK IN ARCATAO OVER THE LAST THREE MONTHS OF UNREST, AND NOBODY HAS BEEN ARRESTED YET."
    )
    read = extract(document_of(made), model="off")
    day = DateRange(start="1990-02-05", end="1990-05-05", precision=Precision.MONTH, basis=Basis.STATED)
    accounts = tuple(msgspec.structs.replace(a, date=day) for a in read.accounts)
    found = prediction(made, msgspec.structs.replace(read, accounts=accounts))["incidents"]
    assert [i["date"] for i in found] == ["- 05 MAY 90"]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        pytest.param("GUERRILLAS KILLED THE MAYOR OF ARCATAO AND BURNED HIS HOUSE, THE ARMY REPORTED TODAY.", True, id="civil"),
        pytest.param("GUERRILLAS KILLED THREE SOLDIERS NEAR ARCATAO LAST NIGHT, THE ARMY REPORTED TODAY.", False, id="soldiers"),
        pytest.param("GUERRILLAS KILLED THREE U.S. SOLDIERS NEAR ARCATAO LAST NIGHT, THE ARMY REPORTED TODAY.", True, id="foreign"),
        pytest.param("THE GUERRILLAS THREATENED THAT THEY MIGHT ONE DAY ATTACK SOMEBODY IN THE COUNTRYSIDE.", False, id="nobody"),
    ],
)  # fmt: skip
def test_what_counts_as_an_incident(body: str, *, wanted: bool) -> None:
    assert any(is_wanted(a) for a in told(body)) is wanted


def test_what_the_model_finds_improbable_is_not_asked_for() -> None:
    (account, *_) = told("GUERRILLAS KILLED THE MAYOR OF ARCATAO AND BURNED HIS HOUSE, THE ARMY REPORTED TODAY.")
    assert is_wanted(msgspec.structs.replace(account, chance=0.9))
    assert not is_wanted(msgspec.structs.replace(account, chance=0.01))


def test_headline_names_every_role() -> None:
    micro = {"f1": 50.0}
    views = {"PerpOrg": {"f1": 40.0}, "micro": micro}
    scores = {
        "ree_lit": views, "ree_full": views, "tmpl_lit": {"micro": micro}, "incident": {"micro": micro},
        "attribution": {"org_confidence_pair": micro, "confidence_accuracy": None, "majority_accuracy": 60.0},
        "where_when": {"date_exact": 3, "aligned_dates": 4},
    }  # fmt: skip
    figures = headline(scores)
    assert (figures["ree"], figures["ree.PerpOrg"], figures["dates"], figures["status_accuracy"]) == (50.0, 40.0, 75.0, 0.0)


def test_a_target_is_named_without_what_became_of_it() -> None:
    made = message(
        "GUERRILLAS ATTACKED THE TOWN OF ARCATAO AND SET FIRE TO NINE VEHICLES. THE BURNED VEHICLES BELONGED TO A BUS COMPANY."
    )
    read, text = extract(document_of(made), model="off"), str(made["body"])
    start = text.index("BURNED VEHICLES")
    burned = document_of(made).span.part(start, start + len("BURNED VEHICLES"))
    targets = (Target(span=burned, kind="vehicle"),)
    accounts = tuple(msgspec.structs.replace(a, targets=targets) for a in read.accounts)
    told = prediction(made, msgspec.structs.replace(read, accounts=accounts))["incidents"]
    assert {t for i in told for t in i["targets"]} == {"VEHICLES"}


def test_weapons_are_named_once_and_without_their_size() -> None:
    made = message(
        "Two powerful bombs and a bus bomb destroyed the Tarven Bank on 3 April. The bomb killed Judge Orlan Brask."
    )
    read, text = extract(document_of(made), model="off"), str(made["body"])
    spots = [(text.index(words), words) for words in ("Two powerful bombs", "bus bomb", "bomb")]
    weapons = tuple(Weapon(span=document_of(made).span.part(at, at + len(words)), kind="bomb") for at, words in spots)
    account = msgspec.structs.replace(read.accounts[0], weapons=weapons)
    assert incident_of(account, read, made)["weapons"] == ["BOMBS", "BUS BOMB"]


def told_of(body: str, words: str, role: str, **about: Any) -> Any:
    """How the stretch is written as the only filler of a role."""
    made = message(body)
    read, start = extract(document_of(made), model="off"), body.index(words)
    kind = {"targets": Target, "victims": Victim}[role]
    filler = kind(span=document_of(made).span.part(start, start + len(words)), **about)
    return incident_of(msgspec.structs.replace(read.accounts[0], **{role: (filler,)}), read, made)[role]


@pytest.mark.parametrize("words", ["WINDOWS", "TOWN OF ARCATAO"])
def test_an_area_and_a_part_are_no_target(words: str) -> None:
    body = "GUERRILLAS ATTACKED THE TOWN OF ARCATAO ON 3 APRIL. A BOMB DAMAGED WINDOWS AND A BANK."
    assert told_of(body, words, "targets", kind="other") == []
    assert told_of(body, "BANK", "targets", kind="financial") == ["BANK"]


def test_a_victim_is_described_without_what_became_of_him() -> None:
    body = "GUNMEN KILLED SIX PEASANTS ON 3 APRIL. THE BODIES OF FIVE MURDERED PEASANTS WERE FOUND."
    assert told_of(body, "BODIES OF FIVE MURDERED PEASANTS", "victims") == ["PEASANTS"]


@pytest.mark.parametrize(
    ("victim", "kept"),
    [
        ({"kind": "active_military", "chance": 0.05}, False),
        ({"kind": "active_military", "chance": 0.5}, True),
        ({"kind": "active_military"}, True),
        ({"kind": "legal", "named": True, "effect": "death", "chance": 0.05}, False),
    ],
    ids=["improbable", "probable", "rules alone", "recalled"],
)
def test_whom_the_ledger_keeps_against_the_model_is_not_told(victim: dict[str, Any], *, kept: bool) -> None:
    body = "JUDGE ORLAN BRASK WAS ASSASSINATED ON 3 APRIL."
    made = msgspec.structs.replace(
        told(body)[0], victims=(Victim(span=document_of(message(body)).span.part(6, 17), **victim),)
    )
    assert bool(counted(made).victims) is kept
