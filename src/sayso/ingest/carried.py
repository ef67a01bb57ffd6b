"""The data that a page carries for its scripts in, the prose in them out: the text of pages that show nothing until a script has run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sayso.ingest.body import Chunk
from sayso.ingest.comments.data import words_of
from sayso.ingest.jsonld import load_loosely
from sayso.model import BlockKind

_LONGEST = 4_000_000  # characters of one script
_DEEPEST = 60
_SHORTEST = 60  # characters of a paragraph
_WORDS = 8
_STOPS = '.!?"”’…。'
_LEAST = 500  # characters of prose that are worth having


def carried_prose(root: Any) -> list[Chunk]:
    """Every text in the page's JSON that reads like sentences, once and in order; none where there is little of it."""
    found: dict[str, None] = {}
    for script in root.iter("script"):
        if "json" in (script.get("type") or "") and script.text and len(script.text) < _LONGEST:
            for text in _texts(load_loosely(script.text), 0):
                found.update(dict.fromkeys(filter(_is_prose, text.split("\n"))))
    told = (
        [text for text in found if not any(text != other and text in other for other in found)]
        if len(found) < 500
        else list(found)
    )
    return [Chunk(BlockKind.PARAGRAPH, text) for text in told] if sum(map(len, told)) >= _LEAST else []


def _texts(value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, str):
        if len(value) >= _SHORTEST and value.count(" ") >= _WORDS:
            yield words_of(value)
    elif depth < _DEEPEST and isinstance(value, (list, dict)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item, depth + 1)


def _is_prose(text: str) -> bool:
    return (
        len(text) >= _SHORTEST
        and text.count(" ") >= _WORDS
        and text[-1] in _STOPS
        and not text.startswith(("{", "[", "<", "http"))
    )
