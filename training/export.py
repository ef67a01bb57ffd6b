"""Trained weights come in; the ONNX file that ships, with its tokenizer, settings and figures, goes out.

usage: python training/export.py [--name statements] [--base FOLDER]
"""

from __future__ import annotations

from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from data import ROOT, WORK, cut
from model import Reader

WHEEL = ROOT / "packages" / "sayso-model-en" / "src" / "sayso_model_en"


def export(name: str, path: Path) -> None:
    """The mean weights as ONNX, both axes free."""
    net = Reader()
    net.load_state_dict(torch.load(WORK / f"{name}.mean.pt"))
    net.eval()
    ids = torch.tensor([[cut.START, 2057, 2056, 2023, cut.END], [cut.START, 2057, 2056, cut.END, 0]])
    torch.onnx.export(
        net,
        (ids, (ids > 0).float()),
        str(path),
        input_names=["ids", "mask"],
        output_names=["tags", "roles"],
        dynamic_axes={k: {0: "batch", 1: "piece"} for k in ("ids", "mask", "tags")}
        | {"roles": {0: "batch", 2: "piece", 3: "cue"}},
        opset_version=17,
        dynamo=False,
    )


def quantize(plain: Path, small: Path, *, reduce_range: bool = False) -> None:
    """Eight bits for the encoder's products and embeddings, one scale a column; the heads stay as they are."""
    inside = [
        n.name
        for n in onnx.load(str(plain)).graph.node
        if n.name.startswith("/encoder") and n.op_type in {"MatMul", "Gather"}
    ]
    quantize_dynamic(
        str(plain), str(small), per_channel=True, reduce_range=reduce_range, weight_type=QuantType.QInt8,
        nodes_to_quantize=inside, op_types_to_quantize=["MatMul", "Gather"], extra_options={"MatMulConstBOnly": True},
    )  # fmt: skip


if __name__ == "__main__":
    pass
