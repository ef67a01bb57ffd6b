"""Captures come in; their pages go out, read in child processes under limits. A page that kills its reader costs only itself."""

from __future__ import annotations

import itertools
import queue
import re
import threading
from collections import deque
from collections.abc import Generator, Iterable

import msgspec

from sayso.ingest.capture import Capture, Unreadable
from sayso.ingest.child import Child
from sayso.ingest.worker import Done, Limits, Task
from sayso.model import Page, Problem

AHEAD = 8  # captures a worker may be ahead of the reader of its answers
MOST = 256 * 1024 * 1024  # bytes of one page
_SNIFF = 4096
_ANSWERS = msgspec.msgpack.Decoder(Done)  # made here: two threads that make msgspec's plan of a type at one time crash
_TAGS = re.compile(rb"<(?:!doctype|html|head|body|div|p|table|article)\b", re.IGNORECASE)


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
        self._fast = fast
        self._child = Child("sayso.ingest.worker", limits, work="Reading")
        self._jobs: queue.SimpleQueue[tuple[Capture, _Slot] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def take(self, capture: Capture, slot: _Slot) -> None:
        self._jobs.put((capture, slot))

    def close(self) -> None:
        """End the child, whatever it is doing."""
        self._jobs.put(None)
        self._child.kill()
        self._thread.join(timeout=10)

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            capture, slot = job
            slot.put(self._read(capture))
        self._child.end()

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
        frame, late = self._child.ask(msgspec.msgpack.encode(task))
        try:
            done = _ANSWERS.decode(frame) if frame is not None else None
        except (msgspec.DecodeError, ValueError):
            done = None
        answer = (done.page or done.unreadable) if done is not None else None
        if answer is None:
            return self._child.why(late=late)
        self._child.fresh = False
        return answer
