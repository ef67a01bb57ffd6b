"""The whole ledger comes in; who is one actor, what is one incident, who took it from whom, what answered what goes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from sayso.ledger.reader import LedgerReader
from sayso.link.actors import join_actors
from sayso.link.derivations import find_derivations
from sayso.link.echoes import find_echoes, trimmed
from sayso.link.features import months_of, own_date, sketch
from sayso.link.incidents import join_accounts
from sayso.link.labels import label
from sayso.link.nearby import people_beside
from sayso.link.responses import join_responses, ties
from sayso.model import (
    Account,
    DateRange,
    Document,
    Extraction,
    GeoPrecision,
    Incident,
    IncidentType,
    Linking,
    Place,
    make_id,
)
from sayso.model.reckon import day_range

__all__ = ["link"]

# The vaguer a type, the later it names an incident that other accounts put more exactly.
_VAGUE = {IncidentType.OTHER: 2, IncidentType.ATTACK: 1}
_FINENESS = list(GeoPrecision)


def link(ledger: LedgerReader) -> Linking:
    """Decide every link anew from what extraction found; the same ledger always gives the same linking."""
    return link_all(ledger.documents(), ledger.extractions())


def link_all(documents: Sequence[Document], extractions: Sequence[Extraction]) -> Linking:
    """The links between these documents."""
    by_id = {d.id: d for d in documents}
    extractions = [e for e in extractions if e.document in by_id]
    places = {p.id: p for e in extractions for p in e.places}
    people = join_actors({e.document: e.actors for e in extractions}, by_id)
    accounts = {a.id: a for e in extractions for a in e.accounts}
    months = months_of(m for e in extractions for m in e.measures)
    echoes = {e.this: e for x in extractions for e in find_echoes(by_id[x.document], x)}
    plain = {i: trimmed(a) if i in echoes else a for i, a in accounts.items()}  # an echo's date and place are not its own
    beside = people_beside(extractions)
    known = {people.joined[a.id]: a.country for e in extractions for a in e.actors if a.country}
    states = {a: known[one] for a, one in people.joined.items() if one in known}
    sketches = [
        sketch(
            a,
            by_id[a.document],
            places=places,
            actors=people.joined,
            month=months.get(a.id),
            people=beside[a.id],
            states=states,
        )
        for a in plain.values()
    ]
    same = {(e.this, e.that): e.reason for e in echoes.values()}
    joined = join_accounts(sketches, ties=ties(extractions), echoes=same)
    incidents = [_incident([plain[i] for i in group], places) for group in joined.groups]
    incident_of = {a: incident.id for incident in incidents for a in incident.accounts}
    return Linking(
        actors=people.joined,
        accounts=incident_of,
        incidents=tuple(sorted(incidents, key=lambda i: (i.date.start if i.date and i.date.start else "~", i.id))),
        derivations=find_derivations(documents, extractions, actors=people.joined),
        responses=join_responses(
            extractions, incident_of=incident_of, incidents={i.id: i for i in incidents}, actor_of=people.joined
        ),
        judgements=(*people.judgements, *joined.judgements),
    )


def _incident(accounts: Sequence[Account], places: Mapping[str, Place]) -> Incident:
    """The incident of these accounts: the narrowest date, the finest place, the commonest exact type."""
    date = _narrowest(own_date(a) for a in accounts) or _narrowest(a.date for a in accounts)
    place = _finest(accounts, places)
    kinds = Counter(a.type for a in accounts)
    kind = min(kinds, key=lambda k: (_VAGUE.get(k, 0), -kinds[k], str(k)))
    return Incident(
        id=make_id("incident", *sorted(a.id for a in accounts)),
        label=label(kind, accounts, places.get(place or ""), date),
        type=kind,
        accounts=tuple(a.id for a in accounts),
        date=date,
        place=place,
    )


def _narrowest(dates: Iterable[DateRange | None]) -> DateRange | None:
    """The date that says most: stated before inferred where both are as narrow."""
    known = [(days[1] - days[0], d.basis != "stated", d.start, d) for d in dates if d and (days := day_range(d))]
    return min(known, key=lambda k: k[:3])[3] if known else None


def _finest(accounts: Sequence[Account], places: Mapping[str, Place]) -> str | None:
    known = [a for a in accounts if a.place in places]
    votes = Counter(a.place for a in known)
    best = min(known, key=lambda a: (_FINENESS.index(a.geo_precision), -votes[a.place], a.place or "", a.id), default=None)
    return best.place if best else None
