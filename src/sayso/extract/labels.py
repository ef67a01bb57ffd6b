"""A document's mentions come in; with them go out the persons whom a transcript's labels call by a title: "MR. BRANDT: ..."."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.extract.mention import Mention
from sayso.extract.parse import Parsed, ParsedBlock
from sayso.model import ActorKind

_TITLE = r"(?:M(?:r|rs|s|iss)|Dr|Sir|Dame|Lord|Lady|Gen|Col|Capt|Maj|Lt|Sen|Rep|Gov|Amb)"
_LABEL = re.compile(rf"{_TITLE}\.? (?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){{0,3}})(?: \([^)]{{1,40}}\))?:", re.IGNORECASE)
_SEXES = {"mr": "m", "sir": "m", "lord": "m", "mrs": "f", "ms": "f", "miss": "f", "dame": "f", "lady": "f"}


def with_labels(mentions: Sequence[Mention], parsed: Parsed, firsts: Sequence[int]) -> list[Mention]:
    """The mentions, those in titled labels as persons; a label that nothing mentions becomes a mention."""
    found: dict[int, Mention] = {}
    for number, block in enumerate(parsed.blocks):
        label = _LABEL.match(block.span.exact)
        made = _mention(label, block, number, firsts[number]) if label is not None and label["name"][:1].isupper() else None
        if made is not None:
            found[number] = made
    if not found:
        return list(mentions)
    kept = [m for m in mentions if m.block not in found or m.start >= found[m.block].end or m.known is not None]
    return sorted([*kept, *found.values()], key=lambda m: (m.chars[0], -m.chars[1]))


def _mention(label: re.Match[str], block: ParsedBlock, number: int, first: int) -> Mention | None:
    piece = block.doc.char_span(*label.span("name"))
    if piece is None:
        return None
    span, title = block.span_of(piece), label.group().split()[0].lower().rstrip(".")
    return Mention(
        block=number, start=piece.start, end=piece.end, head=piece.root.i, chars=(span.start, span.end), text=span.exact,
        name=_written(span.exact), kind=ActorKind.PERSON, how="name", sentence=first, sex=_SEXES.get(title, ""),
    )  # fmt: skip


def _written(name: str) -> str:
    return name.title() if name.isupper() else name
