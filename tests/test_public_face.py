"""The public face: few names, sorted, all there, and cheap to import."""

import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import sayso


def test_under_fifteen_sorted_names() -> None:
    assert len(sayso.__all__) < 15
    assert sayso.__all__ == sorted(sayso.__all__)


@pytest.mark.parametrize("name", sayso.__all__)
def test_name_is_there_and_documented(name: str) -> None:
    assert getattr(sayso, name).__doc__


def test_unknown_name_is_refused() -> None:
    with pytest.raises(AttributeError, match="verdict_on_guilt"):
        _ = sayso.verdict_on_guilt


def test_no_public_name_is_lost_to_a_room_of_that_name() -> None:
    rooms = {path.parent.name for path in Path(sayso.__file__).parent.glob("*/__init__.py")}
    assert rooms.isdisjoint(sayso.__all__)
    assert rooms >= {"extract", "link"}


def examples() -> Iterator[Any]:
    yield pytest.param("import sayso\n" + (sayso.__doc__ or "").split("\n\n", 1)[1], "report.html", id="docstring")
    readme = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
    yield pytest.param(readme.split("```python\n")[1].split("```")[0], "page.html", id="README")


@pytest.mark.parametrize(("example", "page"), [*examples()])
def test_the_examples_run_and_print(example: str, page: str, tmp_path: Path) -> None:
    words = "<p>Governor Ann Lorrimer said that rebels had fired the rockets at Orvel.</p>"
    (tmp_path / page).write_text(f"<html><title>Orvel</title><body><article>{words * 3}</article></body></html>")
    code = "from pathlib import Path\n" + example
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "Ann Lorrimer accuses that rebels had fired the rockets at Orvel" in done.stdout, done.stderr


@pytest.mark.parametrize("room", ["cli", "report", "web", "assess", "checks", "link"])
def test_what_only_reads_ledgers_does_not_load_the_language_pipeline(room: str) -> None:
    import_module(f"sayso.{room}")  # it exists
    code = f"import sayso.{room}, sys; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-W", "error", "-c", code], check=False).returncode == 0
