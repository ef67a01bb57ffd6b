"""Comment threads in text dumps: made-up words, real shapes."""

import pytest

from sayso.ingest.pieces import RawComment
from sayso.ingest.plaintext import thread_of

from .dumps import DUMPS

KNEW, WHO, FINE = "They knew about the cracks in March.", "Who is they?", "The bridge was fine on Sunday."
# style: author, day or minute, index of the parent, words
WANTED = {
    "disqus": [
        ("Ann Leeds", None, None, "They knew about the cracks in March and did nothing."),
        ("Bo Ek", None, 0, "Who is they? The council has no engineers."),
        ("Carla Dunn", None, None, "The bridge was fine when I crossed it on Sunday."),
    ],
    "hn": [
        ("bo_ek", None, None, "The second collapse is the interesting one."),
        ("carla", None, None, "Only if you believe the first report."),
        ("dunn99", None, None, "Steel from that mill has failed before."),
    ],
    "posted": [
        ("Ann Leeds", "2019-05-02", None, KNEW),
        ("Bo Ek", "2019-05-02", None, WHO),
        ("Carla Dunn", "2019-05-03", None, FINE),
    ],
    "said": [
        ("Ann Leeds", "2019-05-02T15:04", None, KNEW),
        ("Bo Ek", "2019-05-02T16:10", None, WHO),
        ("Anonymous", "2019-05-03T09:30", None, FINE),
    ],
    "onsay": [("Ann Leeds", "2019-05-02T15:04", None, KNEW), ("Carla Dunn", "2019-05-03T09:30", None, FINE)],
    "vb": [
        ("annleeds", "2019-05-02T15:04", None, KNEW),
        ("bo_ek", "2019-05-02T16:10", None, WHO),
        ("carla", "2019-05-13T09:30", None, FINE),
    ],
    "fr": [
        ("Anne Ledoux", "2019-05-02T15:04", None, "Ils le savaient depuis mars."),
        ("Bo Ek", "2019-05-02T16:10", None, "Qui ça, ils ?"),
        ("Carla Dunn", "2019-05-03T09:30", None, "Le pont allait bien dimanche."),
    ],
    "flatreply": [
        ("Ann Leeds", "2019-05-02T15:04", None, "They knew about the cracks."),
        ("Bo Ek", "2019-05-02T16:10", 0, WHO),
        ("Carla Dunn", "2019-05-03T09:30", 1, "The council."),
    ],
    "quoted": [
        ("@annleeds", None, None, KNEW),
        ("@bo_ek", None, None, WHO),
        ("@carla", None, None, "The council."),
        ("@dunn", None, None, "No."),
    ],
    "numbered": [
        ("Ann Leeds", None, None, KNEW),
        ("Bo Ek", None, 0, WHO),
        ("Carla Dunn", None, None, "The bridge was fine on Sunday, when I crossed it with\n    a lorry full of sand."),
    ],
    "names": [
        ("Ann", "2019-05-02", None, "The mayor's cousin owns the concrete mill upstream."),
        ("Never forget your umbrella", "2019-05-02", 0, "Which mill do you mean, the old one? He has three of… Read more »"),
        ("Ann", "2019-05-02", 1, "Third."),
        ("Dunn", "2019-05-04", 2, "Ha."),
        ("Ek", "2019-05-03", 0, "So the cousin with the concrete mill wins again."),
    ],
    "signed": [
        ("bo_ek", "2019-03-02T15:35", None, "They have not published one since 2016, which was before the flood."),
        ("carla", "2019-03-02T16:49", None, "The survey is on paper only."),
    ],
}


def _row(comment: RawComment) -> tuple[str | None, str | None, int | None, str]:
    parent = int(comment.parent) if comment.parent is not None else None
    return comment.author, comment.posted.start if comment.posted else None, parent, comment.span.exact


@pytest.mark.parametrize("style", sorted(WANTED))
def test_each_style_gives_its_comments(style: str) -> None:
    assert [_row(c) for c in thread_of(DUMPS[style]).comments] == WANTED[style]


@pytest.mark.parametrize("style", sorted(WANTED))
def test_spans_quote_the_dump(style: str) -> None:
    text = DUMPS[style]
    for comment in thread_of(text).comments:
        assert text[comment.span.start : comment.span.end] == comment.span.exact
        assert comment.author_span is not None
        assert comment.author_span.exact == comment.author


def test_an_answer_whose_parent_is_not_certain_keeps_the_others_it_may_answer() -> None:
    comments = thread_of(DUMPS["names"]).comments
    # "Ann" wrote twice; the last answer is older than the one printed before it, so it is not that one's sister
    assert comments[4].candidates == ("0", "2")
    assert comments[3].candidates == ("2", "0")


def test_a_comment_cut_off_by_the_page_is_truncated() -> None:
    assert [c.truncated for c in thread_of(DUMPS["names"]).comments] == [False, True, False, False, False]


def test_the_thread_knows_what_the_page_announces() -> None:
    assert thread_of(DUMPS["fr"]).announced == 3


PLAIN = """Bridge closed after second collapse

By Ann Leeds
May 2, 2019

The council closed the bridge on Monday after the second collapse in a month. Nobody was hurt, the mayor said.

It will open again when the engineers have looked at it, which may take until the autumn, or longer.

More news

Ferry timetable changes
May 1, 2019

Port workers vote to strike
April 30, 2019

Library opens on Sundays
April 29, 2019
"""


def test_dated_headlines_are_no_comments() -> None:
    assert thread_of(PLAIN).comments == ()


@pytest.mark.parametrize("dump", ["", "\n\n", "Ann says", "May 2, 2019", "1. 2. 3.", "Reply\nReply\nReply"])
def test_scraps_are_no_comments(dump: str) -> None:
    assert thread_of(dump).comments == ()


TAIL = """3 Comments

Anselm
Anselm
May 11, 2018

Nobody will ever show that proof. They bombed first and asked later.

Berta K
Berta K
Reply to  Anselm
May 11, 2018

They were shot at. What would you have done?

Anselm
Anselm
Reply to  Berta K
May 12, 2018

Waited.
"""


@pytest.mark.parametrize(
    ("tail", "kept"),
    [
        ("Town votes on Sunday (Video)\n\nWhy the tram line is late\n", "Waited."),
        ("Town votes on Sunday\n\nWhy is the tram line late?\n\nFerry service to open in May\n", "Waited."),
        ("Council Closes Bridge After Second Collapse\n", "Waited."),
        ("And so should they\n", "Waited.\n\nAnd so should they"),
        ("Nobody did, though. Not one of them.\n", "Waited.\n\nNobody did, though. Not one of them."),
    ],
    ids=["marked", "several", "capitals", "own-words", "own-sentence"],
)
def test_links_behind_the_last_comment_are_no_part_of_it(tail: str, kept: str) -> None:
    assert thread_of(f"{TAIL}\n{tail}").comments[-1].span.exact == kept
