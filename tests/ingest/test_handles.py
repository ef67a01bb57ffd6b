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
    assert handle_of(["Ann Leeds", "@ann.sky.example", "2h"]) == "ann"
    assert addressed("@ann you were there") == "ann"
    assert addressed("you, @ann") is None
