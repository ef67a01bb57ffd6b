"""The name of a code list and of a section in it come in; its patterns go out, and quickly those that a text may match.

A pattern is slow to try at every word. Where none of the words stand in a text that each of its matches holds, it is not tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property

from sayso.codelists import table
from sayso.extract.figures import NUMBER
from sayso.extract.needed import folded, needed


class Sought:
    """A pattern, its label in the table, and what stands in every text in which it is found."""

    def __init__(self, pattern: str, label: str = "") -> None:
        self.pattern, self.label, self.needed = pattern, label, needed(pattern)

    @cached_property
    def whole(self) -> re.Pattern[str]:
        """The pattern, compiled when it is first tried."""
        return re.compile(self.pattern, re.IGNORECASE)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        return self.whole.finditer(text)

    def search(self, text: str) -> re.Match[str] | None:
        return self.whole.search(text)

    def may_match(self, words: str) -> bool:
        """Whether a text, as ``folded`` gives it, has the words without which the pattern is not found."""
        for group in self.needed:
            for word in group:
                if word in words:
                    break
            else:
                return False
        return True


class Section:
    """The patterns of one section of a code list, in the order of the table."""

    def __init__(self, patterns: Iterable[Sought]) -> None:
        self.patterns = tuple(patterns)

    def likely(self, text: str) -> list[Sought]:
        """The patterns that may stand in the text: all that do, and few others."""
        words = folded(text)
        return [pattern for pattern in self.patterns if pattern.may_match(words)]

    def search(self, text: str) -> re.Match[str] | None:
        """A match of the first of the patterns that stands in the text."""
        words = folded(text)
        return next((match for p in self.patterns if p.may_match(words) and (match := p.search(text))), None)

    def count(self, text: str) -> int:
        """How often any of them stands in the text, where no word counts twice."""
        words = folded(text)
        return sum(1 for _ in self._together.finditer(text)) if any(p.may_match(words) for p in self.patterns) else 0

    @cached_property
    def _together(self) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{p.pattern})" for p in self.patterns), re.IGNORECASE)


@cache
def section(name: str, section: str) -> Section:
    """A section whose entries are patterns, or ``[label, pattern]``."""
    rows = table(name)[section]
    pairs = (("", row) if isinstance(row, str) else row for row in ([rows] if isinstance(rows, str) else rows))
    return Section(Sought(_filled(name, pattern), label) for label, pattern in pairs)


@cache
def words_of(name: str, section: str) -> dict[str, tuple[str, ...]]:
    """A section whose entries are lists of words, by their key, in the order of the table."""
    return {str(key): tuple(words) for key, words in table(name)[section].items()}


def _filled(name: str, pattern: str) -> str:
    for word, meaning in {**table(name).get("words", {}), "number": NUMBER}.items():
        pattern = pattern.replace("{" + word + "}", meaning)
    return pattern
