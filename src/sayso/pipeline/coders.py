"""Pages come in; their extractions go out in the same order, made in several processes of which any may die."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import get_context
from typing import Protocol

from sayso.errors import SaysoError
from sayso.extract.parse import pipeline
from sayso.ingest import Unreadable
from sayso.model import Page
from sayso.pipeline.stations import Outcome, code

IN_FLIGHT = 4  # pages a process may have waiting; bounds memory on archives of any size


class Coder(Protocol):
    """What makes the outcome of a page; runs in another process."""

    def __call__(self, page: Page, *, model: str) -> Outcome: ...


def code_all(pages: Iterable[Page | Unreadable], *, processes: int, model: str, coder: Coder = code) -> Iterator[Outcome]:
    """Outcomes in the order of the pages, so that a ledger does not depend on which process was quick."""
    coders = _Coders(processes, model=model, coder=coder)
    try:
        for page in pages:
            coders.take(page)
            while coders.waiting >= processes * IN_FLIGHT:
                yield coders.give()
        while coders.waiting:
            yield coders.give()
    finally:
        coders.close()


def outcome_of(page: Page | Unreadable, *, model: str) -> Outcome:
    """What becomes of one page, coded in this process."""
    return _refused(page) if isinstance(page, Unreadable) else code(page, model=model)


def _refused(page: Unreadable) -> Outcome:
    return Outcome(uri=page.uri, reason=page.reason)


class _Coders:
    """A pool of processes and the pages it has in hand. When a process dies the whole pool is lost: it is started anew, the
    oldest page is tried alone, and the rest is handed in again."""

    def __init__(self, processes: int, *, model: str, coder: Coder) -> None:
        self._processes, self._model, self._coder = processes, model, coder
        self._line: deque[tuple[Page, Future[Outcome]] | Unreadable] = deque()
        self._pool = self._started(processes)

    @property
    def waiting(self) -> int:
        return len(self._line)

    def take(self, page: Page | Unreadable) -> None:
        self._line.append(page if isinstance(page, Unreadable) else (page, self._submit(page)))

    def give(self) -> Outcome:
        first = self._line.popleft()
        if isinstance(first, Unreadable):
            return _refused(first)
        page, future = first
        try:
            return future.result()
        except BrokenProcessPool:
            return self._again(page)

    def close(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _submit(self, page: Page) -> Future[Outcome]:
        try:
            return self._pool.submit(self._coder, page, model=self._model)
        except BrokenProcessPool as error:  # answered like a page whose process died, when its turn comes
            broken: Future[Outcome] = Future()
            broken.set_exception(error)
            return broken

    def _again(self, page: Page) -> Outcome:
        self.close()
        with self._started(1) as alone:
            try:
                outcome = alone.submit(self._coder, page, model=self._model).result()
            except BrokenProcessPool:
                outcome = Outcome(uri=page.uri, page=page, reason="It was read, but the process that coded it died.")
        self._pool = self._started(self._processes)
        line = [w if isinstance(w, Unreadable) or _is_whole(w[1]) else (w[0], self._submit(w[0])) for w in self._line]
        self._line = deque(line)
        return outcome

    def _started(self, processes: int) -> ProcessPoolExecutor:
        load = _load if self._coder is code else None
        return ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=load)


def _load() -> None:
    """The language pipeline, before the first page is there; where it is missing the first page says so."""
    with suppress(SaysoError):
        pipeline()


def _is_whole(future: Future[Outcome]) -> bool:
    """Done before the pool was lost."""
    return future.done() and not future.cancelled() and future.exception() is None
