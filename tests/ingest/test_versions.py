"""Two readings of one address: what was edited, taken out and added."""

from __future__ import annotations

from sayso.ingest import read_page
from sayso.ingest.versions import compare_versions
from sayso.model import Page, Span

HEAD = "Bridge closed after second collapse"
FIRST = "The council closed the bridge on Monday after the second collapse in a month, and it will not say who built it."
SECOND = "Nobody was hurt when the span fell, the ferry company said, and the river was open again by the evening."
THIRD = "Engineers had asked for a survey in the spring, when the first cracks in the piers were seen from the ferry."


def _page(*paragraphs: str) -> Page:
    return read_page("\n\n".join((HEAD, *paragraphs)).encode(), uri="bridge.txt")


def _words(spans: tuple[Span, ...]) -> list[str]:
    return [s.exact for s in spans]


def test_the_same_words_are_no_change() -> None:
    changes = compare_versions(_page(FIRST, SECOND), _page(FIRST.replace(", and", " – and").upper(), SECOND))
    assert not changes
    assert str(changes) == "the same words"


def test_an_edited_paragraph_is_shown_beside_what_it_was() -> None:
    later = SECOND.replace("Nobody was hurt", "Two people were hurt")
    changes = compare_versions(_page(FIRST, SECOND), _page(FIRST, later))
    assert [(a.exact, b.exact) for a, b in changes.edited] == [(SECOND, later)]
    assert (changes.gone, changes.added) == ((), ())
    assert str(changes) == "1 paragraph edited"


def test_what_went_and_what_came_are_told_apart() -> None:
    changes = compare_versions(_page(FIRST, SECOND), _page(FIRST, THIRD, SECOND, SECOND))
    assert (_words(changes.gone), _words(changes.added)) == ([], [THIRD, SECOND])
    back = compare_versions(_page(FIRST, THIRD, SECOND), _page(FIRST, SECOND))
    assert (_words(back.gone), _words(back.added)) == ([THIRD], [])
    assert str(back) == "1 paragraph taken out"
