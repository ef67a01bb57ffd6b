"""The disk or the memory fails under a writer: it says so, acknowledges nothing more, and what it acknowledged is there."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest
from tests.ledger.power import ROOT, can_trace
from tests.ledger.test_processes import made

from sayso.ledger import open_ledger

# Reads in pages until an error, acknowledging each; then tries once more, as a caller that caught the error might.
_READ = """
import sys
from sayso.errors import LedgerError
from sayso.ledger import open_ledger
from tests.ledger.test_processes import made
from tests.ledger.world import put
said = []
try:
    with open_ledger(sys.argv[1], write=True) as ledger:
        for number in range(6):
            try:
                put(ledger, made(number))
                said.append(str(number))
            except LedgerError as error:
                said.append(f"LedgerError {error}")
except LedgerError as error:
    said.append(f"LedgerError {error}")
sys.stdout.write("\\n".join(said))
"""

FAULTS = {
    "sync fails once the ledger is made": "fdatasync:error=EIO:when=14",
    "every sync fails from then on": "fdatasync:error=EIO:when=14+",
    "a write fails": "pwrite64:error=EIO:when=100",
    "the disk is full": "pwrite64:error=ENOSPC:when=100+",
    "a sync fails while the ledger is being made": "fdatasync:error=EIO:when=1",
}


@pytest.mark.skipif(not can_trace(), reason="strace is not here or may not be used")
@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_the_disk_fails(tmp_path: Path, fault: str) -> None:
    path = tmp_path / "x.sayso"
    call = fault.partition(":")[0]
    command = ["strace", "-f", "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={fault}"]
    done = subprocess.run(
        [*command, sys.executable, "-c", _READ, str(path)], capture_output=True, text=True, check=True, timeout=120, cwd=ROOT
    )
    said = done.stdout.splitlines()
    told = [line for line in said if line.isdigit()]
    assert any("the disk is full" in line or "the disk failed" in line for line in said)
    assert not done.stderr
    with open_ledger(path, write=True) as ledger:
        ledger.verify()
        assert {page.uri for page in ledger.pages()} >= {made(int(number)).page.uri for number in told}
        assert all(ledger.has_extraction(doc.id, "test") for doc in ledger.documents())


# Allocation n fails, for every n up to some number, each in a process of its own: msgspec's encoder does not survive every
# failed allocation (0.22: segmentation fault), so a process may die; the ledger may not.
_SHORT_OF_MEMORY = """
import os, sys, _testcapi
from sayso.ledger import open_ledger
from tests.ledger.test_processes import made
from tests.ledger.world import put

def read_in(n):
    read = made(n)
    ledger = open_ledger(sys.argv[1], write=True)
    _testcapi.set_nomemory(n * 3, n * 3 + 1)
    try:
        put(ledger, read)
    finally:
        _testcapi.remove_mem_hooks()

for n in range(int(sys.argv[2])):
    child = os.fork()
    if not child:
        code = 3
        try:
            read_in(n)
            code = 0
        except MemoryError:
            code = 1
        finally:
            os._exit(code)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    sys.stdout.write(f"{n} {code}\\n")
"""


@pytest.mark.skipif(importlib.util.find_spec("_testcapi") is None, reason="this Python was built without its test modules")
def test_memory_runs_out_at_any_allocation(tmp_path: Path) -> None:
    path = tmp_path / "x.sayso"
    open_ledger(path, write=True).close()
    command = [sys.executable, "-c", _SHORT_OF_MEMORY, str(path), "60"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300, cwd=ROOT)
    codes = {int(n): int(code) for n, code in map(str.split, done.stdout.splitlines())}
    told = {n for n, code in codes.items() if not code}
    assert sum(code == 1 for code in codes.values()) > len(codes) // 2, "few allocations failed, or few said so"
    with open_ledger(path, write=True) as ledger:
        ledger.verify()
        assert {page.uri for page in ledger.pages()} >= {made(n).page.uri for n in told}
        assert all(ledger.has_extraction(doc.id, "test") for doc in ledger.documents())
