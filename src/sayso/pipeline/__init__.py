"""Stations in their order, run on one machine: pages in, a filled ledger out."""

from sayso.pipeline.local import ReadSummary, read_into, weave
from sayso.pipeline.stations import Outcome, code, process

__all__ = ["Outcome", "ReadSummary", "code", "process", "read_into", "weave"]
