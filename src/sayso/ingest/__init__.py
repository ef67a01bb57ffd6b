"""Bytes of pages, files and archives come in; pages cut into documents go out."""

from sayso.ingest.capture import Capture, Unreadable
from sayso.ingest.isolate import read_isolated
from sayso.ingest.page import read_page
from sayso.ingest.sources import open_sources
from sayso.ingest.worker import Limits

__all__ = ["Capture", "Limits", "Unreadable", "open_sources", "read_isolated", "read_page"]
