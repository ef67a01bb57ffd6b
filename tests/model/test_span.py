"""Spans: a quote stands exactly where it says, or it is refused."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.made_up import document_of, quote, statement_of

from sayso.errors import SpanMismatch
from sayso.model import Span, check_spans, spans_in

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)


@st.composite
def quoted(draw: st.DrawFn) -> tuple[str, Span]:
    """Any text, and a true quote from it."""
    text = draw(TEXTS)
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, len(text)))
    return text, Span(page="p", start=start, end=end, exact=text[start:end])


@given(quoted())
def test_a_true_quote_passes(case: tuple[str, Span]) -> None:
    text, span = case
    check_spans((span, [{"deep": span}]), {"p": text})


@given(quoted(), st.integers(-70, 70))
def test_a_shifted_quote_is_refused_unless_the_same_words_stand_there(case: tuple[str, Span], by: int) -> None:
    text, span = case
    moved = msgspec.structs.replace(span, start=span.start + by, end=span.end + by)
    there = moved.start >= 0 and moved.end <= len(text) and text[moved.start : moved.end] == span.exact
    if there:
        check_spans(moved, {"p": text})
    else:
        with pytest.raises(SpanMismatch):
            check_spans(moved, {"p": text})


@given(quoted(), TEXTS)
def test_other_words_are_refused(case: tuple[str, Span], words: str) -> None:
    text, span = case
    assume(words != span.exact)
    with pytest.raises(SpanMismatch, match="Extract the page again"):
        check_spans(msgspec.structs.replace(span, exact=words), {"p": text})


@given(quoted(), st.data())
def test_a_part_of_a_true_quote_is_true(case: tuple[str, Span], data: st.DataObject) -> None:
    text, span = case
    start = data.draw(st.integers(span.start, span.end))
    end = data.draw(st.integers(start, span.end))
    part = span.part(start, end)
    check_spans(part, {"p": text})
    assert span.holds(part)
    assert part.overlaps(span) or start == end


@pytest.mark.parametrize(("start", "end"), [(1, 4), (3, 6), (4, 3)], ids=["before", "behind", "backwards"])
def test_a_part_outside_is_refused(start: int, end: int) -> None:
    with pytest.raises(SpanMismatch):
        Span(page="p", start=2, end=5, exact="abc").part(start, end)


def test_a_quote_of_an_unknown_page_is_refused() -> None:
    with pytest.raises(SpanMismatch, match="Read that page in first"):
        check_spans(Span(page="q", start=0, end=0, exact=""), {"p": ""})


OVERLAPS = {
    "inside": ((0, 9), (3, 5), True), "touching": ((0, 3), (3, 5), False), "apart": ((0, 2), (5, 6), False),
    "crossing": ((0, 4), (3, 6), True),
}  # fmt: skip


@pytest.mark.parametrize(("one", "other", "overlap"), OVERLAPS.values(), ids=OVERLAPS.keys())
def test_overlap(one: tuple[int, int], other: tuple[int, int], overlap: bool) -> None:
    a, b = (Span(page="p", start=s, end=e, exact="x" * (e - s)) for s, e in (one, other))
    assert a.overlaps(b) == b.overlaps(a) == overlap
    assert not a.overlaps(msgspec.structs.replace(b, page="q"))


def test_every_span_of_a_statement_is_found() -> None:
    document = document_of("The harbour master said the ship was late.")
    statement = statement_of(document, "the ship was late", cue="said", source="The harbour master")
    assert {span.exact for span in spans_in(statement)} == {"the ship was late", "said", "The harbour master"}


def test_quotes_of_made_up_documents_are_true() -> None:
    document = document_of("One. Two. One.")
    check_spans((document, quote(document, "One", nth=2)), {document.page: document.span.exact})
