"""The power goes: no ledger is damaged, nothing acknowledged is lost, and neither while it recovers."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from tests.ledger.power import Disk, Event, can_trace, trace
from tests.ledger.test_processes import made

from sayso.ledger import open_ledger

CUTS = int(os.environ.get("SAYSO_POWER_CUTS", "60"))  # here; 5000 for a long run
WAYS = ("nothing", "all", "some", "torn")

pytestmark = pytest.mark.skipif(not can_trace(), reason="strace is not here or may not be used")

# Reads in six pages in two goes, with the log moved into the file now and then, and acknowledges each.
_READ = """
import os, sys
from sayso.ledger import open_ledger
from tests.ledger.test_processes import made
from tests.ledger.world import put
told = os.open(sys.argv[1] + "/told", os.O_CREAT | os.O_WRONLY)
for numbers in (range(4), range(4, 6)):
    with open_ledger(sys.argv[1] + "/x.sayso", write=True) as ledger:
        ledger._store._db.execute("PRAGMA wal_autocheckpoint = 60")
        for number in numbers:
            put(ledger, made(number))
            os.write(told, b"%d" % number)
"""
_RECOVER = """
import sys
from sayso.ledger import open_ledger
open_ledger(sys.argv[1] + "/x.sayso", write=True).close()
"""


@pytest.fixture(scope="module")
def events(tmp_path_factory: pytest.TempPathFactory) -> list[Event]:
    """What reading six pages does to the disk."""
    found = trace(_READ, tmp_path_factory.mktemp("traced"))
    assert {event.kind for event in found} == {"make", "write", "cut", "sync", "unlink", "told"} - _never(found)
    assert b"".join(event.data for event in found if event.kind == "told") == b"012345"
    return found


def _never(found: list[Event]) -> set[str]:
    """SQLite may never cut a file short, depending on its build; all else must have been seen."""
    return {"cut"} - {event.kind for event in found}


def _checked(folder: Path, files: dict[str, bytes], told: bytes) -> None:
    """The ledger in these files opens, verifies and holds the pages that were acknowledged."""
    _lay(folder, files)
    with open_ledger(folder / "x.sayso", write=True) as ledger:
        ledger.verify()
        uris = {page.uri for page in ledger.pages()}
        assert uris >= {made(int(number)).page.uri for number in told.decode()}
        assert len(uris) <= len(told) + 1
        assert all(ledger.has_extraction(doc.id, "test") for doc in ledger.documents())


def _lay(folder: Path, files: dict[str, bytes]) -> None:
    for old in folder.iterdir():
        old.unlink()
    for name, data in files.items():
        if not name.endswith("-shm"):  # shared memory, never on the disk
            (folder / name).write_bytes(data)


def test_the_power_goes_at_any_moment(events: list[Event], tmp_path: Path) -> None:
    dice = random.Random(11)
    moments = sorted(dice.choices(range(len(events)), k=CUTS // len(WAYS)))
    disk, at = Disk({}), 0
    for moment in moments:
        for event in events[at:moment]:
            disk.take(event)
        at = max(at, moment)
        for how in WAYS:
            _checked(tmp_path, disk.cut(how, dice), disk.told)


def test_the_power_goes_again_during_recovery(events: list[Event], tmp_path: Path) -> None:
    dice = random.Random(12)
    for round_ in range(max(1, CUTS // 200)):
        disk = Disk({})
        for event in events[: dice.randrange(len(events) // 2, len(events))]:
            disk.take(event)
        files = {name: data for name, data in disk.cut("some", dice).items() if not name.endswith("-shm")}
        folder = tmp_path / f"traced{round_}"
        folder.mkdir()
        _lay(folder, files)
        recovering = Disk(files)
        again = trace(_RECOVER, folder)
        target = tmp_path / f"image{round_}"
        target.mkdir()
        moments = set(dice.sample(range(len(again)), k=min(len(again), 12)))
        for number, event in enumerate(again):
            recovering.take(event)
            if number in moments:
                for how in WAYS:
                    _checked(target, recovering.cut(how, dice), disk.told)


def test_the_simulated_disk_would_notice_a_lost_sync(events: list[Event], tmp_path: Path) -> None:
    """Without the log's syncs the same run does lose what it acknowledged first: the simulation can tell."""
    disk = Disk({})
    for event in events:
        if (event.kind, event.name) != ("sync", "x.sayso-wal"):
            disk.take(event)
        if event.kind == "told":
            break
    with pytest.raises(AssertionError):
        _checked(tmp_path, disk.cut("nothing", random.Random(1)), disk.told)
