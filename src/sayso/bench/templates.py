"""A date, and the incidents of a message in the scorer's form, come in; they go out as MUC-4's task guidelines want them written."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import Any

from sayso.model import DateRange
from sayso.model.reckon import day_range

MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
LONG = 14  # days up to the dateline that say no more than "by then"
# The guidelines (7.3): a day of the week gives no date, and what cannot be counted off is "on or before the dateline".
UNCOUNTED = re.compile(
    r"""\b(?: (?:mon|tues|wednes|thurs|fri|satur|sun)day | recent(?:ly)? | (?:this|last|past)\ week
        | (?:few|several|some)\ (?:hours|days|weeks) )\b""",
    re.I | re.X,
)
LISTS = ("perp_individuals", "targets", "victims", "victims_named", "weapons")
UNARMED = frozenset({"ARSON", "KIDNAPPING"})  # the guidelines (7.7) ask for no instrument

Incident = dict[str, Any]


def written(found: DateRange | None, published: DateRange | None) -> str:
    """A day, a range, or "on or before the dateline"."""
    if found is None or found.carried:
        return _by(published.start) if published else ""
    words = " ".join(s.exact for s in found.spans)
    if published is not None and UNCOUNTED.search(words) and not any(c.isdigit() for c in words):
        return _by(published.start)
    first, last = day_range(found) or (0, 0)
    if published is not None and found.end[:10] == published.start[:10] and last - first > LONG:
        return _by(found.end)  # "this month", "in the last ten years"
    start, end = day(found.start), day(found.end)
    return start if start == end else f"{start} - {end}"


def _by(iso: str) -> str:
    return f"- {day(iso)}"


def day(iso: str) -> str:
    """``1990-04-03`` as ``03 APR 90``."""
    told = datetime.date.fromisoformat(iso[:10])
    return f"{told.day:02d} {MONTHS[told.month - 1]} {told.year % 100:02d}"


def one_template_each(incidents: Sequence[Incident]) -> list[Incident]:
    """Those of one type that differ in neither date, nor place, nor who did it, are instances of one template (5.0)."""
    kept: list[Incident] = []
    for incident in incidents:
        twin = next((i for i, old in enumerate(kept) if _alike(old, incident)), None)
        if twin is None:
            kept.append(incident)
        else:
            kept[twin] = _joined(kept[twin], incident)
    return kept


def _alike(a: Incident, b: Incident) -> bool:
    if not _one_kind(a["type"], b["type"]) or (a["stage"] != b["stage"] and "threatened" in {a["stage"], b["stage"]}):
        return False  # who was threatened and then killed has two templates
    same_day = not (a["dated"] and b["dated"]) or a["date"] == b["date"]
    if same_day and not set(a["victims_named"]).isdisjoint(b["victims_named"]):
        return True  # nobody is attacked twice in one message, whatever place stands beside it
    doers, others = ({o["name"] for o in x["perp_orgs"]} for x in (a, b))
    if a["type"] != b["type"] or a["stage"] != b["stage"]:
        sure = a["dated"] and b["dated"] and same_day
    elif doers and others and doers.isdisjoint(others):
        return False
    elif (a["date"], a["location"]) == (b["date"], b["location"]):
        return True
    else:
        sure = same_day
    hit, struck = ({*x["targets"], *x["victims"]} for x in (a, b))
    return sure and _one_place(a["location"], b["location"]) and not hit.isdisjoint(struck)


def _one_kind(a: str, b: str) -> bool:
    """A bombing may be called an attack too."""
    return a == b or {a, b} == {"ATTACK", "BOMBING"}


def _one_place(a: str, b: str) -> bool:
    """The same, one not told, or one the country of the other ("X: X", where nothing smaller is told)."""
    country, other = a.split(": "), b.split(": ")
    whole = country[0] == country[-1] or other[0] == other[-1]
    return not (a and b) or a == b or (country[0] == other[0] and whole)


def _joined(a: Incident, b: Incident) -> Incident:
    """Both with all their fillers; the one told first says when and where, unless it does not; the type that tells more, and done where
    either is told as done."""
    dated = b if b["dated"] and not a["dated"] else a
    names = {o["name"]: o for o in (*b["perp_orgs"], *a["perp_orgs"])}
    lists = {slot: list(dict.fromkeys([*a[slot], *b[slot]])) for slot in LISTS}
    when = {"date": dated["date"], "dated": dated["dated"], "location": a["location"] or b["location"]}
    kind = {"type": b["type"] if a["type"] == "ATTACK" else a["type"], "stage": _furthest(a["stage"], b["stage"])}
    return {**a, **lists, **when, **kind, "perp_orgs": list(names.values())}


def _furthest(stage: str, other: str) -> str:
    return other if other == "accomplished" else stage
