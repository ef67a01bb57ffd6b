"""A page's schema.org data in, the comments that only the data hold out: at their place where the page shows them, else behind its text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sayso.ingest.align import align, letters
from sayso.ingest.jsonld import names, plain, types
from sayso.ingest.metadata import squash
from sayso.ingest.pieces import RawComment
from sayso.ingest.when import read_when
from sayso.model import Basis, Span

_KEYS = ("comment", "comments", "suggestedAnswer", "acceptedAnswer")
_KINDS = ("Comment", "Answer", "UserComments", "Correction")
_TAG = re.compile(r"<(?:br|/p|/div|/li)\b[^>]*>", re.I)
_ANY_TAG = re.compile(r"<[a-zA-Z/][^>]*>")
_DEEPEST = 30


@dataclass(frozen=True, slots=True)
class Carried:
    """A comment as the data have it."""

    key: str
    parent: str | None
    depth: int
    text: str
    node: dict[str, Any]


def carried_comments(nodes: Sequence[dict[str, Any]]) -> list[Carried]:
    """The comments in a page's JSON-LD, each after the one that it answers."""
    found: dict[str, Carried] = {}
    for node in nodes:
        if not any(kind in _KINDS for kind in types(node)):
            for carried in _under(node, None, 0):
                found.setdefault(carried.text + str(carried.node.get("dateCreated")), carried)
    return list(found.values())


def _under(node: dict[str, Any], parent: str | None, depth: int) -> Iterator[Carried]:
    if depth > _DEEPEST:
        return
    values = [node.get(key) for key in _KEYS]
    held = [item for value in values for item in (value if isinstance(value, list) else [value])]
    for number, child in enumerate(held):
        if not isinstance(child, dict):
            continue
        text = words_of(child.get("text") or child.get("commentText") or child.get("description"))
        key = f"{parent or 'data'}.{number}"
        if text:
            yield Carried(key, parent, depth, text, child)
        yield from _under(child, key if text else parent, depth + 1 if text else depth)


def words_of(value: Any) -> str:
    """A text of the data without markup and escapes."""
    text = html.unescape(_ANY_TAG.sub("", _TAG.sub("\n", plain(value))))
    return "\n".join(line for row in text.split("\n") if (line := squash(row)))


def read_carried(nodes: Sequence[dict[str, Any]], text: str, *, page: str) -> tuple[str, tuple[RawComment, ...]]:
    """The page's text with the words it does not show behind it, and the comments with their places in that."""
    carried = carried_comments(nodes)
    if not carried:
        return text, ()
    places = align([c.text for c in carried], letters(text))
    raws = []
    last = 0
    for comment, place in zip(carried, places, strict=True):
        if place is None or place[0] < last:
            start = len(text) + 2
            text = f"{text}\n\n{comment.text}"
            place = start, len(text)
        else:
            last = place[1]
        raws.append(_raw(comment, place, text, page))
    return text, tuple(sorted(raws, key=lambda raw: raw.span.start))


def _raw(comment: Carried, place: tuple[int, int], text: str, page: str) -> RawComment:
    node = comment.node
    date = plain(node.get("dateCreated") or node.get("datePublished") or node.get("commentTime"))
    votes = plain(node.get("upvoteCount"))
    return RawComment(
        key=comment.key, parent=comment.parent, depth=comment.depth,
        author=next(iter(names(node.get("author") or node.get("creator"))), None),
        span=Span(page=page, start=place[0], end=place[1], exact=text[slice(*place)]),
        posted=read_when(date, basis=Basis.METADATA), votes=int(votes) if votes.isdigit() else None, flags=("from_data",),
    )  # fmt: skip
