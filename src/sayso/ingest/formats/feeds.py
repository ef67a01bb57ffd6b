"""An RSS or Atom file comes in; one capture an entry goes out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from lxml import etree

from sayso.errors import UnreadablePage
from sayso.ingest.capture import Capture
from sayso.ingest.formats.item import MEDIA_TYPE, Item, pack
from sayso.ingest.formats.xml import field, local

_SAFE = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)


def read_feed(raw: bytes, *, uri: str) -> Iterator[Capture]:
    """Every entry that has a title or words. The fullest of content, summary and description is its text."""
    root = etree.fromstring(raw, _SAFE)
    if root is None:
        raise UnreadablePage(f"{uri}: not a feed that can be read.")
    channel = next((e for e in root if local(e) == "channel"), root)
    outlet = field(channel, "title") or None
    for number, entry in enumerate(e for e in root.iter() if local(e) in ("item", "entry")):
        item = _item(entry, outlet=outlet, fallback=f"{uri}#{number}")
        if item.content.strip() or item.title:
            yield Capture(uri=item.uri, raw=pack(item), media_type=MEDIA_TYPE, container=uri)


def _item(entry: Any, *, outlet: str | None, fallback: str) -> Item:
    texts = [_markup(child) for child in entry if local(child) in ("encoded", "content", "description", "summary")]
    authors = [
        n
        for child in entry
        if local(child) in ("author", "creator")
        if (n := field(child, "name") or (child.text or "").strip())
    ]
    return Item(
        uri=_link(entry) or fallback, title=field(entry, "title") or None, content=max(texts, key=len, default=""),
        authors=tuple(authors), outlet=outlet, date=_date(field(entry, "published", "pubDate", "date", "updated", "issued")),
    )  # fmt: skip


def _markup(element: Any) -> str:
    """An element's text, or its markup where it holds XHTML."""
    if len(element):
        return "".join(etree.tostring(child, encoding="unicode") for child in element)
    return (element.text or "").strip()


def _link(entry: Any) -> str:
    links = [e for e in entry if local(e) == "link"]
    best = next((e for e in links if e.get("rel", "alternate") == "alternate"), None)
    if best is not None:
        return str(best.get("href") or (best.text or "").strip())
    return field(entry, "guid", "id")


def _date(words: str) -> str | None:
    if not words:
        return None
    try:
        return parsedate_to_datetime(words).isoformat()
    except (ValueError, TypeError):
        pass
    try:
        return datetime.fromisoformat(words.replace("Z", "+00:00")).isoformat()
    except ValueError:
        return None
