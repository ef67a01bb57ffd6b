"""A block's text and a date in it come in; whether the date says when the report was written, or stands over a section, goes out."""

from __future__ import annotations

import re
from datetime import date

FILED_BEFORE = 10  # days: a report may appear some days after it was filed; farther apart, one of the dates is wrong
TOP = 80  # characters: the first longer block is where the reporting begins
LONE = 45  # characters of a line that may be nothing but a date
HEADING = 60  # characters of a line that may be a heading
_FILING = r"(?:date|of|publication|published|posted|updated?|created|modified|last|first|filed|issued|released|release|for|immediate|on|at)"
_FILED = re.compile(
    rf"\W*(?:{_FILING}\W+)*(?:published|publication|posted|updated?|created|modified|filed|issued|released?|date)\W+(?:{_FILING}\W+)*",
    re.I,
)
_CAPITALS = re.compile(r"[^.a-z]{3,60}[,(\s]\s*$")  # "KABUL, 3 March (Agency) --"
_DASH = re.compile(r"\s*[\])(]|\s*[-–—]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_BEFORE = re.compile(r"(?:^|[A-Z][\w'’-]*\.?|[.!?|)\]])[\s,]*$")  # nothing, a capitalised word or a sentence's end
_AFTER = re.compile(r"[\s|]+(?:\(?(?:\d{1,2}[:.]?\d\d\b\S*\s+)?)[\"“‘'(\[]?[A-Z]|\s*$")  # the first words of a sentence


def heads_report(text: str, start: int, end: int) -> bool:
    """ "KABUL, 3 March (Agency) --": place and date in capitals or brackets before the first words."""
    return end < TOP and bool(_CAPITALS.match(text[:start])) and bool(_DASH.match(text[end : end + 40]))


def dates_report(text: str, start: int, end: int, *, day: date, published: date | None) -> bool:
    """At the top of a text: "Published June 11, 2016", "Sunday 16 April 2017 Rescuers said": the day of writing, not of what is told."""
    if _FILED.fullmatch(text[:start]):
        return True
    if published is not None and not -1 <= (published - day).days <= FILED_BEFORE:
        return False
    printed = _YEAR.search(text[start:end])
    return printed is not None and bool(_BEFORE.search(text[:start])) and bool(_AFTER.match(text[end:]))


def is_lone(text: str, start: int, end: int) -> bool:
    """The line is the date and nothing else."""
    return len(text) <= LONE and not re.search(r"\w", text[:start] + text[end:])


def is_heading(text: str) -> bool:
    """A short line without a sentence's end: what follows is about something else."""
    return len(text) <= HEADING and not re.search(r"[.!?:;,…\"”’)]\s*$", text)
