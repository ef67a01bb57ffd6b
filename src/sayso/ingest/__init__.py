"""Bytes of pages, files and archives come in; pages cut into documents go out."""

from sayso.ingest.page import read_page
from sayso.ingest.sources import Capture, Unreadable, open_sources

__all__ = ["Capture", "Unreadable", "open_sources", "read_page"]
