"""Places that no gazetteer knows come in; they go out at the known place that the text puts them in or near.

"The Zubdiya neighbourhood in Aleppo" is somewhere in Aleppo: near it (2 in UCDP's ``where_prec``), never exactly there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from sayso.extract.parse import Parsed, ParsedBlock
from sayso.gazetteer.names import key_of
from sayso.model import GeoPrecision, Place, Span

_BESIDE = 9  # tokens between a name and the place that holds it
_BACK = 400  # characters back in which the last known place of the country that the text is about holds an unknown one
_HOLDS = frozenset(["in", "of", "near", "outside", "from", "inside", "at", "within"])
_KINDS = {
    "populated_place": GeoPrecision.NEAR,
    "site": GeoPrecision.NEAR,
    "airfield": GeoPrecision.NEAR,
    "region": GeoPrecision.PROVINCE,
}
_WIDE = re.compile(r"\b(?:province|governorate|oblast|region|state|county|department|prefecture|wilayat)$", re.IGNORECASE)
_PART = re.compile(
    r"^(?:(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west)(?:ern)?|central|greater|rural|old|new|downtown|upper|lower|"
    r"(?:the )?(?:old|ancient|inner) city of|countryside of|suburbs of|outskirts of)\s+(?P<whole>.+)$",
    re.IGNORECASE,
)


def placed(parsed: Parsed, places: Sequence[Place], *, country: str | None) -> tuple[Place, ...]:
    """The places, unknown ones with the coordinates of the known place that holds them; those without one stay as they are.

    ``country`` is the one that the text is about."""
    known = sorted(
        ((m, p) for p in places for m in p.mentions if p.lat is not None and p.kind in _KINDS), key=lambda f: f[0].start
    )
    return tuple(_put(p, _holder(parsed, p, known, country)) if p.lat is None and p.kind == "unknown" else p for p in places)


def _put(place: Place, holder: Place | None) -> Place:
    if holder is None:
        return place
    return msgspec.structs.replace(
        place, lat=holder.lat, lon=holder.lon, country=holder.country, precision=_KINDS[holder.kind], within=holder.id
    )


def _holder(parsed: Parsed, place: Place, known: Sequence[tuple[Span, Place]], country: str | None) -> Place | None:
    """What holds it by its own name, by the words beside a mention, or else by the known place told of just before."""
    part = _PART.match(place.name)
    if part is not None:
        whole = _plain(part["whole"])
        if (found := next((p for m, p in known if whole in {_plain(m.exact), _plain(p.name)}), None)) is not None:
            return found
    if _WIDE.search(place.name):
        return None  # a province lies in no town
    for mention in place.mentions:
        block = next((b for b in parsed.blocks if b.span.holds(mention)), None)
        if block is not None and (found := _beside(block, mention, known)) is not None:
            return found
    first = place.mentions[0].start if place.mentions else 0
    last = next((p for m, p in reversed(known) if 0 <= first - m.end <= _BACK and not m.exact.isupper()), None)
    return last if last is not None and last.country == country else None


def _plain(name: str) -> str:
    return _WIDE.sub("", key_of(name)).strip()


def _beside(block: ParsedBlock, mention: Span, known: Sequence[tuple[Span, Place]]) -> Place | None:
    """ "X in Y", "X, Y", "X, a village south of Y" first; then "Y's X" and "in Y, in the X district"."""
    here = _tokens(block, mention)
    if here is None:
        return None
    behind: list[tuple[int, Place]] = []
    before: list[tuple[int, Place]] = []
    for span, place in known:
        there = _tokens(block, span) if block.span.holds(span) else None
        if there is None or block.doc[there[0]].sent != block.doc[here[0]].sent:
            continue
        if there[0] >= here[1] and there[0] - here[1] <= _BESIDE and _leads_in(block, here[1], there[0]):
            behind.append((there[0] - here[1], place))
        elif there[1] <= here[0] and here[0] - there[1] <= _BESIDE and not _has_verb(block, there[1], here[0]):
            before.append((here[0] - there[1], place))
    nearest = min(behind or before, key=lambda f: f[0], default=None)
    return nearest[1] if nearest else None


def _tokens(block: ParsedBlock, span: Span) -> tuple[int, int] | None:
    base = block.span.start
    piece = block.doc.char_span(span.start - base, span.end - base, alignment_mode="expand")
    return (piece.start, piece.end) if piece is not None else None


def _leads_in(block: ParsedBlock, start: int, end: int) -> bool:
    between = block.doc[start:end]
    joined = not len(between) or any(t.lower_ in _HOLDS or t.text == "," for t in between)
    return joined and not _has_verb(block, start, end)


def _has_verb(block: ParsedBlock, start: int, end: int) -> bool:
    return any(t.pos_ in {"VERB", "AUX"} and t.tag_ not in {"VBN", "VBG"} for t in block.doc[start:end])
