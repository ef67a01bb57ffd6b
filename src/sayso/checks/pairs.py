"""A stated time and the days known for its two ends come in; the two that it is judged by, and what they come to, go out.

An end may have several days: those that the ledger records, and those that the text prints where the words stand. Only days that
belong to an end for sure can contradict the words; others can bear them out, or leave it open.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import product

import msgspec

from sayso.model import Anchor, Basis, DateRange, Measure, Record, Span, Verdict
from sayso.model.reckon import DAY_SLACK, day_range, days_written, lag_range

WEEK, MONTH, YEAR = 7, 28, 365.25
HALF = 15  # days: half a month
WIDE = 62  # days: two dates that are known to the month leave this much open
FREE = re.compile(r"\byear (?:taken|inferred)\b")  # the year was not printed, and may have been found wrong
TURN = 180  # days: a date without a year is the one nearest to the other


class Dated(Record, frozen=True):
    """When something happened as far as the ledger knows, and the words that say so; ``what`` names it where it was inferred.

    ``sure`` where it is the end's own day; ``free`` where its year is not printed; ``worked`` where it was counted from another.
    """

    first: int
    last: int
    spans: tuple[Span, ...]
    id: str
    what: str = ""
    sure: bool = True
    free: bool = False
    worked: bool = False
    printed: bool = False  # in the text itself, and not by way of an incident

    @property
    def narrow(self) -> bool:
        return self.last - self.first < WEEK

    @property
    def written(self) -> str:
        return days_written(self.first, self.last)


class Judged(Record, frozen=True):
    """Two days and what they say of a stated time: the verdict, and the least and the most days between them."""

    later: Dated
    earlier: Dated
    verdict: Verdict
    low: int
    high: int


def printed(days: Sequence[DateRange]) -> Iterator[Dated]:
    """The days that a text prints for an end."""
    for number, when in enumerate(days):
        if known := day_range(when):
            worked = when.anchor is Anchor.INCIDENT
            yield Dated(
                first=known[0], last=known[1], spans=when.spans, id=f"day {number} {when.start}", free=bool(FREE.search(when.reason)),
                sure=when.basis is Basis.STATED and not worked, worked=worked, printed=True,
            )  # fmt: skip


def judged(measure: Measure, laters: Sequence[Dated], earliers: Sequence[Dated]) -> Judged | None:
    """The pair that bears the words out, else the first one, which contradicts them only where both of its days are sure."""
    ranked = [(later, earlier) for earlier, later in product(earliers, laters) if later.id != earlier.id]
    pairs = [_pair(measure, later, earlier, slack=0 if number and earlier.printed else DAY_SLACK)
             for number, (later, earlier) in enumerate(ranked)]  # fmt: skip
    agreeing = next((p for p in pairs if p.verdict is Verdict.AGREES and not p.later.worked), None)
    if agreeing or not pairs:
        return agreeing
    first = next((p for p in pairs if _settles(p, alone=not any(d.printed for d in (*laters, *earliers)))), None)
    if first is None and (pairs[0].verdict is Verdict.DISAGREES or pairs[0].later.worked):
        return msgspec.structs.replace(pairs[0], verdict=Verdict.CANNOT_TELL)
    return first or pairs[0]


def _settles(pair: Judged, *, alone: bool) -> bool:
    """Whether the pair may contradict the words: both days are the ends' own; where the text prints days, to the day and in order."""
    if not (pair.later.sure and pair.earlier.sure):
        return False
    return alone or (pair.later.narrow and pair.earlier.narrow and not (pair.earlier.printed and pair.high < 0))


def _pair(measure: Measure, later: Dated, earlier: Dated, *, slack: int) -> Judged:
    low, high = lag_range((earlier.first, earlier.last), (later.first, later.last))
    if (later.free or earlier.free) and (measure.low or 0) < TURN:
        turns = round((low + high) / 2 / YEAR)
        low, high = lag_range((earlier.first, earlier.last), (_turned(later.first, -turns), _turned(later.last, -turns)))
    return Judged(later=later, earlier=earlier, verdict=verdict(measure, low, high, slack=slack), low=low, high=high)


def _turned(day: int, years: int) -> int:
    """The same day of another year."""
    when = date.fromordinal(day)
    leap = (when.month, when.day) == (2, 29)
    return (when - timedelta(days=1) if leap else when).replace(year=when.year + years).toordinal()


def verdict(measure: Measure, low: int, high: int, *, slack: int = DAY_SLACK) -> Verdict:
    """What the days between two dates, least and most, say of the stated ones."""
    bottom = (measure.low or 0.0) - slack
    top = math.inf if measure.high is None else measure.high + slack
    if high < bottom or low > top:
        return Verdict.DISAGREES
    if bottom <= low and high <= top:
        return Verdict.AGREES
    # "Eight months after" a day, "in May": months are counted, and no day of May is meant.
    if (measure.low or 0) >= MONTH and MONTH - 1 <= high - low < WIDE and bottom - HALF <= (low + high) / 2 <= top + HALF:
        return Verdict.AGREES
    return Verdict.CANNOT_TELL
