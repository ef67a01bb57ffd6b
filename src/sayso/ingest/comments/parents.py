"""A thread's items in page order in, each one's parent and depth out: from references, nesting, depth marks or indentation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from sayso.ingest.comments.items import Item, Scene
from sayso.ingest.comments.words import IN_REPLY

_ATTRIBUTES = (
    "data-parent-id", "data-parent", "data-parentid", "data-comment-parent", "data-comment-parent-id", "data-parent-comment-id",
    "data-reply-to", "data-in-reply-to", "data-replyto", "data-parent-uuid", "data-parent-post-id", "data-reply-to-post-number",
    "parent-id", "parentid", "parent",
)  # fmt: skip
_DEPTH_CLASS = re.compile(
    r"(?<![a-z])(?:depth|level|lvl|indent|nest(?:ed|ing)?|thread-?level|comment-?level|reply-?level|lev)-(\d{1,2})(?![\d])"
)
_DEPTH_ATTRIBUTES = (
    "data-depth",
    "data-level",
    "data-comment-depth",
    "aria-level",
    "data-indent",
    "data-nest-level",
    "indent",
)
_INDENT = re.compile(r"(?:margin|padding)(?:-inline)?-(?:left|start)\s*:\s*(-?\d+(?:\.\d+)?)\s*(px|em|rem|%|vw)?", re.I)
_WIDTH = re.compile(r"^\d+$")
_MARK = re.compile(r"(\d{2,}|[0-9a-f-]{8,})", re.I)


def set_parents(items: Sequence[Item], scene: Scene) -> list[tuple[str | None, int]]:
    """The parent's key and the depth of each item, in the order given."""
    keys = {item.key for item in items}
    by_element = {item.element: item for item in items}
    depths = _stated_depths(items, scene)
    parents: list[str | None] = []
    for index, item in enumerate(items):
        parent = item.parent if item.parent in keys else None
        if parent is None and item.parent is None:
            parent = _by_attribute(item, keys) or _by_nesting(item, by_element)
            if parent is None and depths is not None:
                parent = _by_depth(items, depths, index)
            if parent is None and depths is None:
                parent = _by_wrapper(item, by_element) or _by_link(item, keys, scene)
        parents.append(parent if parent != item.key else None)
    return list(zip(parents, _depths(items, parents), strict=True))


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


def _by_attribute(item: Item, keys: set[str]) -> str | None:
    for name in _ATTRIBUTES:
        value = (item.element.get(name) or "").strip()
        if not value or value in ("0", "-1", "null", "none"):
            continue
        if value in keys:
            return value
        mark = _MARK.search(value)
        if mark and mark[1] in keys:
            return mark[1]
    return None


def _by_nesting(item: Item, by_element: dict[Any, Item]) -> str | None:
    above = next((by_element[up] for up in item.element.iterancestors() if up in by_element), None)
    return above.key if above else None


def _stated_depths(items: Sequence[Item], scene: Scene) -> list[float] | None:
    """How deep each item is by its own markup, or None where the markup does not say."""
    for read in (_item_depth, _class_depth, _attribute_depth, _style_depth, _spacer_depth):
        depths = [read(item, scene) for item in items]
        told = [depth for depth in depths if depth is not None]
        if len(set(told)) > 1 and len(told) * 2 > len(items):
            low = min(told)
            return [low if depth is None else depth for depth in depths]
    return None


def _item_depth(item: Item, scene: Scene) -> float | None:
    return item.depth


def _class_depth(item: Item, scene: Scene) -> float | None:
    match = _DEPTH_CLASS.search(scene.labels.get(item.element, ""))
    return float(match[1]) if match else None


def _attribute_depth(item: Item, scene: Scene) -> float | None:
    for name in _DEPTH_ATTRIBUTES:
        value = item.element.get(name) or ""
        if value.isdigit():
            return float(value)
    return None


def _style_depth(item: Item, scene: Scene) -> float | None:
    element = item.element
    for _ in range(3):
        if element is None:
            return None
        if match := _INDENT.search(element.get("style") or ""):
            return float(match[1])
        element = element.getparent()
    return 0.0


def _spacer_depth(item: Item, scene: Scene) -> float | None:
    """The width of the transparent picture or cell before the comment, as table layouts have it."""
    for image in item.element.iter("img"):
        if (image.get("height") or "") in ("1", "0") and _WIDTH.match(image.get("width") or ""):
            return float(image.get("width"))
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


def _by_link(item: Item, keys: set[str], scene: Scene) -> str | None:
    """A link "in reply to" another comment on the page."""
    for link in item.element.iter("a"):
        target = (link.get("href") or "").partition("#")[2]
        if not target:
            continue
        mark = _MARK.search(target)
        key = target if target in keys else mark[1] if mark and mark[1] in keys else None
        parent = link.getparent()
        if key and key != item.key and parent is not None and IN_REPLY.search("".join(parent.itertext())[:120]):
            return key
    return None
