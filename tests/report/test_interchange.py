"""Exports in other fields' models: FollowTheMoney entities, drafts of ClaimReview."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from tests.ledger.world import everything, herald, joined, put, quote, wire

from sayso.ledger import Ledger, LedgerReader, open_ledger
from sayso.model import Finding, Span, Verdict
from sayso.report import EXPORTS
from sayso.report.claimreview import sentence_around
from sayso.report.ftm import ledger_ftm


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    with open_ledger(":memory:", write=True) as opened:
        put(opened, *everything())
        opened.add_linking(joined(*everything()))
        opened.add_findings((_toll(),))
        yield opened


def _toll() -> Finding:
    words = (quote(wire().page, "two"), quote(herald().page, "Two died"))
    return Finding(id="finding-1", check="counts", verdict=Verdict.AGREES, reason="Both say two.", spans=words, computed="2")


def _entities(ledger: LedgerReader) -> list[dict[str, Any]]:
    return [msgspec.json.decode(line) for line in ledger_ftm(ledger).splitlines()]


def _links(ledger: Ledger) -> list[tuple[str, ...]]:
    links = [e["properties"] for e in _entities(ledger) if e["schema"] == "UnknownLink"]
    return [(p["subject"][0], p["role"][0], p["object"][0], p["description"][0]) for p in links]


def test_a_suspect_hangs_on_the_event_by_a_link_that_says_the_status_and_on_whose_say_so(ledger: Ledger) -> None:
    assert (
        "actor-front",
        "accused by authorities",
        "incident-orsa",
        "On the say-so of interior ministry of Tarvenia",
    ) in _links(ledger)
    assert ("actor-front", "denied", "incident-orsa", "On the say-so of a spokesman of the Sarn Front") in _links(ledger)


def test_who_says_is_linked_to_who_is_named(ledger: Ledger) -> None:
    (said,) = [link for link in _links(ledger) if link[1] == "accuses"]
    assert said[2:] == ("actor-front", "certainty: certain; polarity: +")


def test_nobody_is_involved_in_an_event_by_mere_accusation(ledger: Ledger) -> None:
    (event,) = [e for e in _entities(ledger) if e["schema"] == "Event"]
    assert event["properties"].keys() == {
        "name", "startDate", "endDate", "location", "keywords", "summary", "notes", "proof",
    }  # fmt: skip
    assert event["properties"]["startDate"] == ["2031-05-03"]


KNOWN = yaml.safe_load((Path(__file__).parent / "ftm_properties.yaml").read_text("utf-8"))
FORMS = {
    "date": r"\d{4}(-\d\d(-\d\dT?.*)?)?",
    "url": r"https?://\S+",
    "country": r"[a-z]{2}",
    "mimetype": r"[\w.+-]+/[\w.+-]+",
}


def test_every_entity_is_one_that_the_model_knows(example_ledger: Path) -> None:
    with open_ledger(example_ledger) as ledger:
        entities = _entities(ledger)
    assert {"Article", "Event", "Organization", "Person", "UnknownLink"} <= {e["schema"] for e in entities}
    for entity in entities:
        for name, values in entity["properties"].items():
            form = FORMS.get(KNOWN[entity["schema"]][name], r"(?s).+")
            assert all(re.fullmatch(form, value) for value in values), (entity["schema"], name, values)


def test_both_ends_of_every_link_are_there(example_ledger: Path) -> None:
    with open_ledger(example_ledger) as ledger:
        entities = _entities(ledger)
    ids = {entity["id"] for entity in entities}
    assert len(ids) == len(entities)
    for entity in entities:
        for end in ("subject", "object", "proof"):
            assert ids.issuperset(entity["properties"].get(end, ()))


def test_a_finding_is_a_draft_that_rates_in_words_and_quotes_both_sides(ledger: Ledger) -> None:
    (draft,) = msgspec.json.decode(EXPORTS["claimreview"](ledger))["@graph"]
    assert draft["creativeWorkStatus"] == "Draft"
    assert draft["claimReviewed"] == "Rockets hit Camp Orsa on 3 May, killing two."
    assert draft["reviewRating"] == {"@type": "Rating", "alternateName": "agrees", "ratingExplanation": "Both say two."}
    assert draft["citation"] == [{"@type": "Quotation", "text": "Two died", "isPartOf": "b/herald.txt"}]
    assert draft["itemReviewed"]["appearance"]["url"] == "a/wire.txt"
    assert "author" not in draft


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("ten men", "“They took ten men,” he said."),
        ("no shots", "No shots, no shots at all!"),
        ("last line", "A last line without a stop"),
    ],
)
def test_the_sentence_around_words(words: str, sentence: str) -> None:
    text = "It began at 5 a.m. on Sunday. “They took ten men,” he said. No shots, no shots at all! Then quiet.\nA last line without a stop"
    start = text.index(words)
    assert sentence_around(Span(page="p", start=start, end=start + len(words), exact=words), text) == sentence
