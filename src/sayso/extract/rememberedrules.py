"""spaCy's rules for parts of speech, forms and lemmas come in; the same rules, asked once for each kind of token, go out.

A rule looks at a token's tag, its relation and whether it is one of a few words, and nearly all rules look at one token alone. So what
they say of a token is remembered under these three; a text with a token at which a longer rule may begin is left to the rules themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from spacy.attrs import DEP, LEMMA, LOWER, MORPH, POS, TAG
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

FACTORY = "sayso_remembered_rules"
ASKED = {"TAG": TAG, "LOWER": LOWER, "DEP": DEP}
GIVEN = [POS, MORPH, LEMMA]
MOST = 50_000  # words whose kind is remembered

Kind = tuple[int, ...]
Row = tuple[int, ...]

__all__ = ["FACTORY", "RememberedRules", "remembered"]


class RememberedRules:
    """A component in the place of the rules; what it gives is what they give."""

    def __init__(self, ruler: AttributeRuler, firsts: list[list[dict[str, Any]]]) -> None:
        self._ruler = ruler
        self._named = {name: _Named(ruler, name) for name in ASKED}
        self._longest = max((len(pattern) for pattern in _patterns(ruler)), default=1)
        self._begins = Matcher(ruler.vocab)
        if firsts:
            self._begins.add("longer", [*firsts])
        self._known: dict[Kind, Row | None] = {}  # None: ask the rules

    def __call__(self, doc: Doc) -> Doc:
        kinds = self._kinds(doc)
        rows = [self._known.get(kind) for kind in kinds]
        if None in rows or doc.to_array(GIVEN).any():
            return self._asked(doc, kinds)
        if rows:
            table: Any = np.array(rows, dtype=np.uint64)
            doc.from_array(GIVEN, table)
        return doc

    def _kinds(self, doc: Doc) -> list[Kind]:
        columns = doc.to_array(list(ASKED.values())).T.tolist() if len(doc) else [[], [], []]
        kinds = [[named[value] for value in column] for named, column in zip(self._named.values(), columns, strict=True)]
        return list(zip(*kinds, strict=True))

    def _asked(self, doc: Doc, kinds: list[Kind]) -> Doc:
        """Ask the rules, and remember what they said where they looked at one token alone."""
        fresh = not doc.to_array(GIVEN).any()
        before = doc.to_array([TAG, DEP])
        longer = {start for _, start, _ in self._begins(doc, allow_missing=True)} if len(self._begins) else set()
        doc = self._ruler(doc)
        self._known.update((kinds[i], None) for i in longer)
        if fresh and len(doc):
            changed = (before != doc.to_array([TAG, DEP])).any(1).tolist()
            reached = {i + step for i in longer for step in range(self._longest)}
            for i, row in enumerate(doc.to_array(GIVEN).tolist()):
                if i not in reached:
                    self._known[kinds[i]] = None if changed[i] else tuple(row)
        return doc


class _Named(dict[int, int]):
    """A value as the rules tell it apart: itself where one of them names it, else nought."""

    def __init__(self, ruler: AttributeRuler, name: str) -> None:
        super().__init__()
        self._strings = ruler.vocab.strings
        self._words, patterns = set(), []
        for condition in (token[name] for token in _tokens(ruler) if name in token):
            for words in [condition] if isinstance(condition, str) else condition.values():
                if isinstance(condition, dict) and "REGEX" in condition:
                    patterns.append(words)
                else:
                    self._words |= {words} if isinstance(words, str) else set(words)
        self._pattern: Callable[[str], Any] = re.compile("|".join(patterns) or r"(?!)").search

    def __missing__(self, value: int) -> int:
        text = self._strings[value]
        kind = value if text in self._words or text.isspace() or self._pattern(text) else 0
        if len(self) < MOST:
            self[value] = kind
        return kind


def remembered(ruler: AttributeRuler) -> RememberedRules | None:
    """The component for these rules, unless one of them asks for more than is remembered."""
    if not all(_plain(token) for token in _tokens(ruler)):
        return None
    return RememberedRules(ruler, [pattern[:1] for pattern in _patterns(ruler) if len(pattern) > 1])


def _patterns(ruler: AttributeRuler) -> Iterator[list[dict[str, Any]]]:
    rules: list[Any] = ruler.patterns
    for rule in rules:
        yield from rule["patterns"]


def _tokens(ruler: AttributeRuler) -> Iterator[dict[str, Any]]:
    for pattern in _patterns(ruler):
        yield from pattern


def _plain(token: dict[str, Any]) -> bool:
    conditions = [token[name] for name in ASKED if name in token]
    return set(token) <= {*ASKED, "IS_SPACE"} and all(
        isinstance(c, str) or set(c) in ({"IN"}, {"NOT_IN"}, {"REGEX"}) for c in conditions
    )


@Language.factory(FACTORY)
def _component(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    return _Place()


class _Place:
    """Where the pipeline keeps the component: it makes its parts itself, by name."""

    rules: Callable[[Doc], Doc]

    def __call__(self, doc: Doc) -> Doc:
        return self.rules(doc)
