"""A page in, the signs of comments on it out by position, so that any box can be asked in no time which of them it holds."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Any

from sayso.ingest.comments.items import Scene
from sayso.ingest.comments.words import AUTHOR, MEMBER, NOT_AUTHOR, PROFILE, REPLY

_PRESSED = frozenset(("a", "button", "span", "li", "input", "div", "p"))
_NAMED = frozenset(("a", "span", "cite", "b", "strong", "p"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4"))
_ANSWERS = re.compile(r"(?:^|[/?&=._ -])(?:new-?)?repl(?:y|ytocom)(?:[/?&=._ -]|$)", re.I)
_LONGEST_BUTTON = 60
_NEAR_TOP = 600  # characters of a post in which its writer's standing is printed


class Sights:
    """Where on a page replies can be pressed, people are named and headlines lead elsewhere; and how many words stand where."""

    __slots__ = ("_heads", "_linked", "_links", "_members", "_people", "_replies", "_words", "named", "scene", "titles")

    def __init__(self, scene: Scene) -> None:
        dom = scene.dom
        self.scene = scene
        orders = dom.orders
        tags: dict[str, list[Any]] = {}
        for element in dom.pieces:
            tags.setdefault(element.tag, []).append(element)
        self._replies = sorted(orders[e][0] for tag in _PRESSED for e in tags.get(tag, ()) if _is_reply(e))
        self.named = [e for e in dom.pieces if names_person(e, scene)]
        self._people = [orders[e][0] for e in self.named]
        self._heads = sorted(orders[e][0] for tag in _HEADINGS for e in tags.get(tag, ()) if _leads_away(e))
        self.titles = [orders[e][0] for e in tags.get("h1", ())]
        self._members = [match.start() for match in MEMBER.finditer(dom.text)]
        self._words = [0, *accumulate(len(dom.text[a:b].split()) for a, b in zip(dom.starts, dom.ends, strict=True))]
        links = [(orders[e][0], self.words(e)) for e in tags.get("a", ()) if _leads_on(e)]
        self._links = [order for order, _ in links]
        self._linked = [0, *accumulate(count for _, count in links)]

    def words(self, element: Any) -> int:
        """How many words an element shows."""
        first, last = self.scene.dom.pieces.get(element, (0, 0))
        return self._words[last] - self._words[first]

    def linked(self, element: Any) -> int:
        """How many of its words are links."""
        first, last = self.scene.dom.orders.get(element, (0, 0))
        return self._linked[bisect_left(self._links, last)] - self._linked[bisect_left(self._links, first)]

    def replies(self, group: Iterable[Any]) -> bool:
        """Something in these elements can be pressed to answer."""
        return any(self._holds(self._replies, element) for element in group)

    def people(self, group: Iterable[Any]) -> bool:
        """Somebody is named as a writer."""
        return any(self._holds(self._people, element) for element in group)

    def people_beside(self, box: Any, parts: Iterable[Any]) -> bool:
        """Somebody is named in a box outside of some parts."""
        orders = self.scene.dom.orders
        named = [order for order in self._people if orders[box][0] <= order < orders[box][1]]
        within = [orders[part] for part in parts]
        return any(not any(first <= order < last for first, last in within) for order in named)

    def headlines(self, group: Iterable[Any]) -> bool:
        """A heading leads to another page, as in lists of articles."""
        return any(self._holds(self._heads, element) for element in group)

    def titled(self, group: Iterable[Any]) -> bool:
        """The page's own headline stands in it."""
        return any(self._holds(self.titles, element) for element in group)

    def members(self, group: Iterable[Any]) -> bool:
        """The writer's standing in a forum is printed near the top: since when, how many posts."""
        places = (self.scene.dom.place(element) for element in group)
        return any(_any_in(self._members, place[0], min(place[1], place[0] + _NEAR_TOP)) for place in places if place)

    def outermost(self, box: Any, held: Sequence[tuple[int, int, Any]]) -> Iterator[Any]:
        """Of the held boxes, in page order as (first, last, element), those in this box and in no other between."""
        first, last = self.scene.dom.orders[box]
        index = bisect_left(held, (first + 1,))
        while index < len(held) and held[index][0] < last:
            yield held[index][2]
            index = bisect_left(held, (held[index][1],), lo=index + 1)

    def _holds(self, positions: Sequence[int], element: Any) -> bool:
        return _any_in(positions, *self.scene.dom.orders.get(element, (0, 0)))


def _any_in(positions: Sequence[int], low: int, high: int) -> bool:
    index = bisect_left(positions, low)
    return index < len(positions) and positions[index] < high


def _is_reply(element: Any) -> bool:
    text = (element.text or "").strip()
    if not text and element.tag in ("a", "button", "input", "span"):
        text = element.get("title") or element.get("aria-label") or element.get("value") or ""
        if not text and element.tag in ("a", "button"):
            return _ANSWERS.search(f"{element.get('href') or ''} {element.get('class') or ''}") is not None
    return bool(text) and len(text) < _LONGEST_BUTTON and REPLY.match(text) is not None


def names_person(element: Any, scene: Scene) -> bool:
    """The element names who wrote something: marked as author, or a link to a profile."""
    attributes = element.attrib
    if not attributes:
        return False
    if "author" in attributes.get("itemprop", "") or (element.tag == "a" and PROFILE.search(attributes.get("href", ""))):
        return True
    return element.tag in _NAMED and _says_author(scene.labels.get(element, ""))


@lru_cache(maxsize=20_000)
def _says_author(label: str) -> bool:
    return bool(label and AUTHOR.search(label) and not NOT_AUTHOR.search(label))


def _leads_on(link: Any) -> bool:
    """The link leads to something else than a place in this thread, an answer to it, or a writer."""
    href = link.get("href") or ""
    return "#" not in href and "reply" not in href and not PROFILE.search(href)


def _leads_away(heading: Any) -> bool:
    link = heading.find(".//a")
    if link is None and heading.getparent() is not None and heading.getparent().tag == "a":
        link = heading.getparent()
    return link is not None and "#" not in (link.get("href") or "#") and len("".join(link.itertext()).split()) > 3
