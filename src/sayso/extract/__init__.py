"""A document comes in; everything that it says goes out, each record with the exact words it came from."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from sayso.extract.parse import parse
from sayso.model import Document, Extraction

VERSION = "rules-1"

__all__ = ["extract"]


def _station(module: str, name: str) -> Any:
    """A station of this room, or None while it is not built yet."""
    path = f"sayso.extract.{module}"
    return getattr(import_module(path), name, None) if find_spec(path) else None


def extract(document: Document, *, model: str = "auto") -> Extraction:
    """Read one document by rules and, where ``model`` allows and weights are installed, by the shipped encoder."""
    parsed = parse(document)
    find_actors, find_times, find_places = (
        _station("actors", "find_actors"), _station("times", "find_times"), _station("places", "find_places")
    )  # fmt: skip
    if find_actors is None:
        return Extraction(document=document.id, made_by=VERSION)
    actors = find_actors(parsed)
    times = find_times(parsed) if find_times else ()
    places = find_places(parsed) if find_places else None
    read_statements, find_accounts = _station("statements", "read_statements"), _station("accounts", "find_accounts")
    built = read_statements(parsed, actors, model=model)
    statements, actors = built.statements, actors.with_refs(built.refs)
    accounts: tuple[Any, ...] = ()
    if find_accounts:
        told = find_accounts(parsed, actors=actors, places=places, times=times, statements=statements)
        accounts, statements = told.accounts, told.statements
    seen = {"statements": statements, "accounts": accounts}
    find_evidence = _station("evidence", "find_evidence")
    find_measures = _station("measures", "find_measures")
    find_responses = _station("responses", "find_responses")
    find_comparisons = _station("comparisons", "find_comparisons")
    evidence = find_evidence(parsed, actors=actors, **seen) if find_evidence else ()
    measures = find_measures(parsed, places=places, times=times, **seen) if find_measures else ()
    responses = find_responses(parsed, measures=measures, **seen) if find_responses else ()
    comparisons = find_comparisons(parsed, actors=actors, **seen) if find_comparisons else ()
    return Extraction(
        document=document.id, made_by=VERSION, actors=actors.actors, places=places.places if places else (),
        statements=statements, accounts=accounts, evidence=evidence, measures=measures, responses=responses,
        comparisons=comparisons,
    )  # fmt: skip
