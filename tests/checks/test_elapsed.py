"""Stated lags against recorded dates: the same day is 0, and a day of slack is left."""

from __future__ import annotations

import msgspec
import pytest
from tests.ledgers import Told, ledger_of
from tests.made_up import account_of, day, document_of, quote, statement_of

from sayso.checks import run_checks
from sayso.link import link
from sayso.model import Anchor, DateRange, Finding, Measure, ResponseCue, Verdict

TEXT = "A shell hit the depot at Orvel. The army bombed Tessk just two days later. The minister denied it."
LAG = "just two days later"

CASES = {  # days stated, date of the shelling, date of the bombing, verdict, days computed
    "exact": ((2, 2), day("2031-05-04"), day("2031-05-06"), Verdict.AGREES, "2 days"),
    "time zones": ((2, 2), day("2031-05-04"), day("2031-05-07"), Verdict.AGREES, "3 days"),
    "wrong": ((2, 2), day("2031-05-04"), day("2031-05-13"), Verdict.DISAGREES, "9 days"),
    "backwards": ((2, 2), day("2031-05-06"), day("2031-05-01"), Verdict.DISAGREES, "-5 days"),
    "same day": ((0, 1), day("2031-05-04"), day("2031-05-04"), Verdict.AGREES, "0 days"),
    "month only": ((2, 2), day("2031-05-01", "2031-05-31"), day("2031-06-01"), Verdict.CANNOT_TELL, "1 to 31 days"),
    "open above": ((13, None), day("2031-05-04"), day("2031-06-20"), Verdict.AGREES, "47 days"),
}


@pytest.mark.parametrize(("stated", "first", "second", "verdict", "computed"), CASES.values(), ids=CASES.keys())
def test_verdict(
    stated: tuple[float, float | None], first: DateRange, second: DateRange, verdict: Verdict, computed: str
) -> None:
    finding = _find(first, second, low=stated[0], high=stated[1])
    assert (finding.verdict, finding.computed) == (verdict, computed)
    assert finding.spans[0].exact == LAG


def test_a_date_worked_out_from_the_lag_proves_nothing() -> None:
    document = document_of(TEXT)
    circular = day("2031-05-06", None, quote(document, LAG))
    anchored = msgspec.structs.replace(day("2031-05-06"), anchor=Anchor.INCIDENT)
    for date in (circular, anchored):
        finding = _find(day("2031-05-04"), date)
        assert (finding.verdict, finding.reason) == (
            Verdict.CANNOT_TELL,
            "Counted from 4 May 2031, it was on 6 May 2031; no text dates it otherwise.",
        )


def test_another_document_supplies_the_date() -> None:
    circular = day("2031-05-06", None, quote(document_of(TEXT), LAG))
    other = document_of("Jets bombed Tessk on 6 May 2031, the army said.")
    bombing = account_of(other, "Jets bombed Tessk", date=day("2031-05-06", None, quote(other, "6 May 2031")))
    finding = _find(day("2031-05-04"), circular, Told(document=other, accounts=[bombing]), same_as=bombing.id)
    assert (finding.verdict, finding.computed) == (Verdict.AGREES, "2 days")
    assert finding.spans[-1].exact == "6 May 2031"


def test_a_saying_has_the_day_on_which_it_was_said() -> None:
    document = document_of(TEXT)
    shelling = account_of(document, "A shell hit the depot", date=day("2031-05-04"))
    denial = statement_of(document, "denied it", cue="denied", source="The minister", said=day("2031-05-06"))
    lag = _lag(document.id, this=denial.id, that=shelling.id)
    (finding,) = run_checks(ledger_of(Told(document=document, accounts=[shelling], statements=[denial], measures=[lag])))
    assert (finding.verdict, finding.about) == (Verdict.AGREES, (shelling.id, denial.id))


def test_an_end_that_the_text_leaves_open() -> None:
    document = document_of(TEXT)
    (finding,) = run_checks(ledger_of(Told(document=document, measures=[_lag(document.id)])))
    assert (finding.verdict, finding.reason) == (
        Verdict.CANNOT_TELL,
        "The texts do not show which happening this dates, nor what it is counted from.",
    )


def _lag(document: str, **fields: object) -> Measure:
    span = quote(document_of(TEXT), LAG)
    usual: dict[str, object] = {"kind": "lag", "unit": "days", "low": 2, "high": 2, "relation": "after"}
    return Measure(id="m", document=document, span=span, **{**usual, **fields})  # type: ignore[arg-type]


def _find(first: DateRange, second: DateRange, *more: Told, same_as: str = "", **stated: object) -> Finding:
    document = document_of(TEXT)
    shelling = account_of(document, "A shell hit the depot", date=first)
    bombing = account_of(document, "bombed Tessk", date=second)
    told = Told(
        document=document,
        accounts=[shelling, bombing],
        measures=[_lag(document.id, this=bombing.id, that=shelling.id, **stated)],
    )
    ledger = ledger_of(told, *more, linked=False)
    if same_as:
        linking = link(ledger)
        joined = {**linking.accounts, bombing.id: linking.accounts[same_as]}
        incidents = [
            msgspec.structs.replace(i, accounts=tuple(a for a, to in joined.items() if to == i.id))
            for i in linking.incidents
            if i.id in joined.values()
        ]
        ledger.add_linking(msgspec.structs.replace(linking, accounts=joined, incidents=tuple(incidents)))
    (finding,) = run_checks(ledger)
    return finding


def _undated(text: str, dates: tuple[str, str] = ("", ""), *, published: DateRange | None = None) -> Finding:
    """The lag of a text of which no end has a date with its year."""
    document = document_of(text, published=published)
    first, second = account_of(document, "A shell hit the depot"), account_of(document, "The army bombed Tessk")
    lag = Measure(
        id="lag", document=document.id, kind="lag", span=quote(document, LAG), unit="days", low=2, high=2, this=second.id,
        that=first.id, relation="after",
    )  # fmt: skip
    if not any(dates):
        first = msgspec.structs.replace(first, date=day("2031-05-02"))
    printed = [
        Measure(id=w, document=document.id, kind="date", span=quote(document, w), unit="", this=a.id, relation="no_year")
        for w, a in zip(dates, (first, second), strict=True)
        if w
    ]
    told = Told(document=document, accounts=[first, second], measures=[lag, *printed])
    return next(f for f in run_checks(ledger_of(told)) if f.check == "elapsed")


@pytest.mark.parametrize(
    ("first", "second", "verdict", "computed"),
    [
        ("May 4", "May 6", Verdict.AGREES, "2 days"),
        ("December 30", "January 1", Verdict.AGREES, "2 days"),
        ("May 4", "May 20", Verdict.DISAGREES, "16 days"),
        ("April", "May 6", Verdict.CANNOT_TELL, ""),
    ],
    ids=["in one year", "over its turn", "wrong", "a month only"],
)
def test_days_without_a_year(first: str, second: str, verdict: Verdict, computed: str) -> None:
    text = f"A shell hit the depot at Orvel on {first}. The army bombed Tessk just two days later, on {second}."
    finding = _undated(text, (first, second))
    assert (finding.verdict, finding.computed) == (verdict, computed)


@pytest.mark.parametrize(("written", "computed"), [("2031-05-02", "4 May 2031"), ("2031-04-29", "at most -2 days")])
def test_a_text_tells_of_nothing_that_came_after_it(written: str, computed: str) -> None:
    finding = _undated(TEXT, published=day(written))
    assert (finding.verdict, finding.computed) == (Verdict.CANNOT_TELL, computed)


def test_no_time_lies_between_a_happening_and_itself() -> None:
    document = document_of(TEXT)
    only = account_of(document, "The army bombed Tessk", date=day("2031-05-06"))
    lag = Measure(
        id="lag", document=document.id, kind="lag", span=quote(document, LAG), unit="days", low=2, high=2, this=only.id,
        that=only.id, relation="after",
    )  # fmt: skip
    (finding,) = run_checks(ledger_of(Told(document=document, accounts=[only], measures=[lag])))
    assert (finding.verdict, finding.computed) == (Verdict.CANNOT_TELL, "")


@pytest.mark.parametrize(("bombed", "verdict"), [("2031-05-06", Verdict.AGREES), ("2031-05-20", Verdict.CANNOT_TELL)])
def test_what_a_text_gives_as_the_answer_may_be_what_is_dated(bombed: str, verdict: Verdict) -> None:
    text = "A shell hit the depot. In response to it the army bombed Tessk. Was that worth a war just two days later?"
    document = document_of(text)
    shelling = account_of(document, "A shell hit the depot", date=day("2031-05-04"))
    bombing = account_of(document, "the army bombed Tessk", date=day(bombed))
    cue = ResponseCue(
        id="c", document=document.id, trigger=shelling.id, response=bombing.id, span=quote(document, "In response to it")
    )
    lag = Measure(
        id="m", document=document.id, kind="lag", span=quote(document, "just two days later"), unit="days", low=2, high=2,
        that=shelling.id, relation="after",
    )  # fmt: skip
    ledger = ledger_of(Told(document=document, accounts=[shelling, bombing], measures=[lag], responses=[cue]))
    ledger.add_linking(link(ledger))
    (finding,) = (f for f in run_checks(ledger) if f.check == "elapsed")
    assert finding.verdict is verdict
