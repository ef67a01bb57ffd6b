"""Bylines, credit lines and author notes."""

import pytest

from sayso.ingest.byline import is_author_note, read_byline, read_credit

CREDITS = [
    (
        "quoted-title",
        "“The Bridge That Was Not There,” authored by Ann Leeds, via The Harbour Post…",
        [("The Harbour Post", "outlet"), ("Ann Leeds", "author")],
        True,
    ),
    (
        "authored",
        "Authored by Ann Leeds via The Harbour Post,",
        [("The Harbour Post", "outlet"), ("Ann Leeds", "author")],
        True,
    ),
    ("originally", "This article was originally published by The Harbour Post.", [("The Harbour Post", "outlet")], False),
    ("originally-on", "Originally published at Northern Echo on May 3, 2020", [("Northern Echo", "outlet")], False),
    (
        "first-appeared",
        "This piece first appeared in Harbour Review and is republished with permission.",
        [("Harbour Review", "outlet")],
        False,
    ),
    ("domain", "Source: harbourpost.example", [], False),
    ("source", "Source: Harbour Post", [("Harbour Post", "outlet")], False),
    ("republished", "Republished with permission from Harbour Post.", [("Harbour Post", "outlet")], False),
    (
        "licence",
        "This story is republished from The Conversation under a Creative Commons license.",
        [("The Conversation", "outlet")],
        False,
    ),
    (
        "contributed",
        "Reuters and AFP contributed to this report.",
        [("Reuters", "agency"), ("Agence France-Presse", "agency")],
        False,
    ),
    ("rights", "© AFP", [("Agence France-Presse", "agency")], False),
]


@pytest.mark.parametrize(("line", "steps", "intro"), [c[1:] for c in CREDITS], ids=[c[0] for c in CREDITS])
def test_credit_lines_give_their_steps_nearest_first(line: str, steps: list[tuple[str, str]], intro: bool) -> None:
    credit = read_credit(line)
    found = [(name, role) for _, name, role, _, _ in credit.steps] if credit else []
    assert found == steps
    assert credit is None or credit.intro is intro


def test_a_credit_quotes_the_place_of_each_name() -> None:
    line = "Authored by Ann Leeds via The Harbour Post,"
    credit = read_credit(line)
    assert credit is not None
    assert [line[start:end] for *_, start, end in credit.steps] == ["The Harbour Post", "Ann Leeds"]


@pytest.mark.parametrize(
    "line",
    [
        "The report was published by the ministry on Friday.",
        "Source: the two officials said no such thing",
        "He appeared in Baghdad on Monday, via Amman.",
        "Originally published on May 3, 2020",
        "Ann Leeds contributed to this report.",
    ],
)
def test_sentences_that_sound_alike_are_no_credits(line: str) -> None:
    assert read_credit(line) is None


BYLINES = [
    ("by", "By Ann Leeds", ("Ann Leeds",), None, None),
    ("two", "By ANN LEEDS and Bo Ek | May 3, 2020", ("ANN LEEDS", "Bo Ek"), None, (2020, 5, 3)),
    ("outlet", "By Ann Leeds, Harbour Post", ("Ann Leeds",), "Harbour Post", None),
    ("named-date", "Ann Leeds | January 3, 2020", ("Ann Leeds",), None, (2020, 1, 3)),
    ("date", "January 3, 2020", (), None, (2020, 1, 3)),
    ("posted", "Posted by Ann Leeds on 3 May 2019", ("Ann Leeds",), None, (2019, 5, 3)),
    ("published", "Published: 3 March 2020, 10:15", (), None, (2020, 3, 3)),
    ("glued", "Ann LeedsApril 28, 2023 GMT", ("Ann Leeds",), None, (2023, 4, 28)),
    ("agency", "By Associated Press", ("Associated Press",), None, None),
    ("parts", "Top Story | Written by Ann Leeds", ("Ann Leeds",), None, None),
    ("updated", "Published Jun 05, 2026 • Last updated 1 day ago • 3 minute read", (), None, (2026, 6, 5)),
]


@pytest.mark.parametrize(("line", "authors", "outlet", "day"), [c[1:] for c in BYLINES], ids=[c[0] for c in BYLINES])
def test_bylines(line: str, authors: tuple[str, ...], outlet: str | None, day: tuple[int, int, int] | None) -> None:
    found = read_byline(line)
    assert found is not None
    stamp = found.stamp
    assert (found.authors, found.outlet) == (authors, outlet)
    assert ((stamp.year, stamp.month, stamp.day) if stamp else None) == day


@pytest.mark.parametrize(
    "line",
    [
        "By the way this is a sentence.",
        "On December 13, he condemned two attacks",
        "By Friday the army had gone home.",
        "in ,",
    ],
)
def test_sentences_are_no_bylines(line: str) -> None:
    assert read_byline(line) is None


def test_author_notes() -> None:
    assert is_author_note("Ann Leeds is an independent journalist and the author of two books on bridges.")
    assert is_author_note("Ann Leeds covers ports for the Harbour Post.", ("Ann Leeds",))
    assert not is_author_note("Bo Ek is a journalist who was hurt in the attack.", ("Ann Leeds",))
    assert not is_author_note("The bridge is an old one, its author unknown.")
