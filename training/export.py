"""Trained weights come in; the ONNX file that ships, with its tokenizer, settings and figures, goes out.

usage: python training/export.py [--name encoder] [--base FOLDER] [--no-sweep]
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from data import ROOT, SHARED, TAGS, WORK, cut, decode, sha256, tokenizer
from evaluate import onnx_reader, predict, remembered, scorer, sweep
from incidents import ROLES, STATUSES, TYPES
from model import Reader

WHEEL = ROOT / "packages" / "sayso-model-en" / "src" / "sayso_model_en"
OUTPUTS = {
    "tags": {0: "batch", 1: "piece"},
    "roles": {0: "batch", 2: "piece", 3: "cue"},
    "mentions": {0: "batch", 1: "piece"},
    "statuses": {0: "batch", 1: "piece"},
    "types": {0: "batch"},
}


def export(name: str, path: Path) -> None:
    """The mean weights as ONNX, number and length of rows free."""
    net = Reader()
    saved = torch.load(WORK / name)
    net.load_state_dict(saved.get("mean", saved))
    net.eval()
    ids = torch.tensor([[cut.START, 2057, 2056, 2023, cut.END], [cut.START, 2057, 2056, cut.END, 0]])
    free = {"ids": {0: "batch", 1: "piece"}, "mask": {0: "batch", 1: "piece"}} | OUTPUTS
    torch.onnx.export(
        net, (ids, (ids > 0).float()), str(path), input_names=["ids", "mask"], output_names=list(OUTPUTS),
        dynamic_axes=free, opset_version=17, dynamo=False,
    )  # fmt: skip


def quantize(plain: Path, small: Path, *, reduce_range: bool = True) -> None:
    """Eight bits for the encoder's products and embeddings, one scale a column; the heads stay as they are.

    Weights use seven of their bits: with eight, processors without VNNI cut sums off at sixteen bits and read otherwise.
    """
    nodes = onnx.load(str(plain)).graph.node
    inside = [n.name for n in nodes if n.name.startswith("/encoder") and n.op_type in {"MatMul", "Gather"}]
    quantize_dynamic(
        str(plain), str(small), per_channel=True, reduce_range=reduce_range, weight_type=QuantType.QInt8,
        nodes_to_quantize=inside, op_types_to_quantize=["MatMul", "Gather"], extra_options={"MatMulConstBOnly": True},
    )  # fmt: skip


def main() -> None:
    p = argparse.ArgumentParser()
    p.add_argument("--name", default="encoder.mean.pt")
    p.add_argument("--base", type=Path, default=WORK / "base")
    p.add_argument("--settings", type=json.loads, default={})
    p.add_argument("--mention", type=float, default=0.5)
    p.add_argument("--no-sweep", action="store_true")
    args = p.parse_args()
    plain = WORK / "encoder.onnx"
    export(args.name, plain)
    WHEEL.mkdir(parents=True, exist_ok=True)
    quantize(plain, WHEEL / "model.onnx")
    shutil.copy(args.base / "tokenizer.json", WHEEL / "tokenizer.json")
    with (SHARED / "data" / "polnear" / "dev.jsonl").open(encoding="utf-8") as lines:
        gold = [json.loads(line) for line in lines]
    reader = tokenizer(args.base)
    pieces = [cut.pieces(record["text"], reader) for record in gold]
    read = remembered(onnx_reader(WHEEL / "model.onnx"))
    settings = decode.Decoding(**args.settings)
    settings = settings if args.no_sweep else sweep(gold, pieces, read, settings)
    figures = scorer().score(gold, predict(gold, pieces, read, settings))
    write_config(settings, figures, args.mention)
    print(json.dumps(figures["triple50"]))


def write_config(settings: object, figures: dict, mention: float) -> None:
    """What the product needs to decode, and what stands behind the weights."""
    data = SHARED / "data"
    config = {
        "name": "sayso-model-en 0.1.0",
        "tags": TAGS,
        "mentions": ROLES,
        "statuses": STATUSES,
        "types": TYPES,
        "decoding": settings._asdict(),
        "mention": mention,
        "trained_on": {
            "polnear/train.jsonl": sha256(data / "polnear" / "train.jsonl"),
            "muc4/dev.jsonl": sha256(data / "muc4" / "dev.jsonl"),
        },
        "weights": sha256(WHEEL / "model.onnx"),
        "polnear_dev": {
            name: {k: round(100 * v, 1) for k, v in figures[name].items()} for name in ("triple50", "pair50", "content50")
        },
    }
    (WHEEL / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
