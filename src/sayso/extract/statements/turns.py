"""A line of an interview labelled "Q:" or "A:" comes in; who asks or answers goes out, where the page says whom it interviews."""

from __future__ import annotations

import re

import msgspec

from sayso.extract.actors import ActorRef, Actors
from sayso.extract.mention import Mention
from sayso.extract.parse import Parsed
from sayso.extract.statements.found import Found
from sayso.model import ActorKind, make_id

ASKS = frozenset({"q", "question", "interviewer", "host"})
_ANSWERS = frozenset({"a", "answer", "interviewee", "guest"})


def turn_of(found: Found, parsed: Parsed, actors: Actors) -> ActorRef | None:
    """Who asks, or for an answer the person whom the words before the first turn speak of most.

    In an interview, whose answers are labelled as such, the page's author asks; in a briefing somebody whom it does not name.
    """
    if found.frame != "transcript" or found.speaker is None:
        return None
    label = found.speaker.text.lower().rstrip(".")
    if label in ASKS:
        asker = actors.author() if _is_interview(parsed) else _questioner(parsed)
        return msgspec.structs.replace(asker, resolved_by="transcript")
    if label not in _ANSWERS:
        return None
    first = next(
        (n for n, b in enumerate(parsed.blocks) if b.span.exact.lower().startswith(("q:", "question:"))), found.block
    )
    people = [m for n in range(first) for m in actors.in_block(n) if m.named and m.kind is ActorKind.PERSON]
    return _ref(_most_named(people, actors), actors) if people else None


_ANSWER = re.compile(r"(?:A|Answer|Interviewee|Guest)[.:]", re.IGNORECASE)


def _is_interview(parsed: Parsed) -> bool:
    return any(_ANSWER.match(b.span.exact) for b in parsed.blocks)


def _questioner(parsed: Parsed) -> ActorRef:
    actor_id = make_id("actor", parsed.document.id, "unnamed", "questioner")
    return ActorRef(name="questioner", kind=ActorKind.UNNAMED, named=False, actor_id=actor_id, resolved_by="transcript")


def _most_named(people: list[Mention], actors: Actors) -> str:
    ids = [actors.owner[i] for m in people for i in actors.by_block[m.block] if actors.mentions[i] is m]
    return max(dict.fromkeys(ids), key=ids.count)  # of equals the one named first


def _ref(actor_id: str, actors: Actors) -> ActorRef:
    actor = actors.actor(actor_id)
    return ActorRef(
        name=actor.name,
        kind=actor.kind,
        named=actor.named,
        actor_id=actor.id,
        resolved_by="transcript",
        key=actor.key,
        country=actor.country,
    )
