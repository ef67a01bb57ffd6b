"""Captures come in; their pages go out, read in child processes under limits. A page that kills its reader costs only itself."""

from __future__ import annotations

import contextlib
import itertools
import queue
import re
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Generator, Iterable

import msgspec

from sayso.ingest.capture import Capture, Unreadable
from sayso.ingest.worker import Done, Limits, Task, read_frame, write_frame
from sayso.model import Page, Problem

AHEAD = 8  # captures a worker may be ahead of the reader of its answers
MOST = 256 * 1024 * 1024  # bytes of one page
_SNIFF = 4096
_TAGS = re.compile(rb"<(?:!doctype|html|head|body|div|p|table|article)\b", re.IGNORECASE)
_STARTUP = 60.0  # seconds that a worker may take to import its parsers


def read_isolated(
    captures: Iterable[Capture | Unreadable], *, workers: int = 1, limits: Limits | None = None, fast: bool = False
) -> Generator[Page | Unreadable, None, None]:
    """One page, or the reason why there is none, for each capture, in the order they came.

    Inputs that were unreadable from the start are passed on in their place.
    """
    pool = [_Worker(limits or Limits(), fast=fast) for _ in range(max(1, workers))]
    waiting: deque[_Slot] = deque()
    turns = itertools.cycle(pool)
    try:
        for capture in captures:
            slot = _Slot()
            waiting.append(slot)
            if isinstance(capture, Unreadable):
                slot.put(capture)
            else:
                next(turns).take(capture, slot)
            while len(waiting) >= AHEAD * len(pool):
                yield waiting.popleft().get()
        while waiting:
            yield waiting.popleft().get()
    finally:
        for worker in pool:
            worker.close()


class _Slot:
    """A place for one answer."""

    def __init__(self) -> None:
        self._answers: queue.SimpleQueue[Page | Unreadable] = queue.SimpleQueue()

    def put(self, answer: Page | Unreadable) -> None:
        self._answers.put(answer)

    def get(self) -> Page | Unreadable:
        return self._answers.get()


class _Worker:
    """A thread that keeps one child process busy, and starts another where it dies."""

    def __init__(self, limits: Limits, *, fast: bool) -> None:
        self._limits, self._fast = limits, fast
        self._jobs: queue.SimpleQueue[tuple[Capture, _Slot] | None] = queue.SimpleQueue()
        self._child: subprocess.Popen[bytes] | None = None
        self._fresh = True
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def take(self, capture: Capture, slot: _Slot) -> None:
        self._jobs.put((capture, slot))

    def close(self) -> None:
        """End the child, whatever it is doing."""
        self._jobs.put(None)
        child = self._child
        if child is not None:
            child.kill()
        self._thread.join(timeout=10)

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            capture, slot = job
            slot.put(self._read(capture))
        self._end()

    def _read(self, capture: Capture) -> Page | Unreadable:
        """What a child makes of a capture; an HTML page that its reader cannot finish is read by the quicker one, marked partial."""
        if len(capture.raw) > MOST:
            return Unreadable(uri=capture.uri, reason=f"It has {len(capture.raw)} bytes; the limit for one page is {MOST}.")
        found = self._ask(Task(capture=capture, fast=self._fast))
        if isinstance(found, str) and not self._fast and _TAGS.search(capture.raw[:_SNIFF]):
            rough = self._ask(Task(capture=capture, fast=True))
            if isinstance(rough, Page):
                lost = Problem(
                    code="partial", message=f"{found} The quicker reader read it; its comments are not told apart."
                )
                return msgspec.structs.replace(rough, problems=(*rough.problems, lost))
        return Unreadable(uri=capture.uri, reason=found) if isinstance(found, str) else found

    def _ask(self, task: Task) -> Page | Unreadable | str:
        """One answer of the child, or why it gave none."""
        child = self._alive()
        timer = threading.Timer(self._limits.wall + (_STARTUP if self._fresh else 0.0), child.kill)
        timer.start()
        try:
            assert child.stdin is not None
            assert child.stdout is not None
            write_frame(child.stdin, msgspec.msgpack.encode(task))
            frame = read_frame(child.stdout)
            done = msgspec.msgpack.decode(frame, type=Done) if frame is not None else None
        except (OSError, msgspec.DecodeError, ValueError):
            done = None
        finally:
            late = not timer.is_alive()
            timer.cancel()
        answer = (done.page or done.unreadable) if done is not None else None
        if answer is None:
            return self._why(late=late)
        self._fresh = False
        return answer

    def _why(self, *, late: bool) -> str:
        """Why the child gave no answer; it is ended, the next page gets another."""
        code = self._end()
        if late:
            return f"Reading it took longer than {self._limits.wall:g} seconds."
        if code == -24:  # SIGXCPU
            return f"Reading it took more than {self._limits.cpu} seconds of processor time."
        return f"Its reader died (exit status {code}); memory and time are limited for each page."

    def _alive(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self._end()
            command = [
                sys.executable,
                "-P",  # a page's folder must not lend modules
                "-c",
                "from sayso.ingest.worker import main; main()",
                msgspec.json.encode(self._limits).decode(),
            ]
            self._child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            self._fresh = True
        return self._child

    def _end(self) -> int | None:
        child, self._child = self._child, None
        if child is None:
            return None
        for stream in (child.stdin, child.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        try:
            return child.wait(timeout=0.5)
        except subprocess.TimeoutExpired:
            child.kill()
            return child.wait()
