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
