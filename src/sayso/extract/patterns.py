"""The name of a code list and of a section in it come in; compiled patterns go out, each with its label."""

from __future__ import annotations

import re
from functools import cache

from sayso.codelists import table
from sayso.extract.figures import NUMBER


@cache
def labelled(name: str, section: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """The patterns of a section whose entries are ``[label, pattern]``, in the order of the table."""
    return tuple((_compiled(name, pattern), label) for label, pattern in table(name)[section])


@cache
def plain(name: str, section: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of a section whose entries are patterns only."""
    return tuple(_compiled(name, pattern) for pattern in table(name)[section])


@cache
def words_of(name: str, section: str) -> dict[str, tuple[str, ...]]:
    """A section whose entries are lists of words, by their key, in the order of the table."""
    return {str(key): tuple(words) for key, words in table(name)[section].items()}


def _compiled(name: str, pattern: str) -> re.Pattern[str]:
    for word, meaning in {**table(name).get("words", {}), "number": NUMBER}.items():
        pattern = pattern.replace("{" + word + "}", meaning)
    return re.compile(pattern, re.IGNORECASE)
