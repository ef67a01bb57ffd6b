"""Train the statement encoder; a killed run goes on from its last checkpoint.

usage: python training/train.py [--epochs 3] [--batch 8] [--base FOLDER] [--name statements]
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from pathlib import Path

import torch
from data import SHARED, WORK, Example, articles, cut, examples, sha256, tokenizer
from model import Statements, loss

SEED = 13
BODY, HEAD, DECAY, WARM, AVERAGE = 3e-4, 1e-3, 0.01, 0.06, 0.998


def batches(found: list[Example], size: int, rng: random.Random) -> list[list[Example]]:
    """Windows of like length together, batches in random order."""
    rng.shuffle(found)
    pools = [sorted(found[i : i + 50 * size], key=lambda e: len(e.ids)) for i in range(0, len(found), 50 * size)]
    made = [pool[i : i + size] for pool in pools for i in range(0, len(pool), size)]
    rng.shuffle(made)
    return made


def collate(batch: list[Example]) -> dict[str, torch.Tensor]:
    n = max(len(e.ids) for e in batch) + 2
    ids, mask = torch.zeros(len(batch), n, dtype=torch.long), torch.zeros(len(batch), n)
    tags = torch.full((len(batch), n), -100)
    rows, cues, roles = [], [], []
    for i, e in enumerate(batch):
        m = len(e.ids)
        ids[i, : m + 2] = torch.tensor([cut.START, *e.ids, cut.END])
        mask[i, : m + 2] = 1
        tags[i, 1 : m + 1] = torch.tensor(e.tags)
        for cue, row in zip(e.cues, e.roles, strict=True):
            rows.append(i)
            cues.append(cue + 1)
            one = torch.full((n,), -100)
            one[1 : m + 1] = torch.tensor(row)
            roles.append(one)
    return {
        "ids": ids, "mask": mask, "tags": tags, "row": torch.tensor(rows, dtype=torch.long),
        "cue": torch.tensor(cues, dtype=torch.long), "roles": torch.stack(roles) if roles else torch.zeros(0, n, dtype=torch.long),
    }  # fmt: skip


def optimizer(net: Statements) -> torch.optim.Optimizer:
    """Word embeddings stay as published; deeper layers learn faster, heads fastest."""
    net.encoder.words.weight.requires_grad = False
    groups = []
    for name, p in net.named_parameters():
        if not p.requires_grad:
            continue
        depth = int(name.split(".")[2]) + 1 if name.startswith("encoder.layers") else 0
        rate = BODY * 0.9 ** (6 - depth) if name.startswith("encoder") else HEAD
        groups.append({"params": [p], "lr": rate, "peak": rate, "weight_decay": DECAY if p.ndim > 1 else 0.0})
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6, foreach=True)


def rate(done: float) -> float:
    """Warm up, then fall to nothing along a cosine; ``done`` runs from 0 to 1."""
    return done / WARM if done < WARM else 0.5 * (1 + math.cos(math.pi * (done - WARM) / (1 - WARM)))


def main() -> None:
    p = argparse.ArgumentParser()
    p.add_argument("--epochs", type=float, default=3.0)
    p.add_argument("--batch", type=int, default=8)
    p.add_argument("--base", type=Path, default=WORK / "base")
    p.add_argument("--name", default="statements")
    args = p.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    WORK.mkdir(parents=True, exist_ok=True)
    source = SHARED / "data" / "polnear" / "train.jsonl"
    corpus = articles(source, tokenizer(args.base))
    net = Statements()
    net.encoder.load_base(args.base / "model.safetensors")
    run(net, corpus, args, {"train": sha256(source), "base": sha256(args.base / "model.safetensors"), "seed": SEED})


def run(net: Statements, corpus: list, args: argparse.Namespace, facts: dict) -> None:
    """The loop; every epoch's windows come from a seed of their own, so that a run that goes on sees the same ones."""
    log = (WORK / f"{args.name}.log").open("a", encoding="utf-8")

    def note(line: str) -> None:
        print(line, flush=True)
        log.write(line + "\n")
        log.flush()

    path, step = WORK / f"{args.name}.pt", 0
    optim = optimizer(net)
    mean = {k: v.clone() for k, v in net.state_dict().items()}
    if path.exists():
        saved = torch.load(path)
        net.load_state_dict(saved["net"])
        optim.load_state_dict(saved["optim"])
        mean, step = saved["mean"], saved["step"]
    a_epoch = len(batches(examples(corpus, random.Random(SEED)), args.batch, random.Random(SEED)))
    total = int(a_epoch * args.epochs)
    note(json.dumps({"steps": total, "from": step, "batch": args.batch, "epochs": args.epochs, "rates": [BODY, HEAD]} | facts))
    net.train()
    began, last, seen, sums = time.time(), time.time(), 0, torch.zeros(2)
    while step < total:
        epoch = step // a_epoch
        rng = random.Random(SEED + 1000 * epoch)
        for batch in batches(examples(corpus, rng), args.batch, rng)[step - epoch * a_epoch :]:
            if step >= total or step >= (epoch + 1) * a_epoch:
                break
            parts = learn(net, optim, collate(batch), rate((step + 1) / total))
            step += 1
            seen += sum(len(e.ids) for e in batch)
            sums += parts
            keep = min(AVERAGE, (step + 1) / (step + 10))
            state = net.state_dict()
            torch._foreach_lerp_(list(mean.values()), [state[k] for k in mean], 1 - keep)
            if step % 25 == 0:
                speed = seen / (time.time() - began)
                note(f"step {step}/{total} tag {sums[0] / 25:.4f} role {sums[1] / 25:.4f} pieces/s {speed:.0f}")
                sums = torch.zeros(2)
            if time.time() - last > 300 or step == total:
                torch.save({"net": net.state_dict(), "optim": optim.state_dict(), "mean": mean, "step": step}, path)
                last = time.time()
        else:
            step = (epoch + 1) * a_epoch  # an epoch may cut a few windows fewer than the first
    torch.save(mean, WORK / f"{args.name}.mean.pt")
    note(f"done: {time.time() - began:.0f} s in this process")


def learn(net: Statements, optim: torch.optim.Optimizer, batch: dict, factor: float) -> torch.Tensor:
    for group in optim.param_groups:
        group["lr"] = group["peak"] * factor
    tag, role = loss(net(batch["ids"], batch["mask"]), batch)
    optim.zero_grad(set_to_none=True)
    (tag + role).backward()
    torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
    optim.step()
    return torch.tensor([tag.item(), role.item()])


if __name__ == "__main__":
    main()
