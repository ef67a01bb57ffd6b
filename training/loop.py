"""A network, its corpora and what to learn from a batch come in; trained weights go out. A killed run goes on where it was last saved."""

from __future__ import annotations

import argparse
import json
import math
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple, TextIO

import torch
from torch import Tensor

from batching import collate, epoch_of
from data import WORK
from incidents import Told
from model import Reader

WARM = 0.06  # the share of the steps in which the rates rise
SAVED = 120  # seconds between checkpoints
TOLD = 10  # steps between lines of the log
CLIPPED = 1.0  # the norm of the gradients at most


class Task(NamedTuple):
    """What differs from one training to another."""

    losses: Callable[[dict[str, Tensor]], Tensor]  # of a batch, one number a part
    average: float  # how much of the running mean of the weights stays at each step
    batch: int
    reports: float = 1.0  # how often the incidents are read in an epoch
    alone: int = 0  # so many first steps read statements only


class Note:
    """Prints a line and keeps it."""

    def __init__(self, log: TextIO, facts: dict) -> None:
        self.log, self.facts = log, facts

    def __call__(self, line: str) -> None:
        print(line, flush=True)
        self.log.write(line + "\n")
        self.log.flush()


def run(
    net: Reader, optim: torch.optim.Optimizer, corpora: tuple[list, list], task: Task, args: argparse.Namespace, note: Note
) -> None:
    """Until ``args.steps``; the mean of the weights is kept as ``NAME.mean.pt``, all that was given is told to the log."""
    path = WORK / f"{args.name}.pt"
    mean, at = resume(path, net, optim)
    note(json.dumps({"from": at["step"]} | {k: v for k, v in vars(args).items() if k not in ("base", "name")} | note.facts))
    net.train()
    began, last, seen, sums = time.time(), time.time(), 0, {}
    for step, batch, now in batches_from(at, corpora, task, args):
        parts = learn(net, optim, task.losses(collate(batch)), rate(step / args.steps))
        seen += sum(len(e.ids) for e in batch)
        sums.setdefault(len(parts), []).append(parts)
        keep, state = min(task.average, (step + 1) / (step + 10)), net.state_dict()
        torch._foreach_lerp_(list(mean.values()), [state[k] for k in mean], 1 - keep)
        if step % TOLD == 0:
            shown = " ".join(f"{x:.4f}" for k in sorted(sums) for x in torch.stack(sums[k]).mean(0).tolist())
            note(f"step {step}/{args.steps} losses {shown} pieces/s {seen / (time.time() - began):.0f}")
            sums = {}
        if time.time() - last > SAVED or step == args.steps:
            save(path, net, optim, mean, now)
            last = time.time()
    torch.save(mean, WORK / f"{args.name}.mean.pt")
    note(f"done: {time.time() - began:.0f} s in this process")


def batches_from(
    at: dict, corpora: tuple[list, list], task: Task, args: argparse.Namespace
) -> Iterator[tuple[int, list, dict]]:
    """Each further step's number, its batch, and where the run then stands; every epoch's windows come from a seed of their own, so that a
    run that goes on sees the ones that it would have seen."""
    epoch, first, step = at["epoch"], at["batch"], at["step"]
    while True:
        for number, batch in enumerate(
            epoch_of(*corpora, task.batch, args.seed + 1000 * epoch, task.reports)[first:], first + 1
        ):
            if step >= args.steps:
                return
            if step >= task.alone or not isinstance(batch[0], Told):
                step += 1
                yield step, batch, {"epoch": epoch, "batch": number, "step": step}
        epoch, first = epoch + 1, 0


def learn(net: Reader, optim: torch.optim.Optimizer, parts: Tensor, factor: float) -> Tensor:
    """One step down the sum of the parts, at this share of each group's highest rate."""
    for group in optim.param_groups:
        group["lr"] = group["peak"] * factor
    optim.zero_grad(set_to_none=True)
    parts.sum().backward()
    torch.nn.utils.clip_grad_norm_([p for p in net.parameters() if p.grad is not None], CLIPPED)
    optim.step()
    return parts.detach()


def rate(done: float) -> float:
    """Warm up, then fall to nothing along a cosine; ``done`` runs from 0 to 1."""
    return done / WARM if done < WARM else 0.5 * (1 + math.cos(math.pi * (done - WARM) / (1 - WARM)))


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
