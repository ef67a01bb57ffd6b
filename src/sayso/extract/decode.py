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
    inner_cue: float = 0.15  # the same inside a content
    more: float = 0.5  # probability from which the next piece belongs to the cue before it
    least: float = 0.0  # score below which an attribution is not given
    inner_least: float = 0.5  # the same inside a content
    look: float = 1.1  # a content is looked into again where a piece of it is a cue with this probability: over 1 is never
    switch: float = 2.0  # what it costs a content to stop and go on (log odds)
    tags: float = 0.5  # weight of the piece's own tag beside its pointer to the cue
    content: float = 0.0  # log odds from which a piece belongs
    source: float = 0.0
    nest: float = 0.0  # log odds from which one attribution is held to be said in another


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
    inside: float  # the highest probability of a cue to start in the content


def attribute(text: str, pieces: Pieces, read: Reader, settings: Decoding) -> list[Attribution]:
    """All attributions of a text, the outer ones first; each content is looked into again for what stands inside it."""
    found: list[Found] = []
    layer: list[Array | None] = [None]
    for depth in range(DEEPEST):
        known = set(np.concatenate([one.cue for one in found]).tolist()) if found else set()
        now = settings if depth == 0 else settings._replace(cue=settings.inner_cue, least=settings.inner_least)
        new = [one for one in _read(pieces, layer, read, now) if known.isdisjoint(one.cue.tolist())]
        new = new if depth == 0 else _once(one for one in new if len(one.source))
        found += new
        layer = [one.content for one in new if len(one.content) >= FEWEST and one.inside >= settings.look]
        if not layer:
            break
    return _nested(text, pieces, found)


def _once(found: Iterable[Found]) -> list[Found]:
    """What two readings found under one cue, once."""
    best: dict[int, Found] = {}
    for one in found:
        first = int(one.cue[0])
        if first not in best or best[first].score < one.score:
            best[first] = one
    return list(best.values())


def _nested(text: str, pieces: Pieces, found: list[Found]) -> list[Attribution]:
    """Each stands inside the shortest content that has its cue."""
    firsts, contents = [int(one.cue[0]) for one in found], [frozenset(one.content.tolist()) for one in found]
    over = [[j for j, content in enumerate(contents) if j != i and first in content] for i, first in enumerate(firsts)]
    over = [
        [j for j in row if i not in over[j] or len(found[j].content) > len(found[i].content)] for i, row in enumerate(over)
    ]
    order = sorted(range(len(found)), key=lambda i: (len(over[i]), firsts[i]))
    place = {i: n for n, i in enumerate(order)}
    made = []
    for i in order:
        cue, source, content = (chars(text, pieces, part) for part in found[i][:3])
        parent = min(over[i], key=lambda j: len(found[j].content)) if over[i] else None
        made.append(Attribution(source, cue, content, found[i].score, None if parent is None else place[parent]))
    return made


def _read(pieces: Pieces, parts: Sequence[Array | None], read: Reader, settings: Decoding) -> Iterator[Found]:
    """Run the model over the text (None) or over contents; what it finds is counted in pieces of the whole text."""
    plan: list[tuple[Array, int, bool]] = []
    for part in parts:
        if part is None:
            plan += [(np.arange(w.start, w.end), w.keep - w.start, False) for w in windows(pieces.ids)]
        else:
            at = next((i for i, place in enumerate(part) if pieces.ids[place] not in OPENERS), 0)
            plan.append((part[at : at + SIZE - 2], 0, True))
    outputs = read([_sentence([pieces.ids[i] for i in part], inner=inner) for part, _, inner in plan])
    for (part, keep, inner), (tags, roles) in zip(plan, outputs, strict=True):
        if inner:
            tags, roles = tags[1:-1], roles[:, 1:-1, 1:-1]
        for one in decode(tags, roles, settings):
            if one.cue[0] >= keep and len(one.cue) < len(part):
                yield Found(part[one.cue], part[one.source], part[one.content], one.score, one.inside)


def _sentence(ids: list[int], *, inner: bool) -> list[int]:
    """A content dressed as a paragraph of its own: that is how the model learned to read."""
    return [PARAGRAPH, *ids, PERIOD] if inner else ids


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
    holds = _holds(cues, content_odds, settings.nest)
    kept = smooth(_shared_out(cues, content_odds, holds) - settings.content, settings.switch)
    found = []
    for k, cue in enumerate(cues):
        speaker = best_stretch(source_odds[k] - settings.source)
        what = np.setdiff1d(np.flatnonzero(kept[k]), np.concatenate((cue, speaker)))
        if not len(what):
            continue  # a saying word without anything said
        sure = float(np.sqrt(chances[cue[0], B_CUE] * (1 / (1 + np.exp(-content_odds[k, what]))).mean()))
        if sure >= settings.least:
            found.append(Found(cue, speaker, what, sure, float(chances[what, B_CUE].max())))
    return found


def _holds(cues: list[Array], odds: Array, least: float) -> Array:
    """[outer, inner]: the inner cue and what it says are said by the outer one, by the pointers of both."""
    n = len(cues)
    over = np.full((n, n), -np.inf)  # log odds of a cue to be another's content
    for j, cue in enumerate(cues):
        over[:, j] = odds[:, cue].mean(1)
        said = odds[j] > 0
        if said.any():
            over[:, j] = np.minimum(over[:, j], odds[:, said].mean(1))
        over[j, j] = -np.inf
    return np.asarray((over > least) & (over > over.T))


def _shared_out(cues: list[Array], odds: Array, holds: Array) -> Array:
    """A piece is said with one cue, and by those that hold it; a cue is said only by those that hold it."""
    out = odds.copy()
    for i in range(len(cues)):
        others = [j for j in range(len(cues)) if j != i and not holds[i, j]]
        for j in others:
            out[i, cues[j]] = np.minimum(out[i, cues[j]], -1.0)
        rivals = [j for j in others if not holds[j, i]]
        if rivals:
            lost = odds[i] < odds[rivals].max(0)
            out[i, lost] = np.minimum(out[i, lost], -1.0)
        out[i, cues[i]] = np.minimum(out[i, cues[i]], -1.0)
    return out


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
    half = switch / 2
    lead = np.array([_leads(row, half) for row in odds.tolist()])
    # A piece is as the next one, unless its lead is so large that the change after it is worth its price.
    settled = np.abs(lead) > half
    settled[:, -1] = True
    n = lead.shape[1]
    following = np.where(settled, np.arange(n), n)
    nearest = np.minimum.accumulate(following[:, ::-1], axis=1)[:, ::-1]
    return np.asarray(np.take_along_axis(lead > half, nearest, axis=1))


def _leads(odds: list[float], half: float) -> list[float]:
    """At each piece, by how much the best reading that ends inside leads the best that ends outside."""
    lead, found = -half, []
    for one in odds:
        lead = (half if lead > half else -half if lead < -half else lead) + one
        found.append(lead)
    return found


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
    for i in part.tolist():
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
