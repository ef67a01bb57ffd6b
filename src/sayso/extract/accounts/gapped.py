"""A mention of people killed or hurt comes in; where its clause tells of a second lot without a verb of their own, two go out.

"Gunmen killed eight in Orvel on Monday and three in Loden a day later": what stands behind the "and" dates and places the three.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from spacy.tokens import Token

from sayso.extract.accounts.clauses import is_passive
from sayso.extract.accounts.phrases import phrase
from sayso.extract.accounts.told import Mention

WHERE = frozenset({"in", "at", "near", "outside", "on"})
NOMINAL = frozenset({"NOUN", "PROPN", "NUM"})


def apart(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """All mentions, the second lots behind the first, counted in reading order."""
    every = [part for mention in mentions for part in _parted(mention)]
    if len(every) == len(mentions):
        return tuple(mentions)
    return tuple(msgspec.structs.replace(m, order=i) for i, m in enumerate(every, start=1))


def _parted(mention: Mention) -> tuple[Mention, ...]:
    """The mention, or one for each lot that has its own place or day."""
    if mention.trigger.form != "verb" or not mention.trigger.effect:
        return (mention,)
    second = _second_lot(mention.trigger.token)
    if second is None:
        return (mention,)
    first, last = _bounds(mention, second)
    if not (_inside(mention, first, last) and _inside(mention, mention.sentence_span.start, first)):
        return (mention,)  # one place and one day are of both
    return _without(mention, second, first, last), _of(mention, second, first, last)


def _second_lot(verb: Token) -> Token | None:
    """ "three" of "killed eight people in X and three in Y": coordinated with the object or, by the parser, with the verb."""
    objects = [c for c in verb.children if c.dep_ in ({"nsubjpass"} if is_passive(verb) else {"dobj"})]
    for head in (verb, *objects):
        for child in head.rights:
            placed = any(c.dep_ == "prep" and c.lower_ in WHERE for c in child.children)
            if child.dep_ == "conj" and child.pos_ in NOMINAL and placed and _follows_and(child):
                return child
    return None


def _follows_and(token: Token) -> bool:
    before = token.left_edge.i - 1
    return before >= 0 and token.doc[before].lower_ in {"and", ",", "but"}


def _bounds(mention: Mention, second: Token) -> tuple[int, int]:
    """Page offsets from the second lot's first word to the end of its clause."""
    start, doc = mention.trigger.block.span.start, second.doc
    stops = (
        t for t in doc[second.i : second.sent.end] if t.text in {";", "."} or (t.text == "," and t.i > second.right_edge.i)
    )
    end = next((t.idx for t in stops), doc[second.sent.end - 1].idx + len(doc[second.sent.end - 1]))
    return start + second.left_edge.idx, start + end


def _inside(mention: Mention, first: int, last: int) -> bool:
    """A time or a place stands there."""
    return any(first <= t.span.start < last for t in mention.times) and any(
        first <= s.start < last for s, _ in mention.places
    )


def _without(mention: Mention, second: Token, first: int, last: int) -> Mention:
    people = tuple(p for p in mention.roles.people if p.head != second.i)
    block, told = mention.trigger.block, mention.span
    cut = block.chars(
        told.start - block.span.start, min(told.end - block.span.start, second.doc[second.left_edge.i - 1].idx)
    )
    return msgspec.structs.replace(
        mention, roles=msgspec.structs.replace(mention.roles, people=people), span=cut,
        places=tuple(p for p in mention.places if not first <= p[0].start < last),
        times=tuple(t for t in mention.times if not first <= t.span.start < last),
    )  # fmt: skip


def _of(mention: Mention, second: Token, first: int, last: int) -> Mention:
    block = mention.trigger.block
    return msgspec.structs.replace(
        mention, roles=msgspec.structs.replace(mention.roles, people=(phrase(block, second),)),
        span=block.chars(first - block.span.start, _end(second)), lot=second.i,
        places=tuple(p for p in mention.places if first <= p[0].start < last),
        times=tuple(t for t in mention.times if first <= t.span.start < last),
    )  # fmt: skip


def _end(second: Token) -> int:
    return second.right_edge.idx + len(second.right_edge.text)
