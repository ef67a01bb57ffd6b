"""Comment threads as many platforms print them: authors, days and parents from general signs alone."""

from __future__ import annotations

import pytest

from sayso.ingest.plaintext import thread_of

FETCHED = "2022-03-13"
STORY = """Bridge closed after second collapse

The council closed the bridge on Monday after the second collapse in a month, and nobody will say who built it.

Engineers had asked for a survey in the spring, when the first cracks were seen from the ferry.

"""
KNEW, WHO, CLOSE = "They knew about the cracks in March.", "Who is they?", "Close it for good."

# Text, and (author, day, number of the parent) of each comment.
STYLES: dict[str, tuple[str, list[tuple[str, str, int | None]]]] = {
    "two-names": (
        STORY
        + """Comments (4)

AnnLeeds
12 Mar 2019 10:15
12
They knew about the cracks in March.
Reply
Share
Report

BoEk
AnnLeeds
12 Mar 2019 10:20
3
Who is they?
Reply
Share
Report

AnnLeeds
BoEk
12 Mar 2019 10:31
0
The council, of course.
Reply
Share
Report

Carla_D
12 Mar 2019 11:00
44
Close it for good.
Reply
Share
Report
""",
        [
            ("AnnLeeds", "2019-03-12", None),
            ("BoEk", "2019-03-12", 0),
            ("AnnLeeds", "2019-03-12", 1),
            ("Carla_D", "2019-03-12", None),
        ],
    ),
    "names-run-together": (
        STORY
        + """4 Comments   Harbour Post   Login

Sort by Best

Avatar
Ann Leeds • 3 years ago

They knew about the cracks in March.

5 • Reply • Share ›

Avatar
Bo Ek Ann Leeds • 3 years ago

Who is they?

• Reply • Share ›

Avatar
Ann Leeds Bo Ek • 3 years ago

The council, of course. Everybody knows that.

1 • Reply • Share ›

Avatar
Carla • 3 years ago

Close it for good.

• Reply • Share ›
""",
        [
            ("Ann Leeds", "2018-03-14", None),
            ("Bo Ek", "2018-03-14", 0),
            ("Ann Leeds", "2018-03-14", 1),
            ("Carla", "2018-03-14", None),
        ],
    ),
    "numbered": (
        STORY
        + """COMMENTS

1. Ann Leeds | March 12, 2019 at 10:15 am
They knew about the cracks in March.

2. Bo Ek | March 12, 2019 at 10:20 am
@Ann Leeds: Who is they?

3. Carla | March 12, 2019 at 11:00 am
Close it for good.
""",
        [("Ann Leeds", "2019-03-12", None), ("Bo Ek", "2019-03-12", None), ("Carla", "2019-03-12", None)],
    ),
    "town-under-name": (
        STORY
        + """Ann Leeds
Portsel | March 12, 2019
They knew about the cracks in March.
12 Recommend
Share
Flag

Bo Ek
Loden | March 12, 2019
@Ann Leeds Who is they?
3 Recommend
Share
Flag

Carla
Brennick | March 13, 2019
Close it for good.
Recommend
Share
Flag
""",
        [("Ann Leeds", "2019-03-12", None), ("Bo Ek", "2019-03-12", None), ("Carla", "2019-03-13", None)],
    ),
    "vbulletin": (
        """Thread: Bridge closed

Ann Leeds
Senior Member
Join Date: Mar 2012
Posts: 3,112

12-03-2019, 10:15 AM #1
They knew about the cracks in March.

Bo Ek
Member
Join Date: May 2015
Posts: 112

12-03-2019, 10:20 AM #2
Quote:
Originally Posted by Ann Leeds
They knew about the cracks in March.
Who is they?

Carla
Junior Member
Join Date: May 2018
Posts: 12

12-03-2019, 11:00 AM #3
Close it for good.
""",
        [("Ann Leeds", "2019-03-12", None), ("Bo Ek", "2019-03-12", None), ("Carla", "2019-03-12", None)],
    ),
    "reddit": (
        """Bridge closed after second collapse

u/annleeds
•
3 yr. ago

They knew about the cracks in March.

Upvote
12
Downvote
Reply
Share

u/bo_ek
•
3 yr. ago

Who is they?

Upvote
3
Downvote
Reply
Share

u/annleeds
•
3 yr. ago

The council, of course.

Upvote
1
Downvote
Reply
Share
""",
        [("u/annleeds", "2018-03-14", None), ("u/bo_ek", "2018-03-14", None), ("u/annleeds", "2018-03-14", None)],
    ),
    "german": (
        STORY
        + """3 Kommentare

Anna Leder sagt:
12. März 2019 um 10:15 Uhr

Sie wussten es im März.

Antworten

    Bo Ek sagt:
    12. März 2019 um 10:20 Uhr

    Wer sind sie?

    Antworten

Carla sagt:
13. März 2019 um 11:00 Uhr

Macht sie für immer zu.

Antworten
""",
        [("Anna Leder", "2019-03-12", None), ("Bo Ek", "2019-03-12", 0), ("Carla", "2019-03-13", None)],
    ),
    "points": (
        STORY
        + """3 people in the conversation

annleeds 5pts
12 Mar 2019

They knew about the cracks in March.

Like  Reply

boek 3pts
12 Mar 2019

@annleeds Who is they?

Like  Reply

carla 1pts
13 Mar 2019

Close it for good.

Like  Reply
""",
        [("annleeds", "2019-03-12", None), ("boek", "2019-03-12", None), ("carla", "2019-03-13", None)],
    ),
    "wrote": (
        STORY
        + """On March 12, 2019 at 10:15 am Ann Leeds wrote:

They knew about the cracks in March.

On March 12, 2019 at 10:20 am Bo Ek wrote:

Who is they?

On March 13, 2019 at 11:00 am Carla wrote:

Close it for good.
""",
        [("Ann Leeds", "2019-03-12", None), ("Bo Ek", "2019-03-12", None), ("Carla", "2019-03-13", None)],
    ),
    "youtube": (
        """3 Comments
Sort by

@annleeds
3 years ago
They knew about the cracks in March.

12

Reply
2 replies

@boek
3 years ago
Who is they?

3

Reply

@carla
2 years ago (edited)
Close it for good.

Reply
""",
        [("@annleeds", "2018-03-14", None), ("@boek", "2018-03-14", None), ("@carla", "2019-03-14", None)],
    ),
    "anonymous": (
        STORY
        + """3 comments:

Anonymous said...
They knew about the cracks in March.
12 March 2019 at 10:15

Anonymous said...
Who is they?
12 March 2019 at 10:20

Bo Ek said...
Close it for good.
13 March 2019 at 11:00
""",
        [("Anonymous", "2019-03-12", None), ("Anonymous", "2019-03-12", None), ("Bo Ek", "2019-03-13", None)],
    ),
    "arrows": (
        STORY
        + """Discussion

Ann Leeds · 12 Mar 2019 10:15
They knew about the cracks in March.
↳ Bo Ek · 12 Mar 2019 10:20
  Who is they?
  ↳ Ann Leeds · 12 Mar 2019 10:31
    The council, of course.
Carla · 12 Mar 2019 11:00
Close it for good.
""",
        [
            ("Ann Leeds", "2019-03-12", None),
            ("Bo Ek", "2019-03-12", 0),
            ("Ann Leeds", "2019-03-12", 1),
            ("Carla", "2019-03-12", None),
        ],
    ),
    "town-behind-name": (
        STORY
        + """Reader comments

- Ann Leeds, Portsel, 12/3/2019 10:15
They knew about the cracks in March.
Click to rate

- Bo Ek, Loden, 12/3/2019 10:20
Who is they?
Click to rate

- Carla, Brennick, United Kingdom, 13/3/2019 11:00
Close it for good.
Click to rate
""",
        [("Ann Leeds", "2019-03-12", None), ("Bo Ek", "2019-03-12", None), ("Carla", "2019-03-13", None)],
    ),
    "claps": (
        STORY
        + """Responses (3)

Ann Leeds
Mar 12, 2019

They knew about the cracks in March.

--

1

Reply

Bo Ek
Mar 12, 2019

Who is they?

--

Reply

Carla
Mar 13, 2019

Close it for good.

--

Reply
""",
        [("Ann Leeds", "2019-03-12", None), ("Bo Ek", "2019-03-12", None), ("Carla", "2019-03-13", None)],
    ),
    "xenforo": (
        """Ann Leeds
Well-known member

Mar 12, 2019
#1

They knew about the cracks in March.

Bo Ek
Active member

Mar 12, 2019
#2

Ann Leeds said:
They knew about the cracks in March.
Click to expand...

Who is they?

Carla
New member

Mar 13, 2019
#3

Close it for good.
""",
        [("Ann Leeds", "2019-03-12", None), ("Bo Ek", "2019-03-12", None), ("Carla", "2019-03-13", None)],
    ),
}


@pytest.mark.parametrize(("text", "wanted"), STYLES.values(), ids=STYLES)
def test_authors_days_and_parents(text: str, wanted: list[tuple[str, str, int | None]]) -> None:
    comments = thread_of(text, fetched=FETCHED).comments
    numbers = {c.key: i for i, c in enumerate(comments)}
    found = [
        (c.author, c.posted.start[:10] if c.posted else None, numbers[c.parent] if c.parent else None) for c in comments
    ]
    assert found == wanted
    assert STORY[:40] not in comments[0].span.exact


@pytest.mark.parametrize(
    "style", ["two-names", "town-under-name", "points", "reddit", "youtube", "claps", "town-behind-name"]
)
def test_buttons_are_no_part_of_the_words(style: str) -> None:
    words = [c.span.exact for c in thread_of(STYLES[style][0], fetched=FETCHED).comments]
    assert words[0] == KNEW
    assert words[1].endswith(WHO)
    assert words[-1] in (CLOSE, "The council, of course.")
