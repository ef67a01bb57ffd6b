"""The stretch of a text where prose stands closest, and nothing where none stands out."""

from __future__ import annotations

import pytest

from sayso.ingest.density import densest

MENU = ["Home", "News\nSport\nWeather\nTravel", "Sign in", "Subscribe"]
PROSE = [
    "The harbour at Pellworth was closed on Monday after a crane fell into the dock.",
    "Nobody was hurt, the port authority said in a short statement on its website.",
    "Divers are to look at the foundations before any ship may dock there again.",
    "Two ferries were sent to Ansmouth, twenty kilometres down the coast.",
]
THREAD = [
    line
    for number in range(6)
    for line in (f"Reader {number}", "March 3 at noon", "This is what I have been saying for years now.", "Reply")
]


@pytest.mark.parametrize(
    ("paragraphs", "found"),
    [
        pytest.param([*MENU, *PROSE, "Contact", "Imprint"], PROSE, id="between menus"),
        pytest.param(
            [*MENU, *PROSE[:2], "What happens now", *PROSE[2:], *MENU],
            [*PROSE[:2], "What happens now", *PROSE[2:]],
            id="heading",
        ),
        pytest.param([*PROSE[:3], "Share", "Print", *PROSE, *MENU], [*PROSE[:3], *PROSE], id="buttons inside"),
        pytest.param([*MENU, *PROSE[:2]], None, id="too little"),
        pytest.param([*MENU, *THREAD], None, id="a thread is no article"),
        pytest.param([*PROSE, *MENU * 8, *reversed(PROSE)], None, id="two articles"),
        pytest.param([], None, id="empty"),
    ],
)
def test_the_stretch_of_prose(paragraphs: list[str], found: list[str] | None) -> None:
    text = "\n\n".join(paragraphs)
    places = densest(text)
    assert (None if places is None else [text[start:end] for start, end in places]) == found
