"""A told story in; its time strip and its maps out, each mark leading to the incident it stands for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

import msgspec

from sayso.ledger.reader import LedgerReader
from sayso.report.story import Story, Told
from sayso.report.timeline import Arc, Moment, Strip, strip
from sayso.report.wording import day, lag_words
from sayso.report.worldmap import NARROW, WIDE, MapPoint, MapView, clusters, draw

Href = Callable[[str, str], str]
_VAGUE = frozenset({"country", "region"})
_MOST_MAPS = 3


class Maps(msgspec.Struct, frozen=True, kw_only=True):
    """The maps, each for wide and for narrow screens, and the places that no mark can stand for, with their incidents."""

    panels: tuple[tuple[MapView, MapView], ...]
    vague: tuple[tuple[str, tuple[Told, ...]], ...]  # only a country or region is known
    elsewhere: tuple[tuple[str, tuple[Told, ...]], ...]  # places known, beyond the maps drawn


def time_strip(story: Story, ledger: LedgerReader, href: Href) -> Strip | None:
    """The dated incidents in order, with arcs to what was given as their answer."""
    told = (*story.told, *story.passing)
    moments = [
        Moment(
            id=t.incident.id, start=t.incident.date.start, end=t.incident.date.end, when=day(t.incident.date),
            label=t.title, href=href("incident", t.incident.id), weight=t.weight + len(t.accounts),
        )
        for t in told
        if t.incident.date
    ]  # fmt: skip
    arcs = [
        Arc(trigger=r.trigger, response=r.response, label=lag_words(r), stated=r.basis == "stated")
        for t in told
        for r in t.answers
    ]
    return strip(moments, arcs)


def maps(story: Story, ledger: LedgerReader, href: Href) -> Maps | None:
    """One map for each region with incidents, the fullest first; None where no incident has a place."""
    here: defaultdict[str, list[Told]] = defaultdict(list)
    for told in (*story.told, *story.passing):
        if told.incident.place:
            here[told.incident.place].append(told)
    points, vague = {}, []
    for id_, found in here.items():
        place = ledger.place(id_)
        if place.lat is None or place.lon is None or place.kind in _VAGUE:
            vague.append((place.name, tuple(found)))
            continue
        points[id_] = MapPoint(
            name=place.name, lat=place.lat, lon=place.lon, href=href("incident", found[0].incident.id), count=len(found)
        )
    if not here:
        return None
    groups = clusters(tuple(points.values()))
    drawn, rest = groups[:_MOST_MAPS], {p.name for g in groups[_MOST_MAPS:] for p in g}
    panels = tuple((wide, narrow) for g in drawn if (wide := draw(g, WIDE)) and (narrow := draw(g, NARROW)))
    elsewhere = tuple((p.name, tuple(here[id_])) for id_, p in points.items() if p.name in rest)
    return Maps(panels=panels, vague=tuple(sorted(vague, key=lambda v: (-len(v[1]), v[0]))), elsewhere=elsewhere)
