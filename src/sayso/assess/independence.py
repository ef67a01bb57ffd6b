"""An incident comes in; the roots of what is said of it go out: the ends of the chains, copies counted once.

A chain ends at whoever said it first as far as the texts show. A root counts as independent only where the texts give a
ground for it; where they do not, that is said, and the root is not counted as a second one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from sayso.assess.voices import AUTHORIAL, about, actor_or_none, end_of_chain, name_of, origins
from sayso.codelists.known import fold, known_actors
from sayso.errors import NotInLedger
from sayso.ledger.reader import LedgerReader
from sayso.model import Act, Actor, ActorKind, Derivation, Document, Polarity, Record, Root, Statement, make_id

# Those who speak for a state: two of them are two mouths of one root until something shows otherwise.
STATE_VOICES = frozenset({ActorKind.STATE, ActorKind.STATE_FORCE, ActorKind.OFFICIAL_BODY})


AGAINST = frozenset({Act.DENIES, Act.EXONERATES, Act.DOUBTS, Act.DECLINES_TO_NAME, Act.NOTES_MISSING_EVIDENCE})


class RootCount(Record, frozen=True):
    """How many independent roots stand behind something: at least, at most, and why the two differ."""

    low: int
    high: int
    reason: str


class _Root(Record, frozen=True):
    key: str
    name: str
    reason: str
    independent: bool
    copied: bool = False


def roots(incident_id: str, ledger: LedgerReader, *, suspect: str | None = None) -> tuple[Root, ...]:
    """The roots of all statements on the incident, or of those that name one suspect, the best grounded first."""
    incident = ledger.incident(incident_id)
    said = [(s, d) for s, d in about(incident, ledger) if suspect is None or _holds_responsible(s, suspect)]
    inner = _without_carriers(said)
    steps = origins(ledger)
    members: dict[str, list[tuple[Statement, Document]]] = defaultdict(list)
    grounds: dict[str, _Root] = {}
    for statement, document in inner:
        root = _root_of(statement, document, steps, ledger)
        if root.key not in grounds or root.copied:  # how a copy was known says more than what the original says
            grounds[root.key] = root
        members[root.key].append((statement, document))
    members = _one_name_one_root(members, grounds, ledger)
    found = {key: _made(incident_id, grounds[key], members[key]) for key in members}
    return tuple(
        sorted(_one_voice_a_state(found, ledger), key=lambda r: (not r.independent, -len(r.documents), r.name, r.id))
    )


def _one_name_one_root(
    members: Mapping[str, list[tuple[Statement, Document]]], grounds: Mapping[str, _Root], ledger: LedgerReader
) -> dict[str, list[tuple[Statement, Document]]]:
    """ "The interior ministry" of two texts on one incident is one root, though nothing joins the two as actors, unless they are
    of different countries."""
    first: dict[str, str] = {}
    joined: dict[str, list[tuple[Statement, Document]]] = {}
    for key, said in members.items():
        name = fold(grounds[key].name).removeprefix("the ")
        same = first.setdefault(name, key)
        one, other = actor_or_none(same, ledger), actor_or_none(key, ledger)
        apart = one is None or other is None or (one.country and other.country and one.country != other.country)
        joined.setdefault(key if apart else same, []).extend(said)
    return joined


def _holds_responsible(statement: Statement, suspect: str) -> bool:
    """It puts the suspect forward as the doer. A denial names the suspect too, and stands behind the contrary."""
    asserted = statement.polarity is not Polarity.NEGATIVE and statement.act not in AGAINST
    return suspect in statement.suspects and asserted


def count_roots(found: Sequence[Root]) -> RootCount:
    """At least the roots known to stand alone (one where there is any statement), at most all of them."""
    if not found:
        return RootCount(low=0, high=0, reason="Nobody says so in these texts.")
    certain = sum(r.independent for r in found)
    low = max(1, certain)
    if len(found) == 1 and not certain:
        return RootCount(low=1, high=1, reason=found[0].reason)
    if low == len(found):
        return RootCount(low=low, high=low, reason="Each root speaks for itself.")
    unknown = ", ".join(r.name for r in found if not r.independent)
    return RootCount(low=low, high=len(found), reason=f"Nothing in the texts shows whether these stand alone: {unknown}.")


def _without_carriers(said: Sequence[tuple[Statement, Document]]) -> list[tuple[Statement, Document]]:
    """Statements that only pass on one of the others are left to that one."""
    carried = {s.parent for s, _ in said if s.parent}
    return [(s, d) for s, d in said if s.id not in carried and "copied" not in s.flags]


def _root_of(statement: Statement, document: Document, steps: Mapping[str, Derivation], ledger: LedgerReader) -> _Root:
    speaker = actor_or_none(statement.source.actor, ledger)
    if speaker is None or speaker.kind in AUTHORIAL or statement.source.kind in AUTHORIAL:
        return _author_root(document, steps, ledger)
    if speaker.kind in STATE_VOICES and not speaker.named:
        key = f"body:{fold(speaker.name).removeprefix('the ')}:{speaker.country or ''}"
        return _Root(
            key=key, name=speaker.name, independent=True, reason="Known by its office, and reported as speaking for itself."
        )
    if not speaker.named or not statement.source.named:
        key = f"unnamed:{end_of_chain(document.id, steps)[0]}:{speaker.name.casefold()}"
        return _Root(key=key, name=speaker.name, independent=False, reason="Unnamed: it may be the same source as another.")
    if speaker.kind is ActorKind.OUTLET:
        return _Root(
            key=speaker.id, name=speaker.name, independent=False, reason="An outlet that is not said to name its source."
        )
    return _Root(
        key=speaker.id, name=speaker.name, independent=True, reason="Named, and quoted or reported as speaking for itself."
    )


def _author_root(document: Document, steps: Mapping[str, Derivation], ledger: LedgerReader) -> _Root:
    """The author's own assertion: its root is wherever the document's words come from."""
    end, way = end_of_chain(document.id, steps)
    name = name_of(end, ledger)
    key = f"text:{_house(end, name, ledger)}"
    if way:
        ground = {"credit": "by its own credit line", "wording": "by shared wording"}.get(way[0].basis, "by its own words")
        reason = f"Told by the author; the text goes back to {name} {ground}."
        return _Root(key=key, name=name, independent=False, reason=reason, copied=True)
    return _Root(key=key, name=name, independent=False, reason="Told by the author, who names no source for it.")


def _house(end: str, name: str, ledger: LedgerReader) -> str:
    """An outlet is one root, whether its own page is in the ledger or another page credits it by name."""
    try:
        document = ledger.document(end)
    except NotInLedger:
        return fold(name).removeprefix("the ")
    return fold(document.outlet).removeprefix("the ") if document.outlet else end


def _made(incident: str, root: _Root, members: Iterable[tuple[Statement, Document]]) -> Root:
    members = list(members)
    documents = tuple(dict.fromkeys(d.id for _, d in members))
    copies = f" It is printed in {len(documents)} documents and counts once." if len(documents) > 1 else ""
    return Root(
        id=make_id("root", incident, root.key),
        name=root.name,
        statements=tuple(s.id for s, _ in members),
        documents=documents,
        independent=root.independent,
        reason=root.reason + copies,
    )


def _one_voice_a_state(found: Mapping[str, Root], ledger: LedgerReader) -> list[Root]:
    """The second voice of one state is not shown to stand alone."""
    first: dict[str, str] = {}
    result = []
    for key, root in sorted(found.items(), key=lambda item: (-len(item[1].statements), item[0])):
        state = _state(actor_or_none(key, ledger)) if root.independent else None
        if state and state in first:
            reason = f"Speaks for the same state as {first[state]}."
            result.append(msgspec.structs.replace(root, independent=False, reason=reason))
            continue
        if state:
            first[state] = root.name
        result.append(root)
    return result


def _state(actor: Actor | None) -> str | None:
    """The state that an actor speaks for: its own, or that of an official."""
    if actor is None or actor.country is None:
        return None
    known = known_actors().get(actor.key or "")
    official = actor.kind in STATE_VOICES or (actor.kind is ActorKind.PERSON and known is not None and bool(known.office))
    return actor.country if official else None
