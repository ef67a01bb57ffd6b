"""Labelled windows come in; an epoch's batches as tensors go out, the same ones for the same seed."""

from __future__ import annotations

import math
import random

import torch

from data import Example, cut, examples
from incidents import Told, told


def epoch_of(corpus: list, reports: list, size: int, seed: int, share: float = 1.0) -> list[list]:
    """One epoch: batches of statements and batches of incidents in random order, each of windows of like length.

    ``share`` is how often the incidents are read in an epoch.
    """
    rng = random.Random(seed)
    made = batches(examples(corpus, rng), size, rng)
    for _ in range(math.ceil(share)):
        more = batches(told(reports, rng), size, rng)
        made += more[: round(min(share, 1) * len(more))]
        share -= 1
    rng.shuffle(made)
    return made


def batches(found: list, size: int, rng: random.Random) -> list[list]:
    rng.shuffle(found)
    pools = [sorted(found[i : i + 50 * size], key=lambda e: len(e.ids)) for i in range(0, len(found), 50 * size)]
    return [pool[i : i + size] for pool in pools for i in range(0, len(pool), size)]


def collate(batch: list[Example] | list[Told]) -> dict[str, torch.Tensor]:
    """Rows of equal length with a start and an end mark; what is not to be learned is -100."""
    n = max(len(e.ids) for e in batch) + 2
    made = {"ids": rows([[cut.START, *e.ids, cut.END] for e in batch], n, 0)}
    made["mask"] = (rows([[1] * (len(e.ids) + 2) for e in batch], n, 0)).float()
    if isinstance(batch[0], Told):
        made["mentions"] = rows([[-100, *e.mentions] for e in batch], n)
        made["status"] = rows([[-100, *e.status] for e in batch], n)
        made["types"] = torch.tensor([e.types for e in batch])
        return made
    pairs = [(i, cue + 1, row) for i, e in enumerate(batch) for cue, row in zip(e.cues, e.roles, strict=True)]
    made["tags"] = rows([[-100, *e.tags] for e in batch], n)
    made["row"] = torch.tensor([i for i, _, _ in pairs], dtype=torch.long)
    made["cue"] = torch.tensor([cue for _, cue, _ in pairs], dtype=torch.long)
    made["roles"] = rows([[-100, *row] for _, _, row in pairs], n)
    return made


def rows(lists: list[list[int]], n: int, fill: int = -100) -> torch.Tensor:
    out = torch.full((len(lists), n), fill)
    for i, one in enumerate(lists):
        out[i, : len(one)] = torch.tensor(one)
    return out
