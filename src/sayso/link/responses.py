"""Response cues of all documents come in; which incident was answered by which, with the lag in days, goes out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sayso.model import DateRange, Extraction, Incident, Measure, Response, ResponseCue, Statement, make_id
from sayso.model.reckon import day_range


def join_responses(
    extractions: Sequence[Extraction], *, incident_of: Mapping[str, str], incidents: Mapping[str, Incident]
) -> tuple[Response, ...]:
    """One response for each trigger, answer and cue. Words that say so (``stated``) are kept apart from mere order."""
    found: dict[str, Response] = {}
    for extraction in extractions:
        said = {s.id: s for s in extraction.statements}
        lags = {m.id: m for m in extraction.measures}
        for cue in extraction.responses:
            response = _response(cue, said, lags, incident_of, incidents)
            if response is not None:
                found[response.id] = response
    return tuple(sorted(found.values(), key=lambda r: (r.trigger, r.response, r.basis, r.id)))


def _response(
    cue: ResponseCue,
    said: Mapping[str, Statement],
    lags: Mapping[str, Measure],
    incident_of: Mapping[str, str],
    incidents: Mapping[str, Incident],
) -> Response | None:
    trigger, answer = incident_of.get(cue.trigger), incident_of.get(cue.response, cue.response)
    if trigger is None or trigger == answer or (answer not in incidents and answer not in said):
        return None
    when = incidents[answer].date if answer in incidents else said[answer].said
    lag = lags.get(cue.lag or "")
    return Response(
        id=make_id("response", trigger, answer, cue.id),
        trigger=trigger,
        response=answer,
        span=cue.span,
        lag_stated=lag.span.exact if lag else None,
        lag_days=lag_between(incidents[trigger].date, when),
        basis=cue.basis,
    )


def lag_between(earlier: DateRange | None, later: DateRange | None) -> float | None:
    """Days from one date to the other, where both are known to the day; the same day is 0."""
    one, other = day_range(earlier), day_range(later)
    if one is None or other is None or one[0] != one[1] or other[0] != other[1]:
        return None
    return float(other[0] - one[0])


def ties(extractions: Iterable[Extraction]) -> dict[tuple[str, str], str]:
    """Pairs of accounts that one document ties as trigger and answer, with the cue's id."""
    return {
        (cue.trigger, cue.response): cue.id
        for extraction in extractions
        for cue in extraction.responses
        if any(a.id == cue.response for a in extraction.accounts)
    }
