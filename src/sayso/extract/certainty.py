"""The words of a statement and its cue come in; how sure its source presents it goes out, and what kind of clause it is."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from sayso.codelists import table
from sayso.extract.patterns import section
from sayso.model import Certainty

# The month, which is no hedge: beside a figure, or after the words that dates follow.
_MAY = re.compile(
    r"\bMAY(?=\s+\d)|\bMay(?=[\s,]+\d|[,.;:]|$)|(?<=\d\s)(?:May|MAY)\b|\b(?:in|of|since|until|by|last|late|early|mid)[\s-]+May\b"
)


_ASKS = re.compile(r"\w\s?[?]+(?:[!?\s”\"’)]|$)")


@cache
def words(sheet: str, name: str) -> frozenset[str]:
    """One list of words of a code list."""
    rows: Any = table(sheet)[name]
    return frozenset(rows)


def is_question(text: str, *, anywhere: bool = False) -> bool:
    """Whether the words ask; ``anywhere`` takes one question among other sentences too."""
    return text.rstrip("”\"'’ )").endswith("?") or (anywhere and bool(_ASKS.search(text)))


def certainty_of(text: str, *, lemma: str = "", question: bool = False, evasion: bool = False) -> Certainty:
    """FactBank's scale: the weakest of what the cue and the words say; a question or an evasion asserts nothing."""
    text = _MAY.sub(" ", text)
    if question or evasion or lemma in words("hedges", "cue_unknown"):
        return Certainty.UNKNOWN
    if lemma in words("hedges", "cue_possible") or section("hedges", "possible").search(text):
        return Certainty.POSSIBLE
    if (
        section("hedges", "unknown").search(text)
        and lemma in {"say", "know", ""}
        and section("acts", "unknown_culprit").search(text)
    ):
        return Certainty.UNKNOWN
    hedged = section("hedges", "probable").search(text) or section("hedges", "unlikely").search(text)
    if hedged or lemma in words("hedges", "cue_probable"):
        return Certainty.PROBABLE
    return Certainty.CERTAIN


def clause_flags(text: str) -> tuple[str, ...]:
    """Flags that follow from the words alone: question, conditional, counterfactual, ironic."""
    flags = []
    if is_question(text):
        flags.append("question")
    if section("hedges", "conditional").search(text):
        flags.append("conditional")
    if section("hedges", "counterfactual").search(text):
        flags.append("counterfactual")
    if section("hedges", "ironic").search(text):
        flags.append("ironic")
    return tuple(flags)
