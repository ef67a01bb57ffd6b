"""A page saved as MHTML or as a SingleFile comes in; its HTML goes out with the address and time that it was saved with."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.message import Message
from email.utils import parsedate_to_datetime

from sayso.errors import UnreadablePage
from sayso.ingest.capture import Capture

_SINGLEFILE = re.compile(
    rb"<!--\s*Page saved with SingleFile\s+url:\s*(?P<url>\S+)\s+saved date:\s*(?P<date>[^\n]+?)\s*-->", re.IGNORECASE
)
_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d+\)(?P<url>\S+)\s*-->", re.IGNORECASE)
_ZONE = re.compile(r"\s*\([^)]*\)\s*$")


def is_mhtml(head: bytes) -> bool:
    """Whether a file's first bytes are those of a mail message that holds a web page."""
    return b"multipart/related" in head.lower() and bool(re.match(rb"(?:[\w-]+:[^\n]*\n)+", head))


def read_mhtml(raw: bytes, *, uri: str, container: str | None = None) -> Capture:
    """The page inside an MHTML file: its first HTML part."""
    message = message_from_bytes(raw)
    parts = [p for p in message.walk() if p.get_content_type() in ("text/html", "application/xhtml+xml")]
    if not parts:
        raise UnreadablePage(f"{uri}: no HTML part in the MHTML file.")
    part = parts[0]
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes) or not payload.strip():
        raise UnreadablePage(f"{uri}: the HTML part of the MHTML file is empty.")
    charset = part.get_content_charset()
    address = part.get("Content-Location") or message.get("Snapshot-Content-Location") or uri
    media_type = f"text/html; charset={charset}" if charset else "text/html"
    return Capture(
        uri=str(address).strip(), raw=payload, media_type=media_type, fetched=_date(message), container=container or uri
    )


def _date(message: Message) -> str | None:
    try:
        return parsedate_to_datetime(str(message.get("Date", ""))).isoformat()
    except (ValueError, TypeError):
        return None


def saved_from(raw: bytes) -> tuple[str | None, str | None]:
    """The address and time in the note that SingleFile and browsers leave at the top of a saved page."""
    head = raw[:8192]
    match = _SINGLEFILE.search(head)
    if match:
        return match["url"].decode("utf-8", "replace"), _javascript_date(match["date"].decode("utf-8", "replace"))
    match = _SAVED_FROM.search(head)
    return (match["url"].decode("utf-8", "replace"), None) if match else (None, None)


def _javascript_date(words: str) -> str | None:
    """JavaScript's "Tue Jan 07 2020 10:00:00 GMT+0100 (CET)" as ISO 8601."""
    match = re.match(r"\w{3} (\w{3}) (\d{2}) (\d{4}) ([\d:]{8}) GMT([+-]\d{4})", _ZONE.sub("", words))
    if not match:
        return None
    month, day, year, clock, zone = match.groups()
    return parsedate_to_datetime(f"{day} {month} {year} {clock} {zone}").isoformat()
