"""Texts that another extractor returned in, their places in the page's one text out: matched on letters and digits only."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

_WORD = re.compile(r"[^\W_]+")
_BETWEEN = re.compile(r"([\W_]+)")
_ANCHOR = 24  # letters that make an accidental match unlikely
_EDGE = 40  # letters of each end that place a chunk whose middle differs
_STRETCH = 1.3  # how much longer than the chunk the stretch between its two ends may be
_MANY = 12  # occurrences of one chunk that are looked at


@dataclass(frozen=True, slots=True)
class Letters:
    """A text's letters and digits run together, and where each word of them stands."""

    run: str
    at: list[int]
    starts: list[int]
    ends: list[int]

    def place(self, first: int, last: int) -> tuple[int, int]:
        """Text offsets of the run's characters ``first`` to ``last`` (exclusive)."""
        head = bisect_right(self.at, first) - 1
        tail = bisect_left(self.at, last) - 1
        return self.starts[head] + first - self.at[head], self.starts[tail] + last - self.at[tail]


def letters(text: str) -> Letters:
    """The letters and digits of a text with their places; white space, marks and dashes do not count."""
    parts = _BETWEEN.split(text)
    sizes = list(map(len, parts))
    edges = [0, *accumulate(sizes)]
    at = [0, *accumulate(sizes[::2])]
    return Letters("".join(parts[::2]), at[:-1], edges[:-1:2], edges[1::2])


def squeeze(text: str) -> str:
    """A text's letters and digits run together."""
    return "".join(_WORD.findall(text))


def align(chunks: Sequence[str], page: Letters) -> list[tuple[int, int] | None]:
    """Where each chunk stands in the page's text, in chunk order; None where its words are not on the page.

    A chunk whose words occur several times is the occurrence between its neighbours, nearest to them.
    """
    keys = [squeeze(chunk) for chunk in chunks]
    found: list[tuple[int, int] | None] = [None] * len(keys)
    options = [_occurrences(key, page.run) if len(key) >= _ANCHOR else [] for key in keys]
    for index, starts in enumerate(options):
        if len(starts) == 1:
            found[index] = (starts[0], starts[0] + len(keys[index]))
    for index, key in enumerate(keys):
        if found[index] is None and key:
            found[index] = _between(key, page.run, *_window(found, index, len(page.run)))
    return [None if hit is None else page.place(*hit) for hit in found]


def _occurrences(key: str, run: str) -> list[int]:
    starts: list[int] = []
    start = run.find(key)
    while start >= 0 and len(starts) < _MANY:
        starts.append(start)
        start = run.find(key, start + 1)
    return starts


def _window(found: list[tuple[int, int] | None], index: int, size: int) -> tuple[int | None, int | None, int]:
    """The end of the chunk before, the start of the chunk after, and the length of the run."""
    before = next((hit[1] for hit in reversed(found[:index]) if hit), None)
    after = next((hit[0] for hit in found[index + 1 :] if hit), None)
    return before, after, size


def _between(key: str, run: str, before: int | None, after: int | None, size: int) -> tuple[int, int] | None:
    low, high = before or 0, size if after is None or (before is not None and after < before) else after
    start = run.find(key, low, high) if before is not None else run.rfind(key, 0, high)
    if start < 0 and len(key) >= _ANCHOR:
        start = run.find(key)
    if start >= 0:
        return start, start + len(key)
    return _by_its_ends(key, run, low, high)


def _by_its_ends(key: str, run: str, low: int, high: int) -> tuple[int, int] | None:
    """A chunk whose beginning and end are on the page with about as much between them."""
    if len(key) < 2 * _EDGE:
        return None
    start = run.find(key[:_EDGE], low, high)
    if start < 0:
        return None
    end = run.find(key[-_EDGE:], start, min(high, start + int(len(key) * _STRETCH) + _EDGE))
    return None if end < 0 else (start, end + _EDGE)
