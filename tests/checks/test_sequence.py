"""Stated order against recorded dates."""

from __future__ import annotations

import pytest
from tests.ledgers import Told, ledger_of
from tests.made_up import account_of, day, document_of, quote

from sayso.checks.sequence import check_sequence
from sayso.model import DateRange, Incident, Linking, Measure, Place, Verdict

TEXT = "The raids on Tessk preceded the shelling of Orvel."

CASES = {
    "in order": ("before", day("2031-05-01"), day("2031-05-04"), Verdict.AGREES),
    "out of order": ("before", day("2031-05-09"), day("2031-05-04"), Verdict.DISAGREES),
    "same day": ("before", day("2031-05-04"), day("2031-05-04"), Verdict.CANNOT_TELL),
    "after": ("after", day("2031-05-09"), day("2031-05-04"), Verdict.AGREES),
    "together": ("same_time", day("2031-05-04"), day("2031-05-05"), Verdict.AGREES),
    "not together": ("same_time", day("2031-05-04"), day("2031-05-08"), Verdict.DISAGREES),
    "undated": ("before", None, day("2031-05-04"), Verdict.CANNOT_TELL),
    "wide": ("before", day("2031-05-01", "2031-05-31"), day("2031-05-04"), Verdict.CANNOT_TELL),
}


@pytest.mark.parametrize(("relation", "first", "second", "verdict"), CASES.values(), ids=CASES.keys())
def test_verdict(relation: str, first: DateRange | None, second: DateRange | None, verdict: Verdict) -> None:
    document = document_of(TEXT)
    this = account_of(document, "The raids on Tessk", date=first)
    that = account_of(document, "the shelling of Orvel", date=second)
    measure = Measure(
        id="m", document=document.id, kind="sequence", span=quote(document, "preceded"), unit="", this=this.id, that=that.id,
        relation=relation,
    )  # fmt: skip
    finding = check_sequence(measure, ledger_of(Told(document=document, accounts=[this, that], measures=[measure])))
    assert finding is not None
    assert finding.verdict is verdict


def _two_texts(words: str, relation: str) -> Told:
    document = document_of(words)
    this = account_of(document, "The raids on Tessk", place="place-t", weapons=())
    that = account_of(document, "the shelling of Orvel", place="place-o")
    measure = Measure(
        id=f"m-{relation}", document=document.id, kind="sequence", span=quote(document, words.split(" Tessk ")[1].split(" the ")[0]),
        unit="", this=this.id, that=that.id, relation=relation,
    )  # fmt: skip
    return Told(document=document, accounts=[this, that], measures=[measure], places=PLACES)


PLACES = [
    Place(id=f"place-{n[0].lower()}", name=n, lat=lat, lon=50.0, country="XXA")
    for n, lat in (("Tessk", 31.0), ("Orvel", 33.0))
]


@pytest.mark.parametrize(("relation", "verdict"), [("before", Verdict.AGREES), ("after", Verdict.DISAGREES)])
def test_another_text_tells_the_order(relation: str, verdict: Verdict) -> None:
    one = _two_texts("The raids on Tessk preceded the shelling of Orvel.", "before")
    two = _two_texts("The raids on Tessk came well ahead of the shelling of Orvel, or so.", relation)
    ledger = ledger_of(one, two, linked=False)
    ledger.add_linking(_joined(one, two))
    finding = check_sequence(one.measures[0], ledger)
    assert finding is not None
    assert finding.verdict is verdict


def _joined(one: Told, two: Told) -> Linking:
    incidents = [
        Incident(id=f"incident-{n}", label=str(n), type=a.type, accounts=(a.id, b.id))
        for n, (a, b) in enumerate(zip(one.accounts, two.accounts, strict=True))
    ]
    return Linking(accounts={a: i.id for i in incidents for a in i.accounts}, incidents=tuple(incidents))


def test_what_a_text_tells_had_happened_when_it_was_written() -> None:
    document = document_of(TEXT, published=day("2031-05-04"))
    this = account_of(document, "The raids on Tessk", date=day("2031-05-09"))
    that = account_of(document, "the shelling of Orvel")
    measure = Measure(
        id="m", document=document.id, kind="sequence", span=quote(document, "preceded"), unit="", this=this.id, that=that.id,
        relation="before",
    )  # fmt: skip
    finding = check_sequence(measure, ledger_of(Told(document=document, accounts=[this, that], measures=[measure])))
    assert finding is not None
    assert (finding.verdict, finding.computed) == (
        Verdict.DISAGREES,
        "9 May 2031 and not after 5 May 2031, when a text told of it",
    )
