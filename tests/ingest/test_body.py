"""The extractor behind the body: one quick pass, and a second look only where that found little."""

from __future__ import annotations

from unittest.mock import patch

import lxml.html

from sayso.ingest import body

PARAGRAPHS = [
    f"Witness number {n} told the inquiry in Orvel that the shells came over the river before dawn, and that nobody warned them."
    for n in range(1, 9)
]
PAGE = f"<html><body><article>{''.join(f'<p>{p}</p>' for p in PARAGRAPHS)}</article></body></html>"
SHOWN = sum(map(len, PARAGRAPHS))


def found(shown: int) -> tuple[list[str], int]:
    """The paragraphs, and how often the extractor was asked."""
    with patch.object(body, "_extract", wraps=body._extract) as asked:
        chunks = body.find_body(lxml.html.fromstring(PAGE), count=10, shown=shown)
    assert chunks is not None
    return [chunk.text for chunk in chunks], asked.call_count


def test_one_quick_pass_finds_the_body() -> None:
    """It rests on a setting of the extractor's own that a newer version of it might refuse."""
    assert found(SHOWN) == (PARAGRAPHS, 1)


def test_where_much_is_shown_that_it_did_not_find_it_looks_again() -> None:
    assert found(SHOWN * 40) == (PARAGRAPHS, 2)
