"""The days that a text prints for the two ends of a stated time."""

from __future__ import annotations

import pytest
from tests.made_up import document_of

from sayso.extract.chronicle import root_of
from sayso.extract.lags import find_lags
from sayso.extract.parse import parse
from sayso.extract.times import find_times
from sayso.model import Basis, DateRange, Measure, Precision

FIRST = "The pipe off Orvel broke on the night of 14 December 2029. "
# text, the lag's words, the later day, the days it may count from (the likeliest first), whether the first of these is sure
CASES = {
    "told before": (FIRST + "Nine days later, on 23 December, a cable was cut.", "Nine days later", "2029-12-23", ("2029-12-14",), True),
    "beside, before the words": (
        FIRST + "The minister spoke on 16 December, two days after the pipe broke.", "two days after", "2029-12-16", ("2029-12-14",), True,
    ),
    "named by its noun": (
        "A tug was seized on 5 May 2031 near Tessk. Talks went on until 9 May. On 12 May, seven days after the seizure, it sailed.",
        "seven days after", "2031-05-12", ("2031-05-05", "2031-05-09"), True,
    ),
    "behind the name": (
        "A judge was poisoned in Orvel on 3 March 2026. Two days after the poisoning, on 5 March, the border was closed.",
        "Two days after", "2026-03-05", ("2026-03-03",), True,
    ),
    "after that": (
        "The tug was boarded on 5 January 2030 and let go eleven days after that, on 16 January.",
        "eleven days after that", "2030-01-16", ("2030-01-05",), True,
    ),
    "a chain": (
        "Shells fell on Orvel on 2 May 2031. The next day Tavria blamed Marland. It took two days to answer: on 5 May it denied it.",
        "took two days to answer", "2031-05-05", ("2031-05-03", "2031-05-02"), False,
    ),
    "waited": (
        "A banker died in Orvel on 9 March 2026. The chancellor waited five weeks, until 14 April, before he spoke.",
        "waited five weeks", "2026-04-14", ("2026-03-09",), True,
    ),
}  # fmt: skip


def _lag(text: str, words: str, published: str | None = None) -> Measure:
    when = published and DateRange(start=published, end=published, precision=Precision.DAY, basis=Basis.STATED)
    parsed = parse(document_of(text, published=when) if when else document_of(text))
    return next(m for m in find_lags(parsed, accounts=(), statements=(), times=find_times(parsed)) if m.span.exact == words)


@pytest.mark.parametrize(("text", "words", "later", "earlier", "sure"), CASES.values(), ids=CASES.keys())
def test_days_of_both_ends(text: str, words: str, later: str, earlier: tuple[str, ...], sure: bool) -> None:
    lag = _lag(text, words)
    assert [d.start for d in lag.this_days][:1] == [later]
    assert tuple(d.start for d in lag.that_days)[: len(earlier)] == earlier
    assert (lag.that_days[0].basis is Basis.STATED) is sure


def test_earlier_ends_stand_the_other_way_round() -> None:
    lag = _lag("The threat was made on 5 May 2031. Mines went off at Orvel on 12 May, a week after.", "a week after")
    assert [d.start for d in lag.this_days] == ["2031-05-12"]
    lag = _lag(
        "Mines went off on 12 May 2031. The threat was made on 5 May, a week before the mines went off.", "a week before"
    )
    assert ([d.start for d in lag.that_days], lag.this_days[0].start) == (["2031-05-05"], "2031-05-12")


def test_days_that_have_passed_run_to_the_text_s_own_date() -> None:
    lag = _lag("Two tankers burned on 12 June 2031. Ten days have passed.", "Ten days have passed", published="2031-06-24")
    assert (lag.this_days[0].start, lag.that_days[0].start) == ("2031-06-24", "2031-06-12")


def test_what_an_earlier_time_counted_from_is_named_again() -> None:
    text = (
        f"{FIRST}On 2 January 2030 a ship was stopped. The minister spoke on 16 December, two days after the break. "
        "On 20 December, six days after the break, a policeman spoke."
    )
    assert _lag(text, "six days after").that_days[0].start == "2029-12-14"


def test_two_days_told_close_before_leave_it_open() -> None:
    lag = _lag("Orvel was shelled on 2 May 2031 and Tessk on 4 May. Two days later, on 6 May, jets came.", "Two days later")
    assert lag.that_days[0].basis is Basis.INFERRED


@pytest.mark.parametrize(
    ("one", "other"),
    [("seizure", "seize"), ("death", "die"), ("poisoning", "poison"), ("explosion", "explode"), ("break", "broken")],
)
def test_a_verb_and_its_noun_have_one_root(one: str, other: str) -> None:
    assert root_of(one) == root_of(other)
