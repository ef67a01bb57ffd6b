"""An incident and the event datasets of the ledger come in; what each dataset has there and then goes out, beside the texts'
figures. A dataset is another voice, coded from reports by people: it bears a text out or differs from it, and settles nothing."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from sayso.errors import NotInLedger
from sayso.gazetteer.events import MEDIA_TYPE, Event, Events, read_events
from sayso.ledger.reader import LedgerReader
from sayso.model import Finding, Harm, Incident, Page, Place, Span, Verdict, make_id
from sayso.model.account import HAPPENED
from sayso.model.reckon import DAY_SLACK, day_range, days_written

NAME = "dataset"
NEAR_KM = 15.0
NARROW = 7  # days: a wider date meets some event by chance
MANY = 3  # more events than this there and then tell nothing apart
AREAS = frozenset({"country", "region", "water"})


def check_datasets(ledger: LedgerReader) -> Iterator[Finding]:
    """An imported event dataset has the happening on that day, near that place, with that many killed."""
    tables = tuple(datasets(ledger))
    for incident in ledger.incidents() if tables else ():
        for page, events in tables:
            if finding := _check(incident, page, events, ledger):
                yield finding


def datasets(ledger: LedgerReader) -> Iterator[tuple[Page, Events]]:
    """The event datasets that were imported into the ledger."""
    for sha256 in dict.fromkeys(c.sha256 for c in ledger.captures() if c.media_type == MEDIA_TYPE):
        page = ledger.page(make_id("page", sha256))
        yield page, read_events(page.text)


def _check(incident: Incident, page: Page, events: Events, ledger: LedgerReader) -> Finding | None:
    """Nothing where the dataset does not reach, or where the texts give no narrow date or no point on the map."""
    accounts = [ledger.account(a) for a in incident.accounts]
    days, place = day_range(incident.date), _place(incident, ledger)
    if days is None or place is None or days[1] - days[0] >= NARROW or not HAPPENED & {a.stage for a in accounts}:
        return None
    covered = events.span
    if days[1] < covered[0] or days[0] > covered[1] or place.lat is None or place.lon is None:
        return None
    near = events.near(place.lat, place.lon, (days[0] - DAY_SLACK, days[1] + DAY_SLACK), km=NEAR_KM)
    dead = [h for a in accounts for h in a.harm if h.kind == "killed" and h.low is not None]
    verdict, reason, shown = _judge(near, dead, events, place)
    rows = [_span(page, event) for _, event in shown]
    own = [*(incident.date.spans if incident.date else ()), *(h.span for h in dead)] or [a.span for a in accounts[:1]]
    return Finding(
        id=make_id("finding", NAME, incident.id, page.id),
        check=NAME,
        verdict=verdict,
        reason=reason,
        spans=tuple(dict.fromkeys([*own, *rows])),
        stated=incident.label,
        computed="; ".join(_told(event) for _, event in shown),
        about=(incident.id,),
    )


def _judge(
    near: Sequence[tuple[float, Event]], dead: Sequence[Harm], events: Events, place: Place
) -> tuple[Verdict, str, Sequence[tuple[float, Event]]]:
    if not near:
        reason = f"{events.name} has no event within a day and {NEAR_KM:.0f} km of {place.name}."
        return Verdict.CANNOT_TELL, f"{reason} It holds {events.scope}: a gap proves nothing.", ()
    if len(near) > MANY:
        reason = f"{events.name} has {len(near)} events there then; which of them it is cannot be told."
        return Verdict.CANNOT_TELL, reason, near[:MANY]
    if not dead:
        return Verdict.AGREES, f"{events.name} has an event there then: {_told(near[0][1])}.{_parties(near[0][1])}", near
    for away, event in near:
        if _meets(event, dead):
            reason = f"{events.name} has it, too: {_told(event)}, {away:.0f} km from {place.name}.{_parties(event)}"
            return Verdict.AGREES, reason, [(away, event)]
    if len(near) > 1:
        return Verdict.CANNOT_TELL, f"{events.name} has {len(near)} events there then, none with that many killed.", near
    event = near[0][1]
    given = ", ".join(dict.fromkeys(f"“{h.span.exact}”" for h in dead[:3]))
    return Verdict.DISAGREES, f"{events.name} has {_told(event)}; the texts say {given}.{_parties(event)}", near


def _meets(event: Event, dead: Sequence[Harm]) -> bool:
    low, high = event.low or 0, math.inf if event.high is None else event.high
    return any((h.low or 0) <= high and low <= (math.inf if h.high is None else h.high) for h in dead)


def _told(event: Event) -> str:
    when, dead = days_written(event.first, event.last), _dead(event)
    return f"{event.place}, {when}, {dead}"


def _dead(event: Event) -> str:
    if event.best is None:
        return "no figure of the dead"
    spread = f" ({event.low}–{event.high})" if event.low != event.high else ""
    return f"{event.best}{spread} killed"


def _parties(event: Event) -> str:
    """Whom the dataset names, as its coders' reading."""
    named = " against ".join(event.parties)
    by = f", after {event.source}" if event.source else ""
    return f" It codes: {named}{by}." if named else ""


def _span(page: Page, event: Event) -> Span:
    return Span(page=page.id, start=event.start, end=event.end, exact=page.text[event.start : event.end])


def _place(incident: Incident, ledger: LedgerReader) -> Place | None:
    try:
        place = ledger.place(incident.place) if incident.place else None
    except NotInLedger:
        return None
    return place if place and place.lat is not None and place.kind not in AREAS else None
