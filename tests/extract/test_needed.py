"""The words without which a pattern is not found, and that leaving a text out for want of them loses no match."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.extract.needed import folded, needed
from sayso.extract.patterns import Section, Sought, section

EXAMPLES = Path(__file__).parents[2] / "examples" / "pages"
SECTIONS = [
    ("evidence", "missing"), ("evidence", "offered"), ("evidence", "fits_all"), ("evidence", "kinds"), ("responses", "cues"),
    ("responses", "no_answer"), ("responses", "calm"), ("measures", "distance"),
    ("measures", "counted"), ("measures", "not_a_lag"), ("measures", "sites_named"), ("measures", "nearness"),
    ("measures", "order"), ("measures", "series"), ("measures", "lags"), ("comparisons", "cues"), ("acts", "judging"),
    ("acts", "evasions"), ("acts", "threats"), ("hedges", "probable"), ("hedges", "possible"), ("hedges", "counterfactual"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("pattern", "groups"),
    [
        pytest.param(r"\bblamed\b", [{"blamed"}], id="one word"),
        pytest.param(r"\bBlamed?\b", [{"blame"}], id="an ending that may be missing, in lower case"),
        pytest.param(
            r"\b(?:attack|attempt)s?\b", [{"attack", "attempt"}], id="a choice, spelt out though its words begin alike"
        ),
        pytest.param(r"\bno (?:proof|evidence)\b", [{"no proof", "no evidence"}], id="words that stand together"),
        pytest.param(r"\bnever\s+(?:\w+ ){0,3}found\b", [{"never"}, {"found"}], id="words apart are asked for both"),
        pytest.param(
            r"\d+ (?:km|miles?) away", [{" km away", " mile away", " miles away"}], id="what stands behind a number"
        ),
        pytest.param(r"(?:raid|strike)? on \w+", [{" on "}], id="what may be missing is not asked for, beside it the rest"),
        pytest.param(r"(?:very )*late(?! in)", [{"late"}], id="repetitions and what must not follow"),
        pytest.param(r"(?<=the )raid(?= on)", [{"raid"}, {"the "}, {" on"}], id="what must stand beside it"),
        pytest.param(r"say[sx]|(?i:TOLD)", [{"says", "sayx", "told"}], id="letters to choose from, an option of its own"),
        pytest.param(r"n[’']t know", [{"n't know"}], id="the marks of print are as those of a typewriter"),
        pytest.param(r"\w+ing|\d+", [], id="one way to match without any word"),
        pytest.param(r"(?:\bwar\b|\d)+", [], id="the same inside a repetition"),
        pytest.param(r"café", [{"caf"}], id="letters beyond ASCII are left out"),
    ],
)
def test_the_words_that_a_match_holds(pattern: str, groups: list[set[str]]) -> None:
    assert {frozenset(g) for g in needed(pattern)} == {frozenset(g) for g in groups}


@pytest.mark.parametrize("text", ["DISTRICT", "district", "dıſtrİct"])
def test_letters_that_python_holds_for_alike_are_alike(text: str) -> None:
    assert Section([Sought(r"\bdistrict\b")]).search(text) is not None
    assert folded(text) == "district"


def test_only_likely_patterns_are_tried() -> None:
    proof, talks = Sought(r"\bno (?:\w+ ){0,2}(?:proof|evidence)\b", "proof"), Sought(r"\btalks\b", "talks")
    both = Section([proof, talks])
    assert both.likely("No reason was given.") == []
    assert both.likely("The evidence was shown in talks.") == [talks]
    assert both.likely("They saw no piece of evidence, they said.") == [proof]
    found = both.search("Talks, and no proof")
    assert found is not None
    assert found.group() == "no proof"
    assert (both.count("Talks, and no proof, in talks"), both.count("nothing")) == (3, 0)


@pytest.mark.parametrize(("sheet", "name"), SECTIONS)
def test_no_match_is_lost(sheet: str, name: str) -> None:
    whole = section(sheet, name)
    for page in sorted(EXAMPLES.iterdir()):
        for line in page.read_text(encoding="utf-8").splitlines():
            matching = [p for p in whole.patterns if p.search(line)]
            assert [p for p in whole.likely(line) if p.search(line)] == matching
    assert sum(bool(p.needed) for p in whole.patterns) > 0.8 * len(whole.patterns) - 1
