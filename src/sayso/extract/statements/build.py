"""Attributions and the author's own assertions come in; statements with act, certainty, polarity, stance and chain go out."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sayso.extract.actors import ActorRef, Actors
from sayso.extract.certainty import words
from sayso.extract.parse import Parsed
from sayso.extract.statements.answered import answered
from sayso.extract.statements.chains import source_link
from sayso.extract.statements.disbelief import disbelieved
from sayso.extract.statements.elsewhere import from_elsewhere
from sayso.extract.statements.found import Found
from sayso.extract.statements.merge import Nested
from sayso.extract.statements.narrated import find_asides, find_narrated
from sayso.extract.statements.parts import parts_of
from sayso.extract.statements.records import Saying, around, narrated, statement
from sayso.extract.statements.sources import Maker
from sayso.extract.statements.trims import announced, to_the_mark, trimmed
from sayso.extract.statements.voices import claimed, speaks
from sayso.model import Act, ActorKind, Certainty, DocumentKind, Mode, Source, Stance, Statement

_VERBATIM = frozenset({"quote", "transcript"})
_DEEPEST = 20  # nesting beyond this is a loop


class Built(msgspec.Struct, frozen=True, kw_only=True):
    """The statements of a document and the actor references that they use."""

    statements: tuple[Statement, ...]
    refs: tuple[ActorRef, ...]
    made_by: str = "rules"


def build(parsed: Parsed, actors: Actors, nested: Sequence[Nested], *, made_by: str = "rules") -> Built:
    """Every statement of the document, in reading order."""
    maker = Maker(parsed, actors)
    nested = _trimmed(nested, parsed)
    thread = parsed.document.kind is DocumentKind.COMMENT
    kept = {i: n for i, n in enumerate(nested) if speaks(n.found, comment=thread)}
    attributed = _attributed(kept, nested, maker)
    tops = [n.found for i, n in kept.items() if _kept_parent(i, nested, kept) is None]
    own = [narrated(o, maker) for o in find_narrated(parsed, actors, [r for f in tops for r in claimed(f)])]
    reported = [(f.block, c) for f in tops if f.frame not in _VERBATIM for c in f.content]
    own += [narrated(o, maker) for o in find_asides(parsed, reported)]
    own = [o for o in own if not any(o.content == a.content for a in attributed)]
    statements = from_elsewhere(_unique([*attributed, *own]), document=parsed.document, links=maker.links)
    return Built(
        statements=disbelieved(answered(_doubted(statements), actors, maker.refs), parsed),
        refs=tuple(maker.refs),
        made_by=made_by,
    )


def _trimmed(nested: Sequence[Nested], parsed: Parsed) -> list[Nested]:
    """The sayings without their authors' additions; a quotation that a colon announces behind reported words stands apart."""
    cut = [announced(trimmed(to_the_mark(n.found, parsed), parsed), parsed) for n in nested]
    firsts = [msgspec.structs.replace(n, found=parts[0]) for n, parts in zip(nested, cut, strict=True)]
    seconds = [Nested(found=parts[1], parent=n.parent) for n, parts in zip(nested, cut, strict=True) if len(parts) > 1]
    return [*firsts, *seconds]


def _attributed(kept: dict[int, Nested], nested: Sequence[Nested], maker: Maker) -> list[Statement]:
    """The statements of the sayings, outer ones first, since an inner one's chain goes on from theirs."""
    made: dict[int, list[Statement]] = {}
    speakers: dict[int, ActorRef | None] = {}
    for i in sorted(kept, key=lambda k: _depth(k, nested)):
        parent = _kept_parent(i, nested, kept)
        above = made.get(parent, []) if parent is not None else []
        speaker = speakers.get(parent) if parent is not None else None
        within = nested[parent].found if parent is not None else None
        made[i], speakers[i] = _said(nested[i].found, maker, above=above, speaker=speaker, within=within)
    return [s for group in made.values() for s in group]


def _depth(place: int, nested: Sequence[Nested]) -> int:
    depth, at = 0, nested[place].parent
    while at is not None and depth < _DEEPEST:
        depth, at = depth + 1, nested[at].parent
    return depth


def _kept_parent(place: int, nested: Sequence[Nested], kept: dict[int, Nested]) -> int | None:
    at, steps = nested[place].parent, 0
    while at is not None and at not in kept and steps < _DEEPEST:
        at, steps = nested[at].parent, steps + 1
    return at if at in kept else None


def _said(
    found: Found, maker: Maker, *, above: Sequence[Statement], speaker: ActorRef | None, within: Found | None = None
) -> tuple[list[Statement], ActorRef | None]:
    source, ref = maker.source_of(found, speaker, within=within)
    if above and found.frame not in _VERBATIM and source.actor == above[0].source.actor and _no_second(found, above[0]):
        return [], ref
    if source.actor is None and found.speaker is not None and found.speaker.root.lower_ == "it" and not _a_bodys(found):
        return [], ref
    flags = found.flags
    if found.frame == "quote" and not found.source and maker.document.kind is DocumentKind.COMMENT:
        source = Source(name="unnamed outlet", kind=ActorKind.OUTLET, named=False, resolved_by="copied")
        flags = (*flags, "copied")
    parent = _holding(above, found)
    links = parent.chain if parent is not None else maker.links
    own = source.actor is not None and source.actor == maker.author.actor
    saying = Saying(
        found=found,
        source=source,
        chain=links if own else (*links, source_link(source)),
        parent=parent.id if parent is not None else None,
        flags=flags,
        around=around(found, maker.parsed.blocks[found.block]),
        own=own,
    )
    return [statement(saying, part, maker) for part in parts_of(found, maker.parsed)], ref


def _a_bodys(found: Found) -> bool:
    """What only a body does, whichever "it" is."""
    return found.frame in _VERBATIM or found.lemma in words("cues", "body_says")


def _no_second(found: Found, above: Statement) -> bool:
    """ "We believe" inside one's own words, or "naming" after "declined", is no second saying."""
    first_person = found.speaker is not None and found.speaker.root.lower_ in {"i", "we"}
    thought = found.lemma in words("cues", "inner") and found.frame not in _VERBATIM  # "said he believed that ..."
    return first_person or thought or above.act is Act.DECLINES_TO_NAME


def _holding(above: Sequence[Statement], found: Found) -> Statement | None:
    place = found.cue[0] if found.cue else found.start
    fits = [s for s in above if any(p.start <= place < p.end for p in s.content_parts)]
    return fits[0] if fits else (above[0] if above else None)


def _unique(statements: Sequence[Statement]) -> list[Statement]:
    seen: dict[str, Statement] = {}
    for one in sorted(statements, key=lambda s: (s.content.start, -s.content.end)):
        seen.setdefault(one.id, one)
    return list(seen.values())


def _doubted(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """An author who names somebody else, or says it could be anyone, stands apart from the accusations he reports."""
    if not any(_rivals(s) for s in statements):
        return tuple(statements)
    return tuple(
        msgspec.structs.replace(s, stance=Stance.DISTANCES)
        if s.stance is Stance.NEUTRAL
        and s.act is Act.ACCUSES
        and s.mode is not Mode.DIRECT
        and s.source.kind is not ActorKind.OUTLET
        and s.certainty is Certainty.CERTAIN
        else s
        for s in statements
    )


def _rivals(own: Statement) -> bool:
    accuses = own.act is Act.ACCUSES and own.certainty is not Certainty.CERTAIN and "presupposed" not in own.flags
    return own.mode is Mode.NARRATED and (accuses or "anyone" in own.content.exact.lower())
