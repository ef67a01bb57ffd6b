"""Texts come in; which of them share wording, how much of it and where, goes out.

A sketch of word shingles finds the pairs, the words themselves decide: shared shingles are counted exactly, and a run of
shared words has its place in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from rensa import RMinHash, RMinHashLSH

from sayso.model import Record

SHINGLE = 5  # words; shorter ones meet by chance
PERMUTATIONS, BANDS, SEED = (
    128,
    128,
    42,
)  # one row a band: with two, pairs sharing a fifth of their wording fell to recall .78
FLOOR = 3 / PERMUTATIONS  # of the sketches: what one or two agreeing hashes propose is chance (16 % of all pairs)
RUN = 12  # words in a row that two writers do not choose alike by chance
_WORD = re.compile(r"\w+(?:[’'.-]\w+)*")


class Text(Record, frozen=True):
    """A text as words, folded, with where each one stands."""

    id: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def shingles(self) -> frozenset[tuple[str, ...]]:
        """Every run of five words."""
        return frozenset(self.words[i : i + SHINGLE] for i in range(len(self.words) - SHINGLE + 1))


class Shared(Record, frozen=True):
    """What two texts share: the share of the shorter one's shingles, and the longest run, as offsets into ``left``."""

    left: str
    right: str
    containment: float
    shingles: int
    run_words: int
    run: tuple[int, int] | None


def text_of(id: str, text: str) -> Text:
    """The words of a text: case, quotation marks and dashes make no difference."""
    found = list(_WORD.finditer(text))
    words = tuple(m.group().casefold().replace("’", "'").replace("'", "") for m in found)
    return Text(id=id, words=words, starts=tuple(m.start() for m in found), ends=tuple(m.end() for m in found))


def near_pairs(texts: Sequence[Text]) -> Iterator[tuple[str, str]]:
    """Pairs whose sketches are alike enough to be looked at, each once, in a stable order."""
    sketches = {t.id: _sketch(t) for t in texts if len(t.words) >= SHINGLE}
    index = RMinHashLSH(threshold=0.1, num_perm=PERMUTATIONS, num_bands=BANDS)
    order = sorted(sketches)
    for number, id_ in enumerate(order):
        index.insert(number, sketches[id_])
    pairs = {(order[n], id_) for id_ in order for n in index.query(sketches[id_]) if order[n] < id_}
    yield from sorted((a, b) for a, b in pairs if sketches[a].jaccard(sketches[b]) >= FLOOR)


def _sketch(text: Text) -> RMinHash:
    sketch = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    sketch.update([" ".join(s) for s in text.shingles()])
    return sketch


def shared(left: Text, right: Text) -> Shared:
    """How much of the shorter text's wording is in the longer one."""
    a, b = left.shingles(), right.shingles()
    common = len(a & b)
    run = longest_run(left, right)
    return Shared(
        left=left.id,
        right=right.id,
        containment=round(common / max(1, min(len(a), len(b))), 3),
        shingles=common,
        run_words=run[1] - run[0] if run else 0,
        run=(left.starts[run[0]], left.ends[run[1] - 1]) if run else None,
    )


def longest_run(left: Text, right: Text) -> tuple[int, int] | None:
    """The longest stretch of ``left`` (in words, end exclusive) that stands in ``right`` word for word."""
    places: Mapping[tuple[str, ...], list[int]] = _places(right)
    best: tuple[int, int] | None = None
    i = 0
    while i + SHINGLE <= len(left.words):
        length = max((_extend(left, right, i, j) for j in places.get(left.words[i : i + SHINGLE], ())), default=0)
        if length and (best is None or length > best[1] - best[0]):
            best = (i, i + length)
        i += max(1, length - SHINGLE + 1)
    return best


def _places(text: Text) -> dict[tuple[str, ...], list[int]]:
    found: dict[tuple[str, ...], list[int]] = {}
    for i in range(len(text.words) - SHINGLE + 1):
        found.setdefault(text.words[i : i + SHINGLE], []).append(i)
    return found


def _extend(left: Text, right: Text, i: int, j: int) -> int:
    length = 0
    while (
        i + length < len(left.words) and j + length < len(right.words) and left.words[i + length] == right.words[j + length]
    ):
        length += 1
    return length
