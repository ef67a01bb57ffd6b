"""A bundle, its date and the document's date come in; flags go out: historical, headline only, echo."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from sayso.model import DateRange

if TYPE_CHECKING:
    from sayso.extract.accounts.split import Bundle

OLD_DAYS = 60  # MUC-4 calls older incidents background


def flags_of(bundle: Bundle, *, date: DateRange | None, published: DateRange | None) -> tuple[str, ...]:
    """What a reader of the account must know beside its slots."""
    found = []
    if older_than(OLD_DAYS, date, published=published):
        found.append("historical")
    if all(m.headline for m in bundle.mentions):
        found.append("headline_only")
    if all(m.definite for m in bundle.mentions):
        found.append("in_passing")  # only ever pointed back to
    return tuple(found)


def older_than(days: int, date: DateRange | None, *, published: DateRange | None) -> bool:
    """The date ended more than so many days before the text was published; False where either is not known."""
    age = days_between(date.end, published.start) if date is not None and published is not None else None
    return age is not None and age > days


def days_between(earlier: str, later: str) -> int | None:
    """Whole days from one ISO day to another, or None where one is no day."""
    try:
        return (datetime.date.fromisoformat(later[:10]) - datetime.date.fromisoformat(earlier[:10])).days
    except ValueError:
        return None
