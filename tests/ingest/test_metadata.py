"""What pages say about themselves: JSON-LD, meta fields, microdata and bylines, in this order of trust."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from lxml import html

from sayso.ingest.authors import clean_authors
from sayso.ingest.metadata import read_metadata, without_outlet
from sayso.ingest.when import read_when
from sayso.model import Basis, Precision


@pytest.mark.parametrize(
    ("offered", "outlet", "names"),
    [
        (["By Jane Holt"], None, ("Jane Holt",)),
        (["By Jane Holt, Reuters"], "The Lantern", ("Jane Holt",)),
        (["By Jane Holt, Senna Wire Agency"], "The Lantern", ("Jane Holt",)),
        (["Jane Holt, The Senna Post"], None, ("Jane Holt",)),
        (["Jane Holt for The Senna Post"], None, ("Jane Holt",)),
        (["Jane Holt and Emily Post"], None, ("Jane Holt", "Emily Post")),
        (["By JANE HOLT and OLE BRAN"], None, ("Jane Holt", "Ole Bran")),
        (["Jane Holt, Ole Bran and Tim Roe"], None, ("Jane Holt", "Ole Bran", "Tim Roe")),
        (["Jane Holt, Senior Reporter"], None, ("Jane Holt",)),
        (["Jane Holt, Ph.D."], None, ("Jane Holt, Ph.D",)),
        (["jane@lantern.example Jane Holt"], None, ("Jane Holt",)),
        (["Reuters"], "The Lantern", ("Reuters",)),
        (["The Lantern", "Jane Holt"], "The Lantern", ("Jane Holt",)),
        (["The Lantern"], "The Lantern", ("The Lantern",)),
        (["admin"], None, ()),
    ],
    ids=lambda value: str(value)[:40],
)
def test_bylines_come_down_to_names(offered: list[str], outlet: str | None, names: tuple[str, ...]) -> None:
    assert clean_authors(offered, outlet=outlet) == names


def page(head: str = "", body: str = "") -> object:
    return html.document_fromstring(f"<html><head>{head}</head><body>{body or '<p>x</p>'}</body></html>")


def ld(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", **fields})}</script>'


def test_data_before_fields() -> None:
    head = ld(
        **{"@type": "NewsArticle"},
        headline="Bridge shut",
        datePublished="2021-03-03T06:00:00+01:00",
        author={"name": "Jane Holt"},
    )
    meta = read_metadata(page(head + '<meta name="author" content="Web Team"><meta name="date" content="2020-01-01">'))
    assert (meta.title, meta.authors) == ("Bridge shut", ("Jane Holt",))
    assert meta.published is not None
    assert meta.published.start == "2021-03-03T06:00+01:00"


def test_authors_referred_to_by_id() -> None:
    graph = {"@graph": [
        {"@type": "Article", "headline": "Bridge shut", "author": {"@id": "#jane"}},
        {"@type": "Person", "@id": "#jane", "name": "Jane Holt"},
    ]}  # fmt: skip
    assert read_metadata(page(ld(**graph))).authors == ("Jane Holt",)


def test_broken_data_are_passed_over() -> None:
    head = '<script type="application/ld+json">{"@type": "Article", "headline": }</script><meta name="author" content="Jane Holt">'
    assert read_metadata(page(head)).authors == ("Jane Holt",)


def test_the_page_s_own_article_among_several() -> None:
    head = ld(**{"@type": "Article"}, headline="Ferry", url="https://senna.example/ferry", author="Ole Bran") + ld(
        **{"@type": "Article"}, headline="Bridge", url="https://senna.example/bridge", author="Jane Holt"
    )
    assert read_metadata(page(head), uri="https://www.senna.example/bridge/").authors == ("Jane Holt",)


def test_a_commenter_is_no_author() -> None:
    body = '<div class="comments"><span itemprop="author">Marta Velling</span></div><p class="byline">By Jane Holt</p>'
    assert read_metadata(page(body=body)).authors == ("Jane Holt",)


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ('<time datetime="2021-03-04T10:00:00Z">x</time>', "2021-03-04"),
        ('<span class="post-date">March 4, 2021</span>', "2021-03-04"),
        (
            '<div class="comment"><time datetime="2020-01-01">x</time></div><p class="posted-on">4 March 2021</p>',
            "2021-03-04",
        ),
        ('<meta itemprop="datePublished" content="2021-03-04">', "2021-03-04"),
    ],
)
def test_dates_in_the_body(body: str, day: str) -> None:
    published = read_metadata(page(body=body)).published
    assert published is not None
    assert published.start[:10] == day


def test_a_date_from_the_address_is_inferred() -> None:
    published = read_metadata(page(), uri="https://senna.example/2021/03/04/bridge").published
    assert published is not None
    assert (published.start, published.basis) == ("2021-03-04", Basis.INFERRED)


@pytest.mark.parametrize(
    ("title", "outlet", "bare"),
    [
        ("Bridge shut | The Lantern", "The Lantern", "Bridge shut"),
        ("Bridge shut - The Lantern", "Lantern", "Bridge shut"),
        ("Bridge shut - for good", "The Lantern", "Bridge shut - for good"),
    ],
)
def test_titles_without_the_outlet(title: str, outlet: str, bare: str) -> None:
    assert without_outlet(title, outlet) == bare


ANCHOR = datetime(2021, 3, 10, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "start", "precision"),
    [
        ("March 4, 2021 at 10:15 pm", "2021-03-04T22:15", Precision.MINUTE),
        ("4 March 2021", "2021-03-04", Precision.DAY),
        ("04.03.2021 um 10:15 Uhr", "2021-03-04T10:15", Precision.MINUTE),
        ("4 de marzo de 2021", "2021-03-04", Precision.DAY),
        ("2021-03-04T10:15:00Z", "2021-03-04T10:15+00:00", Precision.MINUTE),
        ("2021年3月4日", "2021-03-04", Precision.DAY),
        ("March 2021", "2021-03-01", Precision.MONTH),
        ("1614852900", "2021-03-04T10:15+00:00", Precision.MINUTE),
        ("yesterday at 09:00", "2021-03-09T09:00", Precision.MINUTE),
        ("3 days ago", "2021-03-06", Precision.DAY),
        ("vor 2 Wochen", "2021-02-17", Precision.WEEK),
        ("March 4", "2021-03-04", Precision.DAY),
        ("December 4", "2020-12-04", Precision.DAY),
    ],
)
def test_dates_as_pages_print_them(text: str, start: str, precision: Precision) -> None:
    when = read_when(text, basis=Basis.STATED, anchor=ANCHOR)
    assert when is not None
    assert (when.start, when.precision) == (start, precision)


@pytest.mark.parametrize("text", ["", "Reply", "31 February 2021", "in 4 steps", "99/99/2021", "x" * 300])
def test_what_is_no_date(text: str) -> None:
    assert read_when(text, basis=Basis.STATED, anchor=ANCHOR) is None


def test_day_or_month_first_is_the_caller_s_knowledge() -> None:
    assert [w.start for first in (True, False, None) if (w := read_when("5/6/2021", basis=Basis.STATED, day_first=first))] == [
        "2021-06-05", "2021-05-06", "2021-05-06",
    ]  # fmt: skip
