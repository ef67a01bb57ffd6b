"""Stated distances against coordinates."""

from __future__ import annotations

import pytest
from tests.ledgers import Told, ledger_of
from tests.made_up import document_of, quote

from sayso.checks.distance import allowed, check_distance
from sayso.model import Finding, GeoPrecision, Measure, Place, Verdict

TEXT = "The depot at Tessk lies far from Orvel."
# One degree of latitude is 111.2 km.
TESSK = {"id": "place-t", "name": "Tessk", "lat": 31.0, "lon": 50.0}
ORVEL = {"id": "place-o", "name": "Orvel", "lat": 30.0, "lon": 50.0}

CASES = {  # stated low, high, relation, verdict
    "right": (110.0, 110.0, "distance", Verdict.AGREES),
    "rounded": (100.0, 100.0, "distance", Verdict.AGREES),
    "wrong": (200.0, 200.0, "distance", Verdict.DISAGREES),
    "wrong by two": (55.0, 55.0, "distance", Verdict.DISAGREES),
    "about": (75.0, 125.0, "about", Verdict.AGREES),
    "at least": (100.0, None, "distance", Verdict.AGREES),
    "at most": (None, 60.0, "distance", Verdict.DISAGREES),
    "near": (None, None, "near", Verdict.DISAGREES),
    "nowhere near": (None, None, "not_near", Verdict.AGREES),
}


@pytest.mark.parametrize(("low", "high", "relation", "verdict"), CASES.values(), ids=CASES.keys())
def test_verdict(low: float | None, high: float | None, relation: str, verdict: Verdict) -> None:
    finding = _find({}, low=low, high=high, relation=relation)
    assert finding.verdict is verdict
    assert finding.computed == "111 km"
    assert finding.spans[0].exact == "far from Orvel"


UNKNOWN: dict[str, dict[str, object]] = {
    "no coordinates": {"lat": None, "lon": None},
    "a whole country": {"kind": "country", "precision": GeoPrecision.COUNTRY},
    "somewhere in a province": {"precision": GeoPrecision.PROVINCE},
}


@pytest.mark.parametrize("fields", UNKNOWN.values(), ids=UNKNOWN.keys())
def test_places_too_vague_to_tell(fields: dict[str, object]) -> None:
    assert _find(fields, low=110.0, high=110.0).verdict is Verdict.CANNOT_TELL


def test_an_end_that_the_text_leaves_open() -> None:
    finding = _find({}, low=110.0, high=110.0, this=None)
    assert (finding.verdict, finding.reason) == (
        Verdict.CANNOT_TELL, "The text does not name what lies there.",
    )  # fmt: skip


def test_rounding() -> None:
    assert allowed(400.0, 400.0) == (350.0, 450.0)
    assert allowed(25.0, 25.0) == pytest.approx((22.5, 27.5))


def _find(fields: dict[str, object], **stated: object) -> Finding:
    document = document_of(TEXT)
    places = [Place(**{**TESSK, **fields}), Place(**ORVEL)]  # type: ignore[arg-type]
    usual: dict[str, object] = {"this": "place-t", "that": "place-o", "unit": "km", "kind": "distance"}
    measure = Measure(id="m", document=document.id, span=quote(document, "far from Orvel"), **{**usual, **stated})  # type: ignore[arg-type]
    finding = check_distance(measure, ledger_of(Told(document=document, places=places, measures=[measure])))
    assert finding is not None
    return finding


def test_an_end_that_only_words_name_is_looked_up_beside_the_other() -> None:
    document = document_of("The mission in Hargeisa lies 150 km from Burao.")
    burao = Place(id="place-b", name="Burao", lat=9.52, lon=45.53, country="SOM")
    measure = Measure(
        id="m", document=document.id, kind="distance", span=quote(document, "150 km from Burao"), unit="km", low=150.0, high=150.0,
        that=burao.id, this_span=quote(document, "The mission in Hargeisa"), relation="distance",
    )  # fmt: skip
    finding = check_distance(measure, ledger_of(Told(document=document, places=[burao], measures=[measure])))
    assert finding is not None
    assert finding.verdict is Verdict.AGREES


@pytest.mark.parametrize(("km", "verdict"), [(110.0, Verdict.AGREES), (300.0, Verdict.CANNOT_TELL)])
def test_a_place_told_before_bears_a_bare_distance_out_and_never_contradicts_it(km: float, verdict: Verdict) -> None:
    document = document_of("A shell hit Orvel and one hit Tessk, 110 km to the north.")
    measure = Measure(
        id="m", document=document.id, kind="distance", span=quote(document, "110 km to the north"), unit="km", low=km, high=km,
        this="place-t", that="place-o", relation="distance",
    )  # fmt: skip
    places = [Place(**TESSK), Place(**ORVEL)]  # type: ignore[arg-type]
    finding = check_distance(measure, ledger_of(Told(document=document, places=places, measures=[measure])))
    assert finding is not None
    assert finding.verdict is verdict
