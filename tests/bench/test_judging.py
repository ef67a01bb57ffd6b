"""Figures of judging from pairs of what people and what the rules said."""

from __future__ import annotations

import pytest

from sayso.bench.judging import f1

PAIRS = {
    "all right": ([(True, True), (False, False)], 1.0),
    "half found": ([(True, True), (True, False)], 2 / 3),
    "one too many": ([(True, True), (False, True)], 2 / 3),
    "nothing to find": ([(False, False)], 0.0),
}


@pytest.mark.parametrize(("pairs", "expected"), PAIRS.values(), ids=PAIRS)
def test_f1(pairs: list[tuple[bool, bool]], expected: float) -> None:
    assert f1(pairs) == pytest.approx(expected)
