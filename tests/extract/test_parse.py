"""What a parsed block holds for all finders: sentences, their texts, tokens by their place on the page."""

from __future__ import annotations

import pytest
from tests.made_up import document_of

from sayso.extract.parse import Parsed, parse

TEXT = "The convoy left Orsa at noon. It was hit near Tessk.\n\nNobody\u00a0claimed the attack."


@pytest.fixture(scope="module")
def parsed() -> Parsed:
    return parse(document_of(TEXT))


def test_sentences_are_those_of_the_analysis_and_made_once(parsed: Parsed) -> None:
    first = parsed.blocks[0]
    assert [s.text for s in first.sentences] == ["The convoy left Orsa at noon.", "It was hit near Tessk."]
    assert first.sentences is first.sentences
    assert [s for _, s in parsed.sentences()] == [s for b in parsed.blocks for s in b.doc.sents]


def test_text_of_some_tokens(parsed: Parsed) -> None:
    for block, sentence in parsed.sentences():
        assert block.text_of(sentence) == sentence.text
        assert block.text_of(sentence[1:3]) == sentence[1:3].text
    assert parsed.blocks[1].text == "Nobody claimed the attack."


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        pytest.param("convoy", "at noon", ["convoy", "left", "Orsa"], id="from word to word"),
        pytest.param("onvoy", "rsa", ["left", "Orsa"], id="only what begins inside"),
        pytest.param("Nobody", "", [], id="none of another block"),
        pytest.param("at noon", "convoy", [], id="the end before the start"),
    ],
)
def test_tokens_by_their_place_on_the_page(parsed: Parsed, start: str, end: str, words: list[str]) -> None:
    whole = parsed.document.span
    low, high = whole.start + TEXT.index(start), whole.start + (TEXT.index(end) if end else len(TEXT))
    assert [t.text for t in parsed.blocks[0].tokens(low, high)] == words
