"""Case packs: rows that one case adds, chosen once and before anything is read."""

import subprocess
import sys
from pathlib import Path

import pytest

from sayso.codelists import choose_packs
from sayso.errors import InputError

PACK = "actors:\n  INT:\n    group:\n      - [Brotherhood of Orvel]\n"


def run(code: str, *packs: Path) -> str:
    """What the code prints in a process of its own, where nothing was read yet."""
    head = (
        f"from pathlib import Path\nfrom sayso.codelists import choose_packs, table\npacks = {[str(p) for p in packs]!r}\n"
    )
    done = subprocess.run([sys.executable, "-c", head + code], capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    path = tmp_path / "case.yaml"
    path.write_text(PACK, "utf-8")
    return path


def test_rows_of_a_pack_are_added_to_the_code_list(pack: Path) -> None:
    said = run("choose_packs([Path(p) for p in packs])\nprint(table('actors')['INT']['group'][-1])", pack)
    assert said == "['Brotherhood of Orvel']\n"


def test_the_same_packs_may_be_chosen_again(pack: Path) -> None:
    twice = "table('actors')\nchoose_packs([Path(p) for p in packs])\nprint('fine')"
    said = run("choose_packs([Path(p) for p in packs])\n" + twice, pack)
    assert said == "fine\n"


def test_a_pack_chosen_after_reading_is_refused(pack: Path) -> None:
    said = run("table('actors')\nchoose_packs([Path(p) for p in packs])", pack)
    assert "Case packs are chosen before anything is read in a process" in said


def test_a_pack_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"There is no case pack .*missing\.yaml"):
        choose_packs([tmp_path / "missing.yaml"])
