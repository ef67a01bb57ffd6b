"""Copied timelines of posts: who wrote them, by the name shown over the account, and whom they answer."""

from __future__ import annotations

import pytest

from sayso.ingest import read_page
from sayso.ingest.handles import addressed, handle_of, is_handle, without_handle
from sayso.ingest.lines import ACTION, read_lines
from sayso.model import DocumentKind, Page

_COUNTED = """Home  Explore  Search

Vera Okun
@veraokun@plaza.example
2h
The navy says smugglers sank the ferry. Smugglers have no torpedoes.
💬 14  🔁 210  ⭐ 388

Sergeant Ret.
@sgtret@plaza.example
2h
@veraokun You were there? You posted from the beach at noon.
💬 2  🔁 3  ⭐ 9

Nils 🌵
@nils@cactus.example
1h
Admiral Taub is a murderer
💬 31  🔁 95  ⭐ 240
"""
_DOTTED = """Vera Okun
@veraokun.sky.example
· 3h
The harbour police sank that ferry. I have seen the hull.

12

4

Jon Ek
@jonek.sky.example
· 2h
You have seen nothing. It was the Kurani navy

1

3

Tess
@tess.sky.example
· 2h
Replying to @jonek.sky.example
lol the Kurani navy is one rowboat

0
"""
_ONE_LINE = """Vera Okun @veraokun · 3h
The harbour police sank that ferry. I have seen the hull.
Jon Ek @jonek · 2h
@veraokun You have seen nothing. It was the Kurani navy
Tess Lorne @tess · 2h
@jonek lol the Kurani navy is one rowboat
"""


def _posts(page: Page) -> list[tuple[str | None, str, str | None]]:
    comments = {d.id: d.comment for d in page.documents if d.comment}
    named = {i: c.author for i, c in comments.items()}
    return [
        (d.comment.author, d.span.exact, named.get(d.comment.reply_to or ""))
        for d in page.documents
        if d.comment is not None
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            _COUNTED,
            [
                ("Vera Okun", "The navy says smugglers sank the ferry. Smugglers have no torpedoes.", None),
                ("Sergeant Ret.", "@veraokun You were there? You posted from the beach at noon.", "Vera Okun"),
                ("Nils 🌵", "Admiral Taub is a murderer", None),
            ],
            id="account under the name, counters below",
        ),
        pytest.param(
            _DOTTED,
            [
                ("Vera Okun", "The harbour police sank that ferry. I have seen the hull.", None),
                ("Jon Ek", "You have seen nothing. It was the Kurani navy", None),
                ("Tess", "lol the Kurani navy is one rowboat", "Jon Ek"),
            ],
            id="age behind a dot",
        ),
        pytest.param(
            _ONE_LINE,
            [
                ("Vera Okun", "The harbour police sank that ferry. I have seen the hull.", None),
                ("Jon Ek", "@veraokun You have seen nothing. It was the Kurani navy", "Vera Okun"),
                ("Tess Lorne", "@jonek lol the Kurani navy is one rowboat", "Jon Ek"),
            ],
            id="name, account and age on one line",
        ),
    ],
)
def test_posts_of_a_timeline(text: str, expected: list[tuple[str | None, str, str | None]]) -> None:
    assert _posts(read_page(text.encode(), uri="x.txt")) == expected


def test_counters_below_the_last_post_are_no_article() -> None:
    page = read_page(_COUNTED.encode(), uri="x.txt")
    told = [b.span.exact for d in page.documents if d.kind is not DocumentKind.COMMENT for b in d.blocks]
    assert not any("240" in words for words in told)


@pytest.mark.parametrize(
    "row", ["💬 14  🔁 210  ⭐ 388", "14 💬 3 ❤", "12 replies 3 boosts 40 favourites", "Boosts 12 · Favourites 40"]
)
def test_counters_are_no_names(row: str) -> None:
    assert read_lines(row)[0].part == ACTION


def test_accounts() -> None:
    assert is_handle("@ann@plaza.example")
    assert not is_handle("@ann was there")
    assert without_handle("Ann Leeds (@ann@plaza.example)") == "Ann Leeds"
    assert without_handle("Ann Leeds @annleeds.sky.example") == "Ann Leeds"
    assert without_handle("ann @plaza.example") == "ann @plaza.example"
    assert without_handle("Ann@Home") == "Ann@Home"
    assert handle_of(["Ann Leeds", "@ann.sky.example", "2h"]) == "ann"
    assert addressed("@ann you were there") == "ann"
    assert addressed("you, @ann") is None


_FEW = """The mussel farm sabotage
Local issues

harbour_jo
Feb 12
The ropes were cut on all lines last night. Anyone see anything?

4 Likes

pintail
Feb 12
The skippers were in port. I can see the harbour.

2 Likes

greyseal
Feb 12

pintail:
The skippers were in port.

You stayed up all night watching boats? Right.

7 Likes

pintail
Feb 12
I have a newborn. I stay up all night.

22 Likes

harbour_jo
Feb 13
The chair told me the policy does not cover sabotage.

greyseal
Feb 13
She would say that.

3 Likes

pintail
Feb 13
And you would know, would you?
Page 1 of 1
You cannot post new topics in this forum
"""


def test_a_talk_of_three_is_a_thread() -> None:
    page = read_page(_FEW.encode(), uri="x.txt")
    assert [d.comment.author for d in page.documents if d.comment] == [
        "harbour_jo", "pintail", "greyseal", "pintail", "harbour_jo", "greyseal", "pintail",
    ]  # fmt: skip
    assert page.documents[-1].span.exact == "And you would know, would you?"


def test_what_a_post_quotes_is_apart_from_what_it_says() -> None:
    page = read_page(_FEW.encode(), uri="x.txt")
    quoting = next(d for d in page.documents if d.comment and "watching boats" in d.span.exact)
    assert [(str(b.kind), b.span.exact) for b in quoting.blocks] == [
        ("byline", "pintail"),
        ("quotation", "The skippers were in port."),
        ("paragraph", "You stayed up all night watching boats? Right."),
    ]
