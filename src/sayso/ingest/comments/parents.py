"""A thread's items in page order in, each one's parent and depth out: from references, nesting, depth marks or indentation."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sayso.ingest.comments.items import Item, Scene
from sayso.ingest.comments.words import IN_REPLY, split_label

_ATTRIBUTES = frozenset((
    "data-parent-id", "data-parent", "data-parentid", "data-comment-parent", "data-comment-parent-id", "data-parent-comment-id",
    "data-reply-to", "data-in-reply-to", "data-replyto", "data-parent-uuid", "data-parent-post-id", "data-reply-to-post-number",
    "parent-id", "parentid", "parent",
))  # fmt: skip
_DEPTH_CLASS = re.compile(
    r"(?<![a-z])(?:depth|level|lvl|indent|nest(?:ed|ing)?|thread-?level|comment-?level|reply-?level|lev|tier|generation)-(\d{1,2})(?![\d])"
)
_DEPTH_ATTRIBUTES = (
    "data-depth", "data-level", "data-comment-depth", "data-comment-level", "aria-level", "data-indent", "data-nest-level",
    "data-nesting", "data-nesting-level", "data-reply-level", "depth", "indent",
)  # fmt: skip
_INDENT = re.compile(
    r"(?:(?:margin|padding)(?:-inline)?-(?:left|start)|--[\w-]*(?:depth|level|indent|nest)[\w-]*)\s*:\s*(-?\d+(?:\.\d+)?)\s*(px|em|rem|%|vw)?",
    re.I,
)
_NUMBERS = frozenset((
    "id", "name", "data-comment-id", "data-commentid", "data-id", "data-post-id", "data-postid", "data-fullname", "data-content",
    "data-message-id", "data-key", "data-uuid", "data-comment", "data-object-id", "data-post-number", "data-reply-id",
))  # fmt: skip
_ID = re.compile(r"[\w#:./-]{1,80}")
_NOBODY = ("", "0", "-1", "null", "none")
_DOES = ("reply", "quote", "respond")
_WIDTH = re.compile(r"^\d+$")
_MARK = re.compile(r"(\d{2,}|[0-9a-f-]{8,})(?!.*\d)", re.I)
_POINTS_UP = re.compile(
    r"(?<![a-z])(?:in-?reply|reply-?(?:to|tab)|replying|replied|responding|parent|quoted?-?(?:post|link)|source-?jump)(?![a-z])",
    re.I,
)
_UPWARD = re.compile(r"^\W*(?:parent|show parent|view parent|in reply|en réponse|antwort auf)\W*$|^(?:>>|↪|↳|@)", re.I)
_OWN_HEAD = 16  # elements at the head of a comment that may bear its number or depth
_SHELL = 4  # boxes around a comment alone that may

Aliases = dict[str, str]


@dataclass(frozen=True, slots=True)
class Body:
    """A comment's own elements: the boxes around it alone, innermost last, then itself and what stands first in it."""

    item: Item
    around: tuple[Any, ...]
    inside: tuple[Any, ...]
    links: tuple[Any, ...]

    @property
    def marked(self) -> tuple[Any, ...]:
        return *self.around, *self.inside


def set_parents(items: Sequence[Item], scene: Scene) -> list[tuple[str | None, int]]:
    """The parent's key and the depth of each item, in the order given."""
    by_element = {item.element: item for item in items}
    bodies = _bodies(items, scene)
    aliases = _aliases(bodies)
    depths = _stated_depths(bodies, scene)
    parents: list[str | None] = []
    for index, body in enumerate(bodies):
        item = body.item
        parent = aliases.get(item.parent) if item.parent else None
        if parent is None and item.parent is None:
            parent = _by_attribute(body, aliases) or _by_link(body, aliases) or _by_nesting(item, by_element)
            if parent is None and depths is not None:
                parent = _by_depth(items, depths, index)
            if parent is None and depths is None:
                parent = _by_wrapper(item, by_element)
        parents.append(parent if parent != item.key else None)
    return list(zip(parents, _depths(items, parents), strict=True))


def _bodies(items: Sequence[Item], scene: Scene) -> list[Body]:
    orders = scene.dom.orders
    starts = sorted(orders[item.element][0] for item in items if item.element in orders)
    elements = {item.element for item in items}

    def held(element: Any) -> int:
        first, last = orders.get(element, (0, 0))
        return bisect_left(starts, last) - bisect_left(starts, first)

    def is_shell(up: Any, inner: Any, item: Item) -> bool:
        """The comment is the first in it, and what else it holds are its answers in a box of another make."""
        first, own = orders.get(up, (0, 0))[0], orders.get(item.element, (0, 0))[0]
        if up.tag in ("body", "html") or bisect_left(starts, first) != bisect_left(starts, own):
            return False
        return held(up) == held(inner) or not any(_alike(child, inner) and held(child) for child in up if child is not inner)

    bodies = []
    for item in items:
        around: list[Any] = []
        for up in islice(item.element.iterancestors(), _SHELL):
            if not is_shell(up, around[0] if around else item.element, item):
                break
            around.insert(0, up)
        own = tuple(_own(item.element, elements - {item.element}))
        bodies.append(Body(item, tuple(around), own[:_OWN_HEAD], tuple(e for e in own if e.tag == "a")))
    return bodies


def _own(element: Any, others: set[Any]) -> Iterator[Any]:
    yield element
    for child in element:
        if child.tag.__class__ is str and child not in others:
            yield from _own(child, others)


def _aliases(bodies: Sequence[Body]) -> Aliases:
    """Everything by which the page may call a comment: its key, numbers of its elements, of an empty anchor before it."""
    called: dict[str, set[str]] = {}
    for body in bodies:
        before = body.item.element.getprevious()
        anchor = [before] if before is not None and before.tag == "a" and not "".join(before.itertext()).strip() else []
        names = {
            body.item.key,
            *(value for e in (*body.marked, *anchor) for name, value in e.attrib.items() if name in _NUMBERS),
        }
        for name in filter(None, names):
            mark = _MARK.search(name)
            for alias in {name, mark[1] if mark else name}:
                called.setdefault(alias, set()).add(body.item.key)
    own = {body.item.key: body.item.key for body in bodies}
    return {alias: next(iter(keys)) for alias, keys in called.items() if len(keys) == 1} | own


def _depths(items: Sequence[Item], parents: Sequence[str | None]) -> list[int]:
    known = {item.key: parent for item, parent in zip(items, parents, strict=True)}
    depths = []
    for item in items:
        depth, key, seen = 0, known[item.key], {item.key}
        while key and key not in seen:
            seen.add(key)
            depth, key = depth + 1, known.get(key)
        depths.append(depth)
    return depths


def _by_attribute(body: Body, aliases: Aliases) -> str | None:
    for element in body.marked:
        for name, value in element.attrib.items():
            if name not in _ATTRIBUTES or value.strip() in _NOBODY or not _ID.fullmatch(value.strip()):
                continue
            if key := _called(value.strip(), aliases):
                return key
    return None


def _called(name: str, aliases: Aliases) -> str | None:
    """The comment that a number, an id or the end of an address names."""
    mark = _MARK.search(name)
    return aliases.get(name) or (aliases.get(mark[1]) if mark else None)


def _by_nesting(item: Item, by_element: dict[Any, Item]) -> str | None:
    above = next((by_element[up] for up in item.element.iterancestors() if up in by_element), None)
    return above.key if above else None


def _stated_depths(bodies: Sequence[Body], scene: Scene) -> list[float] | None:
    """How deep each item is by its own markup, or None where the markup does not say."""
    for read in (_item_depth, _class_depth, _attribute_depth, _style_depth, _spacer_depth):
        depths = [read(body, scene) for body in bodies]
        told = [depth for depth in depths if depth is not None]
        if len(set(told)) > 1 and len(told) * 2 > len(bodies):
            low = min(told)
            return [low if depth is None else depth for depth in depths]
    return None


def _item_depth(body: Body, scene: Scene) -> float | None:
    return body.item.depth


def _class_depth(body: Body, scene: Scene) -> float | None:
    for element in (*body.around, *body.inside[:3]):
        if match := _DEPTH_CLASS.search(scene.labels.get(element, "")):
            return float(match[1])
    return None


def _attribute_depth(body: Body, scene: Scene) -> float | None:
    for element in body.marked:
        for name in _DEPTH_ATTRIBUTES:
            value = element.get(name) or ""
            if value.isdigit() and element.get("role") != "heading":
                return float(value)
    return None


def _style_depth(body: Body, scene: Scene) -> float | None:
    for element in (*reversed(body.around), *body.inside[:2]):
        if match := _INDENT.search(element.get("style") or ""):
            return float(match[1])
    return 0.0


def _spacer_depth(body: Body, scene: Scene) -> float | None:
    """The width of the transparent picture or cell before the comment, as table layouts have it."""
    for outer in (body.item.element, *reversed(body.around)):
        for image in outer.iter("img"):
            if (image.get("height") or "") in ("1", "0") and _WIDTH.match(image.get("width") or ""):
                return float(image.get("width"))
    cell = next(body.item.element.iter("td"), None)
    if cell is not None and _WIDTH.match(cell.get("width") or "") and not scene.dom.words(cell).strip():
        return float(cell.get("width"))
    return None


def _by_depth(items: Sequence[Item], depths: Sequence[float], index: int) -> str | None:
    """The nearest item above that is less deep."""
    return next((items[i].key for i in range(index - 1, -1, -1) if depths[i] < depths[index]), None)


def _by_wrapper(item: Item, by_element: dict[Any, Item]) -> str | None:
    """The comment just before the list or box of replies in which this one stands."""
    inner = item.element
    for up in item.element.iterancestors():
        if up.tag in ("body", "html"):
            return None
        before = _before(inner)
        if inner is not item.element and before is not None and not _alike(before, inner):
            if before in by_element:
                return by_element[before].key
            held = [by_element[e] for e in before.iter() if e in by_element]
            if len(held) == 1 and before.tag not in ("ul", "ol", "dl", "table"):
                return held[0].key
        if len([child for child in up if child in by_element]) > 1 and inner in by_element and inner is not item.element:
            return None
        inner = up
    return None


def _before(element: Any) -> Any:
    """The sibling before, past those without words."""
    sibling = element.getprevious()
    while sibling is not None and (sibling.tag.__class__ is not str or not "".join(sibling.itertext()).strip()):
        sibling = sibling.getprevious()
    return sibling


def _alike(one: Any, other: Any) -> bool:
    return bool(one.tag == other.tag and (one.get("class") or "").split()[:1] == (other.get("class") or "").split()[:1])


def _by_link(body: Body, aliases: Aliases) -> str | None:
    """A link "in reply to" another comment on the page, or one that is marked as leading to the comment answered."""
    for link in body.links:
        address = link.get("href") or ""
        key = _called(address.partition("#")[2] or address, aliases) if address else None
        if key and key != body.item.key and _leads_up(link):
            return key
    return None


def _leads_up(link: Any) -> bool:
    words = "".join(link.itertext()).strip()
    names = " ".join(link.get(name) or "" for name in ("class", "rel", "title", "aria-label", "data-role"))
    around = link.getparent()
    return bool(
        _UPWARD.search(words)
        or (_POINTS_UP.search(split_label(names)) and words[:8].casefold() not in _DOES)
        or IN_REPLY.search(link.get("title") or "")
        or (around is not None and IN_REPLY.search("".join(around.itertext())[:120]))
    )
