"""sayso keeps the attribution ledger: what happened, who said who did it, on whose say-so, how surely, on what evidence.

page = sayso.read_page(Path("report.html").read_bytes(), uri="report.html")
for document in page.documents:
    for stmt in sayso.extract_document(document).statements:
        print(stmt.source.name, stmt.act, stmt.content.exact)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sayso.checks import run_checks
    from sayso.errors import SaysoError
    from sayso.extract import extract as extract_document
    from sayso.ingest import read_page
    from sayso.ledger import LedgerReader, open_ledger
    from sayso.link import link as link_ledger
    from sayso.model import Account, Document, Extraction, Finding, Page, Span, Statement

__all__ = [
    "Account",
    "Document",
    "Extraction",
    "Finding",
    "LedgerReader",
    "Page",
    "SaysoError",
    "Span",
    "Statement",
    "extract_document",
    "link_ledger",
    "open_ledger",
    "read_page",
    "run_checks",
]

# No public name is that of a room: Python would put the room's module in its place once the room is loaded.
_ROOMS = {
    "LedgerReader": "ledger",
    "SaysoError": "errors",
    "extract_document": "extract.extract",
    "link_ledger": "link.link",
    "open_ledger": "ledger",
    "read_page": "ingest",
    "run_checks": "checks",
}


def __getattr__(name: str) -> Any:
    """Public names are loaded when first used: the language pipeline takes two seconds that `sayso show` should not wait."""
    if name not in __all__:
        raise AttributeError(f"module 'sayso' has no attribute {name!r}")
    room, _, own = _ROOMS.get(name, "model").partition(".")
    return getattr(import_module(f"sayso.{room}"), own or name)


def __dir__() -> list[str]:
    return sorted(__all__)
