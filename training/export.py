"""Trained weights come in; the ONNX file that ships, with its tokenizer, settings and figures, goes out.

usage: python training/export.py [--name small4.mean.pt] [--base FOLDER] [--settings JSON] [--no-sweep]
"""

from __future__ import annotations

import argparse
import json
import shutil
from itertools import takewhile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional

import evaluate_incidents
from data import ROOT, SHARED, TAGS, WORK, cut, decode, sha256, tokenizer
from evaluate import onnx_reader, predict, remembered, scorer, sweep
from incidents import ROLES, STATUSES, TYPES
from model import Reader, read_weights

WHEEL = ROOT / "packages" / "sayso-model-en" / "src" / "sayso_model_en"
HEADS = "/piece/"  # where the encoder ends and the first of the heads begins
BEGIN, FINISH = "<!-- figures -->", "<!-- end of figures -->"
OUTPUTS = {
    "tags": {0: "batch", 1: "piece"},
    "roles": {0: "batch", 2: "piece", 3: "cue"},
    "mentions": {0: "batch", 1: "piece"},
    "statuses": {0: "batch", 1: "piece"},
    "types": {0: "batch"},
}


class Attention(torch.autograd.Function):
    """ONNX Runtime's own attention, one node a layer."""

    @staticmethod
    def forward(ctx: object, query: Tensor, key: Tensor, value: Tensor, heads: int) -> Tensor:
        rows = [part.unflatten(-1, (heads, -1)).transpose(1, 2) for part in (query, key, value)]
        return functional.scaled_dot_product_attention(*rows).transpose(1, 2).flatten(2)

    @staticmethod
    def symbolic(g: object, query: object, key: object, value: object, heads: int) -> object:
        return g.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=heads).setType(query.type())


class Shipped(nn.Module):
    """The reader as it runs: whole windows, so no mask, and the bias for distance as a table."""

    def __init__(self, net: Reader) -> None:
        super().__init__()
        self.net = net
        net.table = nn.Parameter(net.distance[:, net.far].detach())

    def forward(self, ids: Tensor) -> tuple[Tensor, ...]:
        encoder = self.net.encoder
        x = encoder.norm(encoder.words(ids) + encoder.places[: ids.shape[1]])
        for layer in encoder.layers:
            x = layer.norm1(x + layer.out(Attention.apply(*layer.qkv(x).chunk(3, -1), layer.heads)))
            x = layer.norm2(x + layer.down(layer.between(x)))
        return self.net.heads(x)


def export(name: str, path: Path) -> None:
    """The mean weights as ONNX, number and length of rows free."""
    net = Shipped(read_weights(torch.load(WORK / name))).eval()
    ids = torch.tensor([[cut.START, 2057, 2056, 2023, cut.END], [cut.START, 2057, 2056, 2023, cut.END]])
    torch.onnx.export(
        net, (ids,), str(path), input_names=["ids"], output_names=list(OUTPUTS), dynamic_axes={"ids": {0: "batch", 1: "piece"}} | OUTPUTS,
        opset_version=17, dynamo=False, custom_opsets={"com.microsoft": 1},
    )  # fmt: skip


def quantize(plain: Path, small: Path, *, reduce_range: bool = True) -> None:
    """Eight bits for the encoder's products and embeddings, one scale a column; the heads stay as they are.

    Weights use seven of their bits: with eight, processors without VNNI cut sums off at sixteen bits and read otherwise.
    """
    encoder = takewhile(lambda n: not n.name.startswith(HEADS), onnx.load(str(plain)).graph.node)
    inside = [n.name for n in encoder if n.op_type in {"MatMul", "Gather"}]
    quantize_dynamic(
        str(plain), str(small), per_channel=True, reduce_range=reduce_range, weight_type=QuantType.QInt8,
        nodes_to_quantize=inside, op_types_to_quantize=["MatMul", "Gather"], extra_options={"MatMulConstBOnly": True},
    )  # fmt: skip


def main() -> None:
    p = argparse.ArgumentParser()
    p.add_argument("--name", default="small4.mean.pt")
    p.add_argument("--base", type=Path, default=WORK / "base")
    p.add_argument("--settings", type=json.loads, default={}, help="decoding settings to begin with")
    p.add_argument("--no-sweep", action="store_true")
    args = p.parse_args()
    plain, small = WORK / "plain.onnx", WORK / "small.onnx"
    export(args.name, plain)
    quantize(plain, small)
    reader = tokenizer(args.base)
    settings, statements = statement_figures(reader, small, decode.Decoding(**args.settings), again=not args.no_sweep)
    threshold, incidents = incident_figures(reader, small)
    WHEEL.mkdir(parents=True, exist_ok=True)
    shutil.copy(args.base / "tokenizer.json", WHEEL / "tokenizer.json")
    shutil.copy(small, WHEEL / "model.onnx")
    write_config(settings, threshold, statements, incidents)
    write_card(statements, incidents)


def statement_figures(reader: object, small: Path, settings: object, *, again: bool) -> tuple[object, dict]:
    """The best decoding settings on PolNeAR's development split, and the figures with them."""
    with (SHARED / "data" / "polnear" / "dev.jsonl").open(encoding="utf-8") as lines:
        gold = [json.loads(line) for line in lines]
    pieces = [cut.pieces(record["text"], reader) for record in gold]
    read = remembered(onnx_reader(small))
    settings = sweep(gold, pieces, read, settings) if again else settings
    scores = scorer().score(gold, predict(gold, pieces, read, settings))
    print(json.dumps(scores["triple50"]), flush=True)
    return settings, scores


def incident_figures(reader: object, small: Path) -> tuple[float, dict]:
    """The best threshold for mentions on tst1 + tst2, and the figures with it."""
    read = list(evaluate_incidents.messages_read(reader, evaluate_incidents.onnx_outputs(small)))
    tried = {t: evaluate_incidents.measure(read, t) for t in (0.4, 0.5, 0.6, 0.7, 0.8)}
    best = max(tried, key=lambda t: tried[t]["ree_lit"]["micro"]["f1"])
    evaluate_incidents.show(tried[best], f"mention threshold {best}")
    return best, tried[best]


def write_config(settings: object, mention: float, statements: dict, incidents: dict) -> None:
    """What the product needs to decode, and what stands behind the weights."""
    data = SHARED / "data"
    config = {
        "name": "sayso-model-en 0.2.0",
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
            name: {k: round(100 * v, 1) for k, v in statements[name].items()} for name in ("triple50", "pair50", "content50")
        },
        "muc4_tst1_tst2": {name: incidents["ree_lit"][name]["f1"] for name in incidents["ree_lit"]},
    }
    (WHEEL / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")


def write_card(statements: dict, incidents: dict) -> None:
    """The figures between the card's two marks."""
    card = WHEEL / "card.md"
    head, rest = card.read_text(encoding="utf-8").split(BEGIN)
    rows = [
        (name, statements[key]) for key, name in (
            ("triple50", "source, cue and content right by half"), ("pair50", "source and content"), ("content50", "content"),
        )
    ]  # fmt: skip
    rows += [(f"{role}, exact", statements[role]["exact"]) for role in ("source", "cue", "content")]
    kinds = ", ".join(
        f"{kind} {100 * statements['by_type'][kind]['content50_recall']:.1f}" for kind in ("direct", "mixed", "indirect")
    )
    roles = ", ".join(f"{name} {value['f1']:.1f}" for name, value in incidents["ree_lit"].items())
    types = ", ".join(f"{name.lower()} {value['f1']:.1f}" for name, value in incidents["incident"].items() if value["f1"])
    lines = [
        "PolNeAR development split, 84 articles, the eight-bit weights alone, without rules. The settings were chosen on the same split.",
        "",
        "| | P | R | F1 |",
        "|---|---|---|---|",
        *(f"| {name} | {100 * s['p']:.1f} | {100 * s['r']:.1f} | {100 * s['f1']:.1f} |" for name, s in rows),
        "",
        f"Recall of content by kind of speech: {kinds}.",
        "",
        "MUC-4 tst1 + tst2, 200 messages, the plainest assembly (one incident a message, every mention an entity of its own):",
        f"role fillers CEAF-REE F1 {roles}; incidents by type {types}.",
        "",
    ]
    card.write_text(head + BEGIN + "\n" + "\n".join(lines) + FINISH + rest.split(FINISH)[1], encoding="utf-8")


if __name__ == "__main__":
    main()
