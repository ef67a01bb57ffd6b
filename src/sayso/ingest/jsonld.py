"""An element tree in, the schema.org objects in its JSON-LD scripts out, with references between them filled in."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

import msgspec

ARTICLE = re.compile(
    r"(?:Article|BlogPosting|LiveBlogPosting|Report|SocialMediaPosting|DiscussionForumPosting|ScholarlyArticle)$"
)
_CONTROL = re.compile(r"[\x00-\x1f]+")
_TRAILING = re.compile(r",\s*([}\]])")
_DEEPEST = 40
_LONGEST = 4_000_000


def read_jsonld(root: Any) -> list[dict[str, Any]]:
    """Every typed object in the page's JSON-LD, outermost first. A script that does not parse is left out."""
    nodes: list[dict[str, Any]] = []
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text and len(script.text) < _LONGEST:
            nodes.extend(_nodes(load_loosely(script.text), 0))
    named = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 2}
    for node in nodes:
        for key in ("author", "publisher", "creator"):
            if key in node:
                node[key] = _filled(node[key], named)
    return nodes


def load_loosely(text: str) -> Any:
    """JSON as pages print it: comment marks around it, raw line breaks in strings, a comma too many."""
    text = (
        text.strip()
        .removeprefix("<![CDATA[")
        .removesuffix("]]>")
        .removeprefix("<!--")
        .removesuffix("-->")
        .strip()
        .rstrip(";")
    )
    try:
        return msgspec.json.decode(text)
    except (ValueError, RecursionError):
        pass  # the reader below is slower and less strict
    for attempt in (text, _CONTROL.sub(" ", text), _TRAILING.sub(r"\1", _CONTROL.sub(" ", text))):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def types(node: Any) -> tuple[str, ...]:
    """A node's schema.org types."""
    found = node.get("@type") if isinstance(node, dict) else None
    return tuple(str(item) for item in (found if isinstance(found, list) else [found]) if item)


def plain(value: Any) -> str:
    """A value as text: of a list its first item, of an object its name."""
    if isinstance(value, list):
        return next((text for item in value if (text := plain(item))), "")
    if isinstance(value, dict):
        return plain(value.get("name") or value.get("@value") or "")
    return html.unescape(value).strip() if isinstance(value, str) else str(value) if isinstance(value, (int, float)) else ""


def names(value: Any) -> list[str]:
    """The names in an ``author`` value, be it a text, an object or a list of either."""
    if isinstance(value, list):
        return [name for item in value for name in names(item)]
    if isinstance(value, dict) and isinstance(value.get("name"), list):
        return [name for item in value["name"] for name in names(item)]
    text = plain(value)
    return [text] if text else []


def _nodes(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        for key, item in value.items():
            if isinstance(item, (dict, list)) and key != "comment":
                yield from _nodes(item, depth + 1)


def _filled(value: Any, named: dict[str, dict[str, Any]]) -> Any:
    if isinstance(value, list):
        return [_filled(item, named) for item in value]
    if isinstance(value, dict) and "name" not in value and value.get("@id") in named:
        return named[value["@id"]]
    return value
