"""Whole text dumps to pages: which words are whose, and which are nobody's."""

import itertools

import pytest

from sayso.errors import UnreadablePage
from sayso.ingest.plaintext import read_text
from sayso.model import Basis, BlockKind, DerivationKind, Document, DocumentKind, Page, check_spans

BODY = """The council of Port Selam closed the old bridge on Monday after the second collapse in a month, its engineer said.

“Nobody was hurt, and nobody will be,” the mayor told reporters. She would not say who had signed the survey of March.

The state's auditor blamed the mill upstream. The mill's owner denied it and asked for the survey to be published.

It will open again when the engineers have looked at it, which may take until the autumn."""

REPRINT = f"""Bridge Closed In Port Selam, And Nobody Will Say Why

Our own Bo Ek was in Port Selam last week and found the same silence that Ann Leeds describes below.

Follow us on Twitter – Subscribe on YouTube.

“The Bridge That Was Not There,” authored by Ann Leeds, via The Harbour Post…

{BODY}

Ann Leeds is an independent journalist and the author of two books on bridges.

0 0 votes
Article Rating

The views and opinions expressed here are those of the author and do not necessarily reflect those of The Lantern.

2 Comments
Oldest
View all comments
Carla
Carla
May 2, 2019

They knew about the cracks in March.

Dunn
Dunn
Reply to  Carla
May 3, 2019

“The state's auditor blamed the mill upstream. The mill's owner denied it and asked for the survey to be published.”

Which survey?

Ferry Timetable Changes For The Summer
"""


def _read(text: str) -> Page:
    page = read_text(text.encode(), uri="dump.txt")
    check_spans(page, {page.id: page.text})
    return page


def _kinds(page: Page) -> list[DocumentKind]:
    return [d.kind for d in page.documents]


@pytest.fixture(scope="module")
def reprint() -> Page:
    return _read(REPRINT)


def test_the_text_is_the_dump_unchanged(reprint: Page) -> None:
    assert reprint.text == REPRINT


def test_a_reprint_is_cut_into_note_article_and_comments(reprint: Page) -> None:
    note, article = DocumentKind.HOST_NOTE, DocumentKind.REPUBLISHED
    assert _kinds(reprint) == [note, article, DocumentKind.COMMENT, DocumentKind.COMMENT]


def test_the_note_is_the_hosts_and_the_article_is_not(reprint: Page) -> None:
    note, article = reprint.documents[:2]
    assert note.title == "Bridge Closed In Port Selam, And Nobody Will Say Why"
    assert note.span.exact.endswith("describes below.")
    assert (article.title, article.authors) == ("The Bridge That Was Not There", ("Ann Leeds",))
    assert note.outlet == article.outlet == "The Lantern"
    assert note.derived_from == ()


def test_the_chain_of_a_reprint_runs_nearest_first(reprint: Page) -> None:
    origins = reprint.documents[1].derived_from
    assert [(o.kind, o.name, o.role) for o in origins] == [
        (DerivationKind.REPUBLISHED, "The Harbour Post", "outlet"),
        (DerivationKind.REPUBLISHED, "Ann Leeds", "author"),
    ]
    assert all(o.span and o.span.exact == o.name for o in origins)


def test_furniture_is_in_no_document(reprint: Page) -> None:
    told = "\n".join(d.span.exact for d in reprint.documents)
    for words in (
        "Follow us",
        "0 0 votes",
        "Article Rating",
        "views and opinions",
        "Ferry Timetable",
        "Oldest",
        "2 Comments",
    ):
        assert words not in told
        assert any(words in b.span.exact for b in reprint.furniture)


def test_every_line_is_in_a_document_or_in_the_furniture(reprint: Page) -> None:
    held = [d.span for d in reprint.documents] + [b.span for b in reprint.furniture]
    at = 0
    for line in REPRINT.splitlines(keepends=True):
        if line.strip():
            assert any(s.start <= at + 1 <= s.end for s in held), line
        at += len(line)


def test_documents_never_overlap(reprint: Page) -> None:
    ends = [(d.span.start, d.span.end) for d in reprint.documents]
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(ends))


def test_the_author_note_and_the_credit_are_labelled(reprint: Page) -> None:
    kinds = [b.kind for b in reprint.documents[1].blocks]
    assert (kinds[0], kinds[-1]) == (BlockKind.CREDIT, BlockKind.BIO)


def test_a_date_may_come_from_the_first_comment_and_says_so(reprint: Page) -> None:
    published = reprint.documents[1].published
    assert published is not None
    assert (published.start, published.basis) == ("2019-05-02", Basis.INFERRED)
    assert "earliest comment" in published.reason


def test_a_comment_that_copies_the_article_says_so_and_marks_the_words(reprint: Page) -> None:
    last = reprint.documents[-1]
    assert last.comment is not None
    assert last.comment.flags == ("copies_article",)
    assert [b.kind for b in last.blocks] == [BlockKind.QUOTATION, BlockKind.PARAGRAPH]


def test_a_comments_words_are_its_own_only(reprint: Page) -> None:
    first, last = reprint.documents[2:]
    assert first.span.exact == "They knew about the cracks in March."
    assert last.span.exact.endswith("Which survey?")
    assert last.comment is not None
    assert (last.comment.reply_to, last.comment.depth) == (first.id, 1)


def _article(text: str) -> Document:
    page = _read(text)
    (found,) = [d for d in page.documents if d.kind is not DocumentKind.COMMENT]
    return found


def test_a_stated_date_and_byline_win() -> None:
    article = _article(f"Bridge closed after second collapse\n\nBy Ann Leeds and Bo Ek\nMay 2, 2019\n\n{BODY}\n")
    assert article.kind is DocumentKind.ARTICLE
    assert article.title == "Bridge closed after second collapse"
    assert article.authors == ("Ann Leeds", "Bo Ek")
    assert article.published is not None
    assert (article.published.start, article.published.basis) == ("2019-05-02", Basis.STATED)
    assert article.published.spans[0].exact == "May 2, 2019"


def test_a_wire_dateline_makes_a_republished_article() -> None:
    article = _article(f"Bridge closed after second collapse\n\nPORT SELAM, May 2 (Reuters) - {BODY}\n")
    assert article.kind is DocumentKind.REPUBLISHED
    assert [(o.name, o.role) for o in article.derived_from] == [("Reuters", "agency")]


def test_a_credit_at_the_end_makes_a_republished_article() -> None:
    article = _article(
        f"Bridge closed after second collapse\n\n{BODY}\n\nThis article was originally published by The Harbour Post.\n"
    )
    assert article.kind is DocumentKind.REPUBLISHED
    assert [o.name for o in article.derived_from] == ["The Harbour Post"]


def test_help_from_an_agency_is_no_republication() -> None:
    article = _article(f"Bridge closed after second collapse\n\n{BODY}\n\nReuters contributed to this report.\n")
    assert article.kind is DocumentKind.ARTICLE
    assert [(o.kind, o.name) for o in article.derived_from] == [(DerivationKind.DERIVED_FROM, "Reuters")]


def test_a_correction_is_a_document_of_its_own() -> None:
    note = "Correction: An earlier version of this article gave the wrong month for the survey."
    page = _read(f"Bridge closed after second collapse\n\n{BODY}\n\n{note}\n")
    assert _kinds(page) == [DocumentKind.ARTICLE, DocumentKind.CORRECTION]
    assert page.documents[1].span.exact == note


def test_without_a_date_there_is_a_problem_and_no_date() -> None:
    page = _read(f"Bridge closed after second collapse\n\n{BODY}\n")
    assert page.documents[0].published is None
    assert "no_date" in [p.code for p in page.problems]


GERMAN = """Der Rat der Hafenstadt sperrt die alte Brücke nach dem zweiten Einsturz

Die Stadt hat die alte Brücke am Montag gesperrt, weil sie innerhalb eines Monats zum zweiten Mal eingestürzt ist.

Verletzt wurde nach Angaben der Bürgermeisterin niemand. Wer das Gutachten unterschrieben hat, wollte sie nicht sagen.

Der Rechnungshof macht das Werk am Oberlauf verantwortlich, dessen Besitzer den Vorwurf zurückweist und eine Prüfung verlangt.
"""


def test_another_language_is_kept_and_named() -> None:
    page = _read(GERMAN)
    assert page.language == "de"
    assert "not_english" in [p.code for p in page.problems]
    assert page.documents


def test_fewer_comments_than_announced_is_a_problem() -> None:
    page = _read(REPRINT.replace("2 Comments", "3 Comments"))
    assert [p.message for p in page.problems if p.code == "partial"] == [
        "The page announces 3 comments; 2 were found in it."
    ]


def test_hard_wrapped_paragraphs_stay_whole() -> None:
    wrapped = (
        "The council of Port Selam closed the old bridge on Monday after the\nsecond collapse in a month, as its "
        "engineer had asked it to do in\nthe spring, when the first cracks were seen from the ferry."
    )
    page = _read(f"Bridge closed after second collapse\n\n{wrapped}\n\n{BODY}\n")
    assert wrapped in [b.span.exact for b in page.documents[0].blocks]


def test_lost_words_and_embeds_are_reported_where_they_are() -> None:
    text = BODY.replace(
        "It will open", "The mayor's answer to the engineers was short and came late on Friday:\n\nIt will open"
    )
    text = text.replace("would not say who", "kept the in her drawer, would not say who")
    page = _read(f"Bridge closed after second collapse\n\n{text}\n")
    found = {p.code: p.span.exact for p in page.problems if p.span}
    assert found["damaged"] == "the in her"
    assert found["lost_embed"].endswith("came late on Friday:")


@pytest.mark.parametrize("raw", [b"", b" \n\n\t", b"\xef\xbb\xbf"], ids=["empty", "blank", "mark"])
def test_nothing_is_unreadable(raw: bytes) -> None:
    with pytest.raises(UnreadablePage):
        read_text(raw, uri="dump.txt")


def test_reading_twice_gives_the_same_page() -> None:
    assert _read(REPRINT) == _read(REPRINT)


def test_a_host_s_own_headline_and_deck_stand_apart_from_a_titled_work() -> None:
    page = _read(
        "Two bridges fell: who knew?\n\nThe Open Page editors discuss the survey that nobody has seen.\n\n"
        "Support The Open Page on Patronage\n\n“Before the Fall,” authored by Ann Leeds, via The Harbour Post...\n\n"
        f"{BODY}\n\n{BODY}\n"
    )
    assert _kinds(page) == [DocumentKind.HOST_NOTE, DocumentKind.REPUBLISHED]
    host, work = page.documents
    assert (host.title, work.title) == ("Two bridges fell: who knew?", "Before the Fall")
    assert host.span.exact.endswith("nobody has seen.")


@pytest.mark.parametrize(
    "page",
    [
        f"The Long Spoon | essays\n\nThree Bridges: Rust and Patience\nNov 4, 2031 · by Ann Leeds · 14 min read\n\n{BODY}\n",
        f"Three Bridges\n\n{BODY}\n\nPublished 4 November 2031. Contact: desk@harbour.example\n",
        f"Three Bridges\n\n{BODY} Ann Leeds is a former engineer. November 4, 2031\n",
    ],
    ids=["over its first words", "in the imprint", "at its end"],
)
def test_a_date_in_the_furniture_or_under_the_last_words_dates_the_text(page: str) -> None:
    when = next(d.published for d in _read(page).documents)
    assert when is not None
    assert when.start == "2031-11-04"
