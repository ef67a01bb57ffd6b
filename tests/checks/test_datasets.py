"""Incidents held against an imported event dataset."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest
from tests.ledgers import Told, ledger_of
from tests.made_up import account_of, day, document_of, quote

from sayso.checks import run_checks
from sayso.model import Finding, Harm, Place, Verdict
from sayso.pipeline.datasets import add_events

ORVEL = Place(id="place-o", name="Orvel", lat=30.0, lon=50.0, country="XXA")
ROW = "1,2031,5,4,Tavria,Orvel,30.01,50.0,1,League,{dead}"
HEAD = "eventid,iyear,imonth,iday,country_txt,city,latitude,longitude,specificity,gname,nkill"


def _findings(*rows: str, when: str = "2031-05-04", dead: int | None = 4) -> list[Finding]:
    document = document_of("Shells hit Orvel on 4 May 2031 and killed four men.", published=day("2031-05-05"))
    harm = (
        (Harm(kind="killed", low=dead, best=dead, high=dead, source=None, span=quote(document, "four men")),) if dead else ()
    )
    account = account_of(document, "Shells hit Orvel", date=day(when), place=ORVEL.id, harm=harm)
    ledger = ledger_of(Told(document=document, accounts=[account], places=[ORVEL]))
    if rows:
        add_events(gzip.compress("\n".join([HEAD, *rows, ""]).encode()), uri="gtd.csv.gz", ledger=ledger)
    return [f for f in run_checks(ledger) if f.check == "dataset"]


CASES = {
    "bears it out": ((ROW.format(dead=4),), "2031-05-04", 4, Verdict.AGREES),
    "another figure": ((ROW.format(dead=9),), "2031-05-04", 4, Verdict.DISAGREES),
    "no figure told": ((ROW.format(dead=9),), "2031-05-04", None, Verdict.AGREES),
    "one of two": ((ROW.format(dead=9), ROW.format(dead=4)), "2031-05-04", 4, Verdict.AGREES),
    "neither of two": ((ROW.format(dead=9), ROW.format(dead=8)), "2031-05-04", 4, Verdict.CANNOT_TELL),
    "nothing there": (
        (ROW.format(dead=4), ROW.format(dead=1).replace(",5,4,", ",6,20,")),
        "2031-05-20",
        4,
        Verdict.CANNOT_TELL,
    ),
}


@pytest.mark.parametrize(("rows", "when", "dead", "verdict"), CASES.values(), ids=CASES.keys())
def test_verdict(rows: tuple[str, ...], when: str, dead: int | None, verdict: Verdict) -> None:
    (finding,) = _findings(*rows, when=when, dead=dead)
    assert finding.verdict is verdict
    assert finding.reason.startswith("GTD has")


def test_the_finding_quotes_the_row_and_says_whose_reading_it_is() -> None:
    (finding,) = _findings(ROW.format(dead=4))
    assert finding.spans[-1].exact == ROW.format(dead=4)
    assert finding.reason == "GTD has it, too: Orvel, 4 May 2031, 4 killed, 1 km from Orvel. It codes: League."


def test_outside_its_years_it_says_nothing_and_makes_no_incident() -> None:
    assert _findings(ROW.format(dead=4), when="1999-05-04") == []
    assert _findings() == []


SAMPLE = Path(os.environ.get("SAYSO_SHARED", "../shared")) / "data" / "ucdp-ged-syria" / "ged_syria_652.1601.1911.csv.gz"


@pytest.mark.skipif(not SAMPLE.exists(), reason="the corpora are not here")
def test_a_real_dataset_is_read_whole() -> None:
    ledger = ledger_of()
    events = add_events(SAMPLE.read_bytes(), uri="ged.csv.gz", ledger=ledger)
    assert (events.name, len(events.events), ledger.incidents()) == ("UCDP GED", 16566, ())
