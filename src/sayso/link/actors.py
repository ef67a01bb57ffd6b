"""Documents' actors come in; which of them are one actor goes out, each decision with its reason.

Two actors are joined on a pack key, on a shared name or alias, on one spelling of a name in another romanisation, and on a
surname that only one full name in the ledger bears. A likeness of letters proposes and never joins: "Hezbollah" and
"Kataib Hezbollah" score 90 of 100 and are two groups.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from rapidfuzz import fuzz

from sayso.link.clusters import Groups
from sayso.link.names import bare, is_acronym, plain, skeleton, sounded
from sayso.model import Actor, ActorKind, Document, Judgement, Record, make_id

PROPOSE = 80.0  # WRatio from which a pair of names is shown to a person; two bodies can score 90
SPELT_ALIKE = 80.0  # of the sounded names, beside an equal skeleton: "hizbullah"/"hizballah" 89, "muhamid"/"mahmud" 62
MAX_PROPOSALS = 500
PERSONAL = frozenset({ActorKind.PERSON, ActorKind.AUTHOR, ActorKind.COMMENTER})
_ONE_WORD_MIN = 3


class ActorLinks(Record, frozen=True):
    """``joined`` maps each document's actor to the id of the joined one."""

    joined: dict[str, str]
    judgements: tuple[Judgement, ...]


class _Seen(Record, frozen=True):
    """A document's actor, and the document it is from."""

    actor: Actor
    document: str
    page: str
    outlet: str


def join_actors(actors: Mapping[str, Sequence[Actor]], documents: Mapping[str, Document]) -> ActorLinks:
    """Join the actors of all documents (by document id)."""
    seen = [_seen(actor, documents[doc]) for doc in sorted(actors) for actor in actors[doc] if doc in documents]
    by_id = {s.actor.id: s for s in seen}
    groups = Groups(by_id, barred=lambda a, b: _barred(by_id[a], by_id[b]))
    judgements: list[Judgement] = []
    for left, right, score, reason in (*_sure(seen), *_spelt(seen, groups), *_surnames(seen, groups)):
        if groups.join(left, right) and score < 1.0:
            judgements.append(_judgement(left, right, same=True, score=score, reason=reason))
    judgements += _proposals(seen, groups)
    return ActorLinks(joined=_names_of(groups, by_id), judgements=tuple(judgements))


def _names_of(groups: Groups[str], by_id: Mapping[str, _Seen]) -> dict[str, str]:
    """Each member's group id; groups that share a name and were kept apart have their own."""
    joined: dict[str, str] = {}
    taken: set[str] = set()
    for group in groups.all():
        id_ = _group_id([by_id[m] for m in group])
        id_ = make_id("actor", min(group)) if id_ in taken else id_
        taken.add(id_)
        joined |= dict.fromkeys(group, id_)
    return joined


def _seen(actor: Actor, document: Document) -> _Seen:
    return _Seen(actor=actor, document=document.id, page=document.page, outlet=document.outlet or "")


def _barred(left: _Seen, right: _Seen) -> bool:
    """What no likeness of names overcomes: two pack keys, a person and a body, a commenter and anyone elsewhere."""
    a, b = left.actor, right.actor
    if a.key and b.key and a.key != b.key:
        return True
    if (a.kind in PERSONAL) != (b.kind in PERSONAL) and ActorKind.UNKNOWN not in {a.kind, b.kind}:
        return True
    if ActorKind.COMMENTER in {a.kind, b.kind} and (a.kind is not b.kind or left.page != right.page):
        return True
    return not (a.named and b.named)


def _sure(seen: Sequence[_Seen]) -> Iterator[tuple[str, str, float, str]]:
    """Pairs under one pack key, one full name, or one alias that only they bear."""
    keyed: dict[tuple[str, ...], list[_Seen]] = defaultdict(list)
    for s in seen:
        for key in _keys(s):
            keyed[key].append(s)
    for key, members in sorted(keyed.items()):
        for other in members[1:]:
            yield members[0].actor.id, other.actor.id, 1.0, f"The same {key[0]}: {key[1]}."
    yield from _aliases(seen)


def _keys(s: _Seen) -> Iterator[tuple[str, ...]]:
    actor = s.actor
    if not actor.named:
        return
    if actor.key:
        yield "entry of the alias pack", actor.key
    name = bare(actor.name)
    if not name:
        return
    if actor.kind is ActorKind.COMMENTER:
        yield "name on one page", plain(actor.name), s.page
    elif actor.kind in PERSONAL:
        if " " in name:  # a surname or a first name alone is no full name
            yield "name", name, "person"
    else:
        yield "name", name, "body"


def _aliases(seen: Sequence[_Seen]) -> Iterator[tuple[str, str, float, str]]:
    """An actor whose name is written as an alias of exactly one other name."""
    bearers: dict[str, dict[str, _Seen]] = defaultdict(dict)
    for s in seen:
        for alias in s.actor.aliases:
            bearers[bare(alias)].setdefault(s.actor.key or bare(s.actor.name), s)
    for s in seen:
        found = bearers.get(bare(s.actor.name), {})
        long_enough = len(bare(s.actor.name)) >= _ONE_WORD_MIN or is_acronym(s.actor.name)
        if s.actor.named and len(found) == 1 and long_enough:
            (other,) = found.values()
            if other.actor.id != s.actor.id:
                yield s.actor.id, other.actor.id, 0.95, f"“{s.actor.name}” is written as another name of {other.actor.name}."


def _spelt(seen: Sequence[_Seen], groups: Groups[str]) -> Iterator[tuple[str, str, float, str]]:
    """Names of two words or more that differ only as romanisations do."""
    alike: dict[tuple[str, bool], list[_Seen]] = defaultdict(list)
    for s in _representatives(seen, groups):
        if s.actor.named and " " in bare(s.actor.name) and s.actor.kind is not ActorKind.COMMENTER:
            alike[skeleton(s.actor.name), s.actor.kind in PERSONAL].append(s)
    for key in sorted(alike):
        for a, b in combinations(alike[key], 2):
            one, other = sounded(a.actor.name), sounded(b.actor.name)
            if min(fuzz.ratio(x, y) for x, y in zip(one.split(), other.split(), strict=True)) >= SPELT_ALIKE:
                reason = f"“{a.actor.name}” and “{b.actor.name}” are one name in two spellings."
                yield a.actor.id, b.actor.id, 0.9, reason


def _surnames(seen: Sequence[_Seen], groups: Groups[str]) -> Iterator[tuple[str, str, float, str]]:
    """A lone surname, where exactly one person in the ledger bears it."""
    people = [s for s in _representatives(seen, groups) if s.actor.named and s.actor.kind is ActorKind.PERSON]
    full: dict[str, list[_Seen]] = defaultdict(list)
    for s in people:
        if " " in (name := bare(s.actor.name)):
            full[name.split()[-1]].append(s)
    for s in people:
        name = bare(s.actor.name)
        bearers = full.get(name, [])
        if name and " " not in name and len(bearers) == 1 and not s.actor.key:
            reason = f"Only {bearers[0].actor.name} bears the surname {s.actor.name} in this ledger."
            yield s.actor.id, bearers[0].actor.id, 0.8, reason


def _representatives(seen: Iterable[_Seen], groups: Groups[str]) -> list[_Seen]:
    """One actor for each group so far: the one with the longest name."""
    best: dict[tuple[str, ...], _Seen] = {}
    for s in seen:
        group = groups.of(s.actor.id)
        key = (min(group),)
        if key not in best or (len(s.actor.name), s.actor.id) > (len(best[key].actor.name), best[key].actor.id):
            best[key] = s
    return sorted(best.values(), key=lambda s: s.actor.id)


def _proposals(seen: Sequence[_Seen], groups: Groups[str]) -> list[Judgement]:
    """Names that look alike and were not joined, for a person to decide."""
    by_word: dict[str, list[_Seen]] = defaultdict(list)
    for s in _representatives(seen, groups):
        if s.actor.named and not is_acronym(s.actor.name) and s.actor.kind is not ActorKind.COMMENTER:
            for word in set(sounded(s.actor.name).split()):
                if len(word) > _ONE_WORD_MIN:
                    by_word[word].append(s)
    found: dict[tuple[str, str], Judgement] = {}
    for members in by_word.values():
        for a, b in combinations(members[:50], 2):
            score = fuzz.WRatio(sounded(a.actor.name), sounded(b.actor.name))
            if score >= PROPOSE and not _barred(a, b) and not groups.together(a.actor.id, b.actor.id):
                left, right = sorted((a.actor.id, b.actor.id))
                reason = f"“{a.actor.name}” and “{b.actor.name}” look alike ({score:.0f} of 100): not enough to join them."
                found[left, right] = _judgement(left, right, same=False, score=score / 100, reason=reason)
    ranked = sorted(found.values(), key=lambda j: (-j.score, j.left, j.right))
    return ranked[:MAX_PROPOSALS]


def _judgement(left: str, right: str, *, same: bool, score: float, reason: str) -> Judgement:
    left, right = sorted((left, right))
    return Judgement(
        id=make_id("judgement", "same_actor", left, right),
        kind="same_actor",
        left=left,
        right=right,
        same=same,
        score=round(score, 3),
        reason=reason,
    )


def _group_id(members: Sequence[_Seen]) -> str:
    """An id that does not hang on the order of reading in: the key, the name, or the lone actor's own id."""
    keys = sorted(m.actor.key for m in members if m.actor.key)
    if keys:
        return make_id("actor", "key", keys[0])
    first = min(members, key=lambda m: m.actor.id).actor
    if not first.named:
        return first.id
    if first.kind is ActorKind.COMMENTER:
        return make_id("actor", "commenter", members[0].page, plain(first.name))
    names = sorted((bare(m.actor.name) for m in members), key=lambda n: (-len(n), n))
    if first.kind in PERSONAL and " " not in names[0]:
        return first.id
    return make_id("actor", "person" if first.kind in PERSONAL else "body", names[0])
