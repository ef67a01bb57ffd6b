"""The trained reader comes in; the smaller one that ships goes out: pruned, then taught by the large one.

usage: python training/distill.py     the stages behind the shipped weights; killed, it goes on from its last checkpoint
       python training/distill.py --steps N [--name NAME] [--go-on WEIGHTS] [--gold 0] [--peak 1] [--start WEIGHTS] [--seed 15]
"""

from __future__ import annotations

import argparse
import random
from functools import partial
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from batching import batches, collate
from data import SHARED, WORK, articles, examples, sha256, tokenizer
from incidents import messages, told
from loop import Note, Task, run
from model import SMALL, Reader, loss, read_weights
from prune import pruned

BODY, HEAD, DECAY, AVERAGE, BATCH = 2e-4, 2e-4, 0.01, 0.98, 8
SURE = 0.1  # chance from which a piece counts as a cue whose pointers are taught
STAGES = (
    {"name": "small", "steps": 300, "seed": 15},
    {"name": "small2", "go_on": "small.mean.pt", "steps": 75, "seed": 16},
    {"name": "small3", "go_on": "small2.mean.pt", "steps": 1100, "seed": 17},
    {"name": "small4", "go_on": "small3.mean.pt", "steps": 420, "seed": 18, "gold": 0.5, "peak": 0.8},
)
CALIBRATION = 14, 6  # batches of statements and of incidents on which is pruned


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--steps", type=int, help="train one stage of so many steps instead of the recipe's")
    p.add_argument("--base", type=Path, default=WORK / "base")
    p.add_argument("--start", default="second.mean.pt")
    p.add_argument("--name", default="small")
    p.add_argument("--go-on", help="weights of a smaller reader, in the work folder, instead of pruning the large one")
    p.add_argument("--gold", type=float, default=0.0, help="weight of the corpora's own labels beside the large one's")
    p.add_argument("--peak", type=float, default=1.0, help="the rates, as a share of the first stage's")
    p.add_argument("--seed", type=int, default=15)
    given = p.parse_args()
    torch.set_num_threads(1)
    for stage in STAGES if given.steps is None else [{}]:
        args = argparse.Namespace(**(vars(given) | stage))
        if not (WORK / f"{args.name}.mean.pt").exists():
            torch.manual_seed(args.seed)
            distil(args)


def distil(args: argparse.Namespace) -> None:
    """One stage."""
    sources = [SHARED / "data" / "polnear" / "train.jsonl", SHARED / "data" / "muc4" / "dev.jsonl", WORK / args.start]
    reader = tokenizer(args.base)
    facts = {f"{path.parent.name}/{path.name}": sha256(path) for path in sources} | {"rates": [BODY, HEAD], "shape": SMALL}
    with (WORK / f"{args.name}.log").open("a", encoding="utf-8") as log:
        corpora = articles(sources[0], reader), messages(sources[1], reader)
        large = read_weights(torch.load(WORK / args.start))
        small = first(large, corpora, args)
        task = Task(partial(losses, small, large, args.gold), AVERAGE, BATCH)
        run(small, optimizer(small, args.peak), corpora, task, args, Note(log, facts))


def first(large: Reader, corpora: tuple[list, list], args: argparse.Namespace) -> Reader:
    if args.go_on:
        return read_weights(torch.load(WORK / args.go_on))
    if (WORK / f"{args.name}.pt").exists():
        return Reader(0.0, SMALL)  # the checkpoint fills it
    return pruned(large, calibration(corpora, args.seed))


def calibration(corpora: tuple[list, list], seed: int) -> list[dict[str, Tensor]]:
    rng = random.Random(seed)
    news, reports = (rng.sample(corpus, min(60, len(corpus))) for corpus in corpora)
    statements, incidents = CALIBRATION
    found = batches(examples(news, rng), BATCH, rng)[:statements] + batches(told(reports, rng), BATCH, rng)[:incidents]
    return [collate(batch) for batch in found]


def optimizer(net: Reader, peak: float) -> torch.optim.Optimizer:
    """Word embeddings stay as they are."""
    net.encoder.words.weight.requires_grad = False
    groups = []
    for name, p in net.named_parameters():
        if p.requires_grad:
            rate = peak * (BODY if name.startswith("encoder") else HEAD)
            groups.append({"params": [p], "lr": rate, "peak": rate, "weight_decay": DECAY if p.ndim > 1 else 0.0})
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6, foreach=True)


def losses(small: Reader, large: Reader, gold: float, batch: dict[str, Tensor]) -> Tensor:
    """How far the small one is from the large one on a batch, a number a part; with ``gold``, how far from the labels too."""
    ids, mask = batch["ids"], batch["mask"]
    with torch.inference_mode():
        state = large.encoder(ids, mask)
        goal = (state, *large.heads(state))
    state = small.encoder(ids, mask)
    own = small.heads(state)
    parts = lessons((state, *own), tuple(part.clone() for part in goal), mask.bool())
    return torch.cat([parts, gold * loss(own, batch).sum()[None]]) if gold else parts


def lessons(own: tuple[Tensor, ...], goal: tuple[Tensor, ...], real: Tensor) -> Tensor:
    """How far the small one is from the large one: last layer, tags, pointers, mentions, statuses, incident types."""
    apart = functional.mse_loss(own[0][real], goal[0][real]) / goal[0][real].var()
    row, cue = ((goal[1].softmax(-1)[..., 1] > SURE) & real).nonzero(as_tuple=True)
    pointers = [with_none(part[2][row, :, :, cue]) for part in (own, goal)]
    weight = real[row][:, None, :]
    pointing = (divergence(*pointers, dim=1) * weight).sum() / (32 * max(1, len(row)))
    held = goal[3].softmax(-1)[..., 3:5].sum(-1) * real  # an organisation held responsible
    status = (divergence(own[4], goal[4])[..., 0] * held).sum() / (20 + held.sum())
    kinds = functional.binary_cross_entropy_with_logits(own[5], goal[5].sigmoid())
    return torch.stack([
        apart, divergence(own[1], goal[1])[real].mean(), pointing, 4 * divergence(own[3], goal[3])[real].mean(), status, kinds
    ])  # fmt: skip


def with_none(scores: Tensor) -> Tensor:
    """Scores [cue, source or content, piece] with the row of nothing before them."""
    return torch.cat([torch.zeros_like(scores[:, :1]), scores], 1)


def divergence(own: Tensor, goal: Tensor, dim: int = -1) -> Tensor:
    goal = goal.log_softmax(dim)
    return (goal.exp() * (goal - own.log_softmax(dim))).sum(dim, keepdim=True)


if __name__ == "__main__":
    main()
