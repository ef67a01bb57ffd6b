"""sayso keeps the attribution ledger: what happened, who said who did it, on whose say-so, how surely, on what evidence.

page = sayso.read_page("report.html")
for document in page.documents:
    for stmt in sayso.extract(document).statements:
        print(stmt.source.name, stmt.act, stmt.content.exact)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sayso.checks import run_checks
    from sayso.errors import SaysoError
    from sayso.extract import extract
    from sayso.ingest import read_page
    from sayso.ledger import LedgerReader, open_ledger
    from sayso.link import link
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
    "extract",
    "link",
    "open_ledger",
    "read_page",
    "run_checks",
]

_ROOMS = {
    "LedgerReader": "ledger",
    "SaysoError": "errors",
    "extract": "extract",
    "link": "link",
    "open_ledger": "ledger",
    "read_page": "ingest",
    "run_checks": "checks",
}


def __getattr__(name: str) -> Any:
    """Public names are loaded when first used: the language pipeline takes two seconds that `sayso show` should not wait."""
    if name not in __all__:
        raise AttributeError(f"module 'sayso' has no attribute {name!r}")
    return getattr(import_module(f"sayso.{_ROOMS.get(name, 'model')}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
