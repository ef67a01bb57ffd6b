"""One comment's own elements in, when it was posted out: machine-readable first, then as printed."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from sayso.ingest.comments.area import NOW, Area, Named
from sayso.ingest.comments.items import Scene
from sayso.ingest.comments.words import ACTION, EDITED, MEMBER, WHEN
from sayso.ingest.metadata import squash
from sayso.ingest.when import YEARLESS, read_when
from sayso.model import Anchor, Basis, DateRange

_LONGEST_WHEN = 120
_MOMENT = (
    "datetime", "data-datetime", "data-time", "data-timestamp", "data-utime", "data-date", "data-created", "data-epoch", "content",
    "title", "data-original-title", "aria-label", "data-tippy-content", "data-tooltip", "data-local-date", "data-posted",
    "data-livestamp",
)  # fmt: skip
_HINTS = ("title", "data-original-title", "aria-label", "data-tippy-content", "data-tooltip")
_DIGIT = re.compile(r"\d")
_RELATIVE_WORDS = 8
_FIRST_PIECES = 8  # pieces of text in which a time stands that no element holds
_SMALL_TAGS = frozenset((
    "abbr", "a", "span", "small", "em", "i", "p", "div", "td", "b", "strong", "li", "dd", "footer", "header", "h4", "h5", "h6",
    "font", "cite",
))  # fmt: skip


def find_when(area: Area, scene: Scene, *, day_first: bool | None) -> Named | None:
    """When the comment was posted: machine-readable first, then a printed date, then a relative time from the anchor."""
    if area.item.said:
        return Named(area.item.said, None, read_when(area.item.said, basis=Basis.STATED, day_first=day_first))
    if area.item.when is not None:
        told = [found for element in area.item.when.iter() if (found := _moment(element, scene, day_first))]
        if told:
            return next(filter(_is_fixed, told), told[0])
    best: tuple[tuple[bool, int, int], Named] | None = None
    for element in area.elements:
        rank = _when_rank(element, scene)
        if not rank or (best is not None and (True, rank, 0) <= best[0]):
            continue
        if found := _moment(element, scene, day_first):
            merit = _is_fixed(found), rank, -len(found.text)
            best = (merit, found) if best is None or merit > best[0] else best
            if merit[0] and rank >= 6:
                break
    if best is None or not best[0][0] or best[1].element is area.item.element:
        return _when_between(area, scene, day_first) or (best[1] if best else None)
    return best[1]


def _when_between(area: Area, scene: Scene, day_first: bool | None) -> Named | None:
    """A date near the top that stands between elements: "NAME | 4 March 2021 | link"."""
    dom, inside = scene.dom, set(area.elements)
    first, last = dom.pieces.get(area.item.element, (0, 0))
    for index in range(first, min(last, first + _FIRST_PIECES)):
        text = dom.text[dom.starts[index] : dom.ends[index]]
        if dom.owners[index] in inside and len(text) < _LONGEST_WHEN / 2 and _DIGIT.search(text):
            when = read_when(squash(text), basis=Basis.STATED, day_first=day_first)
            if when is not None and not MEMBER.search(text) and not EDITED.search(text):
                return Named(text, None, when, index)
    return None


def _is_fixed(found: Named) -> bool:
    """A date of its own: "4 years ago" tells less than the date in a tooltip."""
    return found.when is not None and found.when.anchor is not Anchor.DOCUMENT


def _when_rank(element: Any, scene: Scene) -> int:
    prop, label, tag = element.get("itemprop") or "", scene.labels.get(element, ""), element.tag
    if tag == "time" or "dateCreated" in prop or "datePublished" in prop or tag == "relative-time":
        return 6
    if label and WHEN.search(label) and tag not in ("div", "section", "article", "li", "td", "tr"):
        return 5
    if any(element.get(name) for name in _MOMENT[:7]):
        return 5
    if label and WHEN.search(label):
        return 4
    if tag in _SMALL_TAGS:
        return 2 if len(element) < 12 else 0
    return 0


def _moment(element: Any, scene: Scene, day_first: bool | None) -> Named | None:
    for name in _MOMENT:
        value = element.get(name)
        if (
            value
            and _DIGIT.search(value)
            and len(value) < _LONGEST_WHEN
            and not (name in _HINTS and _of_something_else(element, scene))
            and (when := read_when(value, basis=Basis.METADATA, day_first=day_first))
        ):
            return Named(value, element if scene.dom.place(element) else None, when)
    place = scene.dom.place(element)
    if place is None or place[1] - place[0] > _LONGEST_WHEN:
        return None
    text = scene.dom.words(element)
    if _of_member_or_edit(element, place[0], scene):
        return None
    when = read_when(squash(text), basis=Basis.STATED, anchor=scene.anchor, day_first=day_first)
    if when is None and scene.anchor is None:
        when = _day_after(squash(text), scene, day_first)
        if when is None and len(text.split()) <= _RELATIVE_WORDS and read_when(squash(text), basis=Basis.STATED, anchor=NOW):
            return Named(text, element)  # an age: no date, and no words of the comment either
    if when is None or (when.basis is Basis.INFERRED and len(text.split()) > _RELATIVE_WORDS):
        return None  # "on the Friday" in a sentence tells when something else was
    return Named(text, element, when)


def _day_after(text: str, scene: Scene, day_first: bool | None) -> DateRange | None:
    """A day without its year: the first such day since the article that the comment stands under."""
    since = scene.meta.published.start[:10] if scene.meta.published else ""
    if not since:
        return None
    for year in (int(since[:4]), int(since[:4]) + 1):
        end = datetime(year, 12, 31, tzinfo=UTC)
        when = read_when(text, basis=Basis.STATED, anchor=end, day_first=day_first)
        if when is None or when.anchor is Anchor.DOCUMENT or when.reason != YEARLESS:
            return None
        if when.start[:10] >= since:
            return when
    return None


def _of_something_else(element: Any, scene: Scene) -> bool:
    """A date that shows over words which are neither a time nor a link to the comment tells of those words."""
    words = scene.dom.words(element).strip()
    return (
        len(words) > 2
        and len(words) < _LONGEST_WHEN
        and not _DIGIT.search(words)
        and not ACTION.match(words)
        and read_when(squash(words), basis=Basis.STATED, anchor=scene.anchor or NOW) is None
    )


def _of_member_or_edit(element: Any, start: int, scene: Scene) -> bool:
    """The date is that of somebody's joining or of a later change: the words just before it in its line say so."""
    low = max(0, start - 40)
    end = (scene.dom.place(element) or (0, start))[1]
    line = scene.dom.text[low:start].rpartition("\n\n")[2] + scene.dom.text[start:end]
    return bool(MEMBER.search(line) or EDITED.search(line))
