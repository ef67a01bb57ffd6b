"""A line of an interview labelled "Q:" or "A:" comes in; who asks or answers goes out, where the page says whom it interviews."""

from __future__ import annotations

import re

import msgspec

from sayso.extract.actors import ActorRef, Actors
from sayso.extract.mention import Mention
from sayso.extract.parse import Parsed
from sayso.extract.statements.found import Found
from sayso.extract.statements.interviews import ANSWERS, ASKS
from sayso.model import ActorKind, make_id

_ASKS = frozenset({"q", "question", "interviewer", "host", ASKS})
_ANSWERS = frozenset({"a", "answer", "interviewee", "guest", ANSWERS})


def turn_of(found: Found, parsed: Parsed, actors: Actors) -> ActorRef | None:
    """Who asks, or for an answer the person whom the words before the first turn speak of most.

    In an interview, whose answers are labelled as such, the page's author asks; in a briefing somebody whom it does not name.
    """
    if found.frame != "transcript":
        return None
    label = found.speaker.text.lower().rstrip(".") if found.speaker is not None else next(iter(found.flags), "")
    if label in _ASKS:
        asker = actors.author() if label == ASKS or _is_interview(parsed) else _nobody("questioner", parsed)
        return msgspec.structs.replace(asker, resolved_by="transcript")
    if label not in _ANSWERS:
        return None
    first = next((n for n, b in enumerate(parsed.blocks) if _opens(b.span.exact)), found.block)
    told = [n for n in range(first) if not _CREDIT.match(parsed.blocks[n].span.exact)]
    people = [m for n in told for m in actors.in_block(n) if m.named and m.kind is ActorKind.PERSON]
    if people:
        return ActorRef.to(actors.actor(_most_named(people, actors)), by="transcript")
    office = next((o for n in told for o in [_OFFICE.search(parsed.blocks[n].span.exact)] if o is not None), None)
    return _nobody(office.group().lower(), parsed) if office is not None else None


_ANSWER = re.compile(r"(?:A|Answer|Interviewee|Guest)[.:]", re.IGNORECASE)
_CREDIT = re.compile(  # who made it
    r"(?:An? )?(?:exclusive )?(?:[Ii]nterview(?:er|ed)?(?: by)?|Words|Text|By|Photos?|Questions)\s*:?\s(?:[A-Z][\w’'-]+ ?){1,4}$"
)
_OFFICE = re.compile(
    r"\b(?:spokes(?:person|man|woman)|press secretary|minister|commander|ambassador|secretary)\b", re.IGNORECASE
)
_BRIEFING = re.compile(r"\b(?:briefing|press conference|news conference|press availability)\b", re.IGNORECASE)


def _is_interview(parsed: Parsed) -> bool:
    labelled = [b for b in parsed.blocks if _ANSWER.match(b.span.exact)]
    asked = [b for b in parsed.blocks if _opens(b.span.exact)]
    head = parsed.blocks[0].span.exact if parsed.blocks else ""
    return bool(labelled or not asked) and not _BRIEFING.search(head)


def _opens(text: str) -> bool:
    """The first turn: a labelled question, or in an interview without labels one that asks."""
    return text.lower().startswith(("q:", "question:")) or text.rstrip().endswith("?")


def _nobody(name: str, parsed: Parsed) -> ActorRef:
    """Somebody whom the page does not name."""
    actor_id = make_id("actor", parsed.document.id, "unnamed", name)
    return ActorRef(name=name, kind=ActorKind.UNNAMED, named=False, actor_id=actor_id, resolved_by="transcript")


def _most_named(people: list[Mention], actors: Actors) -> str:
    ids = [actors.owner[i] for m in people for i in actors.by_block[m.block] if actors.mentions[i] is m]
    return max(dict.fromkeys(ids), key=ids.count)  # of equals the one named first
