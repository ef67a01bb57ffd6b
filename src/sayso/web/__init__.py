"""A ledger file in; its web pages out, for this machine only. Nothing here writes to a ledger."""

from sayso.web.app import make_app, serve

__all__ = ["make_app", "serve"]
