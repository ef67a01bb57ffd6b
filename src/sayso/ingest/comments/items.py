"""What a thread is made of while it is being read: a comment's element and what its platform says of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sayso.ingest.dom import Dom
from sayso.ingest.metadata import Metadata


@dataclass(frozen=True, slots=True)
class Item:
    """One comment or post on the page. A field that the platform's markup does not state is left to the general rules.

    ``parent`` is a key; ``depth`` counts from 0. ``content`` are the elements that hold its own words. ``said`` is its time
    as printed where no element holds it, ``until`` the piece of text at which its signature begins.
    """

    element: Any
    key: str
    parent: str | None = None
    depth: int | None = None
    author: Any = None
    when: Any = None
    content: tuple[Any, ...] = ()
    said: str = ""
    until: int | None = None
    post: bool = False  # opens a thread
    entry: bool = False  # a text of its own that comments stand under, such as an answer: it answers no comment


@dataclass(frozen=True, slots=True)
class Scene:
    """The page around the thread: its tree with every element's label, its metadata, and when it was read."""

    dom: Dom
    meta: Metadata
    anchor: datetime | None
    uri: str = ""
    labels: dict[Any, str] = field(default_factory=dict)  # "class id" in lower case, for elements that have one
    names: str = ""  # all classes, ids and rare tags as written


@dataclass(frozen=True, slots=True)
class Found:
    """The items that one reader sees. ``is_page``: the thread is the page, and no article stands beside it."""

    reader: str
    items: tuple[Item, ...]
    is_page: bool = False


Reader = Callable[[Scene], Found | None]
