"""The folder that holds the weights, the tokenizer, the settings and the card."""

from pathlib import Path


def path() -> Path:
    """Where ``model.onnx``, ``tokenizer.json``, ``config.json`` and ``card.md`` stand."""
    return Path(__file__).resolve().parent
