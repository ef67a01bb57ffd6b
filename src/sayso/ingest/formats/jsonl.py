"""Lines of JSON come in; one capture a line goes out: ``url`` with ``html`` or ``text``, and a date if there is one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from sayso.ingest.capture import Capture, Unreadable

_URL = ("url", "uri", "link", "source_url", "permalink", "id")
_HTML = ("html", "raw_html", "content_html")
_TEXT = ("text", "content", "body", "article", "raw_content", "plain_text")
_FETCHED = ("fetched", "fetched_at", "crawled", "crawl_date", "timestamp", "retrieved")
_DATE = ("date", "published", "date_published", "published_at", "datePublished", "pub_date")
LONGEST = 64 * 1024 * 1024  # bytes of one line


def read_jsonl(lines: Iterable[bytes], *, uri: str) -> Iterator[Capture | Unreadable]:
    """Every line that holds a page; lines that do not are listed with the reason."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _capture(line, where=f"{uri}#{number}", container=uri)


def read_json(raw: bytes, *, uri: str) -> Iterator[Capture | Unreadable]:
    """A whole JSON file: one page, a list of pages, or an object with one list of pages in it."""
    try:
        value = msgspec.json.decode(raw.lstrip(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError):
        yield from read_jsonl(raw.splitlines(), uri=uri)
        return
    lists = [v for v in value.values() if isinstance(v, list)] if isinstance(value, dict) else [value]
    rows = lists[0] if len(lists) == 1 and not (isinstance(value, dict) and _first(value, (*_HTML, *_TEXT))) else [value]
    for number, row in enumerate(rows if isinstance(rows, list) else [rows], 1):
        yield _row(row, where=f"{uri}#{number}", container=uri)


def _capture(line: bytes, *, where: str, container: str) -> Capture | Unreadable:
    if len(line) > LONGEST:
        return Unreadable(uri=where, reason=f"A line of {len(line)} bytes; the limit is {LONGEST}.")
    try:
        row = msgspec.json.decode(line.lstrip(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return Unreadable(uri=where, reason=f"Not a JSON object: {error}.")
    return _row(row, where=where, container=container)


def _row(row: Any, *, where: str, container: str) -> Capture | Unreadable:
    if not isinstance(row, dict):
        return Unreadable(uri=where, reason="Not a JSON object.")
    uri = _first(row, _URL) or where
    html, text = _first(row, _HTML), _first(row, _TEXT)
    if not html and not text:
        return Unreadable(uri=uri, reason="The object has neither html nor text.")
    fetched = _first(row, _FETCHED)
    if html:
        return Capture(
            uri=uri, raw=_bytes(html), media_type="text/html; charset=utf-8", fetched=fetched, container=container
        )
    head = _head(row, text or "")
    return Capture(
        uri=uri,
        raw=_bytes(head + (text or "")),
        media_type="text/plain; charset=utf-8",
        fetched=fetched,
        container=container,
    )


def _head(row: dict[str, Any], text: str) -> str:
    """Title, author and date that stand beside the text, put above it where the text does not begin with them."""
    title, author, date = (
        _first(row, ("title", "headline")),
        _first(row, ("author", "byline", "authors")),
        _first(row, _DATE),
    )
    lines = [title] if title and not text.lstrip().startswith(title) else []
    if author and author not in text[:400]:
        lines.append(author if author.lower().startswith("by ") else f"By {author}")
    if date and date not in text[:400]:
        lines.append(date)
    return "".join(f"{line}\n\n" for line in lines)


def _first(row: dict[str, Any], names: tuple[str, ...]) -> str | None:
    for name in names:
        value = row.get(name)
        if isinstance(value, list) and value and all(isinstance(v, str) for v in value):
            value = ", ".join(value)
        if isinstance(value, (str, int)) and str(value).strip():
            return str(value)
    return None


def _bytes(words: str) -> bytes:
    return words.encode("utf-8", "surrogatepass" if not _whole(words) else "strict")


def _whole(words: str) -> bool:
    return not any("\ud800" <= c <= "\udfff" for c in words)
