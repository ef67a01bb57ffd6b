"""Quoted words in the sentence that they stand in."""

from __future__ import annotations

import pytest
from lxml import html
from markupsafe import Markup
from tests.ledger.world import page_of, quote

from sayso.model import Span
from sayso.report.rendering import sentence

LONG = "word " * 100

FRAMES = {
    "inside": (
        "It rained. The mayor said the Front fired. He left.",
        "the Front fired",
        "The mayor said [the Front fired].",
    ),
    "a whole sentence": ("It rained. The Front fired. He left.", "The Front fired.", "[The Front fired.]"),
    "begins a sentence": ("It rained. The Front fired, he said. He left.", "The Front fired", "[The Front fired], he said."),
    "a title is no end": ("It rained. We saw Gen. Vane and the Front.", "the Front", "We saw Gen. Vane and [the Front]."),
    "a quotation ends": ("“It rained.” The Front fired.", "The Front", "[The Front] fired."),
    "a new line ends": ("A headline\nThe Front fired\nMore", "Front", "The [Front] fired"),
    "cut at a word": (f"{LONG}the Front {LONG}", "the Front", None),
    "the whole page": ("The Front", "The Front", "[The Front]"),
    "one letter": ("A", "A", "[A]"),
}


@pytest.mark.parametrize(("text", "words", "told"), FRAMES.values(), ids=FRAMES.keys())
def test_sentence(text: str, words: str, told: str | None) -> None:
    def bracket(span: Span) -> Markup:
        return Markup("[{}]").format(span.exact)

    shown = "".join(map(str, html.fromstring(f"<p>{sentence(quote(page_of(text), words), text, bracket)}</p>").itertext()))
    if told is None:
        assert shown.startswith("… word ")
        assert shown.endswith("word …")
    else:
        assert shown == told
