"""Parts and floors come in; one table of figures goes out, and which fell below their floor."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from sayso.bench.floors import Floor, load_floors, save_floors
from sayso.bench.parts import OWN, SHARED
from sayso.errors import BenchError

_ROW = "{name:<52} {figure:>9} {floor:>9} {peer:>9}  {note}"


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One figure beside its floor."""

    name: str
    figure: float
    floor: Floor | None

    @property
    def fell(self) -> bool:
        """Worse than its floor."""
        return self.floor is not None and not self.floor.holds(self.figure)


def shared_folder(given: Path | None) -> Path | None:
    """The folder of corpora and scorers: the one given, ``SAYSO_SHARED``, or ``shared`` beside the project; else none."""
    named = given or (Path(os.environ["SAYSO_SHARED"]) if os.environ.get("SAYSO_SHARED") else None)
    if named is not None:
        if not named.is_dir():
            raise BenchError(f"{named} is not a folder. Give the folder that holds `bench`, `data` and `gold`.")
        return named
    beside = Path.cwd().parent / "shared"
    return beside if (beside / "bench").is_dir() else None


def run_bench(
    *, parts: Sequence[str], shared: Path | None, raise_floors: bool, write: Callable[[str], None]
) -> tuple[str, ...]:
    """Measure, write one table through ``write``, and return the names of the figures that fell below their floor."""
    folder = shared_folder(shared)
    known = SHARED if folder else OWN
    if folder is None:
        write("No folder of corpora here (--shared, SAYSO_SHARED or ../shared): measuring on the example pages alone.")
    if unknown := [p for p in parts if p not in known]:
        raise BenchError(f"No part is called {', '.join(unknown)}. There are: {', '.join(known)}.")
    floors = load_floors()
    write(_ROW.format(name="figure", figure="now", floor="floor", peer="peer", note="").rstrip())
    rows: list[Row] = []
    for name in parts or known:
        figures = known[name](folder or Path.cwd())
        new = [Row(name=f"{name}.{key}", figure=value, floor=floors.get(f"{name}.{key}")) for key, value in figures.items()]
        for row in new:
            write(_line(row))
        rows += new
    if raise_floors:
        save_floors({**floors, **{r.name: (r.floor or Floor(floor=r.figure)).raised(r.figure) for r in rows}})
    return tuple(r.name for r in rows if r.fell)


def _line(row: Row) -> str:
    floor = row.floor
    return _ROW.format(
        name=row.name,
        figure=f"{row.figure:.3f}",
        floor=f"{floor.floor:.3f}" if floor else "-",
        peer=f"{floor.peer:.3f}" if floor and floor.peer is not None else "-",
        note="BELOW ITS FLOOR" if row.fell else (floor.peer_name if floor else ""),
    ).rstrip()
