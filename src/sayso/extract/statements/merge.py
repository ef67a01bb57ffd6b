"""The finders' results come in; one list goes out, each saying once, with the one inside which it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from sayso.extract.statements.found import Found


class Nested(msgspec.Struct, frozen=True, kw_only=True):
    """A saying and the place in the list of the one that holds it."""

    found: Found
    parent: int | None = None


def merge(direct: Iterable[Found], indirect: Iterable[Found], transcript: Iterable[Found]) -> tuple[Found, ...]:
    """Quotations and transcripts keep what they claim; reported sayings fill the rest."""
    kept = _without_labels(list(direct), list(transcript))
    cue_heads = {f.head.i + 100_000 * f.block for f in kept if f.head is not None}
    for found in indirect:
        if found.head is not None and found.head.i + 100_000 * found.block in cue_heads:
            continue
        kept.append(found)
    return tuple(sorted(kept, key=lambda f: (f.start, -f.size)))


def _without_labels(direct: list[Found], transcript: list[Found]) -> list[Found]:
    spoken = [f for f in direct if not any(t.block == f.block and t.content[0][0] <= f.start <= t.content[-1][1] and f.cue is None for t in transcript)]
    return [*spoken, *(t for t in transcript if not any(f.block == t.block and f.cue is not None and t.holds(f.start) for f in direct))]


def nest(found: Sequence[Found]) -> tuple[Nested, ...]:
    """Each saying with the smallest other saying whose content holds its cue."""
    return tuple(Nested(found=f, parent=_parent(i, f, found)) for i, f in enumerate(found))


def _parent(place: int, child: Found, found: Sequence[Found]) -> int | None:
    if child.frame == "relay":
        host = next((i for i, f in enumerate(found) if f.content == child.content and f.frame != "relay"), None)
        if host is not None:
            return host
    best: int | None = None
    for i, other in enumerate(found):
        if i == place or not _inside(child, other) or (_inside(other, child) and i > place):
            continue
        if best is None or other.size < found[best].size:
            best = i
    return best


def _inside(child: Found, other: Found) -> bool:
    place = child.cue[0] if child.cue is not None else child.start
    return other.holds(place)
