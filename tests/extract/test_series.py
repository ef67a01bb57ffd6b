"""Counts of happenings in a time, and figures that set others right."""

from __future__ import annotations

from datetime import date

import pytest
from tests.made_up import document_of

from sayso.extract.corrections import find_corrections
from sayso.extract.lags import find_lags
from sayso.extract.parse import parse
from sayso.extract.series import find_series
from sayso.extract.times import find_times
from sayso.model import DateRange, Precision
from sayso.model.dates import Basis

# text, the words, how many, in how many days at the most, what is counted
SERIES = {
    "in weeks": ("That makes three strikes in less than four weeks.", "three strikes in less than four weeks", 3, 28, "strikes"),
    "with its target": (
        "That is three attacks on Tavrian missions in little more than a year.",
        "three attacks on Tavrian missions in little more than a year", 3, 457.5, "attacks",
    ),
    "an ordinal": ("It was the second in five weeks.", "the second in five weeks", 2, 35, None),
    "this month": ("It was the fifth bombing this month.", "the fifth bombing this month", 5, 31, "bombing"),
    "since": ("Drones have hit the port 17 times since March.", "17 times since March", 17, None, "times"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "words", "number", "days", "noun"), SERIES.values(), ids=SERIES.keys())
def test_series(text: str, words: str, number: int, days: float | None, noun: str | None) -> None:
    (found,) = find_series(parse(document_of(text)))
    assert (found.span.exact, found.low, found.high) == (words, number, days)
    assert (found.that_span.exact if found.that_span else None) == noun


def test_a_series_is_no_time_between_two() -> None:
    assert not find_lags(parse(document_of("That makes three strikes in less than four weeks.")), accounts=(), statements=())


CORRECTIONS = {  # text, the words, what is denied, its unit and value
    "a day": (
        "The tug was hit on June 13, not June 12.",
        "June 13, not June 12",
        "June 12",
        "ISO day ordinals",
        "2031-06-12",
    ),
    "a bare day": (
        "It was hit on 3 November, not the 2nd.",
        "3 November, not the 2nd",
        "2",
        "ISO day ordinals",
        "2030-11-02",
    ),
    "a count": ("Four sailors died, not three.", "Four sailors died, not three", "three", "sailor", 3),
    "a time": ("He died five days later, not four.", "five days later, not four", "four", "days", 4),
}


@pytest.mark.parametrize(("text", "words", "denied", "unit", "value"), CORRECTIONS.values(), ids=CORRECTIONS.keys())
def test_correction(text: str, words: str, denied: str, unit: str, value: str | float) -> None:
    when = DateRange(start="2031-06-20", end="2031-06-20", precision=Precision.DAY, basis=Basis.STATED)
    parsed = parse(document_of(text, published=when))
    (found,) = find_corrections(parsed, find_times(parsed))
    day = found.low and unit == "ISO day ordinals" and date.fromordinal(int(found.low)).isoformat()
    assert (found.span.exact, found.unit, day or found.low) == (words, unit, value)
    assert found.that_span is not None
    assert found.that_span.exact.startswith(denied)


def test_quoted_words_are_denied_as_they_stand() -> None:
    parsed = parse(document_of("The jets flew a good deal later, not “the same night”."))
    (found,) = find_corrections(parsed, ())
    assert found.that_span is not None
    assert (found.unit, found.that_span.exact) == ("words", "the same night")


@pytest.mark.parametrize(
    "text",
    [
        "It was hit on June 13, but not badly.",
        "Not three but all of them came.",
        "He did not say when.",
        "He did not ‘find his way out’.",
    ],
)
def test_no_correction(text: str) -> None:
    parsed = parse(document_of(text))
    assert not list(find_corrections(parsed, find_times(parsed)))
