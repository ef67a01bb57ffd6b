"""A corpus in JSON lines comes in; word pieces with labels, cut into windows, go out."""

from __future__ import annotations

import hashlib
import importlib
import json
import os
import random
import sys
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import numpy as np
from tokenizers import Tokenizer

ROOT = Path(__file__).resolve().parents[1]
WORK = Path(os.environ.get("SAYSO_TRAINING", ROOT / "build" / "training"))
SHARED = Path(os.environ.get("SAYSO_SHARED", ROOT.parent / "shared"))


def _product(name: str) -> ModuleType:
    """A module of the product; where spaCy is not installed, without its packages' own imports, so that training needs no more."""
    for package in ("sayso", "sayso.extract") if find_spec("spacy") is None else ():
        if package not in sys.modules:
            stub = ModuleType(package)
            stub.__path__ = [str(ROOT / "src" / package.replace(".", "/"))]
            sys.modules[package] = stub
    return importlib.import_module(name)


cut = _product("sayso.extract.windows")
decode = _product("sayso.extract.decode")

TAGS = ("O", "B-cue", "I-cue", "B-source", "I-source", "B-content", "I-content")
# Quotation marks as news prints them; each is one word piece, so that styles change piece for piece.
STRAIGHT, OPEN, CLOSE, OPEN1, CLOSE1, SINGLE, LEFT, RIGHT = 1000, 1523, 1524, 1520, 1521, 1005, 1077, 1090
STYLES = (
    {OPEN: STRAIGHT, CLOSE: STRAIGHT, OPEN1: SINGLE, CLOSE1: SINGLE},
    {OPEN: OPEN1, CLOSE: CLOSE1, STRAIGHT: SINGLE},
    {OPEN: LEFT, CLOSE: RIGHT},
    {OPEN: None, CLOSE: None, STRAIGHT: None},  # lost in conversion
    {OPEN: None},  # never opened
    {CLOSE: None},  # never closed
)


SHORT = 1 / 6


class Article(NamedTuple):
    """One article in pieces, a tag a piece, and for each attribution its cue's first piece and its pieces by role."""

    name: str
    text: str
    pieces: object
    tags: np.ndarray
    cues: list[int]
    roles: list[np.ndarray]  # a cue: 0 nothing, 1 source, 2 content, for every piece


class Example(NamedTuple):
    ids: list[int]
    tags: list[int]
    cues: list[int]
    roles: list[list[int]]


def tokenizer(folder: Path) -> Tokenizer:
    found = Tokenizer.from_file(str(folder / "tokenizer.json"))
    found.no_truncation()
    found.no_padding()
    return found


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def articles(path: Path, reader: Tokenizer) -> list[Article]:
    with path.open(encoding="utf-8") as lines:
        return [article(json.loads(line), reader) for line in lines]


def article(record: dict, reader: Tokenizer) -> Article:
    text = record["text"]
    pieces = cut.pieces(text, reader)
    tags = np.zeros(len(pieces), dtype=np.int64)
    cues, roles = [], []
    for one in record["attributions"]:
        at = {role: covered(pieces, one[role]) for role in ("source", "cue", "content")}
        for base, role in ((3, "source"), (5, "content"), (1, "cue")):
            tags[at[role]] = base + 1
            for span in one[role]:
                tags[covered(pieces, [span])[:1]] = base
        if len(at["cue"]):
            row = np.zeros(len(pieces), dtype=np.int64)
            row[at["content"]] = 2
            row[at["source"]] = 1
            cues.append(int(at["cue"][0]))
            roles.append(row)
    return Article(record["doc_id"], text, pieces, tags, cues, roles)


def covered(pieces: object, spans: list) -> np.ndarray:
    """Which pieces overlap the character spans."""
    starts, ends = np.asarray(pieces.starts), np.asarray(pieces.ends)
    hit = np.zeros(len(starts), dtype=bool)
    for a, b in spans:
        hit |= (starts < b) & (ends > a)
    return np.flatnonzero(hit)


def examples(corpus: list[Article], rng: random.Random) -> list[Example]:
    """One epoch: each article cut anew, the quotation marks and paragraph marks of some windows disturbed."""
    found = []
    for one in corpus:
        for window in cut_anew(one.pieces.ids, rng):
            found.append(disturbed(example(one, window), rng))
    return found


def cut_anew(ids: list[int], rng: random.Random) -> list:
    """Windows that start elsewhere in every epoch; one text in six in short ones, as comments and contents are read."""
    size = rng.randint(24, 100) if rng.random() < SHORT else cut.SIZE
    return cut.windows(ids, size=size, context=0, first=rng.randint(min(60, size), size))


def example(one: Article, window: object) -> Example:
    a, b = window.start, window.end
    inside = [i for i, cue in enumerate(one.cues) if a <= cue < b]
    return Example(
        one.pieces.ids[a:b],
        one.tags[a:b].tolist(),
        [one.cues[i] - a for i in inside],
        [one.roles[i][a:b].tolist() for i in inside],
    )


def disturbed(one: Example, rng: random.Random) -> Example:
    change: dict[int, int | None] = dict(rng.choice(STYLES)) if rng.random() < 0.3 else {}
    if rng.random() < 0.1:
        change[cut.PARAGRAPH] = None
    if not change:
        return one
    ids = [change.get(piece, piece) for piece in one.ids]
    # A cue never is a quotation mark; should one be, its window stays as it is.
    if any(ids[cue] is None for cue in one.cues):
        return one
    stay = [i for i, piece in enumerate(ids) if piece is not None]
    moved = {old: new for new, old in enumerate(stay)}
    return Example(
        [ids[i] for i in stay],
        [one.tags[i] for i in stay],
        [moved[cue] for cue in one.cues],
        [[row[i] for i in stay] for row in one.roles],
    )
