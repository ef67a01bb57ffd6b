"""Comments in reading order come in; who answered whom goes out, with all candidates where several fit."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.model import Record

BEAM = 64  # readings of a thread kept at a time
UNKNOWN_NAME = 6.0  # cost of an answer to somebody who has not written before
OFF_THE_PATH = 4.0  # of an answer to a comment that is no longer open in depth-first order
OUT_OF_ORDER = 2.0  # of an answer printed after a later one by the same parent
LEVEL = 0.35  # of each open comment of the same name that is passed over
SHARED_WORD = 0.5  # gained by each telling word that an answer shares with its parent
_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 5  # letters: "fully", "full-fledged" and "fledged" should meet without a stemmer for each language


class Node(Record, frozen=True):
    """What is known of a comment's place: how far it is set in, whom it names, when it was written, and its words."""

    author: str | None
    column: int
    text: str
    when: str | None = None  # sortable
    reply_to: str | None = None  # a name
    fresh: bool = False  # another thread of the page begins here
    over: bool = False  # its name stands alone over it, and a row of buttons under it
    reply_quote: str | None = None  # the words by which it names its parent, where it does


class Placed(Record, frozen=True):
    """The index of a comment's parent, None for a comment on the page, and other indices that fit, likeliest first."""

    parent: int | None
    candidates: tuple[int, ...] = ()


def place(nodes: Sequence[Node]) -> tuple[Placed, ...]:
    """The parent of every comment: by how far it is set in, by quoted opening words, or by name in depth-first order."""
    columns = _levels(nodes)
    if len(set(columns)) > 1:
        return _by_column(nodes, columns)
    if any(n.reply_to for n in nodes):
        return _by_name(nodes)
    return tuple(Placed(parent=None) for _ in nodes)


def _levels(nodes: Sequence[Node]) -> list[int]:
    return [n.column for n in nodes]


def _by_column(nodes: Sequence[Node], columns: Sequence[int]) -> tuple[Placed, ...]:
    """The parent is the last comment that is set in less; where another is named, its latest comment at this level."""
    placed: list[Placed] = []
    open_: list[int] = []
    for i, node in enumerate(nodes):
        if node.fresh:
            open_ = []
        while open_ and columns[open_[-1]] >= columns[i] - 1:  # "10." reaches one column further than "9."
            open_.pop()
        parent = open_[-1] if open_ else None
        if node.reply_to and (parent is None or not _same(nodes[parent].author, node.reply_to)):
            named = _named_beside(nodes, i, parent=parent)
            parent = named if named is not None else parent
        placed.append(Placed(parent=parent))
        open_.append(i)
    return tuple(placed)


def _named_beside(nodes: Sequence[Node], i: int, *, parent: int | None) -> int | None:
    """The comment that ``i`` names: by its quoted words, else the latest of that author since the parent."""
    name, quote = nodes[i].reply_to, nodes[i].reply_quote
    found = [j for j in range(i) if _same(nodes[j].author, name)]
    if quote:
        quoted = [j for j in found if _fold(nodes[j].text).startswith(_fold(quote)[:40])]
        if quoted:
            return quoted[-1]
    later = [j for j in found if parent is None or j >= parent]
    return later[-1] if later else None


class _Reading(Record, frozen=True):
    cost: float
    parents: tuple[int | None, ...]
    path: tuple[int, ...]  # open comments, outermost first


def _by_name(nodes: Sequence[Node]) -> tuple[Placed, ...]:
    """The cheapest reading of the whole thread: answers are printed depth first under their parent, oldest first."""
    words = [_telling(n.text) for n in nodes]
    rare = _rare(words)
    readings = [_Reading(cost=0.0, parents=(), path=())]
    choices: list[dict[int, float]] = []
    for i in range(len(nodes)):
        grown = [g for r in readings for g in _grow(r, i, nodes=nodes, words=words, rare=rare)]
        best: dict[tuple[int, ...], _Reading] = {}
        for reading in sorted(grown, key=lambda r: r.cost):
            best.setdefault(reading.path, reading)
        readings = list(best.values())[:BEAM]
        seen: dict[int, float] = {}
        for reading in readings:
            if reading.parents[i] is not None:
                seen.setdefault(reading.parents[i] or 0, reading.cost)
        choices.append(seen)
    parents = readings[0].parents if readings else ()
    return tuple(_placed(nodes, i, parent=p, seen=choices[i]) for i, p in enumerate(parents))


def _placed(nodes: Sequence[Node], i: int, *, parent: int | None, seen: dict[int, float]) -> Placed:
    others = sorted((c for c in seen if c != parent), key=lambda c: (seen[c], -c))
    if parent is None or not others:
        return Placed(parent=parent)
    return Placed(parent=parent, candidates=(parent, *others))


def _grow(
    reading: _Reading, i: int, *, nodes: Sequence[Node], words: Sequence[frozenset[str]], rare: dict[str, float]
) -> list[_Reading]:
    node = nodes[i]
    if not node.reply_to:
        return [_Reading(cost=reading.cost, parents=(*reading.parents, None), path=(i,))]
    grown = []
    open_ = [j for j in reversed(reading.path) if _same(nodes[j].author, node.reply_to)]
    for level, j in enumerate(open_):
        path = (*reading.path[: reading.path.index(j) + 1], i)
        cost = (
            reading.cost + LEVEL * level + _unlike(j, i, words=words, rare=rare) + _order(reading, i, parent=j, nodes=nodes)
        )
        grown.append(_Reading(cost=cost, parents=(*reading.parents, j), path=path))
    if not open_:
        past = [j for j in range(i) if _same(nodes[j].author, node.reply_to)]
        parent = past[-1] if past else None
        cost = reading.cost + (OFF_THE_PATH if past else UNKNOWN_NAME)
        grown.append(_Reading(cost=cost, parents=(*reading.parents, parent), path=(*reading.path, i)))
    return grown


def _order(reading: _Reading, i: int, *, parent: int, nodes: Sequence[Node]) -> float:
    """What it costs that an elder answer of the same parent is dated later."""
    when = nodes[i].when
    elders = [nodes[j].when for j, p in enumerate(reading.parents) if p == parent]
    own = nodes[parent].when
    late = sum(1 for e in elders if e and when and e > when) + (1 if own and when and own > when else 0)
    return OUT_OF_ORDER * min(late, 2)


def _unlike(parent: int, child: int, *, words: Sequence[frozenset[str]], rare: dict[str, float]) -> float:
    shared = sum(rare[w] for w in words[parent] & words[child])
    return -min(SHARED_WORD * shared, 1.5)


def _telling(text: str) -> frozenset[str]:
    return frozenset(w[:_STEM].casefold() for w in _WORD.findall(text))


def _rare(words: Sequence[frozenset[str]]) -> dict[str, float]:
    """A word weighs 1 where two comments have it, 2/3 where three do, and nothing where more do."""
    count: dict[str, int] = {}
    for bag in words:
        for word in bag:
            count[word] = count.get(word, 0) + 1
    return {w: 2 / n if n in (2, 3) else 0.0 for w, n in count.items()}


def _same(author: str | None, name: str | None) -> bool:
    if not author or not name:
        return False
    return _fold(author) == _fold(name)


def _fold(words: str) -> str:
    return " ".join(words.casefold().split()).rstrip(":. ")
