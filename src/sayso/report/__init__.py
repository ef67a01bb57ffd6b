"""A ledger reader in; files for people and for other programs out. Nothing here writes to a ledger."""

from __future__ import annotations

from collections.abc import Callable

from sayso.ledger.reader import LedgerReader
from sayso.report.annotations import ledger_annotations
from sayso.report.claimreview import ledger_claimreview
from sayso.report.contract import ledger_json, ledger_jsonl
from sayso.report.events import acled_csv, gtd_csv, ucdp_csv
from sayso.report.ftm import ledger_ftm
from sayso.report.geojson import ledger_geojson

EXPORTS: dict[str, Callable[[LedgerReader], bytes]] = {
    "annotations": ledger_annotations,
    "claimreview": ledger_claimreview,
    "csv-acled": acled_csv,
    "csv-gtd": gtd_csv,
    "csv-ucdp": ucdp_csv,
    "ftm": ledger_ftm,
    "geojson": ledger_geojson,
    "json": ledger_json,
    "jsonl": ledger_jsonl,
}

__all__ = ["EXPORTS", "ledger_json", "ledger_jsonl"]
