"""Dates as intervals: earliest day, latest day, how precise, and on what basis."""

from __future__ import annotations

from enum import StrEnum

from sayso.model.span import Record, Span

CARRIED = "the day of the incident told just before"  # the reason of a date that was taken over


class Precision(StrEnum):
    """How precise a date is; the values in brackets are UCDP's ``date_prec``."""

    MINUTE = "minute"
    DAY = "day"  # (1)
    DAYS = "days"  # a range of 2-6 days (2)
    WEEK = "week"  # (3)
    MONTH = "month"  # a month or 8-30 days (4)
    YEAR = "year"  # longer than a month (5)
    UNKNOWN = "unknown"


class Basis(StrEnum):
    """Where a date comes from."""

    STATED = "stated"  # printed in the text itself
    METADATA = "metadata"  # the page's machine-readable data
    INFERRED = "inferred"  # worked out, the reason is given


class Anchor(StrEnum):
    """What a relative time expression counts from."""

    ABSOLUTE = "absolute"
    DOCUMENT = "document"  # the document's own date
    INCIDENT = "incident"  # the incident told just before
    UNKNOWN = "unknown"


class DateRange(Record, frozen=True):
    """Between ``start`` and ``end`` (ISO 8601 days or, at minute precision, date-times; both inclusive).

    ``spans`` are the words it was read from; ``reason`` says how it was worked out where it was inferred.
    """

    start: str
    end: str
    precision: Precision
    basis: Basis
    anchor: Anchor = Anchor.ABSOLUTE
    reason: str = ""
    spans: tuple[Span, ...] = ()

    @property
    def carried(self) -> bool:
        """Whether it is the day of the happening told before, taken over for want of one: a guess that dates nothing else."""
        return self.reason == CARRIED
