"""A ledger reader in; files for people and for other programs out. Nothing here writes to a ledger.

What goes out may be passed on: rows of datasets whose terms forbid it are left out (:mod:`sayso.report.shared`) unless asked for.
"""

from __future__ import annotations

from typing import Protocol

from sayso.ledger.reader import LedgerReader
from sayso.report import contract
from sayso.report.annotations import ledger_annotations
from sayso.report.claimreview import ledger_claimreview
from sayso.report.events import acled_csv, gtd_csv, ucdp_csv
from sayso.report.ftm import ledger_ftm
from sayso.report.geojson import ledger_geojson
from sayso.report.shared import Shared


class Export(Protocol):
    """Writes a ledger in one form; with ``datasets``, imported datasets whole, whatever their terms."""

    def __call__(self, ledger: LedgerReader, /, *, datasets: bool = ...) -> bytes: ...


class CountingExport(Protocol):
    """The same for a form that holds figures of harm: ``harm_rule`` names one of ``assess.toll.RULES``."""

    def __call__(self, ledger: LedgerReader, /, harm_rule: str = ..., *, datasets: bool = ...) -> bytes: ...


class _Writer(Protocol):
    def __call__(self, ledger: LedgerReader, /) -> bytes: ...


class _CountingWriter(Protocol):
    def __call__(self, ledger: LedgerReader, /, harm_rule: str = ...) -> bytes: ...


def _export(write: _Writer) -> Export:
    def written(ledger: LedgerReader, /, *, datasets: bool = False) -> bytes:
        return write(ledger if datasets else Shared(ledger))

    return written


def _counting(write: _CountingWriter) -> CountingExport:
    def written(ledger: LedgerReader, /, harm_rule: str = "", *, datasets: bool = False) -> bytes:
        source = ledger if datasets else Shared(ledger)
        return write(source, harm_rule) if harm_rule else write(source)

    return written


COUNTING: dict[str, CountingExport] = {
    "csv-acled": _counting(acled_csv),
    "csv-gtd": _counting(gtd_csv),
    "csv-ucdp": _counting(ucdp_csv),
    "ftm": _counting(ledger_ftm),
    "geojson": _counting(ledger_geojson),
    "json": _counting(contract.ledger_json),
    "jsonl": _counting(contract.ledger_jsonl),
}
EXPORTS: dict[str, Export] = {
    "annotations": _export(ledger_annotations),
    "claimreview": _export(ledger_claimreview),
    **COUNTING,
}
ledger_json, ledger_jsonl = COUNTING["json"], COUNTING["jsonl"]

__all__ = ["COUNTING", "EXPORTS", "ledger_json", "ledger_jsonl"]
