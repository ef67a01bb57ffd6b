"""A bundle of mentions comes in; when and where its incident happened goes out, with the words that say so."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from sayso.extract.accounts.flags import days_between, older_than
from sayso.extract.accounts.moments import CLAUSE, TELLING, distance
from sayso.extract.accounts.split import LOOK_BACK, Bundle
from sayso.extract.accounts.told import NOT_WHEN, place_rank
from sayso.extract.accounts.twins import UNREAL
from sayso.model import Anchor, Basis, DateRange, GeoPrecision, Precision, Span
from sayso.model.account import OPEN_ACTS
from sayso.model.dates import CARRIED

if TYPE_CHECKING:
    from sayso.extract.places import Places
    from sayso.extract.times import TimeMention

_FINE = {
    Precision.MINUTE: 0,
    Precision.DAY: 0,
    Precision.DAYS: 1,
    Precision.WEEK: 2,
    Precision.MONTH: 3,
    Precision.YEAR: 4,
    Precision.UNKNOWN: 5,
}
CARRIES = 2
LISTED = 2  # days
_AND = re.compile(r",?\s*(?:and|&|,)\s*(?:on\s+|again on\s+)?", re.I)
LOOSE = 3  # days between the first and the last of a vague few
ASIDE = 2.0  # the rank of a place outside every place phrase
_COARSE = {"country": 3, "region": 2, "water": 2}


def when(bundle: Bundle, *, before: DateRange | None, beside: DateRange | None = None) -> DateRange | None:
    """The incident's date: of the time expressions beside its mentions the most precise and nearest; ``before`` is the date of
    the incident told just before, for "two days later"; ``beside`` that of one told in the same sentence."""
    found: list[tuple[int, float, int, DateRange, bool]] = []
    for mention in bundle.mentions:
        for time in mention.own_times:
            date = _resolved(time, before)
            if date is None or is_future_of(time):
                continue
            found.append(
                (
                    _fine(date),
                    distance(mention, time.span),
                    mention.order,
                    date,
                    time.date.anchor is Anchor.INCIDENT,
                )
            )
    own = [f for f in found if f[1] < CLAUSE]
    if not own:
        return _counted_back(bundle, beside)
    nearest = min(own, key=lambda f: (f[0] > 1, f[4], f[1] + 3 * f[2] - 3 * bundle.first.order, f[0]))
    return _told_by(_with_days_beside(bundle, nearest[3]), reported(bundle))


def _told_by(date: DateRange, told: DateRange | None) -> DateRange:
    """ "39 had been killed since Wednesday, the monitor said on Thursday": by Thursday, and not up to the text's own day."""
    if told is None or date.basis is not Basis.INFERRED or not date.start[:10] <= told.end[:10] < date.end[:10]:
        return date
    if Precision.MINUTE in {date.precision, told.precision}:
        return date
    return msgspec.structs.replace(
        date, end=told.end, reason=f"{date.reason}; told of on {told.end}", spans=(*date.spans, *told.spans)
    )


def _with_days_beside(bundle: Bundle, date: DateRange) -> DateRange:
    """ "Two attacks, on 7 and 9 May": one account of several is dated from the first day to the last."""
    for mention in bundle.mentions:
        days = [t.date for t in mention.own_times if t.date.precision is Precision.DAY and t.date.spans]
        if mention.trigger.token.tag_ != "NNS" or date not in days or len(days) < LISTED:
            continue
        text, start = mention.trigger.block.span.exact, mention.trigger.block.span.start
        days.sort(key=lambda d: d.spans[0].start)
        gaps = [text[a.spans[-1].end - start : b.spans[0].start - start] for a, b in itertools.pairwise(days)]
        if all(_AND.fullmatch(gap) for gap in gaps):
            first, last = min(d.start for d in days), max(d.end for d in days)
            spans = tuple(s for d in days for s in d.spans)
            return msgspec.structs.replace(date, start=first, end=last, precision=Precision.DAYS, spans=spans)
    return date


def reported(bundle: Bundle) -> DateRange | None:
    """The first day on which somebody is said to have told of it: "the police said on Tuesday that ..."; it had happened by then."""
    days = [
        t.date
        for m in bundle.mentions
        for t in m.times
        if t.date.precision in {Precision.DAY, Precision.MINUTE} and TELLING <= distance(m, t.span) < TELLING + CLAUSE
    ]
    return min(days, key=lambda d: d.end, default=None)


def _counted_back(bundle: Bundle, beside: DateRange | None) -> DateRange | None:
    """ "It comes five months after a gunman killed seven": the killing lies five months before what was told."""
    from sayso.extract.times import resolve

    if beside is None:
        return None
    times = (t for m in bundle.mentions for t in m.counted_from if t.date.anchor is Anchor.INCIDENT)
    back = (msgspec.structs.replace(t, offset_days=(-t.offset_days[1], -t.offset_days[0])) for t in times if t.offset_days)
    return next((resolve(t, beside) for t in back), None)


def _fine(date: DateRange) -> int:
    """How coarse the date is; "in recent days" is no better than a week."""
    loose = date.precision is Precision.DAYS and (days_between(date.start, date.end) or 0) >= LOOSE
    return _FINE[Precision.WEEK if loose else date.precision]


def _resolved(time: TimeMention, before: DateRange | None) -> DateRange | None:
    from sayso.extract.times import resolve

    if time.date.anchor is Anchor.INCIDENT:
        return resolve(time, before) if before is not None else None
    return time.date if time.date.precision is not Precision.UNKNOWN else None


def is_future_of(time: TimeMention) -> bool:
    """A time that is no date of a happening: an age, a duration, the time of a statement."""
    return time.role in NOT_WHEN


def where(bundle: Bundle, *, places: Places | None) -> tuple[str, Span, GeoPrecision] | None:
    """The incident's place: the smallest that stands in a place phrase by its mentions, nearest first."""
    if places is None:
        return None
    by_id = {p.id: p for p in places.places}
    found = []
    for mention in bundle.mentions:
        for span, place_id in mention.places:
            rank = place_rank(mention, span)
            if rank is None:
                continue
            coarse = _COARSE.get(by_id[place_id].kind, 0)
            if by_id[place_id].kind == "country" and rank >= ASIDE:
                continue  # a country named in passing, or as an adjective, is not where it happened
            found.append(
                (coarse + rank + 2.0 * (mention.sentence - bundle.first.sentence > 2), mention.order, span, place_id)
            )
    if not found:
        return None
    _, _, span, place_id = min(found, key=lambda f: f[:2])
    return place_id, span, places.precision_at(span.start, span.end)


def previous_date(dates: Sequence[DateRange | None]) -> DateRange | None:
    """The date of the incident told last that has one."""
    return next((d for d in reversed(dates) if d is not None), None)


def given_by(bundle: Bundle, date: DateRange | None) -> DateRange | None:
    """The date, where the reader has met its words when the bundle's first sentence ends: no day is carried back in the text."""
    if date is None or not date.spans:
        return date
    return date if min(s.start for s in date.spans) < bundle.first.sentence_span.end else None


def told_just_before(bundle: Bundle, earlier: Sequence[Bundle]) -> int | None:
    """Which earlier incident's day and place hold on for this one: told in the same or the last sentences, and no less real."""
    if bundle.stage in UNREAL or bundle.first.headline or bundle.type in OPEN_ACTS:
        return None
    near = [
        (m.order, i)
        for i, other in enumerate(earlier)
        if other.stage not in UNREAL and other.type not in OPEN_ACTS
        for m in other.mentions
        if 0 <= bundle.first.sentence - m.sentence <= CARRIES and m.order < bundle.first.order
    ]
    return max(near)[1] if near else None


def comes_after(bundle: Bundle) -> bool:
    """ "It comes three weeks after a shop was burned": the sentence sets what was told before beside it."""
    root = bundle.first.trigger.token.sent.root
    told = any(c.dep_ == "nsubj" and c.lower_ in {"it", "this", "that"} for c in root.children)
    return told and root.lemma_.lower() in {"come", "happen", "follow", "occur"}


def of_one_sentence(a: Bundle, b: Bundle) -> bool:
    """One sentence tells of both."""
    return not {m.sentence for m in a.mentions}.isdisjoint({m.sentence for m in b.mentions})


def carried(date: DateRange | None, *, published: DateRange | None) -> DateRange | None:
    """The date of the incident told just before, as an inference; a look back at another year holds for nothing else."""
    if date is None:
        return None
    if looks_back(date, published=published):
        return None
    return msgspec.structs.replace(date, basis=Basis.INFERRED, reason=CARRIED)


def looks_back(date: DateRange | None, *, published: DateRange | None) -> bool:
    """The date lies long before the text: it belongs to a comparison or to history."""
    return older_than(LOOK_BACK, date, published=published)
