"""A page in, its WordPress comments' elements out: any theme, by the ids that themes give to comments."""

from __future__ import annotations

import re
from typing import Any

from sayso.ingest.comments.items import Found, Item, Scene

_ID = re.compile(r"^(?:li-|div-|article-)*comment-(\d+)$")
_NOT = frozenset(("a", "span", "form", "input", "textarea", "p", "h3", "h4"))


def read_wordpress(scene: Scene) -> Found | None:
    """The outermost element of each numbered comment; pingbacks and trackbacks count as comments."""
    found: dict[str, Any] = {}
    for element in scene.labels:
        identity = element.get("id")
        if not identity or "comment-" not in identity or element.tag in _NOT:
            continue
        match = _ID.match(identity)
        if match and match[1] not in found:
            found[match[1]] = element
    items = [Item(_whole(element, set(found.values())), key) for key, element in found.items()]
    return Found("wordpress", tuple(items)) if items else None


def _whole(element: Any, others: set[Any]) -> Any:
    """The comment itself where the id stands on an empty anchor before or inside its box."""
    if "".join(element.itertext()).strip():
        return element
    parent = element.getparent()
    if (
        parent is not None
        and "comment" in (parent.get("class") or "")
        and len([e for e in parent.iter() if e in others]) == 1
    ):
        return parent
    following = element.getnext()
    if following is not None and following.tag.__class__ is str and following not in others:
        return following
    return parent
