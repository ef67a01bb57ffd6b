"""The pinned floors: a figure below its floor fails; a better one raises it only when asked."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import msgspec
import yaml

_FILE = "floors.yaml"
_SLACK = 0.002  # rounding of three digits


class Floor(msgspec.Struct, frozen=True, kw_only=True):
    """The lowest (or, where ``lower_is_better``, highest) figure that passes, and the best figure of a named peer."""

    floor: float
    peer: float | None = None
    peer_name: str = ""
    lower_is_better: bool = False

    def holds(self, figure: float) -> bool:
        """The figure is not worse than the floor."""
        return figure <= self.floor + _SLACK if self.lower_is_better else figure >= self.floor - _SLACK

    def raised(self, figure: float) -> Floor:
        """The floor after a figure: never lower than before."""
        best = min(self.floor, figure) if self.lower_is_better else max(self.floor, figure)
        return msgspec.structs.replace(self, floor=round(best, 3))


def floors_file() -> Path:
    """Where the floors are written down."""
    return Path(str(files("sayso.bench"))) / _FILE


def load_floors() -> dict[str, Floor]:
    """Every figure's floor, by ``part.figure``."""
    path = floors_file()
    return msgspec.convert(yaml.safe_load(path.read_text(encoding="utf-8")) or {}, dict[str, Floor])


def save_floors(floors: dict[str, Floor]) -> None:
    """Write the floors back, sorted."""
    rows = {name: msgspec.to_builtins(floor) for name, floor in sorted(floors.items())}
    floors_file().write_text(
        "# Floors of `sayso bench`; raised with --raise-floors, lowered only by hand and with a reason in the changelog.\n"
        + yaml.safe_dump(rows, sort_keys=True),
        encoding="utf-8",
    )
