"""A page's comments come in; a note goes out where they show only their age and nothing says when the page was saved."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.ingest.pieces import RawComment
from sayso.ingest.stamps import find_stamp
from sayso.model import DateRange, Problem

_NEAR = 200  # characters before a comment's words, and behind them, in which its age is printed


def ages_unread(
    raws: Sequence[RawComment], text: str, *, fetched: str | None, published: DateRange | None
) -> tuple[Problem, ...]:
    """ "4 years ago" is a date only if the day is known from which it counts: without it, nothing is guessed."""
    if fetched:
        return ()
    aged = sum(raw.posted is None and _shows_age(raw, raws[i - 1] if i else None, text) for i, raw in enumerate(raws))
    if not aged:
        return ()
    since = f" They are not older than the page's own date, {published.start[:10]}." if published else ""
    message = (
        f"{aged} comment(s) show only how old they were when the page was saved, and it does not say when that was: "
        f"their dates are not known.{since}"
    )
    return (Problem(code="no_date", message=message),)


def _shows_age(raw: RawComment, before: RawComment | None, text: str) -> bool:
    low = max(raw.span.start - _NEAR, before.span.end if before else 0)
    around = [*text[low : raw.span.start].split("\n"), *text[raw.span.end : raw.span.end + _NEAR].split("\n")[:4]]
    return any((stamp := find_stamp(line.strip())) is not None and stamp.relative is not None for line in around)
