"""A quote, a date or a place of words comes in; the plain text of a table's cell goes out."""

from __future__ import annotations

from sayso.model import DateRange, Span

_WIDTH = 110  # longest quote in a cell; the whole stands in the report and the export


def quote(span: Span | None, *, width: int = _WIDTH) -> str:
    """The span's words on one line, cut at ``width`` characters."""
    if span is None:
        return ""
    words = " ".join(span.exact.split())
    return words if len(words) <= width else words[: width - 1] + "…"


def day(date: DateRange | None) -> str:
    """A date for people: one day, or the first and last of a range; empty where unknown."""
    if date is None:
        return ""
    start, end = date.start[:10], date.end[:10]
    return start if start == end else f"{start} – {end}"


def place_of(span: Span | None) -> str:
    """Where a quote stands: page and characters."""
    return f"{span.page}:{span.start}-{span.end}" if span else ""
