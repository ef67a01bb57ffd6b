"""Number phrases and their readings."""

from __future__ import annotations

import re

import pytest

from sayso.extract.figures import AGED, NUMBER, figure

CASES = {
    "plain digits": ("18", (18, 18, 18)),
    "thousands comma": ("1,200", (1200, 1200, 1200)),
    "words": ("twenty-five", (25, 25, 25)),
    "hundreds in words": ("one hundred and five", (105, 105, 105)),
    "at least": ("at least 18", (18, 18, None)),
    "up to": ("up to 40", (None, 40, 40)),
    "range": ("two to four", (2, 3, 4)),
    "dash range": ("30-40", (30, 35, 40)),
    "about": ("some 400", (300, 400, 500)),
    "dozen": ("a dozen", (12, 12, 12)),
    "three dozen": ("three dozen", (36, 36, 36)),
    "several": ("several", (3, 4, 9)),
}


@pytest.mark.parametrize(("words", "reading"), CASES.values(), ids=CASES.keys())
def test_reading(words: str, reading: tuple[float | None, float, float | None]) -> None:
    found = figure(words)
    assert found is not None
    assert (found.low, found.best, found.high) == reading


def test_no_number_no_figure() -> None:
    assert figure("the soldiers") is None


def test_this_time_around_loosens_no_number() -> None:
    found = re.search(NUMBER, "This time around two men died.")
    assert found is not None
    assert found[0] == "two"


@pytest.mark.parametrize(
    ("words", "aged"),
    [("her 5-year-old son", True), ("a six month old girl", True), ("12 years of war", False), ("two old men", False)],
)
def test_ages_count_nobody(words: str, aged: bool) -> None:
    assert bool(AGED.search(words)) is aged
