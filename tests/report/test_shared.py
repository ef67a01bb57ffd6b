"""What may be passed on of a ledger that holds an event dataset."""

from __future__ import annotations

import json

import pytest
from tests.ledgers import Told, ledger_of
from tests.made_up import account_of, day, document_of, quote

from sayso.checks import run_checks
from sayso.ledger import Ledger
from sayso.model import Harm, Place
from sayso.pipeline.datasets import add_events
from sayso.report import EXPORTS
from sayso.report.brief import brief
from sayso.report.shared import Shared

ORVEL = Place(id="place-o", name="Orvel", lat=30.0, lon=50.0, country="XXA")
NOTES = "A column of the League shelled the mill at dawn"
GTD = (
    "eventid,iyear,imonth,iday,country_txt,city,latitude,longitude,specificity,attacktype1_txt,gname,nkill,summary\n"
    f"203105040001,2031,5,4,Tavria,Orvel,30.01,50.0,1,Bombing/Explosion,League,4,{NOTES}\n"
    f"203105090002,2031,5,9,Tavria,Tessk,31.01,50.0,1,Bombing/Explosion,League,1,{NOTES}\n"
)
UCDP = (
    "id,type_of_violence,date_start,date_end,date_prec,where_coordinates,where_prec,country,latitude,longitude,low,best,high,side_a,"
    "side_b,source_article\n"
    f"77,1,2031-05-04,2031-05-04,1,Orvel,1,Tavria,30.01,50.0,4,4,4,League,Tavria,{NOTES}\n"
)


def _ledger(table: str) -> Ledger:
    document = document_of("Shells hit Orvel on 4 May 2031 and killed four men.", published=day("2031-05-05"))
    harm = (Harm(kind="killed", low=4, best=4, high=4, source=None, span=quote(document, "four men")),)
    account = account_of(document, "Shells hit Orvel", date=day("2031-05-04"), place=ORVEL.id, harm=harm)
    ledger = ledger_of(Told(document=document, accounts=[account], places=[ORVEL]))
    add_events(table.encode(), uri="events.csv", ledger=ledger)
    ledger.add_findings(run_checks(ledger))
    return ledger


@pytest.mark.parametrize("form", sorted(EXPORTS))
def test_rows_that_must_not_be_passed_on_stay_here(form: str) -> None:
    assert NOTES not in EXPORTS[form](_ledger(GTD)).decode()


def test_a_finding_refers_to_the_row_by_its_id_day_place_and_codes() -> None:
    out = json.loads(EXPORTS["json"](_ledger(GTD)))
    (finding,) = (f for f in out["findings"] if f["check"] == "dataset")
    span = finding["spans"][-1]
    assert span["exact"] == "GTD 203105040001, 4 May 2031, Orvel, Bombing/Explosion"
    (page,) = (p for p in out["pages"] if p["id"] == span["page"])
    assert page["text"][span["start"] : span["end"]] == span["exact"]
    assert "203105090002" not in page["text"]
    assert page["problems"][-1]["code"] == "withheld"
    assert "do not pass it on" in page["problems"][-1]["message"]


def test_the_report_withholds_them_too() -> None:
    assert NOTES not in brief(_ledger(GTD))


def test_they_go_along_where_asked_for() -> None:
    assert NOTES in EXPORTS["json"](_ledger(GTD), datasets=True).decode()


def test_a_dataset_under_a_free_licence_goes_with_its_notice() -> None:
    ledger = _ledger(UCDP)
    out = json.loads(EXPORTS["json"](ledger))
    (page,) = (p for p in out["pages"] if NOTES in p["text"])
    assert [p["code"] for p in page["problems"]] == ["terms"]
    assert "CC BY 4.0" in page["problems"][0]["message"]
    assert Shared(ledger).findings() == ledger.findings()
