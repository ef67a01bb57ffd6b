"""HTML pages of our own making in: one text with every word at its place, the article's pieces, and losses that are marked."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest

from sayso.errors import UnreadablePage
from sayso.ingest import read_page
from sayso.ingest.html import read_html
from sayso.model import BlockKind, DocumentKind, Page, check_spans

from .threadpages import ARTICLE, article_page


def read(source: str | bytes) -> Page:
    raw = source if isinstance(source, bytes) else source.encode()
    page = read_html(raw, uri="https://senna.example/2021/bridge", fetched="2025-03-10T12:00:00+00:00")
    check_spans(page, {page.id: page.text})
    return page


def codes(page: Page) -> set[str]:
    return {problem.code for problem in page.problems}


def test_the_article_with_what_the_page_says_of_itself() -> None:
    page = read(article_page(""))
    (article,) = page.documents
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


def test_every_word_is_in_a_document_or_in_the_furniture_and_none_in_both() -> None:
    page = read(article_page(""))
    stretches = sorted(
        [(b.span.start, b.span.end) for b in page.furniture] + [(d.span.start, d.span.end) for d in page.documents]
    )
    assert all(end <= start for (_, end), (start, _) in pairwise(stretches))
    left = page.text
    for start, end in reversed(stretches):
        left = left[:start] + left[end:]
    assert left.split() == []


def test_scripts_styles_and_hidden_templates_are_no_text() -> None:
    page = read(
        article_page("<script>var secret = 1;</script><style>.x{color:red}</style><template><p>unused</p></template>")
    )
    assert not any(word in page.text for word in ("secret", "color", "unused"))


def test_a_block_quotation_is_labelled() -> None:
    quote = "<blockquote><p>Nothing on that bridge is new to us, and nothing on it is safe, the survey of 1998 says.</p></blockquote>"
    page = read(article_page("").replace("<p>The county board", f"{quote}<p>The county board"))
    (article,) = page.documents
    assert [b.span.exact[:28] for b in article.blocks if b.kind is BlockKind.QUOTATION] == ["Nothing on that bridge is ne"]


def test_text_below_the_parsers_depth_is_kept_and_the_page_marked() -> None:
    deep = "<div>" * 400 + "<p>The last sentence stands very deep indeed.</p>" + "</div>" * 400
    page = read(article_page(deep))
    assert "The last sentence stands very deep indeed." in page.text
    assert "partial" in codes(page)


def test_text_five_thousand_elements_deep_is_kept_and_the_page_marked() -> None:
    page = read(article_page("<div>" * 5000 + "abyssal words" + "</div>" * 5000))
    assert "abyssal words" in page.text
    assert "partial" in codes(page)


def test_an_element_with_thousands_of_attributes_is_read_and_the_page_marked() -> None:
    flood = "<div " + " ".join(f'a{i}="{i}"' for i in range(5000)) + "><p>Behind the flood of attributes.</p></div>"
    page = read(article_page(flood))
    assert "Behind the flood of attributes." in page.text
    assert "partial" in codes(page)


def test_a_plain_page_is_not_marked() -> None:
    assert codes(read(article_page(""))) <= {"no_date"}


def test_nul_bytes_do_not_end_the_text() -> None:
    page = read(article_page("<p>before\0after the zero</p>"))
    assert "beforeafter the zero" in page.text


@pytest.mark.parametrize(
    ("raw", "used"),
    [
        ('<meta charset="utf-8"><p>Café in Łódź</p>'.encode(), "utf-8"),
        ('<meta charset="iso-8859-2"><p>Café in Łódź</p>'.encode("iso-8859-2"), "iso8859-2"),
        ("<p>Café in Łódź</p>".encode("utf-16"), "utf-16"),
        ('<meta charset="iso-8859-1"><p>Café in Łódź</p>'.encode(), "utf-8"),
    ],
    ids=["utf-8", "latin-2 declared", "utf-16 by its mark", "wrongly declared"],
)
def test_encodings_are_read_and_recorded(raw: bytes, used: str) -> None:
    page = read(b"<!doctype html><html><body>" + raw + b"</body></html>" if not raw.startswith(b"\xff\xfe") else raw)
    assert "Café in Łódź" in page.text
    assert page.encodings["used"] == used


def test_a_wrong_declaration_is_a_problem() -> None:
    page = read('<meta charset="iso-8859-1"><p>Café</p>'.encode())
    assert "encoding" in codes(page)


def test_a_page_without_words_is_refused() -> None:
    with pytest.raises(UnreadablePage, match="shows no text"):
        read("<html><body><script>1</script></body></html>")


def test_a_body_that_only_the_data_hold_is_behind_the_text() -> None:
    words = " ".join(f"Sentence number {i} tells more of the bridge than the last one did." for i in range(12))
    data = (
        f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"Bridge","articleBody":"{words}"}}</script>'
    )
    page = read(f"<html><head><title>Bridge</title>{data}</head><body><div id=app>Loading</div></body></html>")
    assert words[:60] in page.text
    assert [d.kind for d in page.documents] == [DocumentKind.ARTICLE]


def test_html_is_known_by_its_bytes() -> None:
    for coding in ("utf-8", "utf-16"):
        assert read_page(article_page("").encode(coding), uri="bridge.dat").media_type == "text/html"


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        pytest.param("<a>One link</a><a>Two</a>", "One link Two", id="links"),
        pytest.param("<b>Ansmouth</b><em>A harbour town</em>", "Ansmouth A harbour town", id="title and text"),
        pytest.param("<i>Mc</i>Donald of <span>e</span><span>Bay</span>", "McDonald of eBay", id="parts of a word"),
        pytest.param("H<sub>2</sub><sup>x</sup>O <span>T</span><span>He</span>", "H2xO THe", id="capitals"),
    ],
)
def test_words_of_neighbouring_elements_are_set_apart(markup: str, words: str) -> None:
    assert words in read(article_page("").replace("<p>", f"<p>{markup} ", 1)).text


def test_the_lines_under_the_headline_are_a_block_of_the_article() -> None:
    deck = "A small bridge in the valley has been shut for two days, and neither town says why it is."
    page = read(
        f'<html><head><title>Shut</title><meta name="description" content="{deck[:60]}…"></head><body><div><h1>Shut</h1>'
        f'<div class="lead">{deck}</div><div class="tools"><a href="#">Print</a></div></div><article>{ARTICLE}</article></body></html>'
    )
    (article,) = page.documents
    assert [b.span.exact for b in article.blocks if b.kind is BlockKind.DECK] == [deck]


def test_frequent_questions_are_the_pages_own_words_and_no_comments() -> None:
    answer = "The bridge is checked every second year, and that takes three days at most."
    answered = f'{{"@type": "Question", "name": "Why?", "acceptedAnswer": {{"@type": "Answer", "text": "{answer}"}}}}'
    faq = f'{{"@type": "FAQPage", "mainEntity": [{answered}]}}'
    page = read(article_page(f'<script type="application/ld+json">{faq}</script>'))
    assert [d.kind for d in page.documents] == [DocumentKind.ARTICLE]


def test_prose_that_the_extractor_overlooks_is_the_body() -> None:
    paragraphs = [
        f"Sentence number {n} of the report says plainly what the harbour master wrote down that day." for n in range(12)
    ]
    held = "".join(f"<div>{p}</div>" for p in paragraphs)
    page = read(
        f'<html><body><div class="comments" id="comments">{held}</div><nav><a href="/a">Home</a></nav></body></html>'
    )
    assert [b.span.exact for d in page.documents for b in d.blocks] == paragraphs


@pytest.mark.parametrize("shape", ["paragraphs", "markup"])
def test_a_text_that_only_the_data_for_scripts_hold_is_read_and_the_page_marked(shape: str) -> None:
    paragraphs = [
        f"Sentence number {n} of the report says plainly what the harbour master wrote down that day." for n in range(8)
    ]
    held: object = (
        [{"kind": "p", "text": p} for p in paragraphs]
        if shape == "paragraphs"
        else "".join(f"<p>{p}</p>" for p in paragraphs)
    )
    data = json.dumps({"page": {"id": 7, "url": "https://senna.example/2021/bridge", "body": held}})
    page = read(
        '<html><body><div id="app"><nav><a href="/">Home</a></nav></div>'
        f'<script id="__NEXT_DATA__" type="application/json">{data}</script></body></html>'
    )
    assert [b.span.exact for d in page.documents for b in d.blocks] == paragraphs
    assert "partial" in codes(page)
