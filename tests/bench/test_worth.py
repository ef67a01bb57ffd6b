"""Made-up messages: which accounts are worth a template of MUC-4's, and by what signs."""

from __future__ import annotations

import msgspec
import pytest

from sayso.bench.accounts import candidates, document_of, is_wanted, prediction, told_in
from sayso.bench.worth import Told, signs_of, sure, worth
from sayso.extract import extract
from sayso.model import Extraction


def message(body: str) -> dict[str, object]:
    return {"doc_id": "TST-0001", "body": body, "dateline_parsed": {"date": "5 MAY 90"}}


def read(body: str) -> Extraction:
    return extract(document_of(message(body)), model="off")


CIVIL = (
    "TERRORISTS YESTERDAY BOMBED THE TARVEN EMBASSY IN SAN SALVADOR. THE POLICE HAVE ARRESTED NOBODY FOR THE DEED SO FAR."
)
SOLDIERS = "SIX GUERRILLAS AND TWO SOLDIERS WERE KILLED IN A CLASH IN THE MOUNTAINS, THE ARMY REPORTED."


@pytest.mark.parametrize(("body", "asked"), [pytest.param(CIVIL, 1, id="civil"), pytest.param(SOLDIERS, 0, id="soldiers")])
def test_what_muc_4_asks_for(body: str, asked: int) -> None:
    assert len(prediction(message(body), read(body))["incidents"]) == asked


def test_signs_tell_what_was_hit_when_and_by_whom() -> None:
    extraction = read(CIVIL)
    account = candidates(extraction)[0]
    found = set(signs_of(account, told=told_in(message(CIVIL), extraction, account), wanted=is_wanted(account)))
    assert {"rule=True", "type=bombing", "stage=accomplished", "age=3", "thing=embassy", "rank=0", "n=1"} <= found


def test_an_account_without_a_date_has_no_age() -> None:
    account = msgspec.structs.replace(candidates(read(CIVIL))[0], date=None)
    signs = signs_of(account, told=Told(rank=0, total=1, length=90, published=None), wanted=True)
    assert "age=none" in signs
    assert not any(s.startswith("precision=") for s in signs)


def test_a_lower_level_lets_more_pass_and_the_model_has_a_say() -> None:
    account = msgspec.structs.replace(candidates(read(CIVIL))[0], chance=0.01)
    told = Told(rank=0, total=1, length=90, published=None, by_model=True)
    table = msgspec.structs.replace(worth(), signs={}, base=0.0, by_model=1.0, least=-2.0)
    assert not table.is_worth(account, told=told, wanted=True)
    assert table.is_worth(msgspec.structs.replace(account, chance=0.5), told=told, wanted=True)
    assert msgspec.structs.replace(table, least=-9.0).is_worth(account, told=told, wanted=True)


@pytest.mark.parametrize(("chance", "kept"), [(None, 0.3), (0.0, 0.02), (1.0, 0.99), (0.4, 0.4)])
def test_a_chance_is_kept_off_both_ends(chance: float | None, kept: float) -> None:
    assert sure(chance) == kept
