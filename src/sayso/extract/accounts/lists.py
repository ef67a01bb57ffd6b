"""The head of a phrase or two stretches come in; who stands with them in one list goes out, also where the parser lost the list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from sayso.extract.accounts.phrases import NAME_LINKS, Phrase, is_kind_word, is_namelike, members
from sayso.model import Span

OPENING = frozenset({",", ":", "(", "-", "--", "–", "—"})
BETWEEN = frozenset({",", ";", "and", "y", "&"})
FROM = frozenset({"of", "from"})
LONGEST = 8  # names that a number announces
_JOINT = re.compile(r"\s*(?:,\s*(?:and\s+|y\s+)?|\s(?:and|y)\s+)", re.IGNORECASE)


def along_with(token: Token) -> Iterator[Token]:
    """ "together with his wife and two guards": to whom the same was done."""
    for child in token.children:
        if child.dep_ != "prep":
            continue
        lone = child.lower_ == "with" and child.i > 0 and child.nbor(-1).lower_ in {"together", "along"}
        inner = [c for c in child.children if c.lower_ == "with"] if child.lower_ in {"along", "together"} else []
        for prep in [child] if lone else inner:
            yield from (m for p in prep.children if p.dep_ == "pobj" for m in members(p))


def are_listed(one: Span, other: Span, whole: Span) -> bool:
    """Nothing but a comma or "and" stands between the two: what is told of the one is told of the other."""
    first, second = sorted((one, other), key=lambda s: s.start)
    return (
        first.end < second.start
        and _JOINT.fullmatch(whole.exact[first.end - whole.start : second.start - whole.start]) is not None
    )


def announced(person: Phrase, count: int) -> tuple[Span, ...]:
    """ "two engineers, A of X and B of Y": the names of as many people as the description counts, or none."""
    doc, at = person.block.doc, person.head + 1
    if not 2 <= count <= LONGEST:
        return ()
    at += at < len(doc) and doc[at].text in OPENING
    found: list[Span] = []
    while len(found) < count:
        last = _name_end(doc, at)
        if last - at < 2:
            return ()
        found.append(person.block.span_of(doc[at:last]))
        at = _next_name(doc, last)
    return tuple(found)


def _name_end(doc: Doc, first: int) -> int:
    """The index after the name that starts here."""
    last = first
    while last < len(doc) and (is_namelike(doc[last]) or (last > first and _goes_on(doc[last]))):
        last += 1
    return last


def _goes_on(token: Token) -> bool:
    """A particle, or a surname that is an English word too."""
    if token.lower_ in NAME_LINKS - {"y"}:
        return True
    return token.pos_ == "PROPN" and token.text[:1].isupper() and not is_kind_word(token)


def _next_name(doc: Doc, at: int) -> int:
    """Where the next name of the list starts: after where somebody is from, his age, a comma and an "and"."""
    if at < len(doc) and doc[at].lower_ in FROM:
        at += 1
        while at < len(doc) and doc[at].pos_ == "PROPN":
            at += 1
    while at < len(doc) and (doc[at].lower_ in BETWEEN or doc[at].like_num):
        at += 1
    return at
