"""Weights come in; role, type and status figures on MUC-4's development messages (tst1 + tst2) go out.

The assembly is the plainest: one incident a message, every mention's string an entity of its own. The product does better.

usage: python training/evaluate_incidents.py [--name second.mean.pt] [--onnx FILE] [--threshold 0.5]
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from data import SHARED, WORK, cut, tokenizer
from data import _product as product

decode_roles = product("sayso.extract.decode_roles")
GOLD = [SHARED / "data" / "muc4" / f"{name}.jsonl" for name in ("tst1", "tst2")]
SLOTS = {
    "perp_individual": "perp_individuals", "perp_organisation": "perp_orgs", "target": "targets",
    "victim_named": "victims_named", "victim_described": "victims", "weapon": "weapons",
}  # fmt: skip


def torch_outputs(name: str) -> Callable:
    import torch

    from model import read_weights

    torch.set_num_threads(1)
    net = read_weights(torch.load(WORK / name))

    def run(ids: list[int]) -> list[np.ndarray]:
        with torch.inference_mode():
            row = torch.tensor([[cut.START, *ids, cut.END]])
            return [part.numpy() for part in net(row, torch.ones(row.shape))]

    return run


def onnx_outputs(path: Path) -> Callable:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def run(ids: list[int]) -> list[np.ndarray]:
        row = np.array([[cut.START, *ids, cut.END]], dtype=np.int64)
        return session.run(None, {"ids": row})

    return run


def incident(record: dict, outputs: list, pieces: object, threshold: float, relevant: float) -> list[dict]:
    text, found, chances = record["body"], [], np.zeros(len(decode_roles.TYPES))
    for window, (_, _, tags, statuses, kinds) in outputs:
        found += decode_roles.mentions(
            text, pieces, window, tags=tags[0, 1:-1], statuses=statuses[0, 1:-1], threshold=threshold
        )
        chances = np.maximum(chances, [t.score for t in decode_roles.types(pieces, window, kinds[0])])
    if chances.max() < relevant:
        return []
    made = {"type": decode_roles.TYPES[int(chances.argmax())].replace("_", " ")} | {slot: [] for slot in SLOTS.values()}
    best: dict[tuple[str, str], object] = {}
    for one in found:
        key = (one.label, re.sub(r"\s+", " ", text[one.start : one.end]).lower())
        if key not in best or best[key].score < one.score:
            best[key] = one
    for (label, name), one in best.items():
        if label == "perp_organisation":
            made["perp_orgs"].append({"name": name, "confidence": one.status.replace("_", " ").upper()})
        else:
            made[SLOTS[label]].append(name)
    made["victims"] = made["victims"] + made["victims_named"]
    return [made]


def main() -> None:
    p = argparse.ArgumentParser()
    p.add_argument("--name", default="second.mean.pt")
    p.add_argument("--onnx", type=Path)
    p.add_argument("--base", type=Path, default=WORK / "base")
    p.add_argument("--threshold", type=float, nargs="+", default=[0.5])
    p.add_argument("--relevant", type=float, nargs="+", default=[0.5])
    args = p.parse_args()
    run = onnx_outputs(args.onnx) if args.onnx else torch_outputs(args.name)
    read = list(messages_read(tokenizer(args.base), run))
    for threshold in args.threshold:
        for relevant in args.relevant:
            show(measure(read, threshold, relevant), f"threshold {threshold} relevant {relevant}")


def messages_read(reader: object, run: Callable) -> Iterator[tuple[dict, object, list]]:
    """Each development message with its pieces and what the encoder says of each of its windows."""
    for path in GOLD:
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            one = cut.pieces(record["body"], reader)
            yield record, one, [(w, run(one.ids[w.start : w.end])) for w in cut.windows(one.ids)]


def measure(read: list, threshold: float, relevant: float = 0.4) -> dict:
    """The scorer's figures."""
    path = WORK / "incidents.pred.jsonl"
    with path.open("w", encoding="utf-8") as out:
        for record, one, parts in read:
            made = incident(record, parts, one, threshold, relevant)
            out.write(json.dumps({"doc_id": record["doc_id"], "incidents": made}) + "\n")
    command = [sys.executable, str(SHARED / "bench" / "score_muc4.py"), str(path), *map(str, GOLD), "--json"]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=dict(os.environ))
    return json.loads(done.stdout)


def show(figures: dict, name: str) -> None:
    print(name)
    for view in ("ree_lit", "ree_full", "tmpl_lit", "incident"):
        print(f"  {view:10s}", {k: v["f1"] for k, v in figures[view].items()})
    print("  status    ", figures["attribution"]["confidence_accuracy"], figures["attribution"]["org_confidence_pair"])


if __name__ == "__main__":
    main()
