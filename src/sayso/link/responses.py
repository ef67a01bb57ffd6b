"""Response cues of all documents come in; which incident was answered by which, with the lag in days, goes out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sayso.model import DateRange, Extraction, Incident, Measure, Response, ResponseCue, Stage, Statement, make_id
from sayso.model.reckon import day_range


def join_responses(
    extractions: Sequence[Extraction],
    *,
    incident_of: Mapping[str, str],
    incidents: Mapping[str, Incident],
    actor_of: Mapping[str, str] | None = None,
) -> tuple[Response, ...]:
    """One response for each trigger, answer and cue. Words that say so (``stated``) are kept apart from mere order."""
    found: dict[str, Response] = {}
    for extraction in extractions:
        said = {s.id: s for s in extraction.statements}
        lags = {m.id: m for m in extraction.measures}
        for cue in extraction.responses:
            response = _response(cue, said, lags, incident_of, incidents, actor_of or {})
            if response is not None:
                found[response.id] = response
    return tuple(sorted(found.values(), key=lambda r: (r.trigger, r.response, r.basis, r.id)))


def _response(
    cue: ResponseCue,
    said: Mapping[str, Statement],
    lags: Mapping[str, Measure],
    incident_of: Mapping[str, str],
    incidents: Mapping[str, Incident],
    actor_of: Mapping[str, str],
) -> Response | None:
    trigger, answer = incident_of.get(cue.trigger), incident_of.get(cue.response, cue.response)
    if trigger is None or trigger == answer or (answer not in incidents and answer not in said and answer != cue.id):
        return None
    lag = lags.get(cue.lag or "")
    id_ = make_id("response", trigger, answer, cue.id)
    return Response(
        id=id_,
        trigger=trigger,
        response=id_ if answer == cue.id else answer,
        span=cue.span,
        lag_stated=lag.span.exact if lag else None,
        lag_days=lag_between(incidents[trigger].date, _when(answer, said, incidents)),
        basis=cue.basis,
        kind=cue.kind,
        by=actor_of.get(cue.by, cue.by) if cue.by else None,
        who=cue.who,
        stage=cue.stage,
    )


def _when(answer: str, said: Mapping[str, Statement], incidents: Mapping[str, Incident]) -> DateRange | None:
    """The day of the answer; of one that only its own words tell none is known."""
    if answer in incidents:
        return incidents[answer].date
    return said[answer].said if answer in said else None


def lag_between(earlier: DateRange | None, later: DateRange | None) -> float | None:
    """Days from one date to the other, where both are known to the day; the same day is 0."""
    one, other = day_range(earlier), day_range(later)
    if one is None or other is None or one[0] != one[1] or other[0] != other[1]:
        return None
    return float(other[0] - one[0])


def ties(extractions: Iterable[Extraction]) -> dict[tuple[str, str], str]:
    """Pairs of accounts that one document ties as trigger and answer that was given, with the cue's id."""
    return {
        (cue.trigger, cue.response): cue.id
        for extraction in extractions
        for cue in extraction.responses
        if cue.stage is Stage.ACCOMPLISHED and any(a.id == cue.response for a in extraction.accounts)
    }
