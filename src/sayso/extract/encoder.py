"""A text comes in; the attributions, roles and incident types that the shipped encoder reads in it go out.

Needs the ``model`` extra and the wheel ``sayso-model-en``; without them ``available()`` is false and rules read alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from functools import _lru_cache_wrapper, lru_cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import numpy as np

from sayso.errors import ModelUnavailable
from sayso.extract.decode import Array, Attribution, Chars, Decoding, attribute
from sayso.extract.decode_roles import Role, TypeScore, mentions, types
from sayso.extract.windows import END, START, Pieces, Window, pieces, windows

NEEDS = ("onnxruntime", "tokenizers", "sayso_model_en")
REMEDY = "Install it with `make run`, or `pip install 'sayso[model]' sayso-model-en`; SAYSO_MODEL=off reads by rules alone."

REMEMBERED = 64  # windows whose outputs are kept, so that statements and roles of one text share their passes

Stretches = Sequence[tuple[int, int]]

__all__ = [
    "Attribution",
    "Chars",
    "Role",
    "TypeScore",
    "attributions",
    "available",
    "forget",
    "incident_types",
    "roles",
    "version",
]


class _Model(NamedTuple):
    run: Callable[[tuple[int, ...]], list[Array]]
    cut: Callable[[str, tuple[tuple[int, int], ...] | None], Pieces]
    decoding: Decoding
    mention: float
    version: str
    forget: Callable[[], None]


def available() -> bool:
    """The weights and what runs them are installed."""
    return all(find_spec(name) is not None for name in NEEDS)


def forget() -> None:
    """Drop the remembered outputs, so that a text is read again in earnest."""
    if available():
        _model().forget()


def version() -> str:
    """The name of the weights, with the start of their hash."""
    return _model().version


def attributions(text: str, *, paragraphs: Stretches | None = None) -> tuple[Attribution, ...]:
    """Who says what in the text; an attribution inside another's content names it as ``parent``.

    ``paragraphs`` are the stretches to read, in order, where blank lines do not part them or some are not to be read.
    A source or content may be empty; every span is in characters of ``text``.
    """
    model = _model()

    def read(batch: Sequence[Sequence[int]]) -> Iterator[tuple[Array, Array]]:
        for ids in batch:
            tags, pointers = model.run(tuple(ids))[:2]
            yield tags[0, 1:-1], pointers[0, :, 1:-1, 1:-1]

    return tuple(attribute(text, model.cut(text, _exact(paragraphs)), read, model.decoding))


def roles(text: str, *, paragraphs: Stretches | None = None, least: float | None = None) -> tuple[Role, ...]:
    """Mentions of perpetrators, targets, victims and weapons of incidents, in reading order, in characters of ``text``.

    Labels stand in ``decode_roles.LABELS``; an organisation's ``status`` is how it is held responsible (``decode_roles.STATUSES``). Roles
    say what a mention is in some incident, not in which; the same somebody is given at each mention. ``muc4_tst1_tst2`` in the wheel's
    ``config.json`` says how good each is. The windows are those of ``attributions``: asked after it for the same text with the same
    ``paragraphs``, the answer costs next to nothing.
    """
    model = _model()
    found: list[Role] = []
    for read, window, (_, _, tags, statuses, _) in _outputs(model, text, paragraphs):
        tags, statuses = tags[0, 1:-1], statuses[0, 1:-1]
        found += mentions(
            text, read, window, tags=tags, statuses=statuses, threshold=model.mention if least is None else least
        )
    return tuple(found)


def incident_types(text: str, *, paragraphs: Stretches | None = None) -> tuple[TypeScore, ...]:
    """How likely each stretch (a window of up to some 200 words) tells of an incident of each of MUC-4's six types."""
    return tuple(
        score
        for read, window, outputs in _outputs(_model(), text, paragraphs)
        for score in types(read, window, outputs[4][0])
    )


def _exact(paragraphs: Stretches | None) -> tuple[tuple[int, int], ...] | None:
    return None if paragraphs is None else tuple(paragraphs)


def _outputs(model: _Model, text: str, paragraphs: Stretches | None) -> Iterator[tuple[Pieces, Window, list[Array]]]:
    read = model.cut(text, _exact(paragraphs))
    for window in windows(read.ids):
        yield read, window, model.run(tuple(read.ids[window.start : window.end]))


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
    run = _session(weights)

    @lru_cache(maxsize=1)
    def cut(text: str, paragraphs: tuple[tuple[int, int], ...] | None) -> Pieces:
        return pieces(text, tokenizer, paragraphs)

    def drop() -> None:
        run.cache_clear()
        cut.cache_clear()

    return _Model(run, cut, Decoding(**config["decoding"]), config["mention"], name, drop)


def _session(weights: Path) -> _lru_cache_wrapper[list[Array]]:
    runtime = import_module("onnxruntime")
    options = runtime.SessionOptions()
    options.intra_op_num_threads = 1  # sayso reads articles in parallel, each on one core
    options.log_severity_level = 3
    session = runtime.InferenceSession(str(weights), options, providers=["CPUExecutionProvider"])

    asked = [one.name for one in session.get_inputs()]  # the first weights ask for a mask too

    # One window a run: in a batch the rounding of one window would depend on its neighbours.
    @lru_cache(maxsize=REMEMBERED)
    def run(ids: tuple[int, ...]) -> list[Array]:
        row = np.array([[START, *ids, END]], dtype=np.int64)
        given = {"ids": row, "mask": np.ones(row.shape, dtype=np.float32)}
        out: list[Array] = session.run(None, {name: given[name] for name in asked})
        return out

    return run
