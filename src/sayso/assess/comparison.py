"""Two incidents come in; the two side by side, feature by feature, with what was done after each, go out."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.assess.lookups import accounts_of, figures_of, label_of, place_of, spread
from sayso.assess.responses import responses
from sayso.errors import NotInLedger
from sayso.gazetteer import distance_km
from sayso.ledger.reader import LedgerReader
from sayso.model import Account, Comparison, Incident, Record, Span, in_words
from sayso.model.reckon import day_range

UNKNOWN = "not told"
NEAR_KM = 25.0


class Feature(Record, frozen=True):
    """One feature of both. ``alike`` is None where one of the two is not told."""

    name: str
    this: str
    that: str
    alike: bool | None
    spans: tuple[Span, ...] = ()


class SideBySide(Record, frozen=True):
    """Two incidents compared, what they have in common, what they do not, and what texts claim about the pair."""

    this: str
    that: str
    features: tuple[Feature, ...]
    claimed: tuple[Comparison, ...]
    reason: str


def compare(this: str, that: str, ledger: LedgerReader) -> SideBySide:
    """Set two incidents side by side. Likeness is not a cause: a difference is shown as a difference and no more."""
    one, other = ledger.incident(this), ledger.incident(that)
    mine, theirs = accounts_of(one, ledger), accounts_of(other, ledger)
    features = (
        _feature("type", in_words(one.type), in_words(other.type)),
        _dates(one, other),
        _places(one, other, ledger),
        *(_tolls(kind, mine, theirs) for kind in ("killed", "injured")),
        _named("weapon", [w.kind for a in mine for w in a.weapons], [w.kind for a in theirs for w in a.weapons]),
        _named("target", [t.span.exact for a in mine for t in a.targets], [t.span.exact for a in theirs for t in a.targets]),
        _named("suspects", _suspects(mine, ledger), _suspects(theirs, ledger)),
        *_answers(this, that, ledger),
    )
    claimed = tuple(c for c in ledger.comparisons() if {c.this, c.that} == {this, that})
    return SideBySide(this=this, that=that, features=features, claimed=claimed, reason=_reason(features))


def _feature(name: str, this: str, that: str, /, *spans: Span) -> Feature:
    alike = None if UNKNOWN in {this, that} else this.casefold() == that.casefold()
    return Feature(name=name, this=this, that=that, alike=alike, spans=spans)


def _tolls(kind: str, mine: Sequence[Account], theirs: Sequence[Account]) -> Feature:
    (one, spans), (other, more) = _toll(kind, mine), _toll(kind, theirs)
    return _feature(kind, one, other, *spans, *more)


def _toll(kind: str, accounts: Sequence[Account]) -> tuple[str, tuple[Span, ...]]:
    figures = figures_of(kind, accounts)
    return (spread(figures), tuple(h.span for h in figures)) if spread(figures) else (UNKNOWN, ())


def _dates(one: Incident, other: Incident) -> Feature:
    words = tuple(i.date.start[:10] if i.date and i.date.start else UNKNOWN for i in (one, other))
    days = [day_range(i.date) for i in (one, other)]
    apart = f" ({abs(days[1][0] - days[0][0])} days apart)" if days[0] and days[1] else ""
    spans = tuple(s for i in (one, other) if i.date for s in i.date.spans)
    alike = None if UNKNOWN in words else words[0] == words[1]
    return Feature(name="date", this=words[0], that=words[1] + apart, alike=alike, spans=spans)


def _places(one: Incident, other: Incident, ledger: LedgerReader) -> Feature:
    here, there = place_of(one, ledger), place_of(other, ledger)
    if here is None or there is None:
        return Feature(name="place", this=here.name if here else UNKNOWN, that=there.name if there else UNKNOWN, alike=None)
    km = distance_km(here, there)
    apart = f" ({km:.0f} km apart)" if km is not None and here.id != there.id else ""
    alike = here.id == there.id or (km is not None and km <= NEAR_KM)
    return Feature(name="place", this=here.name, that=there.name + apart, alike=alike)


def _named(name: str, mine: Sequence[str], theirs: Sequence[str]) -> Feature:
    """A list each; alike where they share one."""
    one, other = (list(dict.fromkeys(v for v in values if v != "unknown")) for values in (mine, theirs))
    alike = bool({v.casefold() for v in one} & {v.casefold() for v in other}) if one and other else None
    return Feature(name=name, this=", ".join(one) or UNKNOWN, that=", ".join(other) or UNKNOWN, alike=alike)


def _suspects(accounts: Sequence[Account], ledger: LedgerReader) -> list[str]:
    found = []
    for suspect in (s for a in accounts for s in a.suspects):
        try:
            found.append(ledger.actor(suspect.actor).name)
        except NotInLedger:
            continue
    return found


def _answers(this: str, that: str, ledger: LedgerReader) -> tuple[Feature, Feature]:
    """What was done in answer to each, and after how many days."""
    given = responses(ledger)
    mine, theirs = ([a for a in given if a.trigger == i] for i in (this, that))
    words = [", ".join(label_of(a.response, ledger) for a in answers) or UNKNOWN for answers in (mine, theirs)]
    lags = [
        ", ".join(
            f"{a.lag_days:.0f} days" if a.lag_days is not None else "; ".join(a.lag_stated) or UNKNOWN for a in answers
        )
        or UNKNOWN
        for answers in (mine, theirs)
    ]
    spans = tuple(s for a in (*mine, *theirs) for s in a.spans)
    return _feature("response", words[0], words[1], *spans), _feature("lag", lags[0], lags[1], *spans)


def _reason(features: Sequence[Feature]) -> str:
    alike = [f.name for f in features if f.alike]
    unlike = [f.name for f in features if f.alike is False]
    return f"Alike in {', '.join(alike) or 'nothing told'}; unlike in {', '.join(unlike) or 'nothing told'}."
