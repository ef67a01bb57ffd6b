"""Comments with their parents as the markup shows them in; what the words "in reply to NAME" and "@NAME" add to that out."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from sayso.ingest.pieces import RawComment

_AT = re.compile(r"^\s*@\s?(?=\w)")
_REST = re.compile(r"\s*(?:\((?:not verified|guest|author)\)|[:,.…]+)*\s*$", re.I)


def with_addressees(raws: Sequence[RawComment]) -> tuple[RawComment, ...]:
    """Each comment with the earlier ones that it may answer, where it names somebody who wrote one; the latest first.

    A header "in reply to NAME" gives the parent where no markup does. "@NAME" in a comment's own words gives candidates only:
    readers also address people whom they do not answer.
    """
    told: list[RawComment] = []
    for raw in raws:
        told.append(_addressed(raw, told))
    depths: dict[str, int] = {}
    for raw in told:  # a parent stands before its answers
        depths[raw.key] = depths[raw.parent] + 1 if raw.parent in depths else raw.depth
    return tuple(msgspec.structs.replace(raw, depth=depths[raw.key]) for raw in told)


def _addressed(raw: RawComment, before: Sequence[RawComment]) -> RawComment:
    if raw.reply_to_name:
        keys = _by(raw.reply_to_name, before)
        if keys and raw.parent is None:
            return msgspec.structs.replace(raw, parent=keys[0], candidates=keys if len(keys) > 1 else ())
        return raw
    if raw.candidates or not _AT.match(raw.span.exact):
        return raw
    words = _fold(_AT.sub("", raw.span.exact)[:80])
    names = {r.author for r in before if r.author and _begins(words, _fold(r.author))}
    if not names:
        return raw
    name = max(names, key=len)
    keys = _by(name, before)
    if raw.parent in keys:
        return msgspec.structs.replace(raw, reply_to_name=name)
    return msgspec.structs.replace(raw, reply_to_name=name, candidates=tuple(filter(None, (raw.parent, *keys))))


def _by(name: str, raws: Sequence[RawComment]) -> tuple[str, ...]:
    """The comments of one author, the latest first."""
    wanted = _fold(_REST.sub("", name))
    return tuple(r.key for r in reversed(raws) if r.author and _fold(r.author) == wanted)


def _begins(words: str, name: str) -> bool:
    """The words begin with the name, with or without its spaces, and the name ends there."""
    found = next((form for form in (name, name.replace(" ", "")) if words.startswith(form)), "")
    return bool(found) and not words[len(found) : len(found) + 1].isalnum()


def _fold(text: str) -> str:
    return " ".join(text.casefold().split()).lstrip("@")
