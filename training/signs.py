"""MUC-4's development messages come in; what each sign around a noun adds to the odds of a role goes out, as signs.json.

One regularised logistic regression a role, over the signs of `sayso.extract.accounts.signs`; then, on tst1 and tst2, how far to
trust the signs and how far the encoder (`blend` in `src/sayso/codelists/role_levels.yaml`, printed here and copied by hand).

usage: .venv/bin/python training/signs.py [--least 4] [--penalty 2.0]
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from data import ROOT, SHARED, WORK
from incidents import ROLES, fillers
from logistic import fitted, matrix

LEAST = 4  # nouns that must show a sign before it counts
PENALTY = 2.0
STEPS = 60  # of the minimiser at most
PRUNED = 4  # hundredths below which a sign says nothing
TABLE = ROOT / "packages" / "sayso-model-en" / "src" / "sayso_model_en" / "signs.json"
CORPUS = SHARED / "data" / "muc4"


class Row(NamedTuple):
    """One noun: where it stands, its signs, its roles, and what the encoder says of each role."""

    message: str
    start: int
    signs: tuple[str, ...]
    roles: tuple[int, ...]
    heard: tuple[float, ...]


def rows(name: str, *, listen: bool) -> list[Row]:
    """All nouns of a split, read once and kept in the work folder."""
    kept = WORK / f"signs.{name}.pkl"
    if not kept.is_file():
        found = [
            row
            for line in (CORPUS / f"{name}.jsonl").open(encoding="utf-8")
            for row in message(json.loads(line), listen=listen)
        ]
        kept.write_bytes(pickle.dumps(found))
    return pickle.loads(kept.read_bytes())


def message(record: dict, *, listen: bool) -> Iterator[Row]:
    from sayso.bench.accounts import document_of
    from sayso.extract.accounts.seen import LEAST as ASKED
    from sayso.extract.encoder import roles
    from sayso.extract.parse import parse

    parsed = parse(document_of(record))
    heard = []
    if listen:
        stretches = [(b.span.start, b.span.end) for b in parsed.blocks]
        heard = roles(parsed.document.span.exact, paragraphs=stretches, least=ASKED)
    yield from read(record, parsed, heard)


def read(record: dict, parsed: object, heard: Sequence) -> Iterator[Row]:
    """The nouns of one parsed message, labelled with the key's roles."""
    from sayso.extract.accounts.signs import nouns

    marked: dict[int, set[int]] = {}
    for start, end, role, _, _ in fillers(record, record["body"]):
        for block in parsed.blocks:
            if block.span.start <= start < block.span.end:
                piece = block.doc.char_span(start - block.span.start, end - block.span.start, alignment_mode="expand")
                if piece is not None:
                    marked.setdefault(block.span.start + piece.root.idx, set()).add(role)
    for noun in nouns(parsed):
        start = noun.block.span.start + noun.token.idx
        end = start + len(noun.token.text)
        said = [
            max((h.score for h in heard if h.label == r and h.start < end and start < h.end), default=0.0) for r in ROLES
        ]
        yield Row(record["doc_id"], start, noun.signs, tuple(sorted(marked.get(start, ()))), tuple(said))


def average_precision(truth: np.ndarray, odds: np.ndarray) -> float:
    ordered = truth[np.argsort(-odds)]
    return float((np.cumsum(ordered) / np.arange(1, len(ordered) + 1) * ordered).sum() / max(1, ordered.sum()))


def best_f1(truth: np.ndarray, odds: np.ndarray) -> float:
    ordered = np.cumsum(truth[np.argsort(-odds)])
    return float((2 * ordered / (np.arange(1, len(ordered) + 1) + truth.sum())).max())


def truths(found: Sequence[Row], role: int) -> np.ndarray:
    return np.array([float(role in row.roles) for row in found])


def both(found: Sequence[Row], role: int, odds: np.ndarray) -> np.ndarray:
    """What the blend is made from: a base, the encoder's log odds, the signs' log odds."""
    from sayso.extract.accounts.seen import UNSAID

    sure = np.clip(np.array([row.heard[role] for row in found]), UNSAID, 0.99)
    return np.c_[np.ones(len(found)), np.log(sure / (1 - sure)), odds]


def blend(found: Sequence[Row], role: int, odds: np.ndarray) -> None:
    """Fitted on each half and tried on the other; then fitted on both, for the table."""
    truth, parts = truths(found, role), both(found, role, odds)
    first = np.array([row.message.startswith("TST1") for row in found])
    crossed = np.zeros(len(truth))
    for here, there in ((first, ~first), (~first, first)):
        crossed[there] = parts[there] @ fitted(parts[here], truth[here], 0.1, steps=STEPS)
    base, encoder, signs = fitted(parts, truth, 0.1, steps=STEPS)
    alone = [f"{best_f1(truth, x):.3f}" for x in (parts[:, 1], odds, crossed)]
    ranked = [f"{average_precision(truth, x):.3f}" for x in (parts[:, 1], odds, crossed)]
    print(f"  {ROLES[role]}: {{base: {base:.2f}, encoder: {encoder:.2f}, signs: {signs:.2f}}}"
          f"  # encoder, signs, both: best F1 {alone}, average precision {ranked}", flush=True)  # fmt: skip


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--least", type=int, default=LEAST)
    asked.add_argument("--penalty", type=float, default=PENALTY)
    asked.add_argument("--table", type=Path, default=TABLE)
    options = asked.parse_args()
    learnt, tried = rows("dev", listen=False), [*rows("tst1", listen=True), *rows("tst2", listen=True)]
    counts = Counter(s for row in learnt for s in row.signs)
    places = {s: i for i, s in enumerate(sorted(s for s, n in counts.items() if n >= options.least))}
    features, other = matrix(learnt, places), matrix(tried, places)
    columns = []
    for role in range(len(ROLES)):
        found = np.round(100 * fitted(features, truths(learnt, role), options.penalty, steps=STEPS)).astype(int)
        found[np.abs(found) < PRUNED] = 0
        columns.append(found)
        blend(tried, role, other @ found / 100)
    weights = np.stack(columns, 1)
    table = {s: weights[i].tolist() for s, i in places.items() if weights[i].any()}
    options.table.write_text(
        json.dumps({"labels": ROLES, "signs": table}, ensure_ascii=True, separators=(",", ":")), encoding="utf-8"
    )
    print(len(learnt), "nouns", len(places), "signs", len(table), "kept")


if __name__ == "__main__":
    main()
