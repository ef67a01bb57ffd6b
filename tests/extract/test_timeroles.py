"""Dates at the head of a text and over its sections: when it was written, and what they date."""

from __future__ import annotations

import pytest
from tests.made_up import document_of

from sayso.extract import extract
from sayso.extract.parse import parse
from sayso.extract.times import find_times
from sayso.model import Account, Basis, Block, BlockKind, DateRange, Document, Precision


def in_paragraphs(text: str, *, published: str) -> Document:
    """A document with one block a paragraph."""
    whole, at, blocks = document_of(text).span, 0, []
    for paragraph in text.split("\n\n"):
        blocks.append(Block(kind=BlockKind.PARAGRAPH, span=whole.part(at, at + len(paragraph))))
        at += len(paragraph) + 2
    day = DateRange(start=published, end=published, precision=Precision.DAY, basis=Basis.STATED)
    return document_of(text, blocks=tuple(blocks), published=day)


def roles(text: str, published: str) -> list[tuple[str, str]]:
    return [(t.role, t.date.start[:10]) for t in find_times(parse(in_paragraphs(text, published=published)))]


def accounts(text: str, published: str) -> list[Account]:
    return list(extract(in_paragraphs(text, published=published), model="off").accounts)


@pytest.mark.parametrize(
    ("text", "published", "first"),
    [
        ("Sun 16 Apr 2017 Death toll from a blast rose.", "2017-04-16", ("dateline", "2017-04-16")),
        ("19 Apr 2017 The blast happened as buses left.", "2017-04-19", ("dateline", "2017-04-19")),
        ("Posted on August 12 2016 by Ada Oram. Shells fell.", "2016-08-12", ("dateline", "2016-08-12")),
        ("Date of publication 14 August 2016 Scores were killed.", "2016-08-14", ("dateline", "2016-08-14")),
        ("Last updated at 14:47 on 10 December 2016. Shells fell.", "2016-12-10", ("dateline", "2016-12-10")),
        ("21.02.2015 At least four were killed.", "2015-02-21", ("dateline", "2015-02-21")),
        ("March 11, 2021\n\nRockets hit Camp Oro.", "2021-03-11", ("dateline", "2021-03-11")),
        ("LODEN, 3 March (Wire) -- Shells fell.", "2018-03-04", ("dateline", "2018-03-03")),
        ("On 3 March 2018 gunmen attacked a bus.", "2018-03-04", ("when", "2018-03-03")),
        ("3 March 2018: Gunmen attacked a bus.", "2018-03-04", ("when", "2018-03-03")),
        ("11 September 2001 Attacks killed many.", "2008-05-02", ("when", "2001-09-11")),
        ("Thousands marched on 4 May 2020 Loden police said.", "2020-05-04", ("when", "2020-05-04")),
    ],
)
def test_the_day_of_writing(text: str, published: str, first: tuple[str, str]) -> None:
    assert roles(text, published)[0] == first


def test_the_day_of_writing_dates_no_attack() -> None:
    (account,) = accounts("19 Apr 2017 A bomb killed six people in Loden.", "2017-04-19")
    assert account.date is None


def test_a_date_alone_on_its_line_dates_what_stands_below_it() -> None:
    text = (
        "Reporters were hit again this year.\n\n12 March\n\nRiot police beat two cameramen in Loden. On Friday an inquiry began.\n\n"
        "Sunday, 7 June\n\nAn editor was shot outside her home.\n\nBackground\n\nA grenade was thrown into a newsroom.\n\n"
        "October 2020\n\nGunmen attacked a reporter."
    )
    found = {a.mentions[0].exact.split()[-1]: a.date for a in accounts(text, "2020-12-20")}
    starts = [d.start if d else None for d in found.values()]
    assert starts == ["2020-03-12", "2020-06-07", None, "2020-10-01"]
    assert all(d.basis is Basis.INFERRED and "over the section" in d.reason for d in found.values() if d)
    assert ("when", "2020-03-06") in roles(text, "2020-12-20")  # "Friday" counts from the date over the section


def test_the_day_of_the_telling_is_only_the_latest_that_it_can_be() -> None:
    (account,) = accounts("Gunmen had killed a judge in Loden, the police said on Tuesday.", "2020-01-10")
    assert account.date is None
    assert account.reported is not None
    assert account.reported.end == "2020-01-07"


def test_a_day_told_leaves_no_room_for_the_day_of_the_telling() -> None:
    (account,) = accounts("Gunmen killed a judge in Loden on Sunday, the police said on Tuesday.", "2020-01-10")
    assert (account.date and account.date.start, account.reported) == ("2020-01-05", None)
