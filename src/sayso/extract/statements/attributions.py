"""A parsed document comes in; every source-cue-content in it goes out, with the one inside which it stands."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.extract.parse import Parsed
from sayso.extract.statements.chains import relayed
from sayso.extract.statements.direct import find_direct, quotes_of
from sayso.extract.statements.found import Found, Range
from sayso.extract.statements.indirect import find_indirect
from sayso.extract.statements.merge import Nested, merge, nest
from sayso.extract.statements.transcript import find_transcript


def attributions_in(parsed: Parsed) -> tuple[Nested, ...]:
    """All attributions of a document by rules, outermost and nested."""
    blocks = parsed.blocks
    direct = find_direct(blocks, quotes_of(blocks))
    indirect = [f for n, b in enumerate(blocks) for f in find_indirect(b, n)]
    transcript = [f for n, b in enumerate(blocks) for f in find_transcript(b, n)]
    found = merge(direct, indirect, transcript)
    return nest(tuple(sorted((*found, *relayed(found, blocks)), key=lambda f: (f.start, -f.size))))


def outermost(nested: Sequence[Nested]) -> list[dict[str, list[Range]]]:
    """The outermost attributions as PolNeAR has them: source, cue and content ranges."""
    return [
        {"source": list(n.found.source), "cue": [n.found.cue] if n.found.cue else [], "content": list(n.found.content)}
        for n in nested
        if n.parent is None
    ]
