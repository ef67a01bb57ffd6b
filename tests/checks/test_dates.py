"""Printed dates against the calendar and against other documents."""

from __future__ import annotations

from datetime import date

import pytest
from tests.ledgers import Told, ledger_of
from tests.made_up import account_of, day, document_of, quote

from sayso.checks.dates import check_dates
from sayso.model import DateRange, Measure, Place, Verdict

WEEKDAYS = {
    "right": ("Sunday, 4 May 2031", Verdict.AGREES),
    "wrong": ("Wednesday (4/5/2031)", Verdict.DISAGREES),
}


@pytest.mark.parametrize(("words", "verdict"), WEEKDAYS.values(), ids=WEEKDAYS.keys())
def test_weekday(words: str, verdict: Verdict) -> None:
    document = document_of(f"Orvel was shelled on {words}.")
    measure = _measure(document.id, "2031-05-04", span=quote(document, words))
    finding = check_dates(measure, ledger_of(Told(document=document, measures=[measure])))
    assert finding is not None
    assert (finding.verdict, finding.computed) == (verdict, "Sunday")


OTHERS = {
    "same": (day("2031-05-04"), Verdict.AGREES),
    "time zones": (day("2031-05-05"), Verdict.AGREES),
    "wide": (day("2031-05-01", "2031-05-31"), Verdict.AGREES),
    "none": (None, Verdict.CANNOT_TELL),
}


@pytest.mark.parametrize(("other", "verdict"), OTHERS.values(), ids=OTHERS.keys())
def test_against_another_document(other: DateRange | None, verdict: Verdict) -> None:
    place = Place(id="place-o", name="Orvel", lat=30.0, lon=50.0)
    document = document_of("Orvel was shelled on 4 May 2031.", published=day("2031-05-06"))
    second = document_of("Shells fell on Orvel.", published=day("2031-05-06"))
    one = account_of(
        document, "Orvel was shelled", date=day("2031-05-04", None, quote(document, "4 May 2031")), place="place-o"
    )
    two = account_of(second, "Shells fell on Orvel", date=other, place="place-o")
    measure = _measure(document.id, "2031-05-04", span=quote(document, "4 May 2031"), this=one.id)
    told = [Told(document=document, accounts=[one], places=[place]), Told(document=second, accounts=[two], places=[place])]
    finding = check_dates(measure, ledger_of(*told))
    assert finding is not None
    assert finding.verdict is verdict


def test_a_date_of_nothing_in_particular_is_no_finding() -> None:
    document = document_of("It is 4 May 2031.")
    measure = _measure(document.id, "2031-05-04", span=quote(document, "4 May 2031"))
    assert check_dates(measure, ledger_of(Told(document=document, measures=[measure]))) is None


def _measure(document: str, iso: str, **fields: object) -> Measure:
    ordinal = float(date.fromisoformat(iso).toordinal())
    return Measure(id="m", document=document, kind="date", unit="ISO day ordinals", low=ordinal, high=ordinal, **fields)  # type: ignore[arg-type]
