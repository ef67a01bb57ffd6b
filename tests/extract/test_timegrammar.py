"""Expressions with the interval that a reader would give them; written before the grammar was tried on them.

The document's date is Wednesday 14 June 2023.
"""

from __future__ import annotations

from datetime import date

import pytest

from sayso.extract.times import read_expression
from sayso.model import Anchor, Basis, Precision

PUBLISHED = date(2023, 6, 14)

# text | words found | start | end | precision
ABSOLUTE = """
on June 3, 2021 the bridge fell | June 3, 2021 | 2021-06-03 | 2021-06-03 | day
on 3 June 2021 | 3 June 2021 | 2021-06-03 | 2021-06-03 | day
on the 3rd of June 2021 | the 3rd of June 2021 | 2021-06-03 | 2021-06-03 | day
on June 3rd, 2021, | June 3rd, 2021 | 2021-06-03 | 2021-06-03 | day
on Sept. 11, 2001, | Sept. 11, 2001 | 2001-09-11 | 2001-09-11 | day
since 2021-06-03 | 2021-06-03 | 2021-06-03 | 2023-06-14 | year
LIMA, 13 MAR 89 (AGENCY) | 13 MAR 89 | 1989-03-13 | 1989-03-13 | day
dated 7/25/1990 in | 7/25/1990 | 1990-07-25 | 1990-07-25 | day
dated 25/7/1990 in | 25/7/1990 | 1990-07-25 | 1990-07-25 | day
Friday, May 5, 2023 | Friday, May 5, 2023 | 2023-05-05 | 2023-05-05 | day
around 2 July 2019 | around 2 July 2019 | 2019-07-01 | 2019-07-03 | days
June 3-5, 2021 | June 3-5, 2021 | 2021-06-03 | 2021-06-05 | days
3-5 June 2021 | 3-5 June 2021 | 2021-06-03 | 2021-06-05 | days
December 29, 2019 to January 8, 2020 | December 29, 2019 to January 8, 2020 | 2019-12-29 | 2020-01-08 | month
between 3 and 5 June 2021 | 3 and 5 June 2021 | 2021-06-03 | 2021-06-05 | days
from 1 May 2020 until 3 May 2020 | 1 May 2020 until 3 May 2020 | 2020-05-01 | 2020-05-03 | days
in August 1964 | August 1964 | 1964-08-01 | 1964-08-31 | month
in Feb. 2020 | Feb. 2020 | 2020-02-01 | 2020-02-29 | month
in late March 2019 | late March 2019 | 2019-03-15 | 2019-03-31 | month
in early March 2019 | early March 2019 | 2019-03-01 | 2019-03-10 | month
in mid-January 2019 | mid-January 2019 | 2019-01-10 | 2019-01-20 | month
at the end of May 2018 | the end of May 2018 | 2018-05-15 | 2018-05-31 | month
the first week of August 2018 | the first week of August 2018 | 2018-08-01 | 2018-08-07 | week
in 2014 | 2014 | 2014-01-01 | 2014-12-31 | year
in early 2019 | early 2019 | 2019-01-01 | 2019-04-30 | year
in mid-1999 | mid-1999 | 1999-05-01 | 1999-08-31 | year
in late 1999 | late 1999 | 1999-09-01 | 1999-12-31 | year
in 2018 and 2019 | 2018 and 2019 | 2018-01-01 | 2019-12-31 | year
from 2011 to 2014 | 2011 to 2014 | 2011-01-01 | 2014-12-31 | year
between 1980 and 1992 | 1980 and 1992 | 1980-01-01 | 1992-12-31 | year
the 2003 invasion | 2003 | 2003-01-01 | 2003-12-31 | year
in the 1980s | the 1980s | 1980-01-01 | 1989-12-31 | year
in the early 1990s | the early 1990s | 1990-01-01 | 1993-12-31 | year
in the late '80s | the late '80s | 1986-01-01 | 1989-12-31 | year
in the nineties | the nineties | 1990-01-01 | 1999-12-31 | year
in the 19th century | the 19th century | 1801-01-01 | 1900-12-31 | year
in the summer of 2006 | the summer of 2006 | 2006-06-01 | 2006-08-31 | year
in spring 2003 | spring 2003 | 2003-03-01 | 2003-05-31 | year
on Christmas Eve 2019 | Christmas Eve 2019 | 2019-12-24 | 2019-12-24 | day
after 9/11 | 9/11 | 2001-09-11 | 2001-09-11 | day
at 10:30 p.m. on June 3, 2021 | at 10:30 p.m. on June 3, 2021 | 2021-06-03 | 2021-06-03 | minute
on 3 June 2021 at 22:30 GMT | 3 June 2021 at 22:30 GMT | 2021-06-03 | 2021-06-03 | minute
"""

# The year is inferred, or the words count from the document's date.
RELATIVE = """
on June 3 | June 3 | 2023-06-03 | 2023-06-03 | day
on 3 June | 3 June | 2023-06-03 | 2023-06-03 | day
on December 27 | December 27 | 2022-12-27 | 2022-12-27 | day
on Dec. 7, | Dec. 7 | 2022-12-07 | 2022-12-07 | day
December 29 to January 8 | December 29 to January 8 | 2022-12-29 | 2023-01-08 | month
around 2 May | around 2 May | 2023-05-01 | 2023-05-03 | days
May 3-5 | May 3-5 | 2023-05-03 | 2023-05-05 | days
in September | September | 2022-09-01 | 2022-09-30 | month
in May | May | 2023-05-01 | 2023-05-31 | month
since January | January | 2023-01-01 | 2023-06-14 | year
last December | last December | 2022-12-01 | 2022-12-31 | month
in late March | late March | 2023-03-15 | 2023-03-31 | month
in mid-January | mid-January | 2023-01-10 | 2023-01-20 | month
the first week of May | the first week of May | 2023-05-01 | 2023-05-07 | week
yesterday | yesterday | 2023-06-13 | 2023-06-13 | day
today | today | 2023-06-14 | 2023-06-14 | day
earlier today | earlier today | 2023-06-14 | 2023-06-14 | day
this morning | this morning | 2023-06-14 | 2023-06-14 | day
last night | last night | 2023-06-13 | 2023-06-13 | day
tonight | tonight | 2023-06-14 | 2023-06-14 | day
tomorrow | tomorrow | 2023-06-15 | 2023-06-15 | day
the day before yesterday | the day before yesterday | 2023-06-12 | 2023-06-12 | day
the other day | the other day | 2023-06-13 | 2023-06-13 | day
overnight | overnight | 2023-06-13 | 2023-06-14 | day
on Monday | Monday | 2023-06-12 | 2023-06-12 | day
on Wednesday | Wednesday | 2023-06-14 | 2023-06-14 | day
on Thursday | Thursday | 2023-06-08 | 2023-06-08 | day
last Wednesday | last Wednesday | 2023-06-07 | 2023-06-07 | day
next Friday | next Friday | 2023-06-16 | 2023-06-16 | day
Tuesday night | Tuesday night | 2023-06-13 | 2023-06-13 | day
early Sunday morning | early Sunday morning | 2023-06-11 | 2023-06-11 | day
between Sunday and Tuesday | Sunday and Tuesday | 2023-06-11 | 2023-06-13 | days
from Friday to Sunday | Friday to Sunday | 2023-06-09 | 2023-06-11 | days
since Thursday | Thursday | 2023-06-08 | 2023-06-14 | week
over the weekend | over the weekend | 2023-06-10 | 2023-06-11 | days
last weekend | last weekend | 2023-06-10 | 2023-06-11 | days
this week | this week | 2023-06-12 | 2023-06-14 | days
earlier this week | earlier this week | 2023-06-12 | 2023-06-14 | days
last week | last week | 2023-06-05 | 2023-06-11 | week
late last week | late last week | 2023-06-09 | 2023-06-11 | days
next week | next week | 2023-06-19 | 2023-06-25 | week
the past week | the past week | 2023-06-07 | 2023-06-14 | week
this month | this month | 2023-06-01 | 2023-06-14 | month
earlier this month | earlier this month | 2023-06-01 | 2023-06-14 | month
last month | last month | 2023-05-01 | 2023-05-31 | month
late last month | late last month | 2023-05-15 | 2023-05-31 | month
early this month | early this month | 2023-06-01 | 2023-06-10 | month
next month | next month | 2023-07-01 | 2023-07-31 | month
this year | this year | 2023-01-01 | 2023-06-14 | year
earlier this year | earlier this year | 2023-01-01 | 2023-06-14 | year
last year | last year | 2022-01-01 | 2022-12-31 | year
late last year | late last year | 2022-09-01 | 2022-12-31 | year
early last year | early last year | 2022-01-01 | 2022-04-30 | year
the end of last year | the end of last year | 2022-09-01 | 2022-12-31 | year
two days ago | two days ago | 2023-06-12 | 2023-06-12 | day
three weeks ago | three weeks ago | 2023-05-23 | 2023-05-25 | days
some 20 years ago | some 20 years ago | 2003-06-09 | 2003-06-19 | year
a fortnight ago | a fortnight ago | 2023-05-30 | 2023-06-01 | days
a few days ago | a few days ago | 2023-06-10 | 2023-06-12 | days
in the past 24 hours | in the past 24 hours | 2023-06-13 | 2023-06-14 | days
over the last 48 hours | over the last 48 hours | 2023-06-12 | 2023-06-14 | days
in the last 72 hours | in the last 72 hours | 2023-06-12 | 2023-06-14 | days
over the past three days | over the past three days | 2023-06-11 | 2023-06-14 | days
in the past few days | in the past few days | 2023-06-11 | 2023-06-14 | days
in recent days | in recent days | 2023-06-11 | 2023-06-14 | days
in recent weeks | in recent weeks | 2023-05-24 | 2023-06-14 | month
in recent months | in recent months | 2023-03-14 | 2023-06-14 | year
over the past few months | over the past few months | 2023-03-14 | 2023-06-14 | year
recently | recently | 2023-06-11 | 2023-06-14 | days
in the coming days | in the coming days | 2023-06-14 | 2023-06-20 | week
last summer | last summer | 2022-06-01 | 2022-08-31 | year
this spring | this spring | 2023-03-01 | 2023-05-31 | year
on Christmas Day | Christmas Day | 2022-12-25 | 2022-12-25 | day
at 7:45 a.m. on Monday | at 7:45 a.m. on Monday | 2023-06-12 | 2023-06-12 | minute
around 2 a.m. Sunday | around 2 a.m. Sunday | 2023-06-11 | 2023-06-11 | minute
"""

# text | words found | offset from the incident told just before, in days
FROM_INCIDENT = """
two days later | two days later | 2 | 2
just two days later | just two days later | 2 | 2
Two weeks later | Two weeks later | 13 | 15
a week later | a week later | 6 | 8
three months later | three months later | 89 | 93
a day after the raid | a day after | 1 | 1
two weeks before the strike | two weeks before | -15 | -13
four days earlier | four days earlier | -4 | -4
the following day | the following day | 1 | 1
the next morning | the next morning | 1 | 1
the very next day | the very next day | 1 | 1
the previous day | the previous day | -1 | -1
the day before | the day before | -1 | -1
the day after | the day after | 1 | 1
the same night | the same night | 0 | 0
on the same day | on the same day | 0 | 0
that night | that night | 0 | 0
that same evening | that same evening | 0 | 0
at the same time | at the same time | 0 | 0
days later | days later | 2 | 6
weeks earlier | weeks earlier | -42 | -14
hours after the attack | hours after | 0.04 | 1
three hours later | three hours later | 0.125 | 0.125
within hours of the blast | within hours of | 0 | 1
within two days | within two days | 0 | 2
shortly after the blast | shortly after | 0 | 1
a few days later | a few days later | 2 | 4
on the eve of the vote | on the eve of | -1 | -1
the following week | the following week | 1 | 13
"""

# Nothing about time, or only a length of time, stands in these.
NOTHING = """
they may attack again
troops march on the capital
about 2,000 people fled
in 2000 troops were counted among 3,500 men
the second brigade
a 107mm rocket
page 12 of the report
Sun Li and Mon Aye spoke
he sat on the wall
"""

DURATION = """
for three days | for three days | 3 | 3
a two-week siege | two-week | 13 | 15
for nearly two hours | for nearly two hours | 0.0833 | 0.0834
"""


def _rows(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]


def _ids(rows: list[list[str]]) -> list[str]:
    return [row[0].replace(" ", "-") for row in rows]


@pytest.mark.parametrize("row", _rows(ABSOLUTE), ids=_ids(_rows(ABSOLUTE)))
def test_absolute(row: list[str]) -> None:
    text, words, start, end, precision = row
    [(found, value)] = read_expression(text, published=PUBLISHED)
    assert (found, str(value.start), str(value.end), value.precision) == (words, start, end, Precision(precision))
    assert value.anchor is Anchor.ABSOLUTE


@pytest.mark.parametrize("row", _rows(RELATIVE), ids=_ids(_rows(RELATIVE)))
def test_relative(row: list[str]) -> None:
    text, words, start, end, precision = row
    [(found, value)] = read_expression(text, published=PUBLISHED)
    assert (found, str(value.start), str(value.end), value.precision) == (words, start, end, Precision(precision))
    assert value.basis is Basis.INFERRED
    assert "2023-06-14" in value.reason or "document" in value.reason


@pytest.mark.parametrize("row", _rows(FROM_INCIDENT), ids=_ids(_rows(FROM_INCIDENT)))
def test_from_incident(row: list[str]) -> None:
    text, words, low, high = row
    [(found, value)] = read_expression(text, published=PUBLISHED)
    assert found == words
    assert value.anchor is Anchor.INCIDENT
    assert value.start is None
    assert value.offset == pytest.approx((float(low), float(high)), abs=0.01)


@pytest.mark.parametrize("row", _rows(DURATION), ids=_ids(_rows(DURATION)))
def test_duration(row: list[str]) -> None:
    text, words, low, high = row
    [(found, value)] = read_expression(text, published=PUBLISHED)
    assert (found, value.role) == (words, "duration")
    assert value.offset == pytest.approx((float(low), float(high)), abs=0.01)


@pytest.mark.parametrize("text", NOTHING.strip().splitlines())
def test_nothing(text: str) -> None:
    assert read_expression(text, published=PUBLISHED) == ()


@pytest.mark.parametrize("text", ["yesterday", "on Monday", "last week", "two days ago", "June 3", "in September"])
def test_without_a_document_date_nothing_is_guessed(text: str) -> None:
    [(_, value)] = read_expression(text)
    assert (value.start, value.end) == (None, None)
    assert value.reason


def test_weekday_ahead() -> None:
    [(_, value)] = read_expression("will meet on Friday", published=PUBLISHED, future=True)
    assert str(value.start) == "2023-06-16"


def test_a_year_given_just_before_counts_for_the_next_dates() -> None:
    found = read_expression(
        "The war began in August 1964. On Aug. 4 a ship was hit, on Jan. 3 another.", published=PUBLISHED
    )
    assert [(words, str(v.start)) for words, v in found] == [
        ("August 1964", "1964-08-01"),
        ("Aug. 4", "1964-08-04"),
        ("Jan. 3", "1965-01-03"),
    ]
