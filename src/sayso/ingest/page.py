"""The bytes of one page come in; the page, its one text and its documents go out."""

from __future__ import annotations

import re

from sayso.errors import UnreadablePage
from sayso.ingest.plaintext import read_text
from sayso.model import Page

_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|div|p|meta|title)\b", re.IGNORECASE)
SNIFF = 4096


def read_page(
    raw: bytes, *, uri: str, media_type: str | None = None, fetched: str | None = None, fast: bool = False
) -> Page:
    """Read one page of any kind; raise ``UnreadablePage`` where there is nothing to read."""
    if not raw.strip():
        raise UnreadablePage(f"{uri}: the page is empty.")
    if _looks_html(raw, media_type):
        from sayso.ingest.html import read_html

        return read_html(raw, uri=uri, fetched=fetched, fast=fast)
    return read_text(raw, uri=uri, fetched=fetched)


def _looks_html(raw: bytes, media_type: str | None) -> bool:
    if media_type and "html" in media_type:
        return True
    return bool(_HTML.search(raw[:SNIFF]))
