"""Extractions and a linking in; actors, places and incidents joined across documents out, and records that point at them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import TypeVar

import msgspec

from sayso.model import (
    Account,
    Actor,
    ActorKind,
    Comparison,
    Evidence,
    Incident,
    Place,
    Statement,
    in_words,
    make_id,
)

replace = msgspec.structs.replace
T = TypeVar("T")


def join_actors(actors: Iterable[Actor], groups: Mapping[str, str]) -> dict[str, Actor]:
    """One actor for each group, by group id; an actor in no group stands for itself."""
    members: dict[str, list[Actor]] = {}
    for actor in actors:
        members.setdefault(groups.get(actor.id, actor.id), []).append(actor)
    return {group: _one_actor(group, found) for group, found in members.items()}


def _one_actor(group: str, members: Sequence[Actor]) -> Actor:
    if len(members) == 1:
        return replace(members[0], id=group)
    best = min(members, key=_representative)
    names = {name for actor in members for name in (actor.name, *actor.aliases)} - {best.name}
    return Actor(
        id=group,
        name=best.name,
        kind=_commonest(actor.kind for actor in members if actor.kind is not ActorKind.UNKNOWN) or best.kind,
        named=any(actor.named for actor in members),
        key=next((actor.key for actor in sorted(members, key=_representative) if actor.key), None),
        aliases=tuple(sorted(names)),
        country=_commonest(actor.country for actor in members if actor.country),
        external={
            name: value
            for actor in sorted(members, key=_representative, reverse=True)
            for name, value in actor.external.items()
        },
        mentions=tuple(sorted({span for actor in members for span in actor.mentions})),
    )


def _representative(actor: Actor) -> tuple[bool, bool, int, int, str, str]:
    """Sorts the member whose name the joined actor bears first: in the alias pack, named, most mentioned, longest."""
    return (actor.key is None, not actor.named, -len(actor.mentions), -len(actor.name), actor.name, actor.id)


def _commonest(values: Iterable[T]) -> T | None:
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], str(value)), default=None)


def join_places(places: Iterable[Place]) -> dict[str, Place]:
    """One place for each id, its mentions united."""
    members: dict[str, list[Place]] = {}
    for place in places:
        members.setdefault(place.id, []).append(place)
    return {
        id_: replace(
            min(found, key=lambda place: (-len(place.mentions), place.name)),
            mentions=tuple(sorted({span for place in found for span in place.mentions})),
        )
        for id_, found in members.items()
    }


def join_incidents(
    accounts: Iterable[Account], groups: Mapping[str, str], *, known: Mapping[str, Incident], places: Mapping[str, Place]
) -> dict[str, Incident]:
    """One incident for each group of accounts: as the linking has it, or made from its first account where it has none."""
    members: dict[str, list[Account]] = {}
    for account in accounts:
        members.setdefault(groups[account.id], []).append(account)
    incidents = {}
    for group, found in members.items():
        ids = tuple(account.id for account in found)
        incidents[group] = replace(known[group], accounts=ids) if group in known else _incident(group, found, places)
        if incidents[group].place not in places:
            incidents[group] = replace(incidents[group], place=None)
    return incidents


def _incident(group: str, accounts: Sequence[Account], places: Mapping[str, Place]) -> Incident:
    first = accounts[0]
    date = next((account.date for account in accounts if account.date), None)
    place = next((account.place for account in accounts if account.place in places), None)
    words = [in_words(first.type)]
    words += [f"at {places[place].name}"] if place else []
    label = " ".join(words) + (f", {date.start[:10]}" if date else "")
    return Incident(id=group, label=label, type=first.type, accounts=tuple(a.id for a in accounts), date=date, place=place)


def account_groups(accounts: Iterable[Account], linked: Mapping[str, str]) -> dict[str, str]:
    """The incident id of each account: the linking's, or one of its own."""
    return {account.id: linked.get(account.id) or own_incident(account.id) for account in accounts}


def own_incident(account: str) -> str:
    """The id of the incident that an account is until linking says otherwise."""
    return make_id("incident", account)


class Resolver:
    """Says what an id of one document now stands for: which joined actor, which incident, or nothing any more.

    The records that come out point only at what is there: what people rejected is pointed at by nothing.
    """

    def __init__(
        self, *, actors: Mapping[str, str], incidents: Mapping[str, str], accounts: Set[str], others: Set[str]
    ) -> None:
        self._actors = actors
        self._incidents = incidents
        self._accounts = accounts
        self._others = others  # ids of places and statements

    def actor(self, id_: str | None) -> str | None:
        """The joined actor's id; None where no actor of that id is in the ledger."""
        return self._actors.get(id_) if id_ else None

    def actors(self, ids: Iterable[str]) -> tuple[str, ...]:
        """The joined actors, each once, in the order given."""
        return tuple(dict.fromkeys(found for id_ in ids if (found := self._actors.get(id_))))

    def incident(self, id_: str | None) -> str | None:
        """The incident of an account (or the incident itself); None where the ledger has neither."""
        return self._incidents.get(id_) if id_ else None

    def incidents(self, ids: Iterable[str]) -> tuple[str, ...]:
        """The incidents, each once, in the order given."""
        return tuple(dict.fromkeys(found for id_ in ids if (found := self._incidents.get(id_))))

    def there(self, id_: str | None) -> str | None:
        """The id of a place or statement, or None where the ledger has it no more."""
        return id_ if id_ in self._others else None

    def either(self, id_: str | None) -> str | None:
        """The incident for an account's id; any other id as it is."""
        return self._incidents.get(id_, id_) if id_ else None

    def statement(self, statement: Statement) -> Statement:
        """The statement with its source, suspects and chain as joined actors and its ``about`` as incidents."""
        return replace(
            statement,
            source=replace(statement.source, actor=self.actor(statement.source.actor)),
            suspects=self.actors(statement.suspects),
            about=self.incidents(statement.about),
            parent=self.there(statement.parent),
            chain=tuple(replace(link, actor=self.actor(link.actor)) for link in statement.chain),
        )

    def account(self, account: Account) -> Account:
        """The account with its suspects as joined actors; a suspect that is rejected as an actor is gone."""
        suspects = (
            replace(suspect, actor=found, statement=self.there(suspect.statement))
            for suspect in account.suspects
            if (found := self.actor(suspect.actor))
        )
        harm = (replace(figure, source=self.there(figure.source)) for figure in account.harm)
        doers = self.actors(account.doers)
        return replace(account, suspects=tuple(suspects), doers=doers, harm=tuple(harm), place=self.there(account.place))

    def evidence(self, evidence: Evidence) -> Evidence:
        """The evidence with what it bears on as joined actors."""
        bears = ((found, reading) for actor, reading in evidence.bears_on if (found := self.actor(actor)))
        return replace(
            evidence,
            statement=self.there(evidence.statement),
            accounts=tuple(id_ for id_ in evidence.accounts if id_ in self._accounts),
            bears_on=tuple(dict.fromkeys(bears)),
        )

    def comparison(self, comparison: Comparison) -> Comparison:
        """The comparison between incidents, by a joined actor."""
        return replace(
            comparison, this=self.either(comparison.this), that=self.either(comparison.that), by=self.actor(comparison.by)
        )
