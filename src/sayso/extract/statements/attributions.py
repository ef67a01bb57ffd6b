"""A parsed document comes in; every source-cue-content in it goes out, with the one inside which it stands."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.extract.encoder import available
from sayso.extract.parse import Parsed
from sayso.extract.statements.chains import relayed, stands_for
from sayso.extract.statements.direct import find_direct, quotes_of
from sayso.extract.statements.found import Found, Range
from sayso.extract.statements.indirect import find_indirect
from sayso.extract.statements.interviews import find_interview
from sayso.extract.statements.merge import Nested, merge, nest, united
from sayso.extract.statements.read import by_model
from sayso.extract.statements.transcript import find_transcript


def attributions_in(parsed: Parsed, *, model: str = "off") -> tuple[Nested, ...]:
    """All attributions of a document, outermost and nested; ``model`` "auto" lets the encoder read too where installed."""
    found = by_rules(parsed)
    if model != "off" and available():
        found = united(by_model(parsed), found)
    return nest(tuple(sorted(found, key=lambda f: (f.start, -f.size))))


def by_rules(parsed: Parsed) -> tuple[Found, ...]:
    """What the rules find."""
    blocks = parsed.blocks
    direct = tuple(find_direct(blocks, quotes_of(blocks)))
    indirect = [f for n, b in enumerate(blocks) for f in find_indirect(b, n)]
    transcript = [*(f for n, b in enumerate(blocks) for f in find_transcript(b, n)), *find_interview(blocks)]
    found = merge(direct, indirect, transcript, blocks=blocks)
    relays = tuple(relayed(found, blocks))
    return (*(f for f in found if not any(stands_for(r, f) for r in relays)), *relays)


def outermost(nested: Sequence[Nested]) -> list[dict[str, list[Range]]]:
    """The outermost attributions as PolNeAR has them: source, cue and content ranges."""
    return [
        {"source": list(n.found.source), "cue": [n.found.cue] if n.found.cue else [], "content": list(n.found.content)}
        for n in nested
        if n.parent is None
    ]
