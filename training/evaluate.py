"""Weights come in; the development figures, and the decoding settings that score best, go out.

usage: python training/evaluate.py [--name second.mean.pt] [--onnx FILE] [--sweep] [--articles N] [--out PRED.jsonl]
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import ModuleType

import numpy as np

from data import SHARED, WORK, cut, decode, tokenizer

GRID = {
    "cue": (0.35, 0.4, 0.45),
    "more": (0.2, 0.3, 0.4),
    "switch": (1.0, 2.0),
    "tags": (0.0, 0.3, 0.6),
    "content": (-1.0, -0.5, 0.0),
    "source": (-1.5, -1.0, -0.5),
    "least": (0.0, 0.4, 0.5),
}


def worth(scores: dict) -> float:
    """What the settings are chosen for: triples, and a little for contents that begin and end where they should."""
    return scores["triple50"]["f1"] + 0.1 * scores["content"]["exact"]["f1"]


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_statements", SHARED / "bench" / "score_statements.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def torch_reader(name: str) -> Callable:
    import torch

    from model import read_weights

    torch.set_num_threads(1)
    net = read_weights(torch.load(WORK / name))

    def read(batch: Sequence[Sequence[int]]) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        for ids in batch:
            with torch.inference_mode():
                row = torch.tensor([[cut.START, *ids, cut.END]])
                tags, roles = net(row, torch.ones(row.shape))[:2]
            yield tags[0, 1:-1].numpy(), roles[0, :, 1:-1, 1:-1].numpy()

    return read


def onnx_reader(path: Path) -> Callable:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def read(batch: Sequence[Sequence[int]]) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        for ids in batch:
            row = np.array([[cut.START, *ids, cut.END]], dtype=np.int64)
            tags, roles = session.run(["tags", "roles"], {"ids": row})
            yield tags[0, 1:-1], roles[0, :, 1:-1, 1:-1]

    return read


def remembered(read: Callable) -> Callable:
    """The same reader, asked once for each window."""
    known: dict[tuple[int, ...], tuple] = {}

    def again(batch: Sequence[Sequence[int]]) -> Iterator[tuple]:
        new = [ids for ids in batch if tuple(ids) not in known]
        for ids, out in zip(new, read(new), strict=True):
            known[tuple(ids)] = tuple(part.astype(np.float16) for part in out)
        for ids in batch:
            yield tuple(part.astype(np.float32) for part in known[tuple(ids)])

    return again


def predict(
    gold: list[dict], pieces: list, read: Callable, settings: object, *, inner: bool = False
) -> dict[str, list[dict]]:
    """What the scorer reads; PolNeAR marks only outermost attributions, so inner ones count only in ``inner``."""
    decode.DEEPEST = 3 if inner else 1
    made = {}
    for record, one in zip(gold, pieces, strict=True):
        found = decode.attribute(record["text"], one, read, settings)
        made[record["doc_id"]] = [
            {"source": a.source, "cue": a.cue, "content": a.content} for a in found if inner or a.parent is None
        ]
    return made


def sweep(gold: list[dict], pieces: list, read: Callable, settings: object) -> object:
    """One setting after the other: the best of its row, the others held."""
    score = scorer().score
    best = worth(score(gold, predict(gold, pieces, read, settings)))
    for name, row in GRID.items():
        for value in row:
            trial = settings._replace(**{name: value})
            if trial == settings:
                continue
            figure = worth(score(gold, predict(gold, pieces, read, trial)))
            if figure > best:
                best, settings = figure, trial
        print(f"{100 * best:.2f} {settings}", flush=True)
    return settings


def main() -> None:
    p = argparse.ArgumentParser()
    p.add_argument("--name", default="second.mean.pt")
    p.add_argument("--onnx", type=Path)
    p.add_argument("--base", type=Path, default=WORK / "base")
    p.add_argument("--sweep", action="store_true")
    p.add_argument("--articles", type=int)
    p.add_argument("--settings", type=json.loads, default={})
    p.add_argument("--out", type=Path)
    args = p.parse_args()
    reader = tokenizer(args.base)
    with (SHARED / "data" / "polnear" / "dev.jsonl").open(encoding="utf-8") as lines:
        gold = [json.loads(line) for line in lines][: args.articles]
    pieces = [cut.pieces(record["text"], reader) for record in gold]
    read = remembered(onnx_reader(args.onnx) if args.onnx else torch_reader(args.name))
    settings = decode.Decoding(**args.settings)
    if args.sweep:
        settings = sweep(gold, pieces, read, settings)
    made = predict(gold, pieces, read, settings)
    tool = scorer()
    tool.show(tool.score(gold, made), f"dev {settings}")
    if args.out:
        args.out.write_text("".join(json.dumps({"doc_id": k, "attributions": v}) + "\n" for k, v in made.items()))


if __name__ == "__main__":
    main()
