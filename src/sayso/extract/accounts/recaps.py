"""The bundles of a document come in; those that only tell another one again are joined to it, and totals are marked as counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from sayso.extract.accounts.contrast import came_after, is_other, listed_beside, on_other_days, turned_on
from sayso.extract.accounts.harm import reading
from sayso.extract.accounts.phrases import singular
from sayso.extract.accounts.split import EXPLICIT, Bundle, leaves_aside, others_fell
from sayso.extract.accounts.told import ATTACKERS, Mention, shared
from sayso.extract.accounts.twins import UNREAL, dates, dates_agree, family, names_of
from sayso.model import DateRange, IncidentType, Precision, Stage

Contains = Callable[[str, str], bool]

PLAIN = frozenset({IncidentType.ATTACK, IncidentType.ARMED_CLASH, IncidentType.OTHER})  # words that fit any attack
OPENING = 3  # sentences of a headline and its lead
REACH = 8  # sentences over which a telling that brings nothing new goes back
BACKWARD = frozenset({"after", "following", "since", "before"})
FEW = 3  # a smaller number of victims says nothing about which incident it is
# What is bombed may be said to be shelled, gassed or struck from the air; "attack" fits everything.
LIKE = (
    frozenset({IncidentType.BOMBING, IncidentType.AIR_STRIKE}),
    frozenset({IncidentType.BOMBING, IncidentType.SHELLING}),
    frozenset({IncidentType.BOMBING, IncidentType.ARSON}),
    frozenset({IncidentType.BOMBING, IncidentType.CHEMICAL_ATTACK}),
    frozenset({IncidentType.CHEMICAL_ATTACK, IncidentType.AIR_STRIKE}),
    frozenset({IncidentType.CHEMICAL_ATTACK, IncidentType.SHELLING}),
)


def recapped(bundles: Sequence[Bundle], *, contains: Contains, published: DateRange | None = None) -> tuple[Bundle, ...]:
    """One bundle an incident: headline and lead with the telling, later mentions that add nothing with what they speak of."""
    kept: list[Bundle] = []
    for bundle in bundles:
        at = _retold(bundle, kept, contains=contains, published=published)
        if at is None:
            kept.append(bundle)
        else:
            kept[at] = _joined(kept[at], bundle)
    return tuple(_total(b, kept, contains=contains) for b in kept)


def _joined(a: Bundle, b: Bundle) -> Bundle:
    return Bundle(mentions=tuple(sorted((*a.mentions, *b.mentions), key=lambda m: m.order)))


def _retold(bundle: Bundle, before: Sequence[Bundle], *, contains: Contains, published: DateRange | None) -> int | None:
    """Which of the earlier bundles it tells again: one of the same number of victims, what the opening told, or the last one
    where it brings nothing new."""
    if bundle.stage in UNREAL or any(is_other(m) and not m.definite for m in bundle.mentions):
        return None
    fitting = [
        i
        for i, old in enumerate(before)
        if old.stage not in UNREAL
        and not leaves_aside(bundle.first, old.mentions, published)
        and not _side_by_side(old, bundle)
        and _one_incident(old, bundle, contains=contains)
    ]
    same = [i for i in fitting if numbers(before[i]) & numbers(bundle)]
    if same:
        return same[-1]
    opening = [i for i in fitting if _opens(before[i]) and not _counts_differ(before[i], bundle)]
    opening = [i for i in opening if not any(others_fell(m, before[i].mentions) for m in bundle.mentions)]
    opening = [i for i in opening if not (numbers(before[i]) and names_of(bundle.mentions))]  # one of many is not all
    if len(opening) == 1 and len(fitting) == 1 and _speaks_for(before[opening[0]], bundle):
        return opening[0]
    near = [
        i
        for i in fitting
        if bundle.first.sentence - before[i].last.sentence <= REACH and not _counts_differ(before[i], bundle)
    ]
    if not any(m.definite for m in bundle.mentions):
        near = [i for i in near if not all(map(_in_background, before[i].mentions))] or near
    return near[-1] if near and _brings_nothing(bundle, before[near[-1]], contains=contains) else None


def _in_background(mention: Mention) -> bool:
    """ "Jets bombed a camp two days after a rocket attack killed a contractor": what comes next is said of the bombing."""
    for token in (mention.trigger.token, *mention.trigger.token.ancestors):
        if token.dep_ in {"pobj", "pcomp"} and token.head.lower_ in BACKWARD:
            return True
        if token.dep_ == "advcl" and any(c.dep_ in {"mark", "prep"} and c.lower_ in BACKWARD for c in token.children):
            return True
    return False


def _speaks_for(a: Bundle, b: Bundle) -> bool:
    """Something that both tell: the place, the day, who did it, or what kind of attack it was."""
    days = [d for d in dates(a.mentions) if d.precision in {Precision.DAY, Precision.MINUTE}]
    alike = (a.type is b.type and a.type not in PLAIN) or bool(doers_of(a) & doers_of(b)) or bool(hit_by(a) & hit_by(b))
    return bool(places_of(a) & places_of(b)) or alike or any(shared(x, y) for x in days for y in dates(b.mentions))


def _side_by_side(a: Bundle, b: Bundle) -> bool:
    """One sentence tells of both, and its words make the one another than the other; or they name other days, or who was hit hits back."""
    beside = [(m, o) for m in b.mentions for o in a.mentions if m.sentence == o.sentence]
    anew = [m for m in b.mentions if not m.definite]
    if any(on_other_days(m, a.mentions) or turned_on(m, a.mentions) for m in anew):
        return True
    return any(is_other(m) or listed_beside(m, o) or came_after(m, o) for m, o in beside)


def _opens(bundle: Bundle) -> bool:
    """Told in the headline or in the first sentences only."""
    return all(m.headline or m.sentence <= OPENING for m in bundle.mentions)


def _one_incident(a: Bundle, b: Bundle, *, contains: Contains) -> bool:
    """Nothing that is told of the two speaks against their being one."""
    if not _kinds_agree(a, b) or (_doers_differ(a, b) and not _points_at(a, b)):
        return False
    names = names_of(a.mentions), names_of(b.mentions)
    if all(names) and names[0].isdisjoint(names[1]):
        return False
    if not dates_agree(a.mentions, b.mentions):
        return False
    here, there = places_of(a), places_of(b)
    return not (here and there) or any(contains(x, y) for x in here for y in there)


def _kinds_agree(a: Bundle, b: Bundle) -> bool:
    if {family(a.type), family(b.type)} <= {"violence", "clash"} and IncidentType.ATTACK in {a.type, b.type}:
        return family(a.type) == family(b.type) or not (a.type in EXPLICIT or b.type in EXPLICIT)
    if family(a.type) != family(b.type):
        return False
    if a.type is IncidentType.DIPLOMATIC:
        return bool({m.trigger.lemma[:3] for m in a.mentions} & {m.trigger.lemma[:3] for m in b.mentions})
    exact = {t for t in (a.type, b.type) if t in EXPLICIT}
    return len(exact) < 2 or exact in LIKE


def _points_at(a: Bundle, b: Bundle) -> bool:
    """ "the chemical attacks": one of that kind was told, whoever is now said to have done it."""
    return a.type in EXPLICIT and a.type is b.type and all(m.definite or m.named_by_day for m in b.mentions)


def _doers_differ(a: Bundle, b: Bundle) -> bool:
    """Both name who did it, and no word of the names is the same."""
    one, other = ({s for m in x.mentions for s in m.sides} for x in (a, b))
    if one and other and one.isdisjoint(other):
        return True
    one, other = doers_of(a), doers_of(b)
    return bool(one and other) and one.isdisjoint(other)


def doers_of(bundle: Bundle) -> set[str]:
    """The words for those who did it; "the attacker" tells nothing."""
    known = [d for m in bundle.mentions for d in m.roles.doers if d.key not in ATTACKERS]
    words = {w for d in known for w in d.core.exact.lower().replace("-", " ").split()}
    return {singular(w.strip("'’s.,")) for w in words}


def hit_by(bundle: Bundle) -> set[str]:
    """What was hit, by the nouns for it."""
    return {t.key for m in bundle.mentions for t in m.roles.things}


def places_of(bundle: Bundle) -> set[str]:
    """Ids of the places where its mentions say that it happened."""
    return {p for m in bundle.mentions for p in m.own_places}


def numbers(bundle: Bundle) -> set[tuple[str, int]]:
    """How many are said to have been killed, hurt or taken, with what became of them."""
    found = set()
    for mention in bundle.mentions:
        for person in mention.roles.people:
            told = reading(person) if person.number else None
            count = told.low if told is not None else None
            if count is not None and count >= FEW:
                found.add((mention.trigger.effect or "death", int(count)))
    return found


def _counts_differ(a: Bundle, b: Bundle) -> bool:
    """Both count those who met the same end, and the figures are not the same."""
    one, other = dict(numbers(a)), dict(numbers(b))
    both = one.keys() & other.keys()
    return bool(both) and not numbers(a) & numbers(b)


def _brings_nothing(bundle: Bundle, old: Bundle, *, contains: Contains) -> bool:
    """No place, day, name or doer that was not told before; and it points back, or says only what became of people."""
    if names_of(bundle.mentions) or (doers_of(bundle) - doers_of(old) and not _points_at(old, bundle)):
        return False
    if not places_of(bundle) <= places_of(old) and places_of(old):
        return False
    tried = old.stage is Stage.ATTEMPTED and bundle.stage is Stage.ACCOMPLISHED and any(m.roles.people for m in old.mentions)
    others = hit_by(old) or names_of(old.mentions) or tried
    if hit_by(bundle) and others and hit_by(bundle).isdisjoint(hit_by(old)):
        return False
    if dates(bundle.mentions) and not dates(old.mentions):
        return False
    return all(m.definite or m.named_by_day or _only_harm(m) for m in bundle.mentions)


def _only_harm(mention: Mention) -> bool:
    """ "Three civilians were killed": what became of people, and nobody who did it."""
    return bool(mention.trigger.effect) and mention.trigger.form == "verb" and not mention.roles.doers


def _total(bundle: Bundle, others: Sequence[Bundle], *, contains: Contains) -> Bundle:
    """An opening that gives the sum of what is then told one by one is a count, and no incident of its own."""
    counted = dict(numbers(bundle))
    if not counted or not _opens(bundle) or bundle.stage in UNREAL:
        return bundle
    later = [
        dict(numbers(b))
        for b in others
        if b.first.order > bundle.last.order and b.stage not in UNREAL and dates_agree(bundle.mentions, b.mentions)
    ]
    for effect, total in counted.items():
        parts = [n[effect] for n in later if effect in n]
        if len(parts) > 1 and max(parts) < total <= sum(parts) + FEW:
            mentions = tuple(msgspec.structs.replace(m, stage=Stage.AGGREGATE) for m in bundle.mentions)
            return Bundle(mentions=mentions)
    return bundle
