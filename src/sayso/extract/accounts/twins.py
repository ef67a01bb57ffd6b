"""Two groups of mentions come in; whether they are one incident told twice, and what they share, goes out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from sayso.extract.accounts import lexicon
from sayso.extract.accounts.contrast import is_other
from sayso.extract.accounts.phrases import Phrase
from sayso.extract.accounts.told import Mention, shared
from sayso.model import DateRange, IncidentType, Stage

FAMILIES = {
    IncidentType.KIDNAPPING: "kidnapping",
    IncidentType.ROBBERY: "robbery",
    IncidentType.ARMED_CLASH: "clash",
    IncidentType.INVASION: "invasion",
    IncidentType.SEIZURE: "seizure",
    IncidentType.RIOT: "riot",
    IncidentType.CYBER_ATTACK: "cyber",
    IncidentType.DIPLOMATIC: "diplomatic",
    IncidentType.PROTEST: "protest",
    IncidentType.ARREST: "arrest",
    IncidentType.SANCTIONS: "sanctions",
    IncidentType.HEALTH_INCIDENT: "illness",
    IncidentType.AIRSPACE_VIOLATION: "airspace",
    IncidentType.ELECTRONIC_INTERFERENCE: "jamming",
    IncidentType.DISAPPEARANCE: "kidnapping",
    IncidentType.VANDALISM: "vandalism",
    IncidentType.ESPIONAGE: "espionage",
    IncidentType.ELECTION_INTERFERENCE: "meddling",
}
UNREAL = frozenset({Stage.DENIED, Stage.HYPOTHETICAL, Stage.PLANNED, Stage.THREATENED, Stage.AGGREGATE})
RESULTS = frozenset({"kill", "die"})
VAGUE = frozenset({
    "people", "person", "man", "other", "member", "victim", "one", "he", "she", "they", "who", "two", "three", "them", "him", "her",
    "those", "civilian",
})  # fmt: skip


def family(kind: IncidentType) -> str:
    """Types of one family may speak of one incident."""
    return FAMILIES.get(kind, "violence")


def twins(a: Sequence[Mention], b: Sequence[Mention], *, contains: Callable[[str, str], bool]) -> bool:
    """One incident told twice: the same victim by name, number or nation, or the same thing hit, at no other time or place."""
    if {family(m.type) for m in a}.isdisjoint({family(m.type) for m in b}):
        return False
    if ({m.stage for m in a} <= UNREAL) != ({m.stage for m in b} <= UNREAL):
        return False
    if _die_once(a, b):
        return True
    if share_a_name(a, b) or _counts(a) & _counts(b):
        return dates_agree(a, b)
    if _doubted(a) and _things(a) & _things(b) and _same_setting(a, b):
        return True
    if _single_dead(a) & _single_dead(b) and not any(is_other(m) for m in (a[0], b[0])):
        return dates_agree(a, b) and setting(b[0], a, contains=contains) >= 0
    if _nations(a) & _nations(b) and not is_other(b[0]):
        return dates_agree(a, b) and setting(b[0], a, contains=contains) > 0
    return False


def _die_once(a: Sequence[Mention], b: Sequence[Mention]) -> bool:
    """Both tell of the death of one person by name: whatever days stand beside it, nobody is killed twice."""
    return any(one <= other or other <= one for one in _named_dead(a) for other in _named_dead(b))


def _named_dead(bundle: Sequence[Mention]) -> set[frozenset[str]]:
    """The words of the full names of those who were killed."""
    killing = (m for m in bundle if m.stage is Stage.ACCOMPLISHED and m.trigger.effect == "death")
    names = (p.name.exact.lower() for m in killing for p in m.roles.people if p.name is not None)
    return {words for name in names if len(words := frozenset(re.findall(r"\w{2,}", name))) > 1}


def _nations(bundle: Sequence[Mention]) -> set[str]:
    """Of which nation single people were that were killed: "an American" and "an American contractor", in one town."""
    words = {t.lower_ for p in _single(bundle) for t in (p.token, *p.token.lefts)}
    return words & lexicon.adjectives()


def _doubted(bundle: Sequence[Mention]) -> bool:
    """Told as what never happened, or may not have."""
    return {m.stage for m in bundle} <= {Stage.DENIED, Stage.HYPOTHETICAL}


def _things(bundle: Sequence[Mention]) -> set[str]:
    return keys(t for m in bundle for t in m.roles.things)


def _same_setting(a: Sequence[Mention], b: Sequence[Mention]) -> bool:
    """Both are dated and placed, and days and places are the same: "a ship attacked in the gulf" that year, and on its 4 August."""
    places = {p for m in a for p in m.own_places} & {p for m in b for p in m.own_places}
    days = (dates(a), dates(b))
    return bool(places) and all(days) and dates_agree(a, b)


def _single_dead(bundle: Sequence[Mention]) -> set[str]:
    """What single people were killed are called: "a contractor" told of twice is one contractor."""
    return keys(_single(bundle))


def _single(bundle: Sequence[Mention]) -> list[Phrase]:
    dead = [m for m in bundle if m.trigger.effect == "death" or m.trigger.lemma in RESULTS]
    people = [p for m in dead for p in m.roles.people]
    return [p for p in people if p.token.tag_ == "NN" or (p.token.tag_ in {"NNP", "JJ"} and p.key in lexicon.adjectives())]


def _counts(bundle: Sequence[Mention]) -> set[tuple[str, str]]:
    """Numbers of victims above two with what became of them: "six priests" and "six Jesuits" killed are the same six."""
    return {
        (m.trigger.effect, p.number.lower())
        for m in bundle
        if m.trigger.effect
        for p in m.roles.people
        if p.number and p.number.lower() not in {"one", "1", "two", "2"}
    }


def dates_agree(a: Sequence[Mention], b: Sequence[Mention]) -> bool:
    """No day that the one gives lies outside all days that the other gives."""
    now, then = dates(a), dates(b)
    return not (now and then) or any(shared(x, y) for x in now for y in then)


def names_of(mentions: Iterable[Mention]) -> set[str]:
    """Last words of the names of those who were hit."""
    return {p.name.exact.lower().split()[-1] for m in mentions for p in m.roles.people if p.name and p.name.exact.split()}


def share_a_name(a: Iterable[Mention], b: Iterable[Mention]) -> bool:
    """One person may be meant in both: the last names are one, and no first names tell them apart ("Ada Holm", "Jon Holm")."""
    mine, theirs = list(_full_names(a)), list(_full_names(b))
    return any(one[-1] == other[-1] and _may_be_one(one[:-1], other[:-1]) for one in mine for other in theirs)


def _full_names(mentions: Iterable[Mention]) -> Iterator[list[str]]:
    for m in mentions:
        yield from (words for p in m.roles.people if p.name and (words := p.name.exact.lower().split()))


def _may_be_one(first: Sequence[str], other: Sequence[str]) -> bool:
    """First names, where both have any: one of them is of both, or begins the other ("J.", "Jon")."""
    titles = lexicon.words("targets", "titles")
    mine, theirs = ([w.strip(".,'’") for w in words if w not in titles] for words in (first, other))
    return not (mine and theirs) or any(x and y and (x.startswith(y) or y.startswith(x)) for x in mine for y in theirs)


def hit(mention: Mention) -> tuple[Phrase, ...]:
    """Who and what was hit."""
    return (*mention.roles.people, *mention.roles.things)


def keys(phrases: Iterable[Phrase]) -> set[str]:
    """The words for them that tell one from another."""
    return {key for p in phrases for key in (p.key, *p.also)} - VAGUE


def setting(mention: Mention, bundle: Sequence[Mention], *, contains: Callable[[str, str], bool]) -> float:
    """Places and dates that agree or clash."""
    score = 0.0
    here, there = set(mention.own_places), {p for m in bundle for p in m.own_places}
    if here and there:
        score += 0.5 if any(contains(a, b) for a in here for b in there) else -1.5
    now, then = dates([mention]), dates(bundle)
    if now and then:
        score += 0.5 if any(shared(a, b) for a in now for b in then) else -1.5
    return score


def dates(mentions: Iterable[Mention]) -> list[DateRange]:
    """The days and stretches that the mentions give themselves."""
    return [d for m in mentions for d in m.own_dates]
