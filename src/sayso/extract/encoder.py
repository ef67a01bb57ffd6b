"""A text comes in; the attributions that the shipped encoder reads in it go out, by character offsets.

Needs the ``model`` extra and the wheel ``sayso-model-en``; without them ``available()`` is false and rules read alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from sayso.errors import ModelUnavailable
from sayso.extract.decode import Array, Attribution, Decoding, attribute
from sayso.extract.windows import END, START, pieces

NEEDS = ("onnxruntime", "tokenizers", "sayso_model_en")
REMEDY = "Install it with `make run`, or `pip install 'sayso[model]' sayso-model-en`; SAYSO_MODEL=off reads by rules alone."

__all__ = ["Attribution", "attributions", "available", "version"]


class _Model(NamedTuple):
    run: Callable[[Sequence[int]], list[Array]]
    tokenizer: Any
    decoding: Decoding
    version: str


def available() -> bool:
    """The weights and what runs them are installed."""
    return all(find_spec(name) is not None for name in NEEDS)


def version() -> str:
    """The name of the weights, with the start of their hash."""
    return _model().version


def attributions(text: str, *, paragraphs: Sequence[tuple[int, int]] | None = None) -> tuple[Attribution, ...]:
    """Who says what in the text; an attribution inside another's content names it as ``parent``.

    ``paragraphs`` are the stretches to read, in order, where blank lines do not part them or some are not to be read.
    A source or cue may be empty; every span is in characters of ``text``.
    """
    model = _model()
    read = pieces(text, model.tokenizer, paragraphs)
    if not read.ids:
        return ()
    return tuple(attribute(text, read, _reader(model), model.decoding))


def _reader(model: _Model) -> Callable[[Sequence[Sequence[int]]], Iterator[tuple[Array, Array]]]:
    # One window a run: in a batch the rounding of one window would depend on its neighbours.
    def read(batch: Sequence[Sequence[int]]) -> Iterator[tuple[Array, Array]]:
        for ids in batch:
            tags, roles = model.run(ids)[:2]
            yield tags[0, 1:-1], roles[0, :, 1:-1, 1:-1]

    return read


@lru_cache(maxsize=1)
def _model() -> _Model:
    for name in NEEDS:
        if find_spec(name) is None:
            raise ModelUnavailable(f"The encoder needs {name}, which is not installed. {REMEDY}")
    folder: Path = import_module("sayso_model_en").path()
    weights = folder / "model.onnx"
    if not weights.is_file():
        raise ModelUnavailable(f"{weights} is missing: the wheel sayso-model-en is not whole. {REMEDY}")
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    tokenizer = import_module("tokenizers").Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    name = f"{config['name']} {hashlib.sha256(weights.read_bytes()).hexdigest()[:12]}"
    return _Model(_session(weights), tokenizer, Decoding(**config["decoding"]), name)


def _session(weights: Path) -> Callable[[Sequence[int]], list[Array]]:
    runtime = import_module("onnxruntime")
    options = runtime.SessionOptions()
    options.intra_op_num_threads = 1  # sayso reads articles in parallel, each on one core
    options.log_severity_level = 3
    session = runtime.InferenceSession(str(weights), options, providers=["CPUExecutionProvider"])

    def run(ids: Sequence[int]) -> list[Array]:
        row = np.array([[START, *ids, END]], dtype=np.int64)
        out: list[Array] = session.run(None, {"ids": row, "mask": np.ones(row.shape, dtype=np.float32)})
        return out

    return run
