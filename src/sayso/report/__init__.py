"""A ledger reader in; files for people and for other programs out. Nothing here writes to a ledger."""

from __future__ import annotations

from typing import Protocol

from sayso.ledger.reader import LedgerReader
from sayso.report.annotations import ledger_annotations
from sayso.report.claimreview import ledger_claimreview
from sayso.report.contract import ledger_json, ledger_jsonl
from sayso.report.events import acled_csv, gtd_csv, ucdp_csv
from sayso.report.ftm import ledger_ftm
from sayso.report.geojson import ledger_geojson


class Export(Protocol):
    """Writes a ledger in one form."""

    def __call__(self, ledger: LedgerReader, /) -> bytes: ...


class CountingExport(Protocol):
    """The same for a form that holds figures of harm: ``harm_rule`` names one of ``assess.toll.RULES``."""

    def __call__(self, ledger: LedgerReader, /, harm_rule: str = ...) -> bytes: ...


COUNTING: dict[str, CountingExport] = {
    "csv-acled": acled_csv,
    "csv-gtd": gtd_csv,
    "csv-ucdp": ucdp_csv,
    "ftm": ledger_ftm,
    "geojson": ledger_geojson,
    "json": ledger_json,
    "jsonl": ledger_jsonl,
}
EXPORTS: dict[str, Export] = {"annotations": ledger_annotations, "claimreview": ledger_claimreview, **COUNTING}

__all__ = ["COUNTING", "EXPORTS", "ledger_json", "ledger_jsonl"]
