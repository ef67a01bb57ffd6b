"""What goes from sources to readers: the bytes of one page, or the reason why there are none."""

from __future__ import annotations

from sayso.model import Record


class Capture(Record, frozen=True):
    """One page as fetched: its bytes, where from, when, and the archive that held it."""

    uri: str
    raw: bytes
    media_type: str | None = None
    fetched: str | None = None
    container: str | None = None


class Unreadable(Record, frozen=True):
    """An input that gives no page, and the reason. ``start`` and ``end`` are the bytes lost inside an archive."""

    uri: str
    reason: str
    start: int | None = None
    end: int | None = None
