"""Accounts of all documents come in; which of them are one incident goes out, each decision with its reasons.

The scorer adds what each feature speaks for and against, in plain sight: no learned weights. A date, place or type that
cannot be one happening bars the pair whatever else agrees. Two accounts of one document are two happenings, unless day,
place and harm all say otherwise.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import msgspec

from sayso.gazetteer.geodesy import great_circle_km
from sayso.link.clusters import Groups
from sayso.link.features import FAMILIES, Sketch, of_unlike_means, same_family
from sayso.model import IncidentType, Judgement, Record, Stage, in_words, make_id
from sayso.model.reckon import DAY_SLACK

NARROW_DAYS = 3  # a date as precise as this can bar a pair
WIDE_DAYS = 45  # a date wider than this says little
VAGUE = frozenset({IncidentType.ATTACK, IncidentType.OTHER})
YEAR = 366  # days
FAR_KM = 60.0  # beyond what both places leave open: not the same place
JOIN = 3.0  # swept 1.5-5.0 on hand-made pairs and on Syrian reports told by rival outlets; 3.0 best
SHORT_OF = 0.5
TIED = 2.5  # what a shared trigger (or answer) adds: with one type and nothing against it, enough
UNDER = 1.5  # what a comment's place under an article adds: with a country and a sort of violence, not enough
ADDRESS = 2.5  # fewer happenings share a house than a town
TOLD_TWICE = 5.0  # one document that returns to a happening later on; below this its two accounts are two happenings
LOOK_BACK_DAYS = 10  # an undated account in the news is of the last days before its publication
LONE = frozenset({Stage.AGGREGATE, Stage.HYPOTHETICAL, Stage.THREATENED, Stage.PLANNED})  # never one incident with others
LOUD = FAMILIES[0]  # violence with weapons: never compared with arrests and protests for a shared country alone
MAX_BLOCK = 400  # a block larger than this tells nothing apart


class Likeness(Record, frozen=True):
    """How alike two accounts are: the sum, what it is made of, and what bars them from being one."""

    score: float
    reasons: tuple[str, ...]
    barred: str = ""


class IncidentLinks(Record, frozen=True):
    """The accounts of each incident, and every decision that joined two or kept a close pair apart."""

    groups: tuple[tuple[str, ...], ...]
    judgements: tuple[Judgement, ...]


def join_accounts(
    sketches: Sequence[Sketch],
    *,
    ties: Mapping[tuple[str, str], str] | None = None,
    echoes: Mapping[tuple[str, str], str] | None = None,
) -> IncidentLinks:
    """Join accounts, best pairs first. ``ties`` are ordered pairs (trigger, answer) of accounts within documents: where both
    triggers are one incident, their answers are likelier to be one too. ``echoes`` are pairs within a document that a sign
    in its words shows to be one happening, with the sign."""
    by_id = {s.id: s for s in sketches}
    scored = {pair: likeness(by_id[pair[0]], by_id[pair[1]]) for pair in candidates(sketches)}
    once = _once(by_id, echoes or {})
    groups = Groups(by_id, barred=lambda a, b: _apart(by_id[a], by_id[b], one=once[a] == once[b]))
    judgements = [_echoed(pair, reason) for pair, reason in sorted((echoes or {}).items()) if groups.join(*pair)]
    judgements += _join(groups, scored)
    if ties:
        judgements += _join(groups, _by_relation(groups, by_id, scored, ties))
    return IncidentLinks(groups=groups.all(), judgements=tuple(judgements))


def _join(groups: Groups[str], scored: Mapping[tuple[str, str], Likeness]) -> list[Judgement]:
    judgements = []
    for (a, b), like in sorted(scored.items(), key=lambda item: (-item[1].score, item[0])):
        if like.barred or like.score < JOIN / 2:
            continue
        if like.score >= JOIN and groups.join(a, b):
            judgements.append(_judgement(a, b, like, same=True))
        elif not groups.together(a, b):
            judgements.append(_judgement(a, b, like, same=False))
    return judgements


def likeness(a: Sketch, b: Sketch) -> Likeness:
    """How surely two accounts tell one happening, feature by feature."""
    a, b = _without_guesses(a, b)
    barred = _bar(a, b)
    if barred:
        return Likeness(score=-math.inf, reasons=(), barred=barred)
    parts = [part for feature in FEATURES for part in feature(a, b)]
    tells = [part for feature in (_where, _harm, _who) for part in feature(a, b) if part[0] > 0]
    if not tells:  # a day and a kind of violence fit many happenings in the world
        parts.append((min(0.0, JOIN - SHORT_OF - sum(weight for weight, _ in parts)), "no place, toll or name in common"))
    score, reasons = round(sum(weight for weight, _ in parts), 2), tuple(why for weight, why in parts if weight)
    if a.document == b.document:
        against = score < TOLD_TWICE or any(weight < 0 for weight, _ in parts) or not (_narrow(a) and _narrow(b))
        barred = "One document tells them as two." if against else ""
    return Likeness(score=score, reasons=reasons, barred=barred)


def _once(by_id: Mapping[str, Sketch], echoes: Mapping[tuple[str, str], str]) -> dict[str, str]:
    """For each account the one that it echoes in the end, or itself."""
    onward = dict(echoes.keys())
    ends = {}
    for account in by_id:
        end, seen = account, {account}
        while (step := onward.get(end)) and step not in seen:
            seen.add(step)
            end = step
        ends[account] = end
    return ends


def _echoed(pair: tuple[str, str], reason: str) -> Judgement:
    left, right = sorted(pair)
    return _judged(left, right, same=True, score=JOIN, reason=f"One incident: {reason}.")


def _without_guesses(a: Sketch, b: Sketch) -> tuple[Sketch, Sketch]:
    """A day worked out from another happening ("two days later") gives way to one that is told: what it counts from is a guess."""
    gap = _gap(a, b)
    if a.document == b.document or gap is None or gap <= DAY_SLACK or a.worked == b.worked:
        return a, b
    return tuple(msgspec.structs.replace(s, first=None, last=None) if s.worked else s for s in (a, b))  # type: ignore[return-value]


def _apart(a: Sketch, b: Sketch, *, one: bool = False) -> bool:
    """These two may not even be brought together by a third; ``one``: their document tells them as one."""
    a, b = _without_guesses(a, b)
    return bool(likeness(a, b).barred) if a.document == b.document and not one else bool(_bar(a, b))


def _bar(a: Sketch, b: Sketch) -> str:
    """Why these two can never be one incident, or nothing."""
    if {a.stage, b.stage} & LONE:
        return "A count of many, a threat or a supposition is no single incident."
    if max(_width(a), _width(b)) > YEAR:
        return "One is told of more than a year: a campaign is no single incident."
    if not same_family(a.type, b.type) or of_unlike_means(a.type, b.type):
        return f"Different in kind: {in_words(a.type)} and {in_words(b.type)}."
    gap = _gap(a, b)
    if gap is not None and gap > DAY_SLACK and (_narrow(a) or gap > WIDE_DAYS) and (_narrow(b) or gap > WIDE_DAYS):
        return f"Their dates are {gap} days apart."
    far = _beyond(a, b)
    if far is not None and far > FAR_KM:
        return f"Their places are {far:.0f} km farther apart than their precision allows."
    for one, other in ((a, b), (b, a)):
        if one.first is not None and other.latest is not None and one.first > other.latest + DAY_SLACK:
            return "One had not happened when the other was written."
    return ""


def _when(a: Sketch, b: Sketch) -> Iterator[tuple[float, str]]:
    gap, width = _gap(a, b), max(_width(a), _width(b))
    if a.historical != b.historical and gap is None:  # two dates say more than the manner of telling
        yield -2.0, "one is told as history"
    if gap is None:
        yield from _when_published(a, b)
    elif gap == 0 and width <= NARROW_DAYS:
        yield 2.5, "the same day" if width <= 1 else "the same days"
    elif gap == 0:
        yield (1.2, "dates that overlap") if width <= WIDE_DAYS else (0.4, "wide dates that overlap")
    elif gap <= DAY_SLACK:
        yield 1.2, "dates one day apart, as two time zones may differ"
    else:
        yield -1.5 - min(gap / 15, 2.0), f"dates {gap} days apart"


def _when_published(a: Sketch, b: Sketch) -> Iterator[tuple[float, str]]:
    """Where a date is missing: a month without a year, or the days on which the documents appeared."""
    for one, other in ((a, b), (b, a)):
        if one.month and other.first is not None and 0 < _width(other) <= WIDE_DAYS:
            meets = one.month in {date.fromordinal(d).month for d in (other.first, other.last or other.first)}
            yield (1.0, "the same month of a year that one leaves open") if meets else (-2.0, "another month")
            return
    for one, other in ((a, b), (b, a)):
        if one.first is None and one.latest is not None and other.last is not None and not one.historical:
            before = one.latest - other.last
            if 0 <= before <= WIDE_DAYS:
                yield (0.8, "written within days of it") if before <= LOOK_BACK_DAYS else (0.4, "written within weeks of it")
            elif before > WIDE_DAYS and _narrow(other):
                yield -2.0, "written months after it"
            return
    if a.first is None and b.first is None and a.latest is not None and b.latest is not None:
        if abs(a.latest - b.latest) <= NARROW_DAYS:
            yield 0.8, "written within days of one another"
        elif abs(a.latest - b.latest) > LOOK_BACK_DAYS:
            yield -1.0, "written weeks apart"


def _where(a: Sketch, b: Sketch) -> Iterator[tuple[float, str]]:
    if a.addresses & b.addresses:
        yield ADDRESS, f"the same address, {min(a.addresses & b.addresses)}"
    if a.place is None or b.place is None:
        return
    if a.country and b.country and a.country != b.country:
        yield -2.5, "different countries"
        return
    both_points = math.isfinite(a.radius) and math.isfinite(b.radius)
    if a.place != b.place and a.named == b.named and None in {a.lat, b.lat}:
        yield 1.5, "a place of the same name"
        return
    if a.place == b.place:
        exact = 2.4 if a.site else 2.0  # fewer happenings share a camp than a town
        yield (exact, "the same place") if both_points else (0.5, "the same country or region")
    elif not both_points:
        yield (0.5, "one place lies in the other") if a.country == b.country else (0.0, "")
    elif (far := _beyond(a, b)) is not None:
        yield (1.2, "places within each other's reach") if far == 0 else (-1.0 - far / 40, "places apart")


def _what(a: Sketch, b: Sketch) -> Iterator[tuple[float, str]]:
    same = 0.5 if a.type in VAGUE else 0.8
    yield (same, f"both {in_words(a.type)}") if a.type is b.type else (0.2, "types that reporters use for one another")
    if a.weapons and b.weapons:
        yield (0.6, "the same sort of weapon") if a.weapons & b.weapons else (-0.8, "different weapons")


def _harm(a: Sketch, b: Sketch) -> Iterator[tuple[float, str]]:
    for kind, one, other in (("killed", a.killed, b.killed), ("injured", a.injured, b.injured)):
        if one and other:
            yield _toll(kind, one, other)
    if (a.killed and a.killed[0] > 0 and b.killed is None and b.injured) or (
        b.killed and b.killed[0] > 0 and a.killed is None and a.injured
    ):
        yield -0.7, "deaths in one, injuries only in the other"


_TELLING = {0: 0.0, 1: 0.5, 2: 1.0}  # what an equal toll speaks for: most killings have one dead, few have seven


def _toll(kind: str, one: tuple[int, int], other: tuple[int, int]) -> tuple[float, str]:
    if one == other:
        return _TELLING.get(one[1], 1.5), f"the same number {kind} ({one[1]})"
    if one[0] <= other[1] and other[0] <= one[1]:
        return 0.6, f"numbers {kind} that overlap"
    small, large = sorted((max(one), max(other)))
    if small and large / small <= 2:
        return -0.2, f"numbers {kind} that differ ({small} and {large}), as tolls do while they rise"
    return -1.2, f"numbers {kind} far apart ({small} and {large})"


def _who(a: Sketch, b: Sketch) -> Iterator[tuple[float, str]]:
    dead = sorted(a.slain & b.slain)
    if dead:
        yield 2.0, f"both tell the death of {', '.join(dead)}"
    if a.ages and b.ages:
        both = sorted(a.ages & b.ages)
        yield (1.0, f"both speak of somebody aged {both[0]}") if both else (-1.0, "people of other ages")
    beside = sorted(n for n in a.people & b.people if not set(n.split()) & set(dead))
    if beside:
        yield min(0.7 * len(beside), 1.4), f"{', '.join(beside[:3])} told of beside both"
    known = {word for name in beside for word in name.split()}
    shared = sorted((a.names & b.names) - set(dead) - known)
    if shared:
        yield min(0.7 * len(shared), 1.4), f"both name {', '.join(shared[:3])}"
    words = sorted((a.words & b.words) - set(shared))
    if words:
        yield min(0.5 * len(words), 1.0), f"both speak of {', '.join(words[:3])}"
    if a.suspects & b.suspects:
        yield 0.4, "a suspect in common"


def _under(a: Sketch, b: Sketch) -> Iterator[tuple[float, str]]:
    """Readers mostly speak of what the text above their comment tells."""
    if a.page == b.page and a.comment != b.comment and not (a.historical or b.historical) and None in {a.first, b.first}:
        yield UNDER, "a comment under the text that tells it"


FEATURES = (_when, _where, _what, _harm, _who, _under)


def candidates(sketches: Iterable[Sketch]) -> Iterator[tuple[str, str]]:
    """Pairs worth scoring: near in time, at one place, or sharing a rare name. Every pair once, smaller id first.

    An account without a date asks for all of its country or of its victims; dated ones do not ask for one another there.
    """
    blocks: dict[tuple[object, ...], list[Sketch]] = defaultdict(list)
    for s in sketches:
        if s.stage not in LONE:
            for key in set(_block_keys(s)):
                blocks[key].append(s)
    seen: set[tuple[str, str]] = set()
    for key, members in blocks.items():
        asking = _asking(key[0], members)
        if len(asking) * len(members) > MAX_BLOCK**2:
            continue
        for a in asking:
            for b in members:
                pair = (a.id, b.id) if a.id < b.id else (b.id, a.id)
                if a.id != b.id and pair not in seen:
                    seen.add(pair)
                    yield pair


def _asking(kind: object, members: Sequence[Sketch]) -> Sequence[Sketch]:
    if kind == "page":
        return [s for s in members if not s.comment]
    return [s for s in members if s.first is None] if kind in {"country", "word"} else members


def _block_keys(s: Sketch) -> Iterator[tuple[object, ...]]:
    if s.first is not None and s.last is not None and s.last - s.first <= WIDE_DAYS:
        for week in range((s.first - DAY_SLACK) // 7, (s.last + DAY_SLACK) // 7 + 1):
            yield "week", week
    elif s.latest is not None and s.first is None:
        for week in range((s.latest - LOOK_BACK_DAYS) // 7, s.latest // 7 + 1):
            yield "week", week
    if s.place and math.isfinite(s.radius):
        yield "place", s.place
    for address in s.addresses:
        yield "address", address
    if s.country:
        yield "country", s.country, s.type in LOUD
    yield "page", s.page
    for name in s.names | s.slain | s.people:
        yield "name", name
    for word in s.words:
        yield "word", word


def _by_relation(
    groups: Groups[str],
    by_id: Mapping[str, Sketch],
    scored: Mapping[tuple[str, str], Likeness],
    ties: Mapping[tuple[str, str], str],
) -> dict[tuple[str, str], Likeness]:
    """Pairs of answers (or of triggers) whose other halves are one incident already, with what that adds."""
    found: dict[tuple[str, str], Likeness] = {}
    known = [(t, r) for t, r in ties if t in by_id and r in by_id]
    for i, (trigger, answer) in enumerate(known):
        for other_trigger, other_answer in known[i + 1 :]:
            for one, other, near, far in (
                (answer, other_answer, trigger, other_trigger),
                (trigger, other_trigger, answer, other_answer),
            ):
                pair = (one, other) if one < other else (other, one)
                unlike = one == answer and _of_others(by_id[one], by_id[other])
                if groups.together(near, far) and not groups.together(one, other) and near != far and not unlike:
                    like = scored.get(pair) or likeness(by_id[one], by_id[other])
                    reasons = (*like.reasons, "tied in both texts to one and the same incident")
                    found[pair] = Likeness(score=like.score + TIED, reasons=reasons, barred=like.barred)
    return found


def _of_others(a: Sketch, b: Sketch) -> bool:
    """Both say who did it, and name neither one actor nor actors of one state. Of attacks that is what reports dispute; an answer
    is mostly given openly."""
    return bool(a.suspects and b.suspects) and a.suspects.isdisjoint(b.suspects) and a.states.isdisjoint(b.states)


def _gap(a: Sketch, b: Sketch) -> int | None:
    """Days between the two ranges; 0 where they overlap."""
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return None
    return max(0, a.first - b.last, b.first - a.last)


def _width(s: Sketch) -> int:
    return 0 if s.first is None or s.last is None else s.last - s.first + 1


def _narrow(s: Sketch) -> bool:
    return 0 < _width(s) <= NARROW_DAYS


def _beyond(a: Sketch, b: Sketch) -> float | None:
    """Kilometres between the places beyond what their precision leaves open."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None or math.isinf(a.radius) or math.isinf(b.radius):
        return None
    return max(0.0, great_circle_km(a.lat, a.lon, b.lat, b.lon) - a.radius - b.radius)


def _judgement(a: str, b: str, like: Likeness, *, same: bool) -> Judgement:
    verdict = "One incident" if same else "Kept apart"
    reason = f"{verdict}: {'; '.join(like.reasons)} (sum {like.score:.1f}, joined from {JOIN:.1f})."
    return _judged(a, b, same=same, score=like.score, reason=reason)


def _judged(left: str, right: str, *, same: bool, score: float, reason: str) -> Judgement:
    return Judgement(
        id=make_id("judgement", "same_incident", left, right), kind="same_incident", left=left, right=right, same=same,
        score=score, reason=reason,
    )  # fmt: skip
