"""The example pages against what a careful reader finds in them (examples/expected.yaml)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sayso.bench.examples import FOUND, Export, all_spans, load_expected, missed, named_wrongly, spans_not_verbatim
from sayso.bench.floors import load_floors
from sayso.cli import app

EXPECTED = load_expected(Path(__file__).resolve().parents[2] / "examples")


@pytest.fixture(scope="module")
def export(example_ledger: Path) -> Export:
    return Export(json.loads(CliRunner().invoke(app, ["export", "-l", str(example_ledger)]).output))


@pytest.mark.parametrize("kind", FOUND)
def test_expected_rows_are_found(kind: str, export: Export) -> None:
    gone = missed(kind, EXPECTED[kind], export)
    share = 1 - len(gone) / len(EXPECTED[kind])
    assert load_floors()[f"examples.{kind}"].holds(share), f"{share:.2f} found; missed: {gone}"


def test_every_span_is_verbatim(export: Export) -> None:
    assert len(all_spans(export)) > 500
    assert not spans_not_verbatim(export)


@pytest.mark.parametrize("name", EXPECTED["never"]["suspects"])
def test_nobody_is_named_who_is_not(name: str, export: Export) -> None:
    assert not named_wrongly([name], export)


@pytest.mark.parametrize("words", EXPECTED["never"]["furniture"])
def test_furniture_is_no_statement(words: str, export: Export) -> None:
    assert not [s for s in export.data["statements"] if words in s["content"]["exact"]]
    assert any(words in p["text"] for p in export.data["pages"]), "kept in the page all the same"
