"""The same made-up thread as lynx, w3m, Markdown converters and "select all, copy" print it: writers, days, parents and words."""

from __future__ import annotations

import pytest

from sayso.ingest.marks import blanked
from sayso.ingest.plaintext import read_text, thread_of

Row = tuple[str | None, str | None, int | None, str]
ARTICLE = (
    "The council closed the bridge on Monday after the second collapse in a month, and nobody will say for how long.\n\n"
)

MARKDOWN = (
    ARTICLE
    + """## 3 thoughts on “Bridge closed”

  1. **Ann Leeds** says:

[2\\. May 2019 at 3:04 pm](https://senna.example/bridge#comment-1)

They knew about the cracks in March.

[Reply](https://senna.example/bridge?replytocom=1)

     * **Bo Ek** says:

[2\\. May 2019 at 4:10 pm](https://senna.example/bridge#comment-2)

Who is **they**? The council has no engineers.

[Reply](https://senna.example/bridge?replytocom=2)

  2. **Carla Dunn** says:

[3\\. May 2019 at 9:30 am](https://senna.example/bridge#comment-3)

The bridge was fine when I crossed it on Sunday.

[Reply](https://senna.example/bridge?replytocom=3)
"""
)
PICTURES = (
    ARTICLE
    + """3 comments

  1. [b7d2eff4]Ann Leeds
     May 2, 2019 at 3:04 pm

     They knew about the cracks in March.

     Reply

      □ [91ee]Bo Ek
        May 2, 2019 at 4:10 pm

        Who is they? The council has no engineers.

        Reply

  2. [svg]
     Carla Dunn
     May 3, 2019 at 9:30 am

     The bridge was fine when I crossed it on Sunday.

     Reply
"""
)
BARE = (
    ARTICLE
    + """All that readers wrote

Ann Leeds
May 2, 2019 at 3:04 pm

They knew about the cracks in March.

Bo Ek
May 2, 2019 at 4:10 pm

Who is they? The council has no engineers.

Carla Dunn
May 3, 2019 at 9:30 am

The bridge was fine when I crossed it on Sunday.

Dov Marsh
May 3, 2019 at 9:45 am

So was the other one, until it was not.
"""
)
TITLED = (
    ARTICLE
    + """Engineers (Score:5, Insightful)

by annleeds ( 12713 ) on Thursday May 02, 2019 @03:04PM (#641531)

They knew about the cracks in March.

Share
twitter facebook

Re:Engineers (Score:2)

by bo_ek ( 66441 ) on Thursday May 02, 2019 @04:10PM (#641532)

Who is they? The council has no engineers.

Parent Share
twitter facebook

Re:Engineers (Score:3, Interesting)

by carla ( 95605 ) on Friday May 03, 2019 @09:30AM (#641533)

The bridge was fine when I crossed it on Sunday.
"""
)
REVIEWS = (
    ARTICLE
    + """3 reviews for Oak sandals

Rated 5 out of 5

Ann Leeds – May 2, 2019

They are light and they hold. I walked to Orsk in them.

Rated 4 out of 5

Bo Ek (verified owner) – May 3, 2019

A size larger would have been better for me.

Rated 5 out of 5

Carla Dunn – May 4, 2019

This is what I had expected of them.
"""
)
ANSWERED = (
    ARTICLE
    + """3 Comments

Ann Leeds | May 2, 2019

They knew about the cracks in March.

Reply

Bo Ek (not verified) | May 2, 2019

Who is they? The council has no engineers.

In reply to They knew about the cracks by Ann Leeds

Reply

Carla Dunn | May 3, 2019

The bridge was fine when I crossed it on Sunday.

Reply
"""
)
CRACKS, ENGINEERS, FINE = (
    "They knew about the cracks in March.",
    "Who is they? The council has no engineers.",
    "The bridge was fine when I crossed it on Sunday.",
)
WANTED: dict[str, tuple[str, list[Row]]] = {
    "markdown": (
        MARKDOWN,
        [
            ("Ann Leeds", "2019-05-02", None, CRACKS),
            ("Bo Ek", "2019-05-02", 0, "Who is **they**? The council has no engineers."),
            ("Carla Dunn", "2019-05-03", None, FINE),
        ],
    ),
    "pictures": (
        PICTURES,
        [
            ("Ann Leeds", "2019-05-02", None, CRACKS),
            ("Bo Ek", "2019-05-02", 0, ENGINEERS),
            ("Carla Dunn", "2019-05-03", None, FINE),
        ],
    ),
    "bare": (
        BARE,
        [
            ("Ann Leeds", "2019-05-02", None, CRACKS),
            ("Bo Ek", "2019-05-02", None, ENGINEERS),
            ("Carla Dunn", "2019-05-03", None, FINE),
            ("Dov Marsh", "2019-05-03", None, "So was the other one, until it was not."),
        ],
    ),
    "titled": (
        TITLED,
        [
            ("annleeds", "2019-05-02", None, CRACKS),
            ("bo_ek", "2019-05-02", None, ENGINEERS),
            ("carla", "2019-05-03", None, FINE),
        ],
    ),
    "reviews": (
        REVIEWS,
        [
            ("Ann Leeds", "2019-05-02", None, "They are light and they hold. I walked to Orsk in them."),
            ("Bo Ek", "2019-05-03", None, "A size larger would have been better for me."),
            ("Carla Dunn", "2019-05-04", None, "This is what I had expected of them."),
        ],
    ),
    "answered": (
        ANSWERED,
        [
            ("Ann Leeds", "2019-05-02", None, CRACKS),
            ("Bo Ek", "2019-05-02", 0, ENGINEERS),
            ("Carla Dunn", "2019-05-03", None, FINE),
        ],
    ),
}
TEASERS = """More from Syria

Sanctions shake the economy of the coast

After nine years of war the economy lies on the ground, and new sanctions hit what was left of it.
Ann Leeds 15.06.2020, 12.11

A banker falls out of favour at court

For years he could do as he liked. Now the state takes back what he had from it.
Bo Ek 04.05.2020, 10.05

No money to feed the children in the capital

The bank shut its doors in March, and nobody can say when they will open again.
Carla Dunn 15.12.2019, 08.00

The army looks across the river once more

Twice in a month the sirens went in the border towns, and twice there was nothing.
Dov Marsh 20.05.2020, 09.30
"""


@pytest.mark.parametrize(("text", "wanted"), WANTED.values(), ids=WANTED)
def test_writers_days_parents_and_words(text: str, wanted: list[Row]) -> None:
    found = thread_of(text).comments
    keys = [c.key for c in found]
    rows = [
        (c.author, c.posted.start[:10] if c.posted else None, keys.index(c.parent) if c.parent else None, c.span.exact)
        for c in found
    ]
    assert rows == wanted


def test_dated_teasers_under_many_names_are_no_thread() -> None:
    assert thread_of(TEASERS).comments == ()


@pytest.mark.parametrize("text", [MARKDOWN, PICTURES, TITLED], ids=["markdown", "pictures", "titled"])
def test_nothing_of_a_dump_is_left_out(text: str) -> None:
    page = read_text(text.encode(), uri="dump.txt")
    held = {i for d in page.documents for i in range(d.span.start, d.span.end)}
    held |= {i for b in page.furniture for i in range(b.span.start, b.span.end)}
    assert [text[i] for i in range(len(text)) if text[i].isalnum() and i not in held] == []


@pytest.mark.parametrize("text", [MARKDOWN, PICTURES, "a ** b __init__ 4\\. [1]"], ids=["markdown", "pictures", "code"])
def test_blanking_keeps_every_character_in_its_place(text: str) -> None:
    shown = blanked(text)
    assert len(shown) == len(text)
    assert all(a == b or b in " " or b in ".-+#()[]*_!|>" for a, b in zip(text, shown, strict=True) if b != " ")


def test_marks_that_writers_use_themselves_stay() -> None:
    text = "The sign said **closed**, and a footnote[1] said why."
    assert blanked(text) == text
