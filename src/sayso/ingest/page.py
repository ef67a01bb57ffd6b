"""The bytes of one page come in; the page, its one text and its documents go out."""

from __future__ import annotations

import codecs
import hashlib
import re

from sayso.errors import SaysoError, UnreadablePage
from sayso.ingest.encoding import Decoded
from sayso.ingest.formats.item import MEDIA_TYPE, read_item, stated_date
from sayso.ingest.formats.mhtml import is_mhtml, read_mhtml
from sayso.ingest.formats.pdf import read_pdf
from sayso.ingest.html import read_html
from sayso.ingest.inflate import inflate
from sayso.ingest.pieces import Facts
from sayso.ingest.plaintext import page_of_text, read_text
from sayso.model import Page

SNIFF = 4096
_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|link|script|article|section|main|header|table|div|p|h[1-6]|span|a\s)\b",
    re.IGNORECASE,
)
_TAG = re.compile(rb"</?[a-z][a-z0-9]*(?:\s[^<>]*)?>", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_BINARY = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x03\x04",
    b"\x7fELF",
    b"RIFF",
    b"\x00\x00\x00\x18ftyp",
    b"SQLite format 3",
)


def read_page(
    raw: bytes, *, uri: str, media_type: str | None = None, fetched: str | None = None, fast: bool = False
) -> Page:
    """Read one page of any kind; raise ``UnreadablePage`` where there is nothing to read.

    The bytes decide what it is; ``media_type`` decides where they do not. A page's ``sha256`` is that of ``raw``, and that of the
    unpacked page where ``raw`` is compressed or an MHTML file.
    """
    if not raw.strip(b" \t\r\n\0"):
        raise UnreadablePage(f"{uri}: the page is empty.")
    try:
        return _read(raw, uri=uri, media_type=media_type, fetched=fetched, fast=fast)
    except SaysoError:
        raise
    except Exception as error:  # parsers raise anything on hostile bytes; one bad page must never end a run
        raise UnreadablePage(f"{uri}: {type(error).__name__} while reading it: {error}") from error


def _read(raw: bytes, *, uri: str, media_type: str | None, fetched: str | None, fast: bool) -> Page:
    kind = (media_type or "").split(";")[0].strip().lower()
    head = raw[:SNIFF]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head.decode("utf-16", "ignore").encode()
    if kind == MEDIA_TYPE:
        return read_item(raw, uri=uri, fetched=fetched)
    if head.startswith(b"%PDF-"):
        return _read_pdf(raw, uri=uri, fetched=fetched)
    if head.startswith(b"\x1f\x8b"):
        plain = inflate(raw, what=uri)
        return _read(plain, uri=uri, media_type=media_type, fetched=fetched, fast=fast)
    if head.startswith(_BINARY) or _is_binary(head):
        raise UnreadablePage(f"{uri}: not text, HTML or PDF.")
    if is_mhtml(head):
        part = read_mhtml(raw, uri=uri)
        return read_html(part.raw, uri=part.uri, fetched=part.fetched or fetched, fast=fast)
    if "html" in kind or (kind != "text/plain" and _looks_html(head)):
        return read_html(raw, uri=uri, fetched=fetched, fast=fast)
    return read_text(raw, uri=uri, fetched=fetched, declared=_charset(media_type))


def _read_pdf(raw: bytes, *, uri: str, fetched: str | None) -> Page:
    found = read_pdf(raw, uri=uri)
    facts = Facts(title=found.title, authors=(found.author,) if found.author else (), published=stated_date(found.created))
    decoded = Decoded(text=found.text, encoding="pdf", encodings={"used": "pdf"}, problems=found.problems)
    sha = hashlib.sha256(raw).hexdigest()
    return page_of_text(decoded, uri=uri, sha256=sha, fetched=fetched, media_type="application/pdf", facts=facts)


def _looks_html(head: bytes) -> bool:
    """A tag that only pages have at the start, or tags all over; a stray "<p>" in a text is not enough."""
    match = _HTML.search(head)
    if match is None:
        return False
    return (match.start() < 512 and len(_TAG.findall(head)) >= 2) or len(_TAG.findall(head)) >= 8


def _is_binary(head: bytes) -> bool:
    """Zero bytes that are not those of UTF-16 or UTF-32."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        return False
    zeros = head.count(0)
    even, odd = head[::2].count(0), head[1::2].count(0)
    return zeros > len(head) * 0.01 and min(even, odd) > 0.2 * max(even, odd, 1)


def _charset(media_type: str | None) -> str | None:
    match = _CHARSET.search(media_type or "")
    return match[1] if match else None
