"""Sources come in; the ledger is filled on one machine, page by page, and can be taken up again after a stop."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing
from itertools import chain, islice
from typing import Protocol

import msgspec

from sayso.checks import run_checks
from sayso.extract.parse import pipeline
from sayso.ingest import Capture, Limits, Unreadable, read_isolated
from sayso.ingest.byhand import dated_by_hand
from sayso.ledger import Ledger
from sayso.link import link
from sayso.model import Page
from sayso.pipeline.arrivals import Arrivals, Copy, Version
from sayso.pipeline.coders import code_all, outcome_of
from sayso.pipeline.stations import Outcome, version
from sayso.settings import Settings

INLINE = 3  # up to this many pages one process is faster than starting two (measured: a worker needs 2.5 s to load spaCy)


class Progress(Protocol):
    """Whoever wants to know how far the work is."""

    def started(self, total: int | None) -> None: ...
    def page_done(self, uri: str, *, words: int) -> None: ...
    def page_refused(self, uri: str, reason: str) -> None: ...
    def station(self, name: str) -> None: ...


class ReadSummary(msgspec.Struct, frozen=True, kw_only=True):
    """What one run did. ``unreadable`` pairs an address with the reason; ``versions`` and ``copies`` are what the ledger
    already held of the pages read, of which none was dropped.
    """

    read: int = 0
    already: int = 0
    words: int = 0
    unreadable: tuple[tuple[str, str], ...] = ()
    partial: int = 0
    versions: tuple[Version, ...] = ()
    copies: tuple[Copy, ...] = ()


def read_into(
    sources: Iterable[Capture | Unreadable],
    *,
    ledger: Ledger,
    settings: Settings,
    progress: Progress,
    fast: bool = False,
    limits: Limits | None = None,
) -> ReadSummary:
    """Read every source into the ledger. Bytes are stored before any parser runs; pages already read are skipped.

    A page that kills or stalls its parser is listed as unreadable with the reason, and reading goes on.
    """
    made_by = version(settings.model) + (f" + dated {settings.published}" if settings.published else "")
    counts = {"read": 0, "already": 0, "words": 0, "partial": 0}
    refused: list[tuple[str, str]] = []
    arrivals = Arrivals(ledger)
    versions: list[Version] = []
    copies: list[Copy] = []

    def wanted() -> Iterator[Capture]:
        for source in sources:
            if isinstance(source, Unreadable):
                refused.append((source.uri, source.reason))
                ledger.note_unreadable(source.uri, source.reason)
                progress.page_refused(source.uri, source.reason)
                continue
            sha256 = ledger.add_capture(source.raw, uri=source.uri, media_type=source.media_type, fetched=source.fetched)
            if ledger.needs_reading(sha256, uri=source.uri, made_by=made_by):
                yield source
            else:
                counts["already"] += 1
                progress.page_done(source.uri, words=0)

    for outcome in _outcomes(wanted(), settings=settings, fast=fast, limits=limits):
        if outcome.reason:
            refused.append((outcome.uri, outcome.reason))
            ledger.note_unreadable(outcome.uri, outcome.reason)
        if outcome.page is None:
            progress.page_refused(outcome.uri, outcome.reason)
            continue
        earlier, alike = arrivals.compare(outcome.page)
        versions += earlier
        copies += alike
        with ledger.together():
            ledger.add_page(outcome.page, made_by=made_by)
            for extraction in outcome.extractions:
                ledger.add_extraction(extraction)
        words = len(outcome.page.text.split())
        counts["read"] += 1
        counts["words"] += words
        counts["partial"] += any(p.code == "partial" for p in outcome.page.problems)
        progress.page_done(outcome.uri, words=words)
    return ReadSummary(**counts, unreadable=tuple(refused), versions=tuple(versions), copies=tuple(copies))


def weave(ledger: Ledger, *, progress: Progress) -> None:
    """Link across documents, then run the checks; both can be made again from the rows."""
    progress.station("linking")
    ledger.add_linking(link(ledger))
    progress.station("checking")
    ledger.add_findings(run_checks(ledger))


def _outcomes(captures: Iterator[Capture], *, settings: Settings, fast: bool, limits: Limits | None) -> Iterator[Outcome]:
    """Pages are parsed in a child process under limits and coded here, or in several processes where there are many."""
    first = list(islice(captures, INLINE + 1))
    if not first:
        return
    with closing(read_isolated(chain(first, captures), fast=fast, limits=limits)) as parsed:
        pages = _dated(parsed, settings.published)
        if len(first) > INLINE and settings.processes > 1:
            yield from code_all(pages, processes=settings.processes, model=settings.model)
        else:
            yield from _coded_here(pages, model=settings.model)


def _dated(pages: Iterable[Page | Unreadable], day: str) -> Iterator[Page | Unreadable]:
    """With the day that a person gave for pages that print none."""
    for page in pages:
        yield dated_by_hand(page, day) if day and isinstance(page, Page) else page


def _coded_here(pages: Iterable[Page | Unreadable], *, model: str) -> Iterator[Outcome]:
    with ThreadPoolExecutor(1) as loader:
        loaded = loader.submit(pipeline)  # while the child that parses starts
        for page in pages:
            wait([loaded])
            yield outcome_of(page, model=model)
