"""A WordPress export (WXR) comes in; one capture a post goes out, with its comments and their parents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sayso.ingest.capture import Capture
from sayso.ingest.formats.item import MEDIA_TYPE, Item, Reply, pack, utc
from sayso.ingest.formats.xml import elements, field, local

_KINDS = ("post", "page", "")  # attachments, menus and revisions are no pages
_FLAGS = {"spam": "spam", "trash": "deleted", "0": "unapproved", "hold": "unapproved"}


def read_wxr(raw: bytes, *, uri: str) -> Iterator[Capture]:
    """Every post and page of an export that has words in it."""
    site = _site(raw)
    for item in elements(raw, "item"):
        if field(item, "post_type") in _KINDS:
            found = _item(item, site=site, uri=uri)
            if found.content.strip() or found.comments:
                yield Capture(uri=found.uri, raw=pack(found), media_type=MEDIA_TYPE, container=uri)


def _site(raw: bytes) -> str | None:
    """The blog's own title: the first title of the file, above its first item."""
    head = raw.split(b"<item>", 1)[0]
    start, end = head.find(b"<title>"), head.find(b"</title>")
    return head[start + 7 : end].decode("utf-8", "replace").strip() or None if 0 <= start < end else None


def _item(item: Any, *, site: str | None, uri: str) -> Item:
    author = field(item, "creator")
    return Item(
        uri=field(item, "link", "guid") or f"{uri}#{field(item, 'post_id')}",
        title=field(item, "title") or None,
        content=field(item, "encoded", space="content"),
        authors=(author,) if author else (),
        outlet=site,
        date=utc(field(item, "post_date_gmt")) or utc(field(item, "post_date")),
        comments=tuple(_comments(item)),
    )


def _comments(item: Any) -> Iterator[Reply]:
    for comment in item:
        if local(comment) != "comment":
            continue
        parent = field(comment, "comment_parent")
        kind, state = field(comment, "comment_type"), field(comment, "comment_approved")
        flags = [f for f in (_FLAGS.get(state), kind if kind in ("pingback", "trackback") else None) if f]
        yield Reply(
            key=field(comment, "comment_id"), content=field(comment, "comment_content"),
            author=field(comment, "comment_author") or None,
            date=utc(field(comment, "comment_date_gmt")) or utc(field(comment, "comment_date")),
            parent=parent if parent not in ("", "0") else None, flags=tuple(flags),
        )  # fmt: skip
