"""Paragraphs that are links and nothing else: teasers, credit lines, and lists that are the body."""

from __future__ import annotations

import pytest

from sayso.ingest.placing import without_teasers

PROSE = "The harbour at Pellworth was closed on Monday after a crane fell into the dock, and nobody was hurt. " * 3
TEASER = "Three ferries were sold to Orsk last year"
CREDIT = "This article first appeared on Senna Wire."


@pytest.mark.parametrize(
    ("paragraphs", "linked", "kept"),
    [
        pytest.param([PROSE, TEASER, PROSE], [TEASER], [PROSE, None, PROSE], id="teaser"),
        pytest.param([PROSE, CREDIT], [CREDIT], [PROSE, CREDIT], id="credit"),
        pytest.param([PROSE, TEASER], ["ferries"], [PROSE, TEASER], id="a link in a sentence"),
        pytest.param([PROSE, *[TEASER] * 6], [TEASER] * 6, [PROSE, *[TEASER] * 6], id="a list of links"),
    ],
)
def test_without_teasers(paragraphs: list[str], linked: list[str], kept: list[str | None]) -> None:
    text = "\n\n".join(paragraphs)
    places: list[tuple[int, int] | None] = []
    at = 0
    for paragraph in paragraphs:
        places.append((at, at + len(paragraph)))
        at += len(paragraph) + 2
    links, at = [], 0
    for words in linked:
        at = text.index(words, at)
        links.append((at, at + len(words)))
        at += len(words)
    found = without_teasers(places, links, text)
    assert [text[slice(*place)] if place else None for place in found] == kept
