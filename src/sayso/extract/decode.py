"""What the encoder says of each word piece comes in; attributions with character offsets go out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from sayso.extract.windows import PARAGRAPH, SIZE, Pieces, windows

B_CUE, I_CUE = 1, 2  # places in the tag row; 3-4 source, 5-6 content
SOURCE, CONTENT = 0, 1  # planes of the role scores
FEWEST = 5  # pieces that a content needs before another attribution is looked for inside it
DEEPEST = 3
PERIOD = 1012
OPENERS = frozenset({PARAGRAPH, 2008, 1000, 1523, 1520, 1005, 1077})  # "that", opening quotation marks

Array = np.ndarray[Any, Any]
Reader = Callable[[Sequence[Sequence[int]]], Iterable[tuple[Array, Array]]]
Chars = tuple[tuple[int, int], ...]


class Decoding(NamedTuple):
    """Settings chosen on the development split; they travel with the weights."""

    cue: float = 0.4  # probability from which a piece starts a cue
    inner_cue: float = 0.4  # the same inside a content
    more: float = 0.5  # probability from which the next piece belongs to the cue before it
    least: float = 0.0  # score below which an attribution is not given
    switch: float = 2.0  # what it costs a content to stop and go on (log odds)
    tags: float = 0.5  # weight of the piece's own tag beside its pointer to the cue
    content: float = 0.0  # log odds from which a piece belongs
    source: float = 0.0


class Attribution(NamedTuple):
    """Who says, the saying words and what is said, as characters of the text; ``parent`` is the one it stands inside."""

    source: Chars
    cue: Chars
    content: Chars
    score: float
    parent: int | None = None


class Found(NamedTuple):
    """An attribution in pieces of its window or text."""

    cue: Array
    source: Array
    content: Array
    score: float


def attribute(text: str, pieces: Pieces, read: Reader, settings: Decoding) -> list[Attribution]:
    """All attributions of a text, the outer ones first, each followed by a look inside its content."""
    found: list[Attribution] = []
    layer: list[tuple[Array, int | None]] = [(np.arange(len(pieces)), None)]
    for depth in range(DEEPEST):
        threshold = settings.inner_cue if depth else settings.cue
        below: list[tuple[Array, int | None]] = []
        for parent, one in _read(pieces, layer, read, settings._replace(cue=threshold)):
            if depth and not len(one.source):
                continue
            if len(one.content) >= FEWEST:
                below.append((one.content, len(found)))
            source, cue, content = (chars(text, pieces, part) for part in (one.source, one.cue, one.content))
            found.append(Attribution(source, cue, content, one.score, parent))
        if not below:
            break
        layer = below
    return found


def _read(
    pieces: Pieces, parts: list[tuple[Array, int | None]], read: Reader, settings: Decoding
) -> Iterator[tuple[int | None, Found]]:
    """Run the model once over all parts of one depth; what it finds is counted in pieces of the whole text."""
    plan: list[tuple[Array, int, int | None]] = []
    for part, parent in parts:
        ids = [pieces.ids[i] for i in part]
        if parent is None:
            plan += [(part[w.start : w.end], w.keep - w.start, None) for w in windows(ids)]
        else:
            at = next((i for i, piece in enumerate(ids) if piece not in OPENERS), 0)
            plan.append((part[at : at + SIZE - 2], 0, parent))
    outputs = read([_sentence([pieces.ids[i] for i in part], parent) for part, _, parent in plan])
    for (part, keep, parent), (tags, roles) in zip(plan, outputs, strict=True):
        if parent is not None:
            tags, roles = tags[1:-1], roles[:, 1:-1, 1:-1]
        for one in decode(tags, roles, settings):
            if one.cue[0] >= keep and len(one.cue) < len(part):
                yield parent, Found(part[one.cue], part[one.source], part[one.content], one.score)


def _sentence(ids: list[int], parent: int | None) -> list[int]:
    """A content dressed as a paragraph of its own: that is how the model learned to read."""
    return ids if parent is None else [PARAGRAPH, *ids, PERIOD]


def decode(tags: Array, roles: Array, settings: Decoding) -> list[Found]:
    """The attributions of one window from tag logits [piece, tag] and role logits [source or content, piece, cue]."""
    chances = _softmax(tags)
    cues = list(find_cues(chances, settings.cue, settings.more))
    if not cues:
        return []
    starts = [cue[0] for cue in cues]
    source, content = roles[SOURCE][:, starts].T, roles[CONTENT][:, starts].T  # [cue, piece]
    own = settings.tags * _odds(chances)
    source_odds = source - np.logaddexp(0, content) + own[SOURCE]
    content_odds = content - np.logaddexp(0, source) + own[CONTENT]
    taken = np.isin(np.arange(len(tags)), np.concatenate(cues))
    content_odds[:, taken] = np.minimum(content_odds[:, taken], -1.0)
    best = content_odds.max(0)
    content_odds = np.where(content_odds < best, np.minimum(content_odds, -1.0), content_odds)  # a piece has one cue
    kept = smooth(content_odds - settings.content, settings.switch)
    found = []
    for k, cue in enumerate(cues):
        speaker = best_stretch(source_odds[k] - settings.source)
        what = np.setdiff1d(np.flatnonzero(kept[k]), np.concatenate((cue, speaker)))
        if not len(what):
            continue  # a saying word without anything said
        sure = float(np.sqrt(chances[cue[0], B_CUE] * (1 / (1 + np.exp(-content_odds[k, what]))).mean()))
        if sure >= settings.least:
            found.append(Found(cue, speaker, what, sure))
    return found


def _odds(chances: Array) -> Array:
    """Log odds of a piece's own tag to be source or content, whatever its cue."""
    inside = np.stack([chances[:, 3:5].sum(1), chances[:, 5:7].sum(1)]).clip(1e-6, 1 - 1e-6)
    return np.asarray(np.log(inside) - np.log1p(-inside))


def find_cues(chances: Array, threshold: float, more: float) -> Iterator[Array]:
    """Runs of pieces that start with a likely first piece of a cue and go on while the next is likely inside it."""
    at, n = 0, len(chances)
    while at < n:
        if chances[at, B_CUE] < threshold:
            at += 1
            continue
        end = at + 1
        while end < n and chances[end, I_CUE] > max(more, chances[end, B_CUE]):
            end += 1
        yield np.arange(at, end)
        at = end


def smooth(odds: Array, switch: float) -> Array:
    """The likeliest in-or-out reading of each row when every change costs ``switch`` (Viterbi, all rows at once)."""
    if not switch:
        return odds > 0
    rows, n = odds.shape
    back = np.zeros((rows, n, 2), dtype=bool)  # came from the other state
    out, inside = np.zeros(rows), odds[:, 0] - switch / 2
    for i in range(1, n):
        back[:, i, 0] = inside - switch / 2 > out
        back[:, i, 1] = out - switch / 2 > inside
        out, inside = np.maximum(out, inside - switch / 2), np.maximum(inside, out - switch / 2) + odds[:, i]
    state = (inside - switch / 2 > out).astype(int)
    kept = np.zeros((rows, n), dtype=bool)
    every = np.arange(rows)
    for i in range(n - 1, -1, -1):
        kept[:, i] = state == 1
        state = np.where(back[every, i, state], 1 - state, state)
    return kept


def best_stretch(odds: Array) -> Array:
    """The one run of pieces with the highest sum, or nothing where every piece speaks against it."""
    sums = np.concatenate(([0.0], np.cumsum(odds)))
    lowest = np.minimum.accumulate(sums)[:-1]
    gain = sums[1:] - lowest
    end = int(gain.argmax())
    if gain[end] <= 0:
        return np.arange(0)
    return np.arange(int(sums[: end + 1].argmin()), end + 1)


def chars(text: str, pieces: Pieces, part: Array) -> Chars:
    """Runs of pieces as characters, whole words always, runs joined over nothing but white space."""
    spans: list[tuple[int, int]] = []
    for i in part:
        if pieces.ids[i] == PARAGRAPH and pieces.starts[i] == pieces.ends[i]:
            continue
        a, b = _whole(text, pieces.starts[i], pieces.ends[i])
        if spans and not text[spans[-1][1] : a].strip():
            spans[-1] = (spans[-1][0], max(b, spans[-1][1]))
        else:
            spans.append((a, b))
    return tuple(spans)


def _whole(text: str, a: int, b: int) -> tuple[int, int]:
    while a > 0 and text[a].isalnum() and text[a - 1].isalnum():
        a -= 1
    while b < len(text) and text[b - 1].isalnum() and text[b].isalnum():
        b += 1
    return a, b


def _softmax(logits: Array) -> Array:
    shifted = np.exp(logits - logits.max(-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(-1, keepdims=True), dtype=np.float64)
