"""Web addresses come in; each page goes into a WARC file first and out as a capture then. Nothing here runs unless asked."""

from sayso.ingest.fetching.addresses import Policy, Refused
from sayso.ingest.fetching.crawl import fetch

__all__ = ["Policy", "Refused", "fetch"]
