"""An event dataset's CSV comes in (UCDP GED, ACLED, GTD; .gz too); it stands in the ledger as a page of its own, unchanged."""

from __future__ import annotations

import gzip
import zlib
from io import BytesIO

from sayso.errors import InputError
from sayso.gazetteer.events import MEDIA_TYPE, Events, read_events
from sayso.ledger import Ledger
from sayso.model import Page, make_id

MOST = 512 * 1024 * 1024  # bytes of text


def add_events(raw: bytes, *, uri: str, ledger: Ledger) -> Events:
    """Keep the dataset's bytes and text, so that a finding can quote the very row. It is never read as a report."""
    plain = _unpacked(raw, uri)
    try:
        text = plain.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = plain.decode("cp1252", "replace")
    events = read_events(text)
    sha256 = ledger.add_capture(plain, uri=uri, media_type=MEDIA_TYPE)
    title = f"{events.name}: {len(events.events):,} events"
    page = Page(id=make_id("page", sha256), uri=uri, sha256=sha256, media_type=MEDIA_TYPE, text=text, title=title)
    ledger.add_page(page, made_by=f"dataset {events.name}")
    return events


def _unpacked(raw: bytes, uri: str) -> bytes:
    if raw[:2] != b"\x1f\x8b":
        return raw
    try:
        with gzip.GzipFile(fileobj=BytesIO(raw)) as packed:
            plain = packed.read(MOST + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"{uri} is no whole gzip file: {error}. Fetch it again.") from error
    if len(plain) > MOST:
        raise InputError(
            f"{uri} unpacks to more than {MOST // 2**20} MiB. Cut it down to the country and years of the case."
        )
    return plain
