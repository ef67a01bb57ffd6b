"""A ledger reader comes in; the same ledger goes out as it may be passed on: rows of event datasets whose terms forbid it are left out.

What was found against such a dataset stays, with a reference to each row (its id, day, place and codes) where the row would stand.
A dataset that may be passed on goes with its notice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

import msgspec

from sayso.checks.datasets import datasets
from sayso.gazetteer.events import Event, Events
from sayso.ledger.reader import LedgerReader
from sayso.model import Finding, Page, Problem, Span
from sayso.model.reckon import days_written

WITHHELD = "The rows of this dataset are not passed on. {terms}"


class Shared(LedgerReader):
    """The ledger as it may be passed on. It reads from the same store."""

    def __init__(self, ledger: LedgerReader) -> None:
        self.__dict__.update(vars(ledger))
        self._whole = ledger

    def iter_pages(self) -> Iterator[Page]:
        """The pages; a dataset's page says under what terms it is given, and holds no row that must not be passed on."""
        for page in super().iter_pages():
            yield self._notices.get(page.id, page)

    def page(self, id_: str) -> Page:
        """The page with this id."""
        return self._notices.get(id_) or super().page(id_)

    def findings(self) -> tuple[Finding, ...]:
        """The findings; a quoted row that must not be passed on is a reference to it."""
        found = super().findings()
        return tuple(self._referring(f) for f in found) if self._moved else found

    def _referring(self, finding: Finding) -> Finding:
        spans = tuple(self._moved.get(span, span) for span in finding.spans)
        return finding if spans == finding.spans else msgspec.structs.replace(finding, spans=spans)

    @cached_property
    def _given(self) -> tuple[tuple[Page, Events], ...]:
        return tuple(datasets(self._whole))

    @cached_property
    def _notices(self) -> Mapping[str, Page]:
        return {page.id: self._noticed(page, events) for page, events in self._given}

    def _noticed(self, page: Page, events: Events) -> Page:
        if events.shareable:
            return msgspec.structs.replace(page, problems=(*page.problems, Problem(code="terms", message=events.terms)))
        notice = WITHHELD.format(terms=events.terms)
        text = "\n".join([notice, *(span.exact for span in self._moved.values() if span.page == page.id)])
        return msgspec.structs.replace(page, text=text, problems=(*page.problems, Problem(code="withheld", message=notice)))

    @cached_property
    def _moved(self) -> Mapping[Span, Span]:
        """Where each quoted row of such a dataset stands in the text that goes out instead."""
        kept = {page.id: (len(WITHHELD.format(terms=e.terms)) + 1, e) for page, e in self._given if not e.shareable}
        moved: dict[Span, Span] = {}
        for span in sorted({s for f in super().findings() for s in f.spans if s.page in kept}) if kept else ():
            at, events = kept[span.page]
            words = _reference(events, next((e for e in events.events if e.start <= span.start < e.end), None))
            moved[span] = Span(page=span.page, start=at, end=at + len(words), exact=words)
            kept[span.page] = at + len(words) + 1, events
        return moved


def _reference(events: Events, event: Event | None) -> str:
    """A row's id, day, place and codes."""
    if event is None:
        return events.name
    told = [f"{events.name} {event.id}".strip(), days_written(event.first, event.last), event.place, *event.codes]
    return ", ".join(part for part in told if part)
