"""Logits in, pieces out: each rule of the decoding on the smallest matrix that shows it."""

import numpy as np
import pytest

from sayso.extract.decode import Decoding, best_stretch, decode, find_cues, smooth

TAG = {".": 0, "C": 1, "c": 2, "S": 3, "s": 4, "K": 5, "k": 6}


def tags(row: str) -> np.ndarray:
    logits = np.full((len(row), 7), -4.0)
    logits[np.arange(len(row)), [TAG[letter] for letter in row]] = 4.0
    return logits


def pointers(row: str, *, cue: int) -> np.ndarray:
    """Role scores for one cue: S and K where they point at it, strongly against elsewhere."""
    scores = np.full((2, len(row), len(row)), -5.0)
    for i, letter in enumerate(row.lower()):
        if letter in "sk":
            scores["sk".index(letter), i, cue] = 5.0
    return scores


@pytest.mark.parametrize(
    ("row", "cue", "source", "content"),
    [
        ("SsCKkk", [2], [0, 1], [3, 4, 5]),
        ("KkkCcSs", [3, 4], [5, 6], [0, 1, 2]),
        ("KkkCSKkk", [3], [4], [0, 1, 2, 5, 6, 7]),
        ("CKk", [0], [], [1, 2]),
    ],
    ids=["before", "after", "split", "no-source"],
)
def test_one_attribution(row: str, cue: list[int], source: list[int], content: list[int]) -> None:
    (found,) = decode(tags(row), pointers(row, cue=cue[0]), Decoding())
    assert (found.cue.tolist(), found.source.tolist(), found.content.tolist()) == (cue, source, content)
    assert found.score > 0.9


def test_each_content_goes_to_the_cue_it_points_at() -> None:
    row = "SCKk.SCKk"
    scores = np.maximum(pointers("SCKk.....", cue=1), pointers(".....SCKk", cue=6))
    first, second = decode(tags(row), scores, Decoding())
    assert (first.content.tolist(), second.content.tolist()) == ([2, 3], [7, 8])
    assert (first.source.tolist(), second.source.tolist()) == ([0], [5])


def test_a_cue_that_another_points_at_stands_inside_it() -> None:
    row = "SCKSCKk"
    outer, inner = pointers("S.KKKKK".replace("S.", "SC"), cue=1), pointers("...S.Kk", cue=4)
    first, second = decode(tags(row), np.maximum(outer, inner), Decoding())
    assert (first.content.tolist(), second.content.tolist()) == ([2, 3, 4, 5, 6], [5, 6])
    assert (first.source.tolist(), second.source.tolist()) == ([0], [3])


def test_no_cue_or_nothing_said_is_no_attribution() -> None:
    assert decode(tags("Kk.Ss"), np.zeros((2, 5, 5)), Decoding()) == []
    assert decode(tags("SsC"), pointers("SsC", cue=2), Decoding()) == []


def test_two_cues_side_by_side_stay_two() -> None:
    logits = tags("CcC")
    chances = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
    assert [cue.tolist() for cue in find_cues(chances, 0.4, 0.5)] == [[0, 1], [2]]


@pytest.mark.parametrize(
    ("odds", "kept"),
    [
        ([3, 3, -0.5, 3, 3], [0, 1, 2, 3, 4]),
        ([3, 3, -9, 3, 3], [0, 1, 3, 4]),
        ([-3, 0.5, -3], []),
        ([-3, -3, 3], [2]),
    ],
    ids=["small-gap-closed", "true-gap-kept", "stray-dropped", "last"],
)
def test_smoothing(odds: list[float], kept: list[int]) -> None:
    assert np.flatnonzero(smooth(np.array([odds]), 2.0)[0]).tolist() == kept


@pytest.mark.parametrize(
    ("odds", "stretch"),
    [([-1, 2, -1, 3, -5, 1], [1, 2, 3]), ([-1, -2], []), ([1], [0])],
    ids=["best-run", "nothing", "one"],
)
def test_best_stretch(odds: list[float], stretch: list[int]) -> None:
    assert best_stretch(np.array(odds, dtype=float)).tolist() == stretch
