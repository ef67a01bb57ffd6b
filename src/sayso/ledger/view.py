"""Current extractions, the linking, findings and decisions in; one consistent picture of the ledger out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sayso.ledger.joining import Resolver, account_groups, join_actors, join_incidents, join_places, replace
from sayso.ledger.review import Decisions, regroup, reviewed
from sayso.model import (
    Account,
    Actor,
    Comparison,
    Derivation,
    Evidence,
    Extraction,
    Finding,
    Hypothesis,
    Incident,
    Judgement,
    Linking,
    Measure,
    Place,
    Response,
    ResponseCue,
    Statement,
    SuspectStatus,
    make_id,
)

# Statuses by which somebody says "this one did it". The others say that it was not so, or that nobody knows.
_POINTING = frozenset(
    {
        SuspectStatus.FACT,
        SuspectStatus.CLAIMED,
        SuspectStatus.ACCUSED_BY_AUTHORITIES,
        SuspectStatus.ACCUSED,
        SuspectStatus.POSSIBLE,
    }
)


@dataclass(frozen=True)
class View:
    """The ledger as it stands. Dictionaries go by id and keep the ledger's order."""

    decisions: Decisions
    extractions: Mapping[str, Extraction]
    resolver: Resolver
    actors: Mapping[str, Actor]
    places: Mapping[str, Place]
    accounts: Mapping[str, Account]
    incidents: Mapping[str, Incident]
    statements: Mapping[str, Statement]
    evidence: tuple[Evidence, ...]
    measures: tuple[Measure, ...]
    comparisons: tuple[Comparison, ...]
    responses: tuple[Response, ...]
    derivations: tuple[Derivation, ...]
    judgements: tuple[Judgement, ...]
    hypotheses: tuple[Hypothesis, ...]
    findings: tuple[Finding, ...]


def make_view(
    extractions: Iterable[Extraction], linking: Linking, *, findings: tuple[Finding, ...], decisions: Decisions
) -> View:
    """Reviews on records first, then links with people's merges and splits, then reviews on what is joined."""
    kept = tuple(reviewed(extraction, decisions) for extraction in extractions)
    told = tuple(account for extraction in kept for account in extraction.accounts)
    places = join_places(place for extraction in kept for place in extraction.places)
    actors, actor_of = _actors(kept, linking, decisions)
    incidents, incident_of = _incidents(told, linking, decisions=decisions, places=places)
    said = {statement.id for extraction in kept for statement in extraction.statements}
    to = Resolver(
        actors=actor_of, incidents=incident_of, accounts={account.id for account in told}, others=said | places.keys()
    )
    accounts = {account.id: to.account(account) for account in told}
    statements = {item.id: to.statement(item) for extraction in kept for item in extraction.statements}
    evidence = tuple(to.evidence(item) for extraction in kept for item in extraction.evidence)
    return View(
        decisions=decisions,
        extractions={extraction.document: extraction for extraction in kept},
        resolver=to,
        actors=actors,
        places=places,
        accounts=accounts,
        incidents=incidents,
        statements=statements,
        evidence=evidence,
        measures=tuple(measure for extraction in kept for measure in extraction.measures),
        comparisons=tuple(to.comparison(item) for extraction in kept for item in extraction.comparisons),
        responses=decisions.keep(_responses(kept, linking, to)),
        derivations=decisions.keep(linking.derivations),
        judgements=linking.judgements,
        hypotheses=_hypotheses(incidents, actors=actors, accounts=accounts, evidence=evidence),
        findings=decisions.keep(findings),
    )


def _actors(kept: tuple[Extraction, ...], linking: Linking, decisions: Decisions) -> tuple[dict[str, Actor], dict[str, str]]:
    found = [actor for extraction in kept for actor in extraction.actors]
    groups = regroup({a.id: linking.actors.get(a.id, a.id) for a in found}, decisions.reviews, prefix="actor")
    joined = decisions.keep(join_actors(found, groups).values())
    actors = {actor.id: actor for actor in sorted(joined, key=lambda actor: (actor.name, actor.id))}
    return actors, _reaching(groups, actors)


def _incidents(
    told: tuple[Account, ...], linking: Linking, *, decisions: Decisions, places: Mapping[str, Place]
) -> tuple[dict[str, Incident], dict[str, str]]:
    groups = regroup(account_groups(told, linking.accounts), decisions.reviews, prefix="incident")
    known = {incident.id: incident for incident in linking.incidents}
    joined = decisions.keep(join_incidents(told, groups, known=known, places=places).values())
    incidents = {incident.id: incident for incident in sorted(joined, key=_by_date)}
    return incidents, _reaching(groups, incidents)


def _by_date(incident: Incident) -> tuple[bool, str, str, str]:
    date = incident.date
    return (date is None, date.start if date else "", date.end if date else "", incident.id)


def _reaching(groups: Mapping[str, str], there: Mapping[str, object]) -> dict[str, str]:
    """Members and groups to the groups that are still there after rejections."""
    return {group: group for group in there} | {member: group for member, group in groups.items() if group in there}


def _responses(kept: tuple[Extraction, ...], linking: Linking, to: Resolver) -> tuple[Response, ...]:
    """The linking's responses; before any linking, those that single documents state."""
    if linking.responses or linking.incidents:
        found = linking.responses
        return tuple(
            replace(r, trigger=to.either(r.trigger) or "", response=to.either(r.response) or "", by=to.actor(r.by))
            for r in found
        )
    lags = {measure.id: measure.span.exact for extraction in kept for measure in extraction.measures}
    return tuple(_response(cue, lags, to) for extraction in kept for cue in extraction.responses)


def _response(cue: ResponseCue, lags: Mapping[str, str], to: Resolver) -> Response:
    id_ = make_id("response", cue.id)
    return Response(
        id=id_,
        trigger=to.either(cue.trigger) or "",
        response=id_ if cue.response == cue.id else to.either(cue.response) or "",
        span=cue.span,
        lag_stated=lags.get(cue.lag or ""),
        basis=cue.basis,
        kind=cue.kind,
        by=to.actor(cue.by),
        who=cue.who,
        stage=cue.stage,
    )


def _hypotheses(
    incidents: Mapping[str, Incident],
    *,
    actors: Mapping[str, Actor],
    accounts: Mapping[str, Account],
    evidence: tuple[Evidence, ...],
) -> tuple[Hypothesis, ...]:
    """One for each actor whom an account points at, or on whom somebody's evidence bears, incident by incident."""
    bearing: dict[str, list[str]] = {}
    for item in evidence:
        for account in item.accounts:
            bearing.setdefault(account, []).extend(actor for actor, _ in item.bears_on)
    return tuple(
        Hypothesis(
            id=hypothesis_id(incident.id, actor), incident=incident.id, label=f"{actors[actor].name} did it", actor=actor
        )
        for incident in incidents.values()
        for actor in dict.fromkeys(
            actor
            for id_ in incident.accounts
            for actor in (*(s.actor for s in accounts[id_].suspects if s.status in _POINTING), *bearing.get(id_, ()))
        )
    )


def hypothesis_id(incident: str, actor: str) -> str:
    """The id of the hypothesis that this actor did it."""
    return make_id("hypothesis", incident, actor)
