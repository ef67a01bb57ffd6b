"""The JSON export: the design's keys and spellings, valid against the published schema, the same bytes in any order."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from tests.ledger.world import Read, everything, herald, joined, put, quote, wire

from sayso.ledger import Ledger, open_ledger
from sayso.model import (
    Derivation,
    DerivationKind,
    Finding,
    Incident,
    IncidentType,
    Response,
    Review,
    ReviewDecision,
    Verdict,
)
from sayso.report import EXPORTS
from sayso.report.contract import ledger_json, ledger_jsonl, ledger_schema, schema_bytes

SCHEMA = Path(__file__).parents[2] / "docs" / "reference" / "ledger.schema.json"

# The contract as the design gives it. A key may be added, never taken away or renamed.
KEYS = {
    "pages": "id uri sha256 media_type title text problems",
    "documents": "id page kind span title authors outlet published derived_from blocks",
    "comments": "id author posted reply_to depth truncated flags",
    "actors": "id name kind aliases external mentions",
    "places": "id name lat lon country external mentions",
    "accounts": "id document incident type stage date place geo_precision weapons targets victims harm suspects",
    "incidents": "id label accounts type date place harm suspects",
    "statements": (
        "id document source cue content mode act certainty polarity stance said about suspects chain evidence_offered score"
    ),
    "derivations": "id from to kind span",
    "evidence": "id incidents span source kind bears_on",
    "hypotheses": "id incident label actor",
    "responses": "id trigger response lag_stated lag_days span",
    "comparisons": "id span this that kind likeness difference by",
    "findings": "id check verdict stated computed reason spans",
    "reviews": "id record decision by at why",
}


def _fill(ledger: Ledger, *reads: Read) -> None:
    put(ledger, *reads)
    orsa = Incident(id="incident-orsa", label="Rockets on Orsa", type=IncidentType.SHELLING, accounts=())
    took = Derivation(
        id="derivation-1", this=herald().page.documents[0].id, that=wire().page.documents[0].id,
        kind=DerivationKind.DERIVED_FROM, basis="wording", span=quote(herald().page, "rockets fell"),
    )  # fmt: skip
    answer = Response(
        id="response-1", trigger=wire().extractions[0].accounts[0].id, response=herald().extractions[0].statements[0].id,
        span=quote(herald().page, "We did not do it"), lag_days=1.0,
    )  # fmt: skip
    linking = joined(*everything())
    ledger.add_linking(msgspec.structs.replace(linking, incidents=(orsa,), derivations=(took,), responses=(answer,)))
    spans = (quote(wire().page, "two"), quote(herald().page, "Two"))
    ledger.add_findings(
        [Finding(id="finding-1", check="counts", verdict=Verdict.AGREES, reason="Both say two.", spans=spans)]
    )
    ledger.add_review(
        Review(id="r-1", record="derivation-1", decision=ReviewDecision.ACCEPT, by="Ana", at="2031", why="Same.")
    )
    ledger.note_unreadable("empty.txt", "Nothing in it.")


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    with open_ledger(":memory:", write=True) as opened:
        _fill(opened, *everything())
        yield opened


@pytest.fixture
def told(ledger: Ledger) -> dict[str, Any]:
    return dict(msgspec.json.decode(ledger_json(ledger)))


def test_the_keys_of_the_design(told: dict[str, Any]) -> None:
    assert told["format"] == "sayso-ledger/1"
    assert {key: set(keys.split()) - set(told[key][0]) for key, keys in KEYS.items()} == {key: set() for key in KEYS}


def test_it_keeps_to_the_schema(told: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator(ledger_schema()).validate(told)


def test_an_empty_ledger_keeps_to_the_schema() -> None:
    with open_ledger(":memory:", write=True) as empty:
        told = msgspec.json.decode(ledger_json(empty))
    jsonschema.Draft202012Validator(ledger_schema()).validate(told)
    assert list(told) == ["format", *KEYS, "unreadable", "versions"]


BROKEN = {
    "another format": ("format", "sayso-ledger/2"),
    "an act that is none": ("statements", [{"act": "insinuates"}]),
    "an offset below 0": ("findings", [{"spans": [{"page": "p", "start": -1, "end": 0, "exact": ""}]}]),
}


@pytest.mark.parametrize(("key", "value"), BROKEN.values(), ids=BROKEN.keys())
def test_the_schema_refuses(told: dict[str, Any], key: str, value: Any) -> None:
    wrong = [told[key][0] | value[0]] if isinstance(value, list) else value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(ledger_schema()).validate(told | {key: wrong})


def test_unknown_keys_are_allowed(told: dict[str, Any]) -> None:
    told["pages"][0]["later"] = told["later"] = 1
    jsonschema.Draft202012Validator(ledger_schema()).validate(told)


def test_the_schema_is_a_schema_and_the_published_one_is_current() -> None:
    jsonschema.Draft202012Validator.check_schema(ledger_schema())
    assert SCHEMA.read_bytes() == schema_bytes(), "publish it again: make reference"


def test_every_span_quotes_its_page(told: dict[str, Any]) -> None:
    texts = {page["id"]: page["text"] for page in told["pages"]}
    spans = list(_spans(told))
    assert len(spans) > 25
    assert all(texts[span["page"]][span["start"] : span["end"]] == span["exact"] for span in spans)


def _spans(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "exact" in value:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _spans(item)


def test_every_id_points_at_a_record(told: dict[str, Any]) -> None:
    ids = {key: {row["id"] for row in told[key]} for key in KEYS}
    assert {row["document"] for key in ("statements", "accounts") for row in told[key]} <= ids["documents"]
    assert {suspect["actor"] for row in told["accounts"] for suspect in row["suspects"]} <= ids["actors"]
    assert {actor for row in told["statements"] for actor in row["suspects"]} <= ids["actors"]
    assert {incident for row in told["statements"] for incident in row["about"]} <= ids["incidents"]
    assert {row["incident"] for row in told["accounts"]} <= ids["incidents"]
    assert {bearing["hypothesis"] for row in told["evidence"] for bearing in row["bears_on"]} <= ids["hypotheses"]
    assert {row["id"] for row in told["comments"]} <= ids["documents"]


def test_an_incident_unites_suspects_and_harm(told: dict[str, Any]) -> None:
    (incident,) = told["incidents"]
    assert incident["harm"] == {"killed": {"low": 2, "best": 2, "high": 3, "rule": "majority"}}
    assert [(s["actor"], s["status"], len(s["statements"])) for s in incident["suspects"]] == [
        ("actor-front", "denied", 1),
        ("actor-front", "suspected_or_accused_by_authorities", 1),
    ]


def test_a_statement_in_full(told: dict[str, Any]) -> None:
    accused = told["statements"][0]
    assert accused["source"]["name"] == "interior ministry of Tarvenia"
    assert (accused["source"]["span"]["exact"], accused["cue"]["exact"], accused["content"]["exact"]) == (
        "The interior ministry of Tarvenia",
        "said",
        "the Sarn Front fired them",
    )
    assert (accused["act"], accused["suspects"], accused["about"]) == ("accuses", ["actor-front"], ["incident-orsa"])
    assert [link["role"] for link in accused["chain"]] == ["source"]


def test_evidence_bears_on_a_hypothesis(told: dict[str, Any]) -> None:
    (item,), (hypothesis,) = told["evidence"], told["hypotheses"]
    assert item["bears_on"] == [{"hypothesis": hypothesis["id"], "reading": "consistent", "basis": "span"}]
    assert (hypothesis["incident"], hypothesis["actor"], hypothesis["label"]) == (
        "incident-orsa",
        "actor-front",
        "Sarn Front did it",
    )


def test_a_response_names_the_incident(told: dict[str, Any]) -> None:
    (answer,) = told["responses"]
    assert (answer["trigger"], answer["response"]) == ("incident-orsa", told["statements"][1]["id"])


def test_words_went_from_the_wire_to_the_herald(told: dict[str, Any]) -> None:
    (took,) = told["derivations"]
    assert (took["from"], took["to"]) == (wire().page.documents[0].id, herald().page.documents[0].id)


def test_comments_stand_apart(told: dict[str, Any]) -> None:
    assert [(row["author"], row["reply_to"], row["depth"], row["truncated"]) for row in told["comments"]] == [
        ("Ivo", None, 0, False),
        ("Mara", None, 0, False),
    ]


def test_the_order_of_reading_gives_the_same_bytes(ledger: Ledger) -> None:
    for order in itertools.permutations(everything()):
        with open_ledger(":memory:", write=True) as other:
            _fill(other, *order)
            _fill(other, *order)
            assert ledger_json(other) == ledger_json(ledger)


def test_json_lines(ledger: Ledger, told: dict[str, Any]) -> None:
    first, *lines = map(msgspec.json.decode, ledger_jsonl(ledger).splitlines())
    assert first == {"kind": "format", "row": "sayso-ledger/1"}
    assert {key: [line["row"] for line in lines if line["kind"] == key] for key in told if key != "format"} == {
        key: rows for key, rows in told.items() if key != "format"
    }


def test_exports_are_bytes(ledger: Ledger) -> None:
    assert all(isinstance(export(ledger), bytes) for export in EXPORTS.values())
