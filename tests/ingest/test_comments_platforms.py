"""Every platform's markup gives the same thread: who wrote what, when, in answer to whom, and nothing else in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.ingest.comments import thread
from sayso.ingest.comments.generic import read_generic
from sayso.ingest.html import read_html
from sayso.model import BlockKind, Document, DocumentKind, Page, check_spans

from . import forumpages as forums
from . import morethreads as more
from . import threadpages as pages
from . import unseenthreads as unseen

# What the general reader cannot do: signatures behind the words, a thread that only the data hold, replies without a named writer.
BY_ROW_ONLY = (pages.mediawiki, pages.json_ld, more.giscus)
FLAT = [*pages.FLAT, *forums.FORUMS, *more.FLAT, *more.FORUMS, *unseen.FLAT, *unseen.FORUMS]

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


@pytest.mark.parametrize("build", [*pages.NESTED, *more.NESTED, *unseen.NESTED], ids=lambda b: str(b.__name__))
def test_a_thread_with_replies(build: Callable[[], str]) -> None:
    page = read(build())
    assert sorted(map(str, rows(page, parents=True))) == sorted(map(str, wanted(parents=True)))
    check_spans(page, {page.id: page.text})


@pytest.mark.parametrize("build", FLAT, ids=lambda b: str(b.__name__))
def test_a_thread_without_replies(build: Callable[[], str]) -> None:
    page = read(build())
    assert sorted(map(str, rows(page, parents=False))) == sorted(map(str, wanted(parents=False)))
    check_spans(page, {page.id: page.text})


@pytest.mark.parametrize("build", [*forums.FORUMS, *more.FORUMS, *unseen.FORUMS], ids=lambda b: str(b.__name__))
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


@pytest.mark.parametrize(
    "build",
    [b for b in (*pages.NESTED, *more.NESTED, *unseen.NESTED) if b not in BY_ROW_ONLY],
    ids=lambda b: str(b.__name__),
)
def test_the_general_reader_alone_finds_threads_with_replies(
    build: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(thread, "READERS", (read_generic,))
    assert sorted(map(str, rows(read(build()), parents=True))) == sorted(map(str, wanted(parents=True)))


@pytest.mark.parametrize("build", FLAT, ids=lambda b: str(b.__name__))
def test_the_general_reader_alone_finds_flat_threads(build: Callable[[], str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thread, "READERS", (read_generic,))
    assert sorted(map(str, rows(read(build()), parents=False))) == sorted(map(str, wanted(parents=False)))


def test_comments_without_a_time_are_found_by_their_writers() -> None:
    found = [(author, parent, words) for author, _, parent, words in rows(read(more.without_times()), parents=True)]
    assert sorted(map(str, found)) == sorted(str((a, p, w)) for a, _, p, w in wanted(parents=True))


def test_a_name_in_the_words_gives_candidates_and_no_parent() -> None:
    page = read(pages.article_page(more.NAMING))
    told = {d.authors[0] + d.span.exact[:4]: d for d in spoken(page)}
    details = [d.comment for d in spoken(page)]
    assert [c.reply_to for c in details if c] == [None] * 5
    assert [c.reply_to_name for c in details if c] == [None, "Ann Leeds", None, "Ann Leeds", None]
    assert details[1] is not None
    assert details[1].candidates == (told["Ann LeedsThey"].id,)
    assert details[3] is not None
    assert details[3].candidates == (told["Ann LeedsThe "].id, told["Ann LeedsThey"].id)


def test_a_thread_shown_twice_is_read_once() -> None:
    page = read(pages.article_page(more.NAMING + more.NAMING.replace('class="comments"', 'class="comments mobile"')))
    assert len(spoken(page)) == 5


def test_questions_and_answers_are_texts_of_their_own_with_comments_under_them() -> None:
    page = read(pages.stackexchange())
    texts = [d for d in page.documents if d.kind is DocumentKind.ARTICLE]
    assert [(d.authors, d.published.start[:10] if d.published else None, d.span.exact[:9]) for d in texts] == [
        (("Marta Velling",), "2021-03-04", "The bridg"),
        (("Tobias Renn",), "2021-03-06", "Thank you"),
    ]
    found = rows(page, parents=False)
    assert found == [row for row in wanted(parents=False) if row[0] in ("Ode Harrow", "Priya Lund")]
    details = [d.comment for d in spoken(page) if d.comment]
    assert [(c.reply_to, c.reply_to_name, c.candidates) for c in details] == [(None, "Marta Velling", (texts[0].id,))] * 2


@pytest.mark.parametrize(
    ("build", "votes"),
    [
        (pages.old_reddit, 12),
        (pages.wpdiscuz, 0),
        (pages.slashdot, 2),
        (pages.commento, 2),
        (more.youtube, 12),
        (pages.drupal, None),
    ],
    ids=lambda v: getattr(v, "__name__", str(v)),
)
def test_votes_are_read_where_they_are_shown(build: Callable[[], str], votes: int | None) -> None:
    assert [d.comment.votes for d in spoken(read(build())) if d.comment] == [votes] * 4


def test_a_list_of_recent_comments_elsewhere_is_no_thread() -> None:
    assert spoken(read(pages.article_page(more.WIDGET))) == []
