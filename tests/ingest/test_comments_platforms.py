"""Every platform's markup gives the same thread: who wrote what, when, in answer to whom, and nothing else in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.ingest.html import read_html
from sayso.model import BlockKind, Document, DocumentKind, Page, check_spans

from . import forumpages as forums
from . import threadpages as pages

Row = tuple[str | None, str | None, str | None, str]


def read(source: str) -> Page:
    return read_html(source.encode(), uri="https://senna.example/2021/bridge", fetched="2025-03-10T12:00:00+00:00")


def spoken(page: Page) -> list[Document]:
    return [d for d in page.documents if d.comment is not None]


def rows(page: Page, *, parents: bool) -> list[Row]:
    by_id = {d.id: d for d in spoken(page)}
    found = []
    for document in by_id.values():
        detail = document.comment
        assert detail is not None
        words = " ".join(" ".join(b.span.exact for b in document.blocks if b.kind is not BlockKind.BOILERPLATE).split())
        parent = by_id[detail.reply_to].authors[0] if detail.reply_to and parents else None
        found.append((detail.author, detail.posted.start[:10] if detail.posted else None, parent, words))
    return found


def wanted(*, parents: bool) -> list[Row]:
    told = pages.THREAD
    return [
        (
            t.author, t.when.strftime("%Y-%m-%d"), told[t.parent - 1].author if t.parent and parents else None,
            " ".join(t.text.split()),
        )
        for t in told
    ]  # fmt: skip


@pytest.mark.parametrize("build", pages.NESTED, ids=lambda b: str(b.__name__))
def test_a_thread_with_replies(build: Callable[[], str]) -> None:
    page = read(build())
    assert sorted(map(str, rows(page, parents=True))) == sorted(map(str, wanted(parents=True)))
    check_spans(page, {page.id: page.text})


@pytest.mark.parametrize("build", [*pages.FLAT, *forums.FORUMS], ids=lambda b: str(b.__name__))
def test_a_thread_without_replies(build: Callable[[], str]) -> None:
    page = read(build())
    assert sorted(map(str, rows(page, parents=False))) == sorted(map(str, wanted(parents=False)))
    check_spans(page, {page.id: page.text})


@pytest.mark.parametrize("build", forums.FORUMS, ids=lambda b: str(b.__name__))
def test_a_forum_page_opens_with_a_post_and_has_no_article(build: Callable[[], str]) -> None:
    page = read(build())
    assert [d.kind for d in page.documents] == [DocumentKind.POST] + [DocumentKind.COMMENT] * 3


@pytest.mark.parametrize("build", pages.UNDER_ARTICLES, ids=lambda b: str(b.__name__))
def test_the_article_above_a_thread_keeps_its_words_and_no_others(build: Callable[[], str]) -> None:
    page = read(build())
    (article,) = [d for d in page.documents if d.comment is None]
    assert article.span.exact.endswith("said that he would answer every question there.")
    assert not any(t.text[:20] in article.span.exact for t in pages.THREAD)
    assert "Ferry timetable" not in article.span.exact


def test_comments_under_questions_and_answers_are_found() -> None:
    found = rows(read(pages.stackexchange()), parents=False)
    assert found == [row for row in wanted(parents=False) if row[0] in ("Ode Harrow", "Priya Lund")][: len(found)]
    assert len(found) == 2
