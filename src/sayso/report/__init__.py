"""A ledger reader in; files for people and for other programs out. Nothing here writes to a ledger."""

from __future__ import annotations

from collections.abc import Callable

from sayso.ledger.reader import LedgerReader
from sayso.report.contract import ledger_json, ledger_jsonl

EXPORTS: dict[str, Callable[[LedgerReader], bytes]] = {
    "json": ledger_json,
    "jsonl": ledger_jsonl,
}

__all__ = ["EXPORTS", "ledger_json", "ledger_jsonl"]
