"""Train the encoder of statements and incidents; a killed run goes on from its last checkpoint.

usage: python training/train.py     the two stages behind the shipped weights
       python training/train.py --steps N [--name NAME] [--start WEIGHTS] [--alone STEPS] [--peak 1.0] [--reports 1.0] [--seed 13]
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from data import SHARED, WORK, articles, sha256, tokenizer
from incidents import messages
from loop import Note, Task, run
from model import Reader, loss

SEED = 13
STAGES = (
    {"name": "encoder", "steps": 1520, "alone": 465},
    {"name": "second", "start": "encoder.mean.pt", "steps": 1655, "peak": 0.7, "reports": 2.0, "seed": 14},
)
BODY, HEAD, DECAY, AVERAGE = 3e-4, 1e-3, 0.01, 0.998


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
        task = Task(lambda b: loss(net(b["ids"], b["mask"]), b), AVERAGE, args.batch, args.reports, args.alone)
        corpora = articles(sources[0], reader), messages(sources[1], reader)
        run(net, optimizer(net, args.peak), corpora, task, args, Note(log, facts))


if __name__ == "__main__":
    main()
