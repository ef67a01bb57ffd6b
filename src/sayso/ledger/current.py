"""Small questions to a store, one answer each: is it there, which reading is the current one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sayso.ledger.store import Store


def current_reading(store: Store, document: str) -> str | None:
    """The digest of a document as its page is read now; None where no page holds it (any more)."""
    for row in store.rows("documents", columns=("page_row", "page", "reading"), id=document):
        page = only(store.current("pages", columns=("seq",), id=row["page"]))
        if page and page["seq"] == row["page_row"]:
            return str(row["reading"])
    return None


def any_row(store: Store, table: str, **equals: Any) -> bool:
    """Some row has these values."""
    return only(store.rows(table, columns=("seq",), **equals)) is not None


def only(rows: Iterable[Mapping[str, Any]]) -> dict[str, Any] | None:
    """The first row, or None."""
    return next((dict(row) for row in rows), None)
