"""A Disqus export comes in; one capture a thread goes out, with its comments and their parents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sayso.ingest.capture import Capture
from sayso.ingest.formats.item import MEDIA_TYPE, Item, Reply, pack
from sayso.ingest.formats.xml import elements, field, local


def read_disqus(raw: bytes, *, uri: str) -> Iterator[Capture]:
    """Every thread of an export that has comments. The article itself is not in such a file."""
    replies: dict[str, list[Reply]] = defaultdict(list)
    for post in elements(raw, "post"):
        replies[_reference(post, "thread")].append(_reply(post))
    for thread in elements(raw, "thread"):
        key = _id(thread)
        if key in replies and field(thread, "title", "link"):
            item = Item(
                uri=field(thread, "link") or f"{uri}#{key}", title=field(thread, "title") or None,
                comments=tuple(replies.pop(key)),
            )  # fmt: skip
            yield Capture(uri=item.uri, raw=pack(item), media_type=MEDIA_TYPE, container=uri)
    for key, orphans in replies.items():
        item = Item(uri=f"{uri}#{key}", comments=tuple(orphans))
        yield Capture(uri=item.uri, raw=pack(item), media_type=MEDIA_TYPE, container=uri)


def _reply(post: Any) -> Reply:
    author = next((child for child in post if local(child) == "author"), None)
    flags = tuple(flag for flag, name in (("deleted", "isDeleted"), ("spam", "isSpam")) if field(post, name) == "true")
    return Reply(
        key=_id(post), content=field(post, "message"), date=field(post, "createdAt") or None,
        author=(field(author, "name", "username") or None) if author is not None else None,
        parent=_reference(post, "parent") or None, flags=flags,
    )  # fmt: skip


def _id(element: Any) -> str:
    return next((str(v) for k, v in element.attrib.items() if k.rsplit("}", 1)[-1] == "id"), "")


def _reference(element: Any, name: str) -> str:
    return next((_id(child) for child in element if local(child) == name), "")
