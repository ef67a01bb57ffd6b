"""Train the encoder of statements and incidents; a killed run goes on from its last checkpoint.

usage: python training/train.py     the two stages behind the shipped weights
       python training/train.py --steps N [--name NAME] [--start WEIGHTS] [--alone STEPS] [--peak 1.0] [--reports 1.0] [--seed 13]
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from pathlib import Path
from typing import TextIO

import torch

from data import SHARED, WORK, Example, articles, cut, examples, sha256, tokenizer
from incidents import Told, messages, told
from model import Reader, loss

SEED = 13
STAGES = (
    {"name": "encoder", "steps": 1520, "alone": 465},
    {"name": "second", "start": "encoder.mean.pt", "steps": 1655, "peak": 0.7, "reports": 2.0, "seed": 14},
)
BODY, HEAD, DECAY, WARM, AVERAGE = 3e-4, 1e-3, 0.01, 0.06, 0.998


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


def optimizer(net: Reader, peak: float) -> torch.optim.Optimizer:
    """Word embeddings stay as published; deeper layers learn faster, heads fastest."""
    net.encoder.words.weight.requires_grad = False
    groups = []
    for name, p in net.named_parameters():
        if not p.requires_grad:
            continue
        depth = int(name.split(".")[2]) + 1 if name.startswith("encoder.layers") else 0
        rate = peak * (BODY * 0.9 ** (6 - depth) if name.startswith("encoder") else HEAD)
        groups.append({"params": [p], "lr": rate, "peak": rate, "weight_decay": DECAY if p.ndim > 1 else 0.0})
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6, foreach=True)


def rate(done: float) -> float:
    """Warm up, then fall to nothing along a cosine; ``done`` runs from 0 to 1."""
    return done / WARM if done < WARM else 0.5 * (1 + math.cos(math.pi * (done - WARM) / (1 - WARM)))


def main() -> None:
    torch.set_num_threads(1)
    WORK.mkdir(parents=True, exist_ok=True)
    given = options()
    for stage in STAGES if given.steps is None else [{}]:
        args = argparse.Namespace(**(vars(given) | stage))
        torch.manual_seed(args.seed)
        train(args)


def options() -> argparse.Namespace:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--steps", type=int, help="train one stage of so many steps instead of the recipe's two")
    p.add_argument("--alone", type=int, default=0, help="so many first steps read statements only")
    p.add_argument("--batch", type=int, default=8)
    p.add_argument("--base", type=Path, default=WORK / "base")
    p.add_argument("--name", default="encoder")
    p.add_argument("--start", help="weights of an earlier stage, in the work folder, to go on from with new rates")
    p.add_argument("--peak", type=float, default=1.0, help="the rates, as a share of the first stage's")
    p.add_argument("--reports", type=float, default=1.0, help="how often the incidents are read in an epoch")
    p.add_argument("--seed", type=int, default=SEED)
    return p.parse_args()


def train(args: argparse.Namespace) -> None:
    """One stage, unless its weights are there already."""
    if (WORK / f"{args.name}.mean.pt").exists():
        return
    sources = [
        SHARED / "data" / "polnear" / "train.jsonl",
        SHARED / "data" / "muc4" / "dev.jsonl",
        args.base / "model.safetensors",
    ]
    reader = tokenizer(args.base)
    net = Reader()
    if args.start:
        net.load_state_dict(torch.load(WORK / args.start))
    else:
        net.encoder.load_base(sources[2])
    facts = {f"{path.parent.name}/{path.name}": sha256(path) for path in sources} | {"rates": [BODY, HEAD]}
    with (WORK / f"{args.name}.log").open("a", encoding="utf-8") as log:
        run(net, (articles(sources[0], reader), messages(sources[1], reader)), args, Note(log, facts))


class Note:
    """Prints a line and keeps it."""

    def __init__(self, log: TextIO, facts: dict) -> None:
        self.log, self.facts = log, facts

    def __call__(self, line: str) -> None:
        print(line, flush=True)
        self.log.write(line + "\n")
        self.log.flush()


def run(net: Reader, corpora: tuple[list, list], args: argparse.Namespace, note: Note) -> None:
    """The loop; every epoch's windows come from a seed of their own, so that a run that goes on sees the same ones."""
    path, optim = WORK / f"{args.name}.pt", optimizer(net, args.peak)
    mean, at = resume(path, net, optim)
    told_as = {key: getattr(args, key) for key in ("steps", "alone", "batch", "start", "peak", "reports", "seed")}
    note(json.dumps({"from": at["step"]} | told_as | note.facts))
    net.train()
    began, last, seen, sums, step = time.time(), time.time(), 0, {}, at["step"]
    while step < args.steps:
        for batch in epoch_of(*corpora, args.batch, args.seed + 1000 * at["epoch"], args.reports)[at["batch"] :]:
            at["batch"] += 1
            if step < args.alone and isinstance(batch[0], Told):
                continue
            parts = learn(net, optim, collate(batch), rate((step + 1) / args.steps))
            step, seen = step + 1, seen + sum(len(e.ids) for e in batch)
            sums.setdefault(len(parts), []).append(parts)
            keep, state = min(AVERAGE, (step + 1) / (step + 10)), net.state_dict()
            torch._foreach_lerp_(list(mean.values()), [state[k] for k in mean], 1 - keep)
            if step % 25 == 0:
                shown = " ".join(f"{x:.4f}" for k in sorted(sums) for x in torch.stack(sums[k]).mean(0).tolist())
                note(f"step {step}/{args.steps} losses {shown} pieces/s {seen / (time.time() - began):.0f}")
                sums = {}
            if time.time() - last > 240 or step == args.steps:
                save(path, net, optim, mean, at | {"step": step})
                last = time.time()
            if step == args.steps:
                break
        else:
            at = {"epoch": at["epoch"] + 1, "batch": 0}
    torch.save(mean, WORK / f"{args.name}.mean.pt")
    note(f"done: {time.time() - began:.0f} s in this process")


def save(path: Path, net: Reader, optim: torch.optim.Optimizer, mean: dict, at: dict) -> None:
    new = path.with_suffix(".new")
    torch.save({"net": net.state_dict(), "optim": optim.state_dict(), "mean": mean, "at": at}, new)
    new.replace(path)


def resume(path: Path, net: Reader, optim: torch.optim.Optimizer) -> tuple[dict, dict]:
    """The running mean of the weights, and where the run stood."""
    if not path.exists():
        return {k: v.clone() for k, v in net.state_dict().items()}, {"epoch": 0, "batch": 0, "step": 0}
    saved = torch.load(path)
    net.load_state_dict(saved["net"])
    optim.load_state_dict(saved["optim"])
    return saved["mean"], saved["at"]


def learn(net: Reader, optim: torch.optim.Optimizer, batch: dict, factor: float) -> torch.Tensor:
    for group in optim.param_groups:
        group["lr"] = group["peak"] * factor
    parts = loss(net(batch["ids"], batch["mask"]), batch)
    optim.zero_grad(set_to_none=True)
    parts.sum().backward()
    torch.nn.utils.clip_grad_norm_([p for p in net.parameters() if p.grad is not None], 1.0)
    optim.step()
    return parts.detach()


if __name__ == "__main__":
    main()
