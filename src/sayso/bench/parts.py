"""The table of what is measured: each part takes a folder and gives its figures by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from sayso.bench import examples, pages

Part = Callable[[Path], Mapping[str, float]]

# On the corpora and scorers of the shared folder.
SHARED: dict[str, Part] = {
    "pages": pages.measure_pages,
}

# On what the project itself carries.
OWN: dict[str, Part] = {
    "examples": examples.measure_examples,
}
