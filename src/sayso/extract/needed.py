"""A pattern comes in; groups of words go out, of each of which every text in which the pattern is found has at least one.

A text is looked through for words in a fraction of the time that the pattern takes, and most patterns stand in few texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib import import_module
from itertools import groupby, product
from typing import Any, NamedTuple

_PARSER = import_module("re._parser")  # private, but the only reading of patterns that is surely Python's own
_LETTER = _PARSER.LITERAL
MOST = 16  # words that a stretch of a pattern is spelt out to
GROUPS = 3  # groups looked for: a text that has one word of each is worth the whole pattern
# What Python holds for the same letter where case does not count, beyond what lower case makes the same; and the marks of print, since
# a text of narrow characters is looked through faster.
_ALIKE = str.maketrans({"İ": "i", "ı": "i", "ſ": "s", "‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "."})

Group = tuple[str, ...]


class _Part(NamedTuple):
    """What a part of a pattern asks for: all that it can match, where that can be spelt out, and what must stand in the text."""

    spelt: frozenset[str] | None
    groups: tuple[frozenset[str], ...] = ()


_NOTHING, _ANYTHING = _Part(frozenset({""})), _Part(None)


@lru_cache(maxsize=256)
def folded(text: str) -> str:
    """The text in which needed words are looked for: lower case."""
    return text.translate(_ALIKE).lower()


def needed(pattern: str) -> tuple[Group, ...]:
    """The most telling groups first, in lower case; none where the pattern may stand in any text. Upper case is as lower case."""
    part = _sequence(_PARSER.parse(pattern, re.IGNORECASE))
    groups = sorted(set(_asked(part)), key=lambda group: (_odds(group), sorted(group)))
    return tuple(tuple(sorted(group)) for group in groups[:GROUPS])


def _odds(group: Iterable[str]) -> float:
    """How often, by and large, one of the words stands in a text: each letter more makes a word rarer."""
    return sum(4.0 ** -len(word) for word in group)


def _asked(part: _Part) -> tuple[frozenset[str], ...]:
    spelt = part.spelt or frozenset({""})
    telling = frozenset(w for w in spelt if not any(other in w for other in spelt if other != w))
    return (*part.groups, telling) if all(word.strip() for word in telling) else part.groups


def _sequence(pattern: Any) -> _Part:
    """One part after the other, spelt out together as far as that is not too much."""
    run, groups, whole = frozenset({""}), list[frozenset[str]](), True
    for part in _parts(pattern.data):
        groups += part.groups
        if part.spelt is not None and len(run) * len(part.spelt) <= MOST:
            run = frozenset(a + b for a, b in product(run, part.spelt))
        else:
            groups += _asked(_Part(run))
            whole = whole and run == {""} and part.spelt is not None
            run = part.spelt or frozenset({""})
    return _Part(run, tuple(groups)) if whole else _Part(None, (*groups, *_asked(_Part(run))))


def _parts(nodes: Iterable[tuple[Any, Any]]) -> Iterator[_Part]:
    """The parts, letters that stand side by side as one."""
    for letters, group in groupby(nodes, key=lambda node: node[0] is _LETTER):
        if letters:
            yield from _word("".join([chr(letter) for _, letter in group]))
        else:
            yield from (_read(str(kind), argument) for kind, argument in group)


def _word(letters: str) -> Iterator[_Part]:
    if letters.isascii():
        yield _Part(frozenset({letters.lower()}))
    else:
        yield from (_letters([letter]) for letter in letters)


def _read(kind: str, argument: Any) -> _Part:
    match kind:
        case "IN":
            return _letters([chr(a) for _, a in argument]) if all(k is _LETTER for k, _ in argument) else _ANYTHING
        case "SUBPATTERN":
            return _sequence(argument[-1])
        case "ATOMIC_GROUP":
            return _sequence(argument)
        case "BRANCH":
            return _choice([_sequence(branch) for branch in argument[1]])
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            return _repeated(_sequence(argument[2]), argument[0], argument[1])
        case "ASSERT":
            return _Part(_NOTHING.spelt, _asked(_sequence(argument[1])))
        case "AT" | "ASSERT_NOT":
            return _NOTHING
    return _ANYTHING


def _letters(letters: Sequence[str]) -> _Part:
    plain = all(c.isascii() or not c.isalpha() for c in letters)
    return _Part(frozenset(map(folded, letters))) if plain else _ANYTHING


def _choice(branches: Sequence[_Part]) -> _Part:
    spelt = [b.spelt for b in branches if b.spelt is not None]
    if len(spelt) == len(branches):
        return _Part(frozenset().union(*spelt))
    best = [min(_asked(b), key=_odds, default=None) for b in branches]
    told = [group for group in best if group is not None]
    return _Part(None, (frozenset().union(*told),)) if len(told) == len(branches) else _ANYTHING


def _repeated(part: _Part, least: int, most: int) -> _Part:
    if least and most == 1:
        return part
    if least:
        return _Part(None, _asked(part))
    return _Part(part.spelt | {""}) if most == 1 and part.spelt is not None else _ANYTHING
