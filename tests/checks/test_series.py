"""Counts of happenings in a time, figures set right, tolls and ranges of days."""

from __future__ import annotations

from datetime import date

import pytest
from tests.ledgers import Told, ledger_of
from tests.made_up import account_of, day, document_of, quote

from sayso.checks import run_checks
from sayso.model import Document, Finding, Harm, IncidentType, Measure, Verdict

TEXT = (
    "Drones hit Orvel on 9 October and Tessk on 17 October. Jets bombed Marn on 2 November. That is three strikes in four weeks. "
    "The dispute ran from 9 October to 2 November."
)


def _find(document: Document, *measures: Measure, check: str, days: tuple[str, str, str]) -> Finding:
    words = ("Drones hit Orvel", "Tessk on 17 October", "Jets bombed Marn")
    accounts = [account_of(document, w, date=day(d), type=IncidentType.AIR_STRIKE) for w, d in zip(words, days, strict=True)]
    ledger = ledger_of(Told(document=document, accounts=accounts, measures=list(measures)))
    return next(f for f in run_checks(ledger) if f.check == check)


@pytest.mark.parametrize(
    ("last", "verdict"), [("2031-11-02", Verdict.AGREES), ("2031-12-24", Verdict.CANNOT_TELL)], ids=["close", "too far"]
)
def test_as_many_so_close_together(last: str, verdict: Verdict) -> None:
    document = document_of(TEXT)
    measure = Measure(
        id="m", document=document.id, kind="series", span=quote(document, "three strikes in four weeks"), unit="days", low=3, high=28,
        that_span=quote(document, "strikes"), relation="within",
    )  # fmt: skip
    finding = _find(document, measure, check="series", days=("2031-10-09", "2031-10-17", last))
    assert finding.verdict is verdict


def test_more_than_are_told_is_open() -> None:
    document = document_of(TEXT)
    measure = Measure(
        id="m", document=document.id, kind="series", span=quote(document, "three strikes in four weeks"), unit="days", low=9, high=28,
        relation="within",
    )  # fmt: skip
    finding = _find(document, measure, check="series", days=("2031-10-09", "2031-10-17", "2031-11-02"))
    assert finding.verdict is Verdict.CANNOT_TELL


@pytest.mark.parametrize(
    ("last", "verdict"), [("2031-11-02", Verdict.AGREES), ("2031-11-20", Verdict.CANNOT_TELL)], ids=["both ends", "one end"]
)
def test_a_range_of_days_with_happenings_on_either_end(last: str, verdict: Verdict) -> None:
    document = document_of(TEXT)
    measure = Measure(
        id="m", document=document.id, kind="date", span=quote(document, "9 October to 2 November"), unit="ISO day ordinals",
        relation="no_year",
    )  # fmt: skip
    finding = _find(document, measure, check="dates", days=("2031-10-09", "2031-10-17", last))
    assert finding.verdict is verdict


@pytest.mark.parametrize(("first", "verdict"), [("June 12", Verdict.DISAGREES), ("June 9", Verdict.CANNOT_TELL)])
def test_what_the_words_deny_stands_elsewhere(first: str, verdict: Verdict) -> None:
    document = document_of(f"The tug was hit on {first}. A reader writes: it was hit on June 13, not June 12.")
    told = Measure(
        id="d", document=document.id, kind="date", span=quote(document, first), unit="ISO day ordinals", low=_ordinal(first),
        high=_ordinal(first), relation="absolute",
    )  # fmt: skip
    denied = Measure(
        id="c", document=document.id, kind="correction", span=quote(document, "June 13, not June 12"), unit="ISO day ordinals",
        low=_ordinal("June 12"), high=_ordinal("June 12"), that_span=quote(document, "not June 12").part(
            document.span.exact.rindex("June 12"), document.span.exact.rindex("June 12") + 7
        ), relation="not",
    )  # fmt: skip
    found = [f for f in run_checks(ledger_of(Told(document=document, measures=[told, denied]))) if f.check == "corrected"]
    assert [f.verdict for f in found] == [verdict]


def _ordinal(words: str) -> float:
    return float(date(2031, 6, int(words.split()[1])).toordinal())


def test_a_toll_that_no_account_carries_is_another_figure() -> None:
    document = document_of("At least 23 people were killed at Orvel. The mission put the dead at 31.")
    harm = Harm(kind="killed", low=23, best=23, high=25, source=None, span=quote(document, "At least 23 people"))
    account = account_of(document, "killed at Orvel", harm=(harm,))
    own = Measure(
        id="o",
        document=document.id,
        kind="count",
        span=harm.span,
        unit="persons",
        low=23,
        high=25,
        this=account.id,
        relation="killed",
    )
    toll = Measure(
        id="t", document=document.id, kind="count", span=quote(document, "dead at 31"), unit="persons", low=31, high=31,
        this=account.id, relation="killed",
    )  # fmt: skip
    found = run_checks(ledger_of(Told(document=document, accounts=[account], measures=[own, toll])))
    assert {f.verdict for f in found if f.check == "counts"} == {Verdict.DISAGREES}
