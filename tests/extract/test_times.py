"""Dates in whole documents: what they count from, where a missing year comes from, and on what basis."""

from __future__ import annotations

from datetime import date

import pytest
from tests.made_up import document_of

from sayso.extract.parse import parse
from sayso.extract.times import TimeMention, find_times, resolve
from sayso.model import Anchor, Basis, Block, BlockKind, DateRange, Document, Precision


def day(iso: str) -> DateRange:
    return DateRange(start=iso, end=iso, precision=Precision.DAY, basis=Basis.STATED)


def with_dateline(dateline: str, text: str, *, published: str | None) -> Document:
    whole = f"{dateline}\n\n{text}"
    plain = document_of(whole)
    blocks = (
        Block(kind=BlockKind.DATELINE, span=plain.span.part(0, len(dateline))),
        Block(kind=BlockKind.PARAGRAPH, span=plain.span.part(len(dateline) + 2, len(whole))),
    )
    return document_of(whole, blocks=blocks, published=day(published) if published else None)


def times_of(text: str, published: str | None = "2022-03-17") -> dict[str, TimeMention]:
    found = find_times(parse(document_of(text, published=day(published) if published else None)))
    return {m.span.exact: m for m in found}


@pytest.mark.parametrize(
    ("words", "start"),
    [("07.10.2021", "2021-10-07"), ("7/10/2021", "2021-07-10"), ("3/12/2022", "2022-03-12"), ("12/3/2022", "2022-03-12")],
    ids=["dots: day first", "month first", "both behind", "the other lies ahead"],
)
def test_dates_in_figures(words: str, start: str) -> None:
    assert times_of(f"The market was bombed on {words} by rebels.")[words].date.start == start


def test_a_year_is_inferred_and_says_so() -> None:
    mention = times_of("The market was bombed on Dec. 24.")["Dec. 24"]
    assert (mention.date.start, mention.date.basis) == ("2021-12-24", Basis.INFERRED)
    assert "2022-03-17" in mention.date.reason


def test_a_year_in_the_text_is_stated() -> None:
    mention = times_of("The market was bombed on 24 December 2019.")["24 December 2019"]
    assert (mention.date.start, mention.date.basis, mention.date.reason) == ("2019-12-24", Basis.STATED, "")


def test_without_any_date_nothing_is_guessed() -> None:
    mention = times_of("The market was bombed on Tuesday.", published=None)["Tuesday"]
    assert (mention.date.start, mention.date.anchor) == ("", Anchor.DOCUMENT)
    assert mention.date.reason


def test_a_datelines_day_is_what_the_report_counts_from() -> None:
    document = with_dateline("LODEN, March 14 (Wire) -", "A shell fell on Sunday.", published="2022-03-17")
    filed, sunday = find_times(parse(document))
    assert (filed.role, filed.date.start, filed.date.basis) == ("dateline", "2022-03-14", Basis.INFERRED)
    assert sunday.date.start == "2022-03-13"
    assert "the dateline being 2022-03-14" in sunday.date.reason


def test_a_dateline_of_january_is_not_put_into_the_coming_year() -> None:
    document = with_dateline("LODEN, Dec. 30 (Wire) -", "A shell fell on Monday.", published="2022-01-02")
    filed, monday = find_times(parse(document))
    assert (filed.date.start, monday.date.start) == ("2021-12-30", "2021-12-27")


def test_a_dateline_long_before_publication_does_not_count() -> None:
    document = with_dateline("LODEN, 3 May 2019 -", "A shell fell on Sunday.", published="2022-03-17")
    assert find_times(parse(document))[-1].date.start == "2022-03-13"


@pytest.mark.parametrize(
    ("text", "words", "start"),
    [
        ("Talks will open on Monday.", "Monday", "2022-03-21"),
        ("Talks opened on Monday.", "Monday", "2022-03-14"),
        ("An election is due in May.", "May", "2022-05-01"),
        ("An election was held in May.", "May", "2021-05-01"),
    ],
)
def test_what_lies_ahead(text: str, words: str, start: str) -> None:
    assert times_of(text)[words].date.start == start


def test_words_that_count_from_an_incident_wait_for_its_date() -> None:
    mention = times_of("Rockets hit the camp. Two days later jets struck.")["Two days later"]
    assert (mention.date.start, mention.date.anchor, mention.offset_days) == ("", Anchor.INCIDENT, (2.0, 2.0))
    resolved = resolve(mention, day("2022-03-11"))
    assert (resolved.start, resolved.end, resolved.basis) == ("2022-03-13", "2022-03-13", Basis.INFERRED)
    assert resolved.reason == "counted from 2022-03-11"


def test_hours_after_may_cross_midnight() -> None:
    mention = times_of("The group denied it hours after the attack.")["hours after"]
    resolved = resolve(mention, day("2022-03-11"))
    assert (resolved.start, resolved.end) == ("2022-03-11", "2022-03-12")


def test_less_than_a_time_after_starts_at_once() -> None:
    mention = times_of("Less than 48 hours after the ambush a drone struck.")["Less than 48 hours after"]
    assert mention.offset_days == (0.0, 2.0)


def test_a_clock_keeps_its_zone() -> None:
    mention = times_of("A shell fell on 3 March 2022 at 22:30 GMT.")["3 March 2022 at 22:30 GMT"]
    assert (mention.date.start, mention.date.precision) == ("2022-03-03T22:30+00:00", Precision.MINUTE)


def test_since_runs_to_the_documents_date() -> None:
    mention = times_of("Since Saturday the road has been closed.")["Saturday"]
    assert (mention.role, mention.date.start, mention.date.end) == ("since", "2022-03-12", "2022-03-17")


def test_a_relative_word_inside_a_quotation_says_so() -> None:
    mention = times_of('"They came yesterday," he said.')["yesterday"]
    assert "said in a quotation" in mention.date.reason


def test_dates_are_real_days() -> None:
    for mention in times_of("On Feb. 29 a shell fell; on Feb. 28 another.").values():
        if mention.date.start:
            date.fromisoformat(mention.date.start)


def test_a_figure_that_counts_hours_is_no_year() -> None:
    text = "Tavria closed its airspace on 4 November, 48 hours after the raid, and on 9 November it sent six men home."
    days = [m.date.start for m in times_of(text).values() if m.date.start]
    assert days == ["2021-11-04", "2021-11-09"]


def test_without_a_date_of_its_own_a_text_goes_on_in_the_year_that_it_printed_last() -> None:
    text = (
        "Talks began in Orvel on 21 September 2026, in the old town hall by the river.\n\n"
        + "The hall was full of people. " * 20
    )
    document = document_of(f"{text}\n\nThey broke down on 2 October, when the last guest left.")
    found = find_times(parse(document))
    assert [m.date.start for m in found] == ["2026-09-21", "2026-10-02"]


@pytest.mark.parametrize(
    "text", ["1952 - Islanders murder a surveyor.", "1952: Islanders murder a surveyor.", "1952 – A mine."]
)
def test_a_year_that_opens_an_entry_dates_it(text: str) -> None:
    mention = times_of(text)["1952"]
    assert (mention.date.start, mention.date.precision) == ("1952-01-01", Precision.YEAR)


def test_a_number_that_opens_a_sentence_is_no_year() -> None:
    assert "1952" not in times_of("1952 people were moved - most of them by bus.")
