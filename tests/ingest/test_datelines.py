"""Datelines at the head of reports: what is cut off, and what only looks like one."""

from __future__ import annotations

import pytest

from sayso.ingest import read_page
from sayso.ingest.datelines import read_dateline
from sayso.model import BlockKind, Page

REPORT = "At least six rockets struck the camp late on Friday, killing two soldiers and an interpreter."
MORE = "Nobody has claimed responsibility for the attack, which was the third on the camp in a month."

DATELINES = [
    ("wire", "LODEN, May 5 (Meridian) - ", "LODEN", "Meridian", (5, 5)),
    ("known-agency", "BAGHDAD, Jan 3 (Reuters) - ", "BAGHDAD", "Reuters", (1, 3)),
    ("dash", "BAGHDAD (AP) — ", "BAGHDAD", "Associated Press", None),
    ("agency-alone", "(Reuters) - ", None, "Reuters", None),
    ("agency-no-dash", "NEW YORK, Jan 5 (IANS) ", "NEW YORK", "IANS", (1, 5)),
    ("unknown-agency", "PORT SELAM, May 2 (Harbour Wire) - ", "PORT SELAM", "Harbour Wire", (5, 2)),
    ("slashes", "MOSCOW, May 5. /TASS/. ", "MOSCOW", "TASS", (5, 5)),
    ("dots", "Moscow. May 5. INTERFAX - ", "Moscow", "Interfax", (5, 5)),
    ("comma", "GAZA, (PIC)--", "GAZA", "PIC", None),
    ("two-towns", "VIENNA/TEHRAN, Jan 3 (Reuters) - ", "VIENNA/TEHRAN", "Reuters", (1, 3)),
    ("two-towns-and-a-country", "ANKARA, Turkey/BEIRUT (Reuters) - ", "ANKARA, Turkey/BEIRUT", "Reuters", None),
    ("state", "ST. JOSEPH, Mich. (AP) — ", "ST. JOSEPH, Mich.", "Associated Press", None),
    ("monitored", "SAN SALVADOR, 15 JAN 90 (ACAN-EFE) -- [TEXT] ", "SAN SALVADOR", "ACAN-EFE", (1, 15)),
    ("day", "Kyiv, 3 March - ", "Kyiv", None, (3, 3)),
    ("year", "Geneva, 5 May 2018 – ", "Geneva", None, (5, 5)),
    ("day-in-brackets", "GENEVA (5 May 2018) – ", "GENEVA", None, (5, 5)),
    ("all-in-brackets", "(Beirut, May 5, 2018) – ", "Beirut", None, (5, 5)),
    ("town-in-brackets", "(Beirut) – ", "Beirut", None, None),
    ("town-unknown-here", "Valmora, June 2 — ", "Valmora", None, (6, 2)),
    ("other-spelling", "Deir ez-Zor, 5 May (ANHA) – ", "Deir ez-Zor", "ANHA", (5, 5)),
    ("other-language", "BUENOS AIRES, 3 ene (EFE) - ", "BUENOS AIRES", "EFE", (1, 3)),
    ("capitals", "LODEN — ", "LODEN", None, None),
    ("country", "KYIV, Ukraine — ", "KYIV, Ukraine", None, None),
    ("small-letters", "Kyiv — ", "Kyiv", None, None),
    ("colon", "NEW DELHI: ", "NEW DELHI", None, None),
]


@pytest.mark.parametrize(("head", "place", "agency", "day"), [c[1:] for c in DATELINES], ids=[c[0] for c in DATELINES])
def test_datelines(head: str, place: str | None, agency: str | None, day: tuple[int, int] | None) -> None:
    found = read_dateline(head + REPORT)
    assert found is not None
    assert (found.place, found.agency) == (place, agency)
    assert ((found.stamp.month, found.stamp.day) if found.stamp else None) == day
    assert (head + REPORT)[found.end :] == REPORT
    assert found.place_at is None or head[slice(*found.place_at)] == place


@pytest.mark.parametrize(
    "head",
    [
        "Iraq (which was quiet) - so they said - ", "The bridge (old) ", "I — well — ", "DEAR ABBY: ", "BREAKING — ",
        "WARNING GRAPHIC DETAIL: ", "EXCLUSIVE: ", "VANE: ", "DONALD MARSH (R) — ", "Denk — ", "John Smith (Conservative) - ",
        "Oct. 6, 1923: ", "On Tuesday, May 5 - ", "Palm Bay (1-0): ", "Harbour Depot (ticker: HD) ", "NASA – ", "Syria: ",
        "The deal – ", "Rovers 5, Town 1: ", "Amigo & amigo (Australia) – ",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_dateline(head: str) -> None:
    assert read_dateline(head + REPORT) is None


def test_farther_down_a_day_or_an_agency_is_needed() -> None:
    assert read_dateline(f"LODEN — {REPORT}", at_head=False) is None
    assert read_dateline(f"LODEN, May 5 — {REPORT}", at_head=False) is not None


def _blocks(page: Page) -> list[tuple[BlockKind, str]]:
    return [(b.kind, b.span.exact) for d in page.documents for b in d.blocks]


TEXT = f"Rockets hit camp at Orsa\n\nLODEN, May 5 (Meridian) - {REPORT}\n\n{MORE}\n"
HTML = (
    "<html><head><title>Rockets hit camp at Orsa</title></head><body><article><h1>Rockets hit camp at Orsa</h1>"
    f"<p>LODEN, May 5 (Meridian) - {REPORT}</p><p>{MORE}</p></article></body></html>"
)


@pytest.mark.parametrize("raw", [TEXT, HTML], ids=["text", "html"])
def test_a_dateline_is_a_block_of_its_own(raw: str) -> None:
    page = read_page(raw.encode(), uri="camp")
    told = _blocks(page)
    assert (BlockKind.DATELINE, "LODEN, May 5 (Meridian) -") in told
    assert (BlockKind.PARAGRAPH, REPORT) in told
    (document,) = page.documents
    assert [(o.name, o.role) for o in document.derived_from] == [("Meridian", "agency")]


def test_a_dateline_s_full_date_dates_the_report() -> None:
    page = read_page(f"Rockets hit camp at Orsa\n\nGeneva, 5 May 2018 – {REPORT}\n\n{MORE}\n".encode(), uri="camp")
    published = page.documents[0].published
    assert published is not None
    assert (published.start, published.spans[0].exact) == ("2018-05-05", "5 May 2018")


def test_an_outlet_does_not_republish_itself() -> None:
    data = '{"@type": "NewsArticle", "headline": "Rockets hit camp at Orsa", "publisher": {"name": "Meridian Wire"}}'
    raw = HTML.replace("<head>", f'<head><script type="application/ld+json">{data}</script>')
    (document,) = read_page(raw.encode(), uri="camp").documents
    assert (document.outlet, document.derived_from) == ("Meridian Wire", ())


def _kinds(text: str) -> list[tuple[BlockKind, str]]:
    return _blocks(read_page(text.encode(), uri="camp"))


def test_a_round_up_is_cut_into_its_reports() -> None:
    page = read_page(
        f"World in brief\n\nPORT SELAM, May 5 (AP) - {REPORT}\n\nLODEN, May 5 - {MORE}\n\nBRENNICK (Harbour Wire) — {REPORT}\n".encode(),
        uri="brief",
    )
    assert [([o.name for o in d.derived_from], d.title) for d in page.documents] == [
        (["Associated Press"], "World in brief"), ([], None), (["Harbour Wire"], None),
    ]  # fmt: skip


def test_a_wire_s_sign_off_is_no_reporting_and_the_words_before_it_are() -> None:
    off = "(Reporting by Mira Tosh; Editing by Jon Ash)"
    told = _kinds(f"Rockets hit camp at Orsa\n\n{REPORT}\n\nThere was no immediate claim of responsibility. {off}\n")
    assert told[-2:] == [
        (BlockKind.PARAGRAPH, "There was no immediate claim of responsibility."), (BlockKind.BYLINE, off),
    ]  # fmt: skip


def test_a_dateline_on_a_line_of_its_own_is_one() -> None:
    told = _kinds(f"Rockets hit camp at Orsa\n\nPORT SELAM (Reuters) -\n\n{REPORT}\n\n{MORE}\n")
    assert told[1:3] == [(BlockKind.DATELINE, "PORT SELAM (Reuters) -"), (BlockKind.PARAGRAPH, REPORT)]


def test_the_clock_of_a_live_blog_is_furniture() -> None:
    told = _kinds(f"Live: rockets hit Orsa\n\n14:05\n\n{REPORT}\n\n13:40\n\n{MORE}\n\n13:10\n\n{REPORT}\n")
    assert [words for kind, words in told if kind is BlockKind.BOILERPLATE] == ["14:05", "13:40", "13:10"]


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Nobody was hurt.", True),
        ("Our Standards: The Harbour Trust Principles.", False),
        ("Sign up for our newsletter.", False),
        ("More Stories From The Harbour Post.", False),
    ],
    ids=["sentence", "standards", "appeal", "link"],
)
def test_a_report_s_last_short_sentence_belongs_to_it(line: str, kept: bool) -> None:
    told = [words for _, words in _kinds(f"Rockets hit camp at Orsa\n\n{REPORT}\n\n{MORE}\n\n{line}\n")]
    assert (line in told) is kept


def test_a_credit_s_date_dates_the_report_where_nothing_else_does() -> None:
    credit = "This article was originally published by The Harbour Post on May 5, 2018."
    page = read_page(f"Rockets hit camp at Orsa\n\n{credit}\n\n{REPORT}\n\n{MORE}\n".encode(), uri="camp")
    published = page.documents[0].published
    assert published is not None
    assert (published.start, published.spans[0].exact) == ("2018-05-05", "May 5, 2018")
