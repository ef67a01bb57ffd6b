"""One comment's element in, the elements that are its own and no nested comment's out; and how a name or a time is handed on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sayso.ingest.comments.items import Item
from sayso.model import DateRange

NOW = datetime(2000, 1, 1, tzinfo=UTC)  # to ask whether words are a time at all


@dataclass(frozen=True, slots=True)
class Named:
    """A name or a time as found: its text, and the element whose words they are (None where only an attribute has them)."""

    text: str
    element: Any = None
    when: DateRange | None = None
    piece: int | None = None  # the piece of text it was read from, where no element holds it alone


@dataclass(frozen=True, slots=True)
class Area:
    """What belongs to one comment alone: its elements in order, without those of the comments nested in it."""

    item: Item
    elements: tuple[Any, ...]


def own_area(item: Item, nested: frozenset[Any] | set[Any]) -> Area:
    """The comment's own elements."""
    return Area(item, tuple(_own(item.element, nested)))


def _own(element: Any, nested: frozenset[Any] | set[Any]) -> Iterator[Any]:
    yield element
    for child in element:
        if child.tag.__class__ is str and child not in nested:
            yield from _own(child, nested)
