"""The name of a code list and of a section in it come in; compiled patterns go out, each with its label.

A pattern that begins with a number or with hedges is slow to try at every word. What follows the number is quick to look for: where that
does not stand in a text, the pattern is not tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from sayso.codelists import table
from sayso.extract.figures import NUMBER

SLOW = ("{number})", "{hedge}")  # what a quick look leaves out, with all that stands before it


class Sought:
    """A pattern, and what stands in every text in which it is found."""

    __slots__ = ("needed", "whole")

    def __init__(self, whole: re.Pattern[str], needed: re.Pattern[str] | None) -> None:
        self.whole, self.needed = whole, needed

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        return self.whole.finditer(text) if self._may(text) else iter(())

    def search(self, text: str) -> re.Match[str] | None:
        return self.whole.search(text) if self._may(text) else None

    def match(self, text: str) -> re.Match[str] | None:
        return self.whole.match(text)

    def _may(self, text: str) -> bool:
        return self.needed is None or self.needed.search(text) is not None


@cache
def labelled(name: str, section: str) -> tuple[tuple[Sought, str], ...]:
    """The patterns of a section whose entries are ``[label, pattern]``, in the order of the table."""
    return tuple((_compiled(name, pattern), label) for label, pattern in table(name)[section])


@cache
def plain(name: str, section: str) -> tuple[Sought, ...]:
    """The patterns of a section whose entries are patterns only."""
    return tuple(_compiled(name, pattern) for pattern in table(name)[section])


@cache
def words_of(name: str, section: str) -> dict[str, tuple[str, ...]]:
    """A section whose entries are lists of words, by their key, in the order of the table."""
    return {str(key): tuple(words) for key, words in table(name)[section].items()}


def _compiled(name: str, pattern: str) -> Sought:
    tail = _tail(pattern)
    return Sought(_filled(name, pattern), _filled(name, tail) if tail else None)


def _filled(name: str, pattern: str) -> re.Pattern[str]:
    for word, meaning in {**table(name).get("words", {}), "number": NUMBER}.items():
        pattern = pattern.replace("{" + word + "}", meaning)
    return re.compile(pattern, re.IGNORECASE)


def _tail(pattern: str) -> str:
    """What must stand after the slow part: nothing where the pattern is a choice, or has no slow part outside its groups."""
    ends = [pattern.rfind(slow) + len(slow) for slow in SLOW if slow in pattern]
    depths = _depths(pattern)
    if not ends or any(c == "|" and not depth for c, depth in zip(pattern, depths, strict=True)):
        return ""
    return pattern[max(ends) :] if depths[max(ends) - 1] == 0 else ""


def _depths(pattern: str) -> list[int]:
    """How many groups each character stands in, a closing bracket being outside its own."""
    depth, inside, found, escaped = 0, False, [], False
    for c in pattern:
        if not escaped and c in "[]":
            inside = c == "["
        if not escaped and not inside:
            depth += (c == "(") - (c == ")")
        found.append(depth)
        escaped = c == "\\" and not escaped
    return found
