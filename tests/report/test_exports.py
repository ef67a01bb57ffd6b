"""Exports for other programs: event tables, maps, annotations."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.world import Read, everything, herald, joined, page_of, put, quote, wire

from sayso.codelists import table
from sayso.ledger import Ledger, open_ledger
from sayso.model import (
    Derivation,
    DerivationKind,
    DocumentKind,
    IncidentType,
    Problem,
    Review,
    ReviewDecision,
    Stage,
    SuspectStatus,
)
from sayso.report import EXPORTS
from sayso.report.cells import FORMULA, escape
from sayso.report.events import OURS

replace = msgspec.structs.replace


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    with open_ledger(":memory:", write=True) as opened:
        put(opened, *everything())
        took = Derivation(
            id="derivation-1", this=herald().page.documents[0].id, that=wire().page.documents[0].id,
            kind=DerivationKind.QUOTED_FROM, basis="wording",
        )  # fmt: skip
        opened.add_linking(replace(joined(*everything()), derivations=(took,)))
        yield opened


def _rows(ledger: Ledger, form: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(EXPORTS[form](ledger).decode(), newline="")))


EXPECTED = {
    "csv-acled": {
        "event_id_cnty": "incident-orsa", "event_date": "2031-05-03", "year": "2031", "time_precision": "1",
        "disorder_type": "Political violence", "event_type": "Explosions/Remote violence",
        "sub_event_type": "Shelling/artillery/missile attack", "actor1": "", "inter1": "", "location": "Camp Orsa",
        "latitude": "31.5", "longitude": "-30.25", "geo_precision": "1", "source": "a/wire.txt; b/herald.txt",
        "fatalities": "2",
        "sayso_suspects": "Sarn Front: suspected_or_accused_by_authorities; Sarn Front: denied", "sayso_escaped": "",
    },
    "csv-ucdp": {
        "id": "incident-orsa", "side_a": "", "number_of_sources": "2", "where_prec": "1", "date_prec": "1",
        "geom_wkt": "POINT (-30.25 31.5)", "best": "2", "low": "2", "high": "3", "event_clarity": "1",
        "source_original": "interior ministry of Tarvenia; a spokesman of the Sarn Front",
    },
    "csv-gtd": {
        "eventid": "incident-orsa", "iyear": "2031", "imonth": "5", "iday": "3", "attacktype1": "3", "success": "1",
        "gname": "Sarn Front", "guncertain1": "1", "individual": "0", "claimed": "0", "compclaim": "0", "nkill": "2",
        "weaptype1": "13", "weaptype1_txt": "Unknown", "scite1": "a/wire.txt", "scite3": "", "gname2": "",
    },
}  # fmt: skip


@pytest.mark.parametrize(("form", "cells"), EXPECTED.items(), ids=EXPECTED.keys())
def test_an_incident_as_a_row(ledger: Ledger, form: str, cells: dict[str, str]) -> None:
    (row,) = _rows(ledger, form)
    assert {name: row[name] for name in cells} == cells
    assert [*row][: len(table("event_columns")[form.removeprefix("csv-")])] == table("event_columns")[
        form.removeprefix("csv-")
    ]


def _told(status: SuspectStatus) -> Read:
    """The wire story with another status for its suspect."""
    read = wire()
    extraction = read.extractions[0]
    account = extraction.accounts[0]
    suspect = replace(account.suspects[0], status=status)
    return replace_extraction(read, replace(extraction, accounts=(replace(account, suspects=(suspect,)),)))


def replace_extraction(read: Read, extraction: Any) -> Read:
    return read._replace(extractions=(extraction,))


DOERS = {
    SuspectStatus.FACT: ("Sarn Front", "Sarn Front", "0", "0"),
    SuspectStatus.CLAIMED: ("Sarn Front", "Sarn Front", "0", "1"),
    SuspectStatus.ACCUSED: ("", "Sarn Front", "1", "0"),
    SuspectStatus.POSSIBLE: ("", "Sarn Front", "1", "0"),
    SuspectStatus.DENIED: ("", "Unknown", "", "0"),
    SuspectStatus.ACQUITTED: ("", "Unknown", "", "0"),
}


@pytest.mark.parametrize(("status", "told"), DOERS.items(), ids=[str(status) for status in DOERS])
def test_the_accused_are_no_doers(status: SuspectStatus, told: tuple[str, ...]) -> None:
    with open_ledger(":memory:", write=True) as ledger:
        put(ledger, _told(status))
        (acled,), (ucdp,), (gtd,) = (_rows(ledger, form) for form in EXPECTED)
    assert acled["actor1"] == ucdp["side_a"]
    assert (acled["actor1"], gtd["gname"], gtd["guncertain1"], gtd["claimed"]) == told


OUTSIDE = {
    "threatened": (Stage.THREATENED, IncidentType.SHELLING, 0, 0, 0),
    "said not to have happened": (Stage.DENIED, IncidentType.SHELLING, 0, 0, 0),
    "a sum of many": (Stage.AGGREGATE, IncidentType.SHELLING, 0, 0, 0),
    "a protest": (Stage.ACCOMPLISHED, IncidentType.PROTEST, 1, 0, 0),
    "an invasion": (Stage.ACCOMPLISHED, IncidentType.INVASION, 1, 1, 0),
    "a failed attack": (Stage.ATTEMPTED, IncidentType.ATTACK, 1, 1, 1),
}


@pytest.mark.parametrize(("stage", "kind", "acled", "ucdp", "gtd"), OUTSIDE.values(), ids=OUTSIDE.keys())
def test_which_incidents_a_table_holds(stage: Stage, kind: IncidentType, acled: int, ucdp: int, gtd: int) -> None:
    extraction = wire().extractions[0]
    account = replace(extraction.accounts[0], stage=stage, type=kind)
    with open_ledger(":memory:", write=True) as ledger:
        put(ledger, replace_extraction(wire(), replace(extraction, accounts=(account,))))
        assert [len(_rows(ledger, form)) for form in EXPECTED] == [acled, ucdp, gtd]


def test_what_only_comments_tell_is_no_event() -> None:
    words = "They shelled the bridge at Kesh."
    page = page_of(f"Ana\n{words}", words, kind=DocumentKind.COMMENT)
    account = replace(
        wire().extractions[0].accounts[0], document=page.documents[0].id, span=quote(page, words), suspects=(), harm=()
    )
    extraction = replace(
        wire().extractions[0], document=page.documents[0].id, accounts=(replace(account, date=None, place=None),),
        statements=(),
        actors=(), places=(), evidence=(), measures=(),
    )  # fmt: skip
    with open_ledger(":memory:", write=True) as ledger:
        put(ledger, Read(page.text.encode(), page, (extraction,)))
        assert len(ledger.incidents()) == 1
        assert [_rows(ledger, form) for form in EXPECTED] == [[], [], []]


@pytest.mark.parametrize("kind", IncidentType, ids=str)
def test_every_incident_type_has_its_place_in_each_table(kind: IncidentType) -> None:
    extraction = wire().extractions[0]
    with open_ledger(":memory:", write=True) as ledger:
        account = replace(extraction.accounts[0], type=kind)
        put(ledger, replace_extraction(wire(), replace(extraction, accounts=(account,))))
        (row,) = _rows(ledger, "csv-acled")
        assert row["sub_event_type"] in table("acled")["event_types"][row["event_type"]]
        assert _rows(ledger, "csv-ucdp") is not None
        assert all(row["attacktype1"].isdigit() for row in _rows(ledger, "csv-gtd"))


# Formulas

HOSTILE = ['=HYPERLINK("http://x.example")', "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1"]


@pytest.mark.parametrize("words", HOSTILE, ids=["equals", "plus", "minus", "at", "tab", "return", "line"])
def test_a_name_that_would_run_as_a_formula(ledger: Ledger, words: str) -> None:
    ledger.add_review(
        Review(id="r", record="actor-front", decision=ReviewDecision.EDIT, by="Ana", at="2031", value={"name": words})
    )
    for form in EXPECTED:
        (row,) = _rows(ledger, form)
        assert "sayso_suspects" in row["sayso_escaped"].split()
        assert row["sayso_suspects"].startswith("'" + words[0])
        assert not any(cell.startswith(FORMULA) and not _number(cell) for cell in row.values())


def _number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


@given(st.dictionaries(st.sampled_from("abc"), st.one_of(st.text(max_size=8), st.integers(), st.floats(allow_nan=False))))
def test_escaping_can_be_undone(row: dict[str, str | int | float | None]) -> None:
    cells, escaped = escape(row)
    assert not any(isinstance(cell, str) and cell.startswith(FORMULA) for cell in cells.values())
    assert {name: str(cell)[1:] if name in escaped else cell for name, cell in cells.items()} == row


# Maps and annotations


def test_geojson(ledger: Ledger) -> None:
    told = msgspec.json.decode(EXPORTS["geojson"](ledger))
    (feature,) = told["features"]
    assert (told["type"], feature["type"], feature["id"]) == ("FeatureCollection", "Feature", "incident-orsa")
    assert feature["geometry"] == {"type": "Point", "coordinates": [-30.25, 31.5]}
    assert feature["properties"]["geo_precision"] == "exact"
    assert feature["properties"]["suspects"] == [
        {"name": "Sarn Front", "status": "suspected_or_accused_by_authorities"},
        {"name": "Sarn Front", "status": "denied"},
    ]


def test_an_incident_without_a_place_has_no_point() -> None:
    with open_ledger(":memory:", write=True) as ledger:
        put(ledger, herald())
        (feature,) = msgspec.json.decode(EXPORTS["geojson"](ledger))["features"]
    assert feature["geometry"] is None


def test_annotations_point_at_the_words(ledger: Ledger) -> None:
    told = msgspec.json.decode(EXPORTS["annotations"](ledger))
    pages = {page.uri: page for page in ledger.pages()}
    assert told["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert len(told["items"]) == len(ledger.statements()) + len(ledger.accounts()) + len(ledger.evidence())
    for item in told["items"]:
        for target in item["target"]:
            quote_of, position = target["selector"]
            text = pages[target["source"]].text
            assert text[position["start"] : position["end"]] == quote_of["exact"]
            whole = quote_of["prefix"] + quote_of["exact"] + quote_of["suffix"]
            assert text.count(whole) == 1


def test_an_annotation_says_who_says_what(ledger: Ledger) -> None:
    first = msgspec.json.decode(EXPORTS["annotations"](ledger))["items"][0]
    body = first["body"]
    assert (body["value"], body["sayso:suspects"], body["sayso:certainty"]) == (
        "interior ministry of Tarvenia: accuses",
        ["Sarn Front"],
        "certain",
    )


def test_annotations_tell_who_took_it_from_whom(ledger: Ledger) -> None:
    told = msgspec.json.decode(EXPORTS["annotations"](ledger))
    taker, origin = (f"urn:sayso:{read.page.documents[0].id}" for read in (herald(), wire()))
    assert told["prov:derivations"] == [{"id": taker, "prov:wasQuotedFrom": {"id": origin}}]
    assert {taker, origin} <= {entity["id"] for entity in told["prov:entities"]}


@pytest.fixture
def lossy() -> Iterator[Ledger]:
    """One page that lost text, one whole, and one source that gave no page."""
    with open_ledger(":memory:", write=True) as opened:
        read = wire()
        cut = replace(read.page, problems=(Problem(code="partial", message="The file ends in the middle of a word."),))
        put(opened, read._replace(page=cut), herald())
        opened.note_unreadable("gone.html", "nothing in it")
        yield opened


MISSING = {"pages": 2, "partial": ["a/wire.txt"], "unreadable": [{"uri": "gone.html", "reason": "nothing in it"}]}


def test_annotations_and_maps_tell_what_is_missing(lossy: Ledger) -> None:
    annotations = msgspec.json.decode(EXPORTS["annotations"](lossy))
    assert annotations["sayso:gaps"] == MISSING
    assert [e["sayso:partial"] for e in annotations["prov:entities"]] == [True, False]
    geojson = msgspec.json.decode(EXPORTS["geojson"](lossy))
    assert geojson["sayso"] == MISSING
    assert sorted(f["properties"]["partial_sources"] for f in geojson["features"]) == [0, 1]


@pytest.mark.parametrize("form", EXPECTED, ids=str)
def test_event_tables_count_what_is_missing(lossy: Ledger, form: str) -> None:
    rows = _rows(lossy, form)
    assert sorted(row["sayso_partial_sources"] for row in rows) == ["0", "1"]
    assert {row["sayso_unreadable_sources"] for row in rows} == {"1"}


def test_the_object_tells_what_is_missing(lossy: Ledger) -> None:
    told = msgspec.json.decode(EXPORTS["json"](lossy))
    assert [[p["code"] for p in page["problems"]] for page in told["pages"]] == [["partial"], []]
    assert [row["uri"] for row in told["unreadable"]] == ["gone.html"]


@pytest.mark.parametrize("form", EXPORTS, ids=str)
def test_an_empty_ledger_gives_an_empty_export(form: str) -> None:
    with open_ledger(":memory:", write=True) as ledger:
        assert EXPORTS[form](ledger)


REFERENCE = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "exports.md").read_text("utf-8")


@pytest.mark.parametrize("name", [*EXPORTS, *OURS, "sayso_escaped"])
def test_the_reference_tells_of_every_form_and_every_column_of_ours(name: str) -> None:
    assert f"\n| `{name}` |" in REFERENCE
