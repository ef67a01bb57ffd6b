"""Codes, dates and counts come in; the words that a reader of the report sees go out."""

from __future__ import annotations

import re
from datetime import date

from sayso.model import DateRange, Incident, Response
from sayso.model.reckon import written

WORDS: dict[str, str] = {
    "reported_as_fact": "told as fact",
    "claimed_or_admitted": "claimed or admitted",
    "suspected_or_accused_by_authorities": "accused by authorities",
    "suspected_or_accused": "accused",
    "possible": "named as possible",
    "acquitted": "acquitted",
    "denied": "denied",
    "exonerated_by_third_party": "cleared by a third party",
    "unknown_stated": "said to be unknown",
    "accuses": "Accusations",
    "denies": "Denials",
    "claims_responsibility": "Claims of responsibility",
    "exonerates": "Cleared by others",
    "declines_to_name": "Declined to name anyone",
    "doubts": "Doubts",
    "notes_missing_evidence": "Evidence said to be missing",
    "agrees": "agrees",
    "disagrees": "does not agree",
    "cannot_tell": "cannot be told",
    "own": "the author’s own words",
    "endorses": "the author endorses it",
    "neutral": "",
    "distances": "the author keeps a distance",
    "rejects": "the author rejects it",
    "accomplished": "told as done",
    "attempted": "told as tried",
    "threatened": "threatened",
    "planned": "planned",
    "hypothetical": "hypothetical",
    "aggregate": "a count of many",
    "certain": "stated flatly",
    "probable": "put as probable",
    "possible_certainty": "put as possible",
    "unknown": "surety not stated",
    "distance": "Distance",
    "elapsed": "Time between",
    "counts": "Number",
    "dates": "Date",
    "sequence": "Order",
    "series": "How many in a time",
    "corrected": "Set right by others",
    "article": "article",
    "republished_article": "republished article",
    "host_note": "host’s note",
    "correction": "correction",
    "comment": "reader’s comment",
    "post": "post",
    "armed_group": "armed group",
    "state_force": "state force",
    "official_body": "official body",
    "unnamed_source": "unnamed source",
}
_MONTHS = ["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."]
_ISO_IN_LABEL = re.compile(r",\s*\d{4}-\d\d-\d\d(?:\s+to\s+\d{4}-\d\d-\d\d)?$")
_YEAR = 365.2425


def counted(number: int, noun: str, plural: str = "") -> str:
    """``1 page``, ``3 pages``, ``2 inches``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {plural or noun + 's'}"


def headline(incident: Incident) -> str:
    """The incident's label without its date, which stands beside it: ``Rocket attack on Camp Orsa``."""
    label = incident.label.removesuffix(f", {written(incident.date)}")
    label = _ISO_IN_LABEL.sub("", label).strip()  # the label that an account has before anything is linked
    return label[:1].upper() + label[1:]


def day(when: DateRange | None) -> str:
    """A date for readers: ``7 May 2018``, ``Dec. 2019``, ``29 Dec. 2019 – 8 Jan. 2020``; ``no date`` where unknown."""
    if when is None:
        return "no date"
    first, last = _date(when.start), _date(when.end)
    if first is None or last is None:
        return "no date"
    if first == last:
        return _day(first)
    if first.day == 1 and (first.year, first.month) == (last.year, last.month) and last.day >= 28:
        return f"{_MONTHS[first.month - 1]} {first.year}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    return f"{_day(first)} – {_day(last)}"


def _day(when: date) -> str:
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def _date(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso[:10])
    except ValueError:
        return None


def lag_words(response: Response) -> str:
    """The lag as computed, and as stated where words state it."""
    days = response.lag_days
    computed = "lag unknown" if days is None else "same day" if days == 0 else counted_days(days)
    return f"{computed} (said: {response.lag_stated})" if response.lag_stated else computed


def counted_days(days: float) -> str:
    """``1 day``, ``2.5 days``, ``55 years`` where it is more than two."""
    if abs(days) >= 2 * _YEAR:
        return f"{days / _YEAR:.0f} years"
    return f"{days:g} day" + ("" if days == 1 else "s")


def range_words(low: int | None, high: int | None) -> str:
    """``3``, ``11–19``, or ``number not given``."""
    if low is None or high is None:
        return "number not given"
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"
