"""A document comes in; everything that it says goes out, each record with the exact words it came from."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sayso.extract.reading import extract

__all__ = ["extract"]


def __getattr__(name: str) -> Any:
    """Loaded when first used: checks and links ask rooms in here too, and should not wait for the language pipeline."""
    if name != "extract":
        raise AttributeError(f"module 'sayso.extract' has no attribute {name!r}")
    return import_module("sayso.extract.reading").extract
