"""The two ends of a stated distance, in the ways that reports word them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from tests.made_up import account_of, document_of, quote

from sayso.extract.measures import find_measures
from sayso.extract.parse import parse
from sayso.model import Document, Measure, Place, Span

CASES = {  # text, places named in it, this end, that end (a place, or bare words in brackets)
    "is": ("Tessk is 118 kilometres from Orvel.", "Tessk", "Orvel"),
    "lies": ("Tessk lies just 12 miles south of Orvel.", "Tessk", "Orvel"),
    "which lies": ("Tessk, which lies some 25 km (16 miles) off Orvel, was spared.", "Tessk", "Orvel"),
    "apart": ("Tessk and Orvel are 80 kilometres apart.", "Tessk", "Orvel"),
    "between": ("The distance between Tessk and Orvel is 80 kilometres.", "Tessk", "Orvel"),
    "separate": ("Only 40 kilometres separate Tessk and Orvel.", "Tessk", "Orvel"),
    "town of": ("The village of Tessk, 9 miles from the northern border town of Orvel, is empty.", "Tessk", "Orvel"),
    "it": ("Tessk fell in spring. It is 250 km from Orvel.", "Tessk", "Orvel"),
    "the camp": (
        "Camp Orvel was quiet. A launcher was found in an orchard 5 km from the camp.",
        "(an orchard)",
        "Camp Orvel",
    ),
    "a border": ("The town of Tessk, 40 miles from the Tavrian border, is empty.", "Tessk", "(the Tavrian border)"),
    "people": ("Our fighters were nowhere near Orvel.", "(Our fighters)", "Orvel"),
    "on the border": ("One raid was on Tessk on the Tavrian border 400 kilometers away from Orvel.", "Tessk", "Orvel"),
    "counted from the place before": ("Orvel burned, and so did Tessk, 40 km to the north.", "Tessk", "Orvel"),
    "from to": ("It is 40 kilometres from Tessk to Orvel.", "Orvel", "Tessk"),
}


@pytest.mark.parametrize(("text", "this", "that"), CASES.values(), ids=CASES.keys())
def test_ends(text: str, this: str, that: str) -> None:
    document = document_of(text)
    measure = _distance(document, tuple(_place(document, n) for n in (this, that) if not n.startswith("(")))
    assert (_shown(measure.this, measure.this_span), _shown(measure.that, measure.that_span)) == (this, that)


def test_a_place_in_another_clause_is_no_end() -> None:
    document = document_of("Shells landed in Tessk where the guards live, and the one that fell near Orvel did no harm.")
    known: Any = SimpleNamespace(places=(_place(document, "Tessk"), _place(document, "Orvel")))
    assert [m for m in find_measures(parse(document), accounts=(), places=known) if m.kind == "distance"] == []


def test_what_was_struck_has_the_place_of_the_strike() -> None:
    document = document_of("Rockets hit a base some 30 km north of Orvel on Monday.")
    hit = account_of(document, "Rockets hit a base")
    measure = _distance(document, (_place(document, "Orvel"),), hit)
    assert (measure.this, measure.that) == (hit.id, "place-Orvel")
    assert measure.this_span is not None
    assert measure.this_span.exact == "a base"


def _shown(id_: str | None, span: Span | None) -> str:
    return id_.removeprefix("place-") if id_ else f"({span.exact})" if span else ""


def _place(document: Document, name: str) -> Place:
    kind = "site" if name.startswith("Camp") else "populated_place"
    return Place(id=f"place-{name}", name=name, kind=kind, mentions=(quote(document, name),))


def _distance(document: Document, places: tuple[Place, ...], *accounts: Any) -> Measure:
    known: Any = SimpleNamespace(places=places)
    (measure,) = [m for m in find_measures(parse(document), accounts=accounts, places=known) if m.kind == "distance"]
    return measure
