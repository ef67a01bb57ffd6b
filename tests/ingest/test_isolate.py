"""Reading in child processes: the same pages, and a page that kills its reader costs only itself."""

import gzip
import subprocess
import sys

import pytest

from sayso.ingest import Capture, Unreadable, read_isolated, read_page
from sayso.ingest.worker import Limits
from sayso.model import Page

TEXT = "Bridge closed after second collapse\n\nThe council closed the bridge on Monday, and nobody will say number {} why that is so.\n"


def _captures(count: int) -> list[Capture]:
    return [Capture(uri=f"{i}.txt", raw=TEXT.format(i).encode()) for i in range(count)]


def test_pages_are_those_that_reading_here_gives_in_their_order() -> None:
    captures = _captures(20)
    gone = Unreadable(uri="gone.txt", reason="No such file.")
    empty = Capture(uri="empty.txt", raw=b" ")
    found = list(read_isolated([*captures[:10], gone, empty, *captures[10:]], workers=2))
    here = [read_page(c.raw, uri=c.uri) for c in captures]
    assert found[:10] + found[12:] == here
    assert found[10] == gone
    assert isinstance(found[11], Unreadable)
    assert "empty" in found[11].reason


@pytest.mark.slow
def test_a_page_that_takes_too_long_costs_only_itself() -> None:
    big = Capture(uri="big.txt", raw=b"\n".join(b"Ann says\nword %d" % i for i in range(400_000)))
    first, second, third = _captures(3)
    found = list(read_isolated([first, big, second, third], limits=Limits(cpu=1, wall=20.0)))
    assert [type(f) for f in found] == [Page, Unreadable, Page, Page]
    assert isinstance(found[1], Unreadable)
    assert "processor time" in found[1].reason


@pytest.mark.slow
def test_a_page_that_needs_too_much_memory_costs_only_itself() -> None:
    bomb = Capture(uri="bomb.txt.gz", raw=gzip.compress(b"word " * 15_000_000, compresslevel=1))
    (found, after) = read_isolated([bomb, *_captures(1)], limits=Limits(memory=1200 * 1024**2, cpu=60))
    assert isinstance(found, Unreadable)
    assert isinstance(after, Page)


def test_the_network_is_out_of_reach() -> None:
    code = "from sayso.ingest.worker import cut_network; cut_network(); import socket; socket.create_connection(('127.0.0.1', 9), 1)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "PermissionError" in done.stderr
    assert "not allowed while reading a page" in done.stderr


def test_stopping_early_ends_the_children() -> None:
    pages = read_isolated(iter(_captures(50)))
    assert isinstance(next(pages), Page)
    pages.close()


TWO_AT_ONCE = """
import sys, threading
import msgspec
from sayso.ingest import isolate
from sayso.ingest.worker import Done

sys.setswitchinterval(1e-6)
frame, start = msgspec.msgpack.encode(Done()), threading.Barrier(2)
def answer():
    start.wait()
    isolate._ANSWERS.decode(frame)
threads = [threading.Thread(target=answer) for _ in range(2)]
[t.start() for t in threads], [t.join() for t in threads]
"""


def test_two_workers_may_answer_first_at_one_time() -> None:
    """In fresh processes: with a plan of the type made by whoever comes first, about one in four of them crashed."""
    runs = [subprocess.Popen([sys.executable, "-c", TWO_AT_ONCE]) for _ in range(6)]
    assert [run.wait(timeout=60) for run in runs] == [0] * 6
