"""Comments that show only their age: a range where the day of saving is known, else unknown and said so."""

import pytest

from sayso.ingest import read_page
from sayso.model import Page

HTML = """<html lang="en"><head><title>Bridge shut - The Senna Lantern</title>
<meta property="article:published_time" content="2021-03-03T06:00:00Z"></head><body><article><h1>Bridge shut</h1>
<p>The old bridge over the Senna has been shut to lorries since the first week of March, and nobody will say for how long.</p></article>
<div id="comments"><h3>2 comments</h3>{}</div></body></html>"""
COMMENT = (
    '<div class="comment" id="c{0}"><span class="author">{1}</span> <span class="date">{2}</span>'
    '<div class="text"><p>It was shut two days before anybody said so, and I drive across it.</p></div><a>Reply</a></div>'
)
TEXT = """Bridge shut

The council closed the bridge on Monday after the second collapse in a month.

2 comments

Ann Leeds
4 years ago

They knew about the cracks in March.

Reply

Bo Ek
3 years ago

Who is they?

Reply
"""


def html(one: str, two: str) -> bytes:
    return HTML.format(COMMENT.format(11, "Ann Leeds", one) + COMMENT.format(12, "Bo Ek", two)).encode()


def dates(page: Page) -> list[str | None]:
    details = [d.comment for d in page.documents if d.comment]
    return [d.posted.start[:10] if d.posted else None for d in details]


@pytest.mark.parametrize("raw", [html("4 years ago", "3 years ago"), TEXT.encode()], ids=["html", "text"])
def test_an_age_without_the_day_of_saving_is_no_date_and_the_page_says_so(raw: bytes) -> None:
    page = read_page(raw, uri="https://senna.example/bridge")
    assert dates(page) == [None, None]
    (problem,) = [p for p in page.problems if "show only how old" in p.message]
    assert problem.code == "no_date"
    assert problem.message.startswith("2 comment(s)")


def test_the_day_of_the_article_is_their_earliest_possible() -> None:
    page = read_page(html("4 years ago", "3 years ago"), uri="https://senna.example/bridge")
    assert any("not older than the page's own date, 2021-03-03" in p.message for p in page.problems)


@pytest.mark.parametrize("raw", [html("4 years ago", "3 years ago"), TEXT.encode()], ids=["html", "text"])
def test_with_the_day_of_saving_an_age_is_a_range_and_nothing_is_noted(raw: bytes) -> None:
    page = read_page(raw, uri="https://senna.example/bridge", fetched="2025-06-10T12:00:00+00:00")
    ranges = [d.comment.posted for d in page.documents if d.comment]
    assert all(r and r.start < r.end for r in ranges)
    assert not any("show only how old" in p.message for p in page.problems)


def test_a_day_without_its_year_is_the_first_since_the_article() -> None:
    page = read_page(html("March 5", "January 9"), uri="https://senna.example/bridge")
    assert dates(page) == ["2021-03-05", "2022-01-09"]
