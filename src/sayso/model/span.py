"""Spans: exact places in the one fixed text of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from sayso.errors import SpanMismatch


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """What every noun is made of: frozen, named fields, no I/O."""


class Span(Record, frozen=True, order=True):
    """Characters ``start`` to ``end`` (exclusive) of a page's text; ``exact`` is the slice itself.

    Offsets count Python ``str`` code points. ``page.text[start:end] == exact``, or the ledger refuses the record.
    """

    page: str
    start: int
    end: int
    exact: str

    def overlaps(self, other: Span) -> bool:
        """Both lie on one page and share at least one character."""
        return self.page == other.page and self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """The other span lies wholly inside this one."""
        return self.page == other.page and self.start <= other.start and other.end <= self.end

    def part(self, start: int, end: int) -> Span:
        """The piece between two page offsets, both inside this span."""
        if not self.start <= start <= end <= self.end:
            raise SpanMismatch(f"{self.page}: {start}-{end} is not inside {self.start}-{self.end}")
        return Span(page=self.page, start=start, end=end, exact=self.exact[start - self.start : end - self.start])


def spans_in(value: object) -> Iterator[Span]:
    """Every span inside a record, however deep."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            yield from spans_in(getattr(value, field))
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from spans_in(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from spans_in(item)


def check_spans(record: object, texts: dict[str, str]) -> None:
    """Raise ``SpanMismatch`` unless every span in ``record`` quotes its page exactly.

    ``texts`` maps page id to page text.
    """
    for span in spans_in(record):
        text = texts.get(span.page)
        if text is None:
            raise SpanMismatch(f"A record quotes page {span.page}, which is not here. Read that page in first.")
        found = text[span.start : span.end]
        if found != span.exact or not 0 <= span.start <= span.end <= len(text):
            raise SpanMismatch(
                f"Page {span.page}, characters {span.start}-{span.end}: the text there is {found[:60]!r}, "
                f"the record quotes {span.exact[:60]!r}. Extract the page again."
            )


def bare_words(text: str) -> str:
    """The words alone, without case and marks, to tell copies by."""
    return " ".join(re.findall(r"\w+", text.casefold()))
