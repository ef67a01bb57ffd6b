"""The finders' results come in; one list goes out, each saying once, with the one inside which it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from spacy.tokens import Token

from sayso.extract.parse import ParsedBlock
from sayso.extract.statements.found import Found


class Nested(msgspec.Struct, frozen=True, kw_only=True):
    """A saying and the place in the list of the one that holds it."""

    found: Found
    parent: int | None = None


_SHORTEST = 3  # words


def merge(
    direct: Sequence[Found], indirect: Iterable[Found], transcript: Iterable[Found], *, blocks: Sequence[ParsedBlock]
) -> tuple[Found, ...]:
    """Quotations and transcripts keep what they claim; reported sayings fill the rest."""
    kept = _without_labels(list(direct), list(transcript))
    heads = [f.head for f in kept if f.head is not None]
    kept += [_cut(f, direct, blocks[f.block].span.start) for f in indirect if f.head is None or f.head not in heads]
    return tuple(sorted(kept, key=lambda f: (f.start, -f.size)))


def _cut(found: Found, direct: Sequence[Found], base: int) -> Found:
    """Without what follows ", but Y said: '...'": a quotation of somebody else's ends what is reported."""
    if found.frame != "clause" or len(found.content) != 1 or found.head is None:
        return found
    start, end = found.content[0]
    for other in direct:
        at = other.source[0][0] if other.source else end
        if (
            not start < at < end
            or other.head is None
            or other.head.doc is not found.head.doc
            or not _coordinated(other.head)
        ):
            continue
        ahead = [t for t in found.head.doc if start <= base + t.idx < at]
        while ahead and ahead[-1].pos_ in {"CCONJ", "PUNCT", "SPACE"}:
            ahead.pop()
        if len(ahead) >= _SHORTEST:
            return msgspec.structs.replace(found, content=((start, base + ahead[-1].idx + len(ahead[-1])),))
    return found


def _coordinated(verb: Token) -> bool:
    first = verb.left_edge
    return verb.dep_ == "conj" or (first.i > 0 and first.nbor(-1).pos_ == "CCONJ")


def _without_labels(direct: list[Found], transcript: list[Found]) -> list[Found]:
    spoken = [
        f
        for f in direct
        if not any(
            t.block == f.block and t.content[0][0] <= f.start <= t.content[-1][1] and f.cue is None for t in transcript
        )
    ]
    return [
        *spoken,
        *(t for t in transcript if not any(f.block == t.block and f.cue is not None and t.holds(f.start) for f in direct)),
    ]


# Frames in which the rules are as often right as the encoder (triple50 precision on PolNeAR dev).
_TRUSTED = frozenset({"quote", "clause", "according", "transcript", "relay"})


def united(model: Sequence[Found], rules: Sequence[Found]) -> tuple[Found, ...]:
    """The encoder's spans where both read the same cue, with the rules' frame; the rules' surest where it is silent."""
    out: list[Found] = []
    used: set[int] = set()
    for read in model:
        twin = next((i for i, f in enumerate(rules) if i not in used and _same_cue(read, f)), None)
        if twin is None:
            out.append(read)
            continue
        used.add(twin)
        rule = rules[twin]
        out.append(
            msgspec.structs.replace(
                rule,
                source=read.source or rule.source,
                cue=read.cue,
                content=read.content,
                speaker=read.speaker or rule.speaker,
                made_by="model",
                score=read.score,
            )
        )
    silent = (
        f for i, f in enumerate(rules) if i not in used and f.frame in _TRUSTED and not any(_overlap(f, m) for m in out)
    )
    return (*out, *silent)


def _same_cue(this: Found, that: Found) -> bool:
    if this.cue is None or that.cue is None:
        return False
    return this.cue[0] < that.cue[1] and that.cue[0] < this.cue[1]


def _overlap(rule: Found, read: Found) -> bool:
    """Whether the encoder already has these words, as said by somebody at the same level."""
    common = sum(max(0, min(b, d) - max(a, c)) for a, b in rule.content for c, d in read.content)
    return common >= 0.5 * min(rule.size, read.size) and common >= 0.5 * max(rule.size, read.size)


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
