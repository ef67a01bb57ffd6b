"""A page's element tree in, its thread of readers' comments or forum posts out."""

from sayso.ingest.comments.thread import Thread, read_thread

__all__ = ["Thread", "read_thread"]
