"""A day given by hand for pages that print none."""

from __future__ import annotations

import pytest

from sayso.errors import InputError
from sayso.ingest import read_page
from sayso.ingest.byhand import REASON, dated_by_hand, given_day

UNDATED = b"Rockets hit the depot at Orvel\n\nTwo men died on Tuesday when rockets hit the depot at Orvel, the army said."
DATED = (
    b"<html><head><meta property='article:published_time' content='2031-05-04T10:00:00Z'></head>"
    b"<body><article><h1>Raid</h1><p>%s</p></article></body></html>"
)


def test_a_page_without_a_date_takes_the_given_one() -> None:
    page = dated_by_hand(read_page(UNDATED, uri="a.txt"), "2031-05-08")
    assert [(d.published.start, d.published.reason) for d in page.documents if d.published] == [("2031-05-08", REASON)]
    assert "no_date" not in {p.code for p in page.problems}


def test_a_page_keeps_its_own_date() -> None:
    words = b"Two men died on Tuesday when rockets hit the depot at Orvel, the army said in a statement. " * 6
    page = read_page(DATED % words, uri="a.html")
    assert dated_by_hand(page, "2031-05-08") == page


@pytest.mark.parametrize("words", ["yesterday", "2031-13-01", "04.05.2031"])
def test_what_is_no_day_is_refused(words: str) -> None:
    with pytest.raises(InputError, match="is no day"):
        given_day(words)
