"""Threads as dumps of more platforms print them: with a row of buttons behind, levels before, numbers beside; made-up words."""

import pytest

from sayso.ingest.plaintext import thread_of

FETCHED = "2022-03-14T12:00:00+00:00"
STORY = """Bridge closed after second collapse

The council closed the bridge on Monday after the second collapse in a month. Nobody was hurt, the mayor said on Monday evening.

It will open again when the engineers have looked at it, which may take until the autumn.

"""

STYLES: dict[str, tuple[str, list[tuple[str, str, int | None]]]] = {
    "facebook": (
        STORY
        + """3 Comments
Sort by
Oldest

Ann Leeds
They knew about the cracks in March.
Like · Reply · 12 · 3y

Bo Ek
Who is they?
Like · Reply · 3y

Ann Leeds
Bo Ek The council, of course.
Like · Reply · 1 · 3y

Carla Dunn
Close it for good.
Like · Reply · 2y · Edited
""",
        [
            ("Ann Leeds", "2018-03-15", None),
            ("Bo Ek", "2018-03-15", None),
            ("Ann Leeds", "2018-03-15", 1),
            ("Carla Dunn", "2019-03-15", None),
        ],
    ),
    "facebook-works": (
        STORY
        + """Ann Leeds ·
Works at Port of Loden
They knew about the cracks in March.
Like · Reply · 3 · March 12, 2019 10:15am

Bo Ek ·
University of Brennick
Who is they?
Like · Reply · March 12, 2019 10:20am

Carla Dunn
Close it for good.
Like · Reply · March 13, 2019 11:00am
""",
        [("Ann Leeds", "2019-03-12", None), ("Bo Ek", "2019-03-12", None), ("Carla Dunn", "2019-03-13", None)],
    ),
    "disqus-arrow": (
        STORY
        + """Ann Leeds • 3 years ago
They knew about the cracks in March.
5 △ ▽ Reply Share ›
Bo Ek > Ann Leeds • 3 years ago
Who is they?
△ ▽ Reply Share ›
Ann Leeds > Bo Ek • 3 years ago
The council, of course.
△ ▽ Reply Share ›
Carla • 3 years ago
Close it for good.
△ ▽ Reply Share ›
""",
        [
            ("Ann Leeds", "2018-03-15", None),
            ("Bo Ek", "2018-03-15", 0),
            ("Ann Leeds", "2018-03-15", 1),
            ("Carla", "2018-03-15", None),
        ],
    ),
    "reddit-levels": (
        """Posted by u/dunn 3 years ago
Bridge closed
4 Comments
Best

level 1
annleeds
· 3 yr. ago

They knew about the cracks in March.

12
Reply
Share

level 2
bo_ek
· 3 yr. ago

Who is they?

3
Reply
Share

level 3
annleeds
OP
· 3 yr. ago

The council, of course.

1
Reply
Share

level 1
carla
· 3 yr. ago

Close it for good.

Reply
Share
""",
        [
            ("annleeds", "2018-03-15", None),
            ("bo_ek", "2018-03-15", 0),
            ("annleeds", "2018-03-15", 1),
            ("carla", "2018-03-15", None),
        ],
    ),
    "reddit-points": (
        """[–]annleeds 12 points 3 years ago
They knew about the cracks in March.
permalink embed save report give award reply
[–]bo_ek 3 points 3 years ago
Who is they?
permalink embed save parent report give award reply
[–]carla 1 point 3 years ago
Close it for good.
permalink embed save report give award reply
""",
        [("annleeds", "2018-03-15", None), ("bo_ek", "2018-03-15", None), ("carla", "2018-03-15", None)],
    ),
    "reddit-dot": (
        """annleeds
12 points · 3 hours ago
They knew about the cracks in March.
Reply
Give Award
share
bo_ek
3 points · 2 hours ago
Who is they?
Reply
share
carla
1 point · 2 hours ago
Close it for good.
Reply
share
""",
        [("annleeds", "2022-03-13", None), ("bo_ek", "2022-03-13", None), ("carla", "2022-03-13", None)],
    ),
    "discourse": (
        """Bridge closed after second collapse
General

annleeds March 12, 2019, 10:15am 1

They knew about the cracks in March.

1 Like

bo_ek (Bo Ek) March 12, 2019, 10:20am 2

Who is they?

annleeds March 12, 2019, 10:31am 3

The council, of course.

2 Likes

carla March 13, 2019, 11:00am 4

Close it for good.
""",
        [
            ("annleeds", "2019-03-12", None),
            ("bo_ek (Bo Ek)", "2019-03-12", None),
            ("annleeds", "2019-03-12", None),
            ("carla", "2019-03-13", None),
        ],
    ),
    "year-no-ago": (
        STORY
        + """3 Comments on Bridge closed

Ann Leeds 1 year

They knew about the cracks in March.

Share

Bo Ek (@boek) 1 year

Who is they?

Share

Carla 1 year

Close it for good.

Share
""",
        [("Ann Leeds", "2020-03-14", None), ("Bo Ek", "2020-03-14", None), ("Carla", "2020-03-14", None)],
    ),
    "quote-reply": (
        STORY
        + """#1 Ann Leeds 12.03.2019, 10:15
They knew about the cracks in March.

#2 Bo Ek 12.03.2019, 10:20
Zitat von Ann Leeds
They knew about the cracks in March.
Who is they?

#3 Carla 13.03.2019, 11:00
Close it for good.
""",
        [("Ann Leeds", "2019-03-12", None), ("Bo Ek", "2019-03-12", None), ("Carla", "2019-03-13", None)],
    ),
}
AT_NAMES = (
    STORY
    + """3 Comments

Ann Leeds
March 12, 2019 at 10:15 am
They knew about the cracks in March.

Bo Ek
March 12, 2019 at 10:20 am
@Ann Leeds Who is they?

Carla
March 13, 2019 at 11:00 am
@Bo Ek: Close it for good.
"""
)


@pytest.mark.parametrize(("text", "wanted"), STYLES.values(), ids=STYLES)
def test_authors_days_and_parents(text: str, wanted: list[tuple[str, str, int | None]]) -> None:
    found = thread_of(text, fetched=FETCHED).comments
    numbers = {c.key: i for i, c in enumerate(found)}
    rows = [(c.author, c.posted.start[:10] if c.posted else None, numbers[c.parent] if c.parent else None) for c in found]
    assert rows == wanted


@pytest.mark.parametrize("style", STYLES)
def test_words_are_free_of_names_and_buttons(style: str) -> None:
    words = [c.span.exact for c in thread_of(STYLES[style][0], fetched=FETCHED).comments]
    assert words[0] == "They knew about the cracks in March."
    assert words[1].endswith("Who is they?")
    assert words[-1] == "Close it for good."


def test_a_name_behind_an_at_sign_gives_candidates() -> None:
    found = thread_of(AT_NAMES).comments
    assert [(c.parent, c.candidates, c.reply_to_name) for c in found] == [
        (None, (), None), (None, ("0",), "Ann Leeds"), (None, ("1",), "Bo Ek"),
    ]  # fmt: skip


def test_without_a_day_of_fetching_an_age_gives_no_date() -> None:
    assert [c.posted for c in thread_of(STYLES["facebook"][0]).comments] == [None] * 4
