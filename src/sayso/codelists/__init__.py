"""A table's name comes in; the parsed YAML code list of that name goes out, read once a process."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from sayso.codelists.packs import choose_packs, packed, packs_mark
from sayso.errors import InputError

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # a build of PyYAML without libyaml
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]


__all__ = ["choose_packs", "packs_mark", "table", "tables"]


@cache
def table(name: str) -> Any:
    """The code list ``name`` as parsed YAML. Every caller gets the same object: read it, never change it."""
    path = files(__name__) / f"{name}.yaml"
    if not path.is_file():
        known = ", ".join(tables())
        raise InputError(f"There is no code list {name!r}. The code lists are: {known}.")
    return packed(name, yaml.load(path.read_text("utf-8"), Loader=_Loader))


def tables() -> tuple[str, ...]:
    """The names of all code lists, sorted."""
    return tuple(sorted(p.name.removesuffix(".yaml") for p in files(__name__).iterdir() if p.name.endswith(".yaml")))
