"""The quickened pipeline says what spaCy's own says, of every token."""

from __future__ import annotations

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc

from sayso.extract.heldparser import HeldParser, held
from sayso.extract.language import analysed
from sayso.extract.parse import PIPELINE, pipeline

GIVEN: list[int | str] = ["TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE", "SENT_START"]
TEXTS = {
    "plain": "The minister of Tarvenia said on Monday that two rockets had hit the port, but nobody was hurt.",
    "one token": "Denied.",
    "rule over two tokens": "There is no proof. Let's wait, they're gonna tell us what he's got ta do; it ain't over.",
    "white space": "He said  it was \n over.",
    "only white space": "   ",
    "empty": "",
    "pronouns": "I told you that it hurt us, and you told me what they did to her. Those who can, will.",
    "names": "Mina Orlov of the Tarvenian Red Crescent told Agence Port on 3 May that 1,200 people fled Osk for the Lower Marches.",
    "sentences": '"We left," she said. Who fired? Nobody knows; the army, which denies it, has closed the road from Osk.',
    "verbs of all kinds": "She does what she did, has had and will have; to be or to have been, being what it is.",
}


@pytest.fixture(scope="module")
def plain() -> spacy.language.Language:
    return spacy.load(PIPELINE)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("round_", ["asked", "remembered"])
def test_says_what_spacy_says(plain: spacy.language.Language, text: str, round_: str) -> None:
    read = list(analysed(pipeline(), [text] if round_ == "asked" else [text, text]))
    assert same(read[-1], plain(text))


def test_remembers_kinds_of_tokens_not_words() -> None:
    rules = pipeline().get_pipe("attribute_ruler").rules  # type: ignore[attr-defined]  # spaCy types every pipe alike
    list(analysed(pipeline(), ["The cats saw the dogs."] * 2))
    known = len(rules._known)
    list(analysed(pipeline(), ["The dogs saw the cats."]))
    assert len(rules._known) == known


def test_texts_of_unlike_length_side_by_side(plain: spacy.language.Language) -> None:
    texts = [*TEXTS.values(), " ".join(TEXTS.values())]
    assert all(same(read, plain(text)) for read, text in zip(analysed(pipeline(), texts), texts, strict=True))


@pytest.mark.parametrize("name", ["parser", "ner"])
def test_both_parsers_keep_the_lock(name: str) -> None:
    assert isinstance(pipeline().get_pipe(name).parser, HeldParser)  # type: ignore[attr-defined]  # spaCy types every pipe alike


def test_a_parser_of_many_readings_is_left_alone(plain: spacy.language.Language) -> None:
    parser = plain.get_pipe("parser")
    parser.cfg["beam_width"] = 4  # type: ignore[attr-defined]
    try:
        assert held(parser) is None
    finally:
        parser.cfg["beam_width"] = 1  # type: ignore[attr-defined]


def same(this: Doc, that: Doc) -> bool:
    return [t.text for t in this] == [t.text for t in that] and bool(
        np.array_equal(this.to_array(GIVEN), that.to_array(GIVEN))
    )
