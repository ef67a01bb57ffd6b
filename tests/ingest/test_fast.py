"""The fast lane: title, author, date and body of a page, no thread, and a problem that says so."""

from __future__ import annotations

import pytest

from sayso.errors import UnreadablePage
from sayso.ingest.html import read_html
from sayso.model import BlockKind, DocumentKind, Page, check_spans

from .threadpages import ARTICLE, article_page, wordpress


def read(source: str) -> Page:
    page = read_html(source.encode(), uri="https://senna.example/2021/bridge", fast=True)
    check_spans(page, {page.id: page.text})
    return page


def test_it_gives_what_the_full_lane_gives_on_a_plain_article() -> None:
    (article,) = read(article_page("")).documents
    assert (article.title, article.authors, article.outlet) == (
        "Nobody says why the bridge is shut",
        ("Ansel Grieve",),
        "The Senna Lantern",
    )
    assert article.published is not None
    assert article.published.start == "2021-03-03T06:00+00:00"
    assert [b.span.exact for b in article.blocks if b.kind is BlockKind.PARAGRAPH] == [
        p.removeprefix("<p>") for p in ARTICLE.split("</p>")[:-1]
    ]


def test_every_page_says_that_it_was_read_fast() -> None:
    (problem,) = [p for p in read(article_page("")).problems if p.code == "limit"]
    assert "comment threads are left out" in problem.message


def test_a_thread_is_left_out_and_said_so_and_its_words_stay_in_the_text() -> None:
    page = read(wordpress())
    assert [d.kind for d in page.documents] == [DocumentKind.ARTICLE]
    assert "taped to the railing" in page.documents[0].span.exact
    assert "I drive across it every single morning." in page.text
    assert "I drive across it" not in page.documents[0].span.exact
    assert "limit" in {problem.code for problem in page.problems}


def test_deep_pages_lose_nothing() -> None:
    assert "abyssal words" in read(article_page("<div>" * 5000 + "abyssal words" + "</div>" * 5000)).text


def test_a_page_without_words_is_refused() -> None:
    with pytest.raises(UnreadablePage):
        read("<html><body></body></html>")
