"""The ledger comes in; whether like cases met like answers, and whether an answer fits what it is said to answer, goes out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.assess.comparison import SideBySide, compare
from sayso.assess.lookups import accounts_of, figures_of, label_of, place_of, spread
from sayso.assess.responses import Answer, responses
from sayso.assess.voices import actor_or_none
from sayso.gazetteer import distance_km
from sayso.ledger.reader import LedgerReader
from sayso.model import Comparison, Incident, Record, Span, Stage, SuspectStatus
from sayso.model.reckon import day_range

_NAME = re.compile(r"\b[A-Z][\w’'-]{3,}")  # a capitalised word: what a name and a "Redan camp" have in common
LIKENING = frozenset({"likeness", "parity", "historical"})
HELD = frozenset({
    SuspectStatus.FACT, SuspectStatus.CLAIMED, SuspectStatus.ACCUSED_BY_AUTHORITIES, SuspectStatus.ACCUSED, SuspectStatus.POSSIBLE,
})  # fmt: skip


class Parity(Record, frozen=True):
    """Two incidents that a text likens, side by side, with what was done after each. ``claims`` are the texts' words for it."""

    this: str
    that: str
    claims: tuple[Comparison, ...]
    table: SideBySide
    reason: str


class Fit(Record, frozen=True):
    """One answer held against what it is said to answer, point by point: (point, what the texts tell)."""

    trigger: str
    response: str
    points: tuple[tuple[str, str], ...]
    spans: tuple[Span, ...]


def parities(ledger: LedgerReader) -> tuple[Parity, ...]:
    """Every pair of incidents that texts liken or hold to one standard, those with the most claims first."""
    pairs: dict[frozenset[str], list[Comparison]] = {}
    known = {i.id for i in ledger.incidents()}
    for claim in ledger.comparisons():
        ends = frozenset(i for i in (claim.this, claim.that) if i in known)
        if len(ends) == 2 and claim.kind in LIKENING:
            pairs.setdefault(ends, []).append(claim)
    found = [_parity(sorted(ends), claims, ledger) for ends, claims in pairs.items()]
    return tuple(sorted(found, key=lambda p: (-len(p.claims), p.this, p.that)))


def _parity(ends: Sequence[str], claims: Sequence[Comparison], ledger: LedgerReader) -> Parity:
    days = {i: day_range(ledger.incident(i).date) or (10**7, 0) for i in ends}
    this, that = sorted(ends, key=lambda i: (days[i], i))
    given = responses(ledger)
    after = [[a for a in given if a.trigger == i] for i in (this, that)]
    words = [_done(answers, ledger) for answers in after]
    labels = [ledger.incident(i).label for i in (this, that)]
    reason = f"{labels[0]}: {words[0]}. {labels[1]}: {words[1]}."
    return Parity(this=this, that=that, claims=tuple(claims), table=compare(this, that, ledger), reason=reason)


def _done(answers: Sequence[Answer], ledger: LedgerReader) -> str:
    """What was done, in words; forbearance is told as such."""
    if not answers:
        return "no answer is told in these texts"
    return "; ".join(
        f"{_label(a.response, ledger)}" + (f", {a.lag_days:g} days later" if a.lag_days is not None else "") for a in answers
    )


def fits(ledger: LedgerReader) -> tuple[Fit, ...]:
    """Each answer that is an incident, against its trigger: who, where, when and whom it hit. What follows is for the reader."""
    known = {i.id for i in ledger.incidents()}
    return tuple(_fit(a, ledger) for a in responses(ledger) if a.causal and a.response in known)


def _fit(answer: Answer, ledger: LedgerReader) -> Fit:
    trigger, response = ledger.incident(answer.trigger), ledger.incident(answer.response)
    points = tuple(_points(trigger, response, answer, ledger))
    return Fit(trigger=trigger.id, response=response.id, points=points, spans=answer.spans)


def _points(trigger: Incident, response: Incident, answer: Answer, ledger: LedgerReader) -> Iterator[tuple[str, str]]:
    blamed, hit = _suspects(trigger, ledger), _hit(response, ledger)
    struck = {w for h in hit for w in _NAME.findall(h)}
    shared = [b for b in blamed if struck & set(_NAME.findall(b))]
    if blamed:
        said = f"named for the trigger: {', '.join(blamed)}; hit by the answer: {', '.join(hit) or 'not told'}"
        yield "target", f"{said}. " + (f"In both: {', '.join(shared)}." if shared else "No name stands in both.")
    here, there = place_of(trigger, ledger), place_of(response, ledger)
    if here and there:
        km = distance_km(here, there)
        far = f", {km:.0f} km apart" if km is not None and here.id != there.id else ""
        yield "place", f"{here.name} and {there.name}{far}"
    if answer.lag_days is not None:
        yield "timing", f"{answer.lag_days:g} days after"
    elif answer.lag_stated:
        yield "timing", f"said to be “{answer.lag_stated[0]}”"
    dead = [spread(figures_of("killed", accounts_of(i, ledger))) for i in (trigger, response)]
    if any(dead):
        yield "harm", f"killed: {dead[0] or 'not told'}, then {dead[1] or 'not told'}"
    again = [i.label for i in ledger.incidents() if _later_like(i, trigger, response, ledger)]
    yield (
        "effect",
        f"told after it, of the trigger’s kind: {'; '.join(again[:3])}"
        if again
        else "nothing like the trigger is told after it",
    )


def _later_like(other: Incident, trigger: Incident, response: Incident, ledger: LedgerReader) -> bool:
    """A later happening of the trigger's kind."""
    when, after = day_range(other.date), day_range(response.date)
    stages = {ledger.account(a).stage for a in other.accounts}
    same = other.type is trigger.type and other.id not in {trigger.id, response.id} and Stage.ACCOMPLISHED in stages
    return same and when is not None and after is not None and when[0] > after[1]


def _suspects(incident: Incident, ledger: LedgerReader) -> list[str]:
    found = [actor_or_none(s.actor, ledger) for a in accounts_of(incident, ledger) for s in a.suspects if s.status in HELD]
    return list(dict.fromkeys(a.name for a in found if a))


def _hit(incident: Incident, ledger: LedgerReader) -> list[str]:
    accounts = accounts_of(incident, ledger)
    spans = [t.span for a in accounts for t in a.targets] + [v.span for a in accounts for v in a.victims]
    return list(dict.fromkeys(" ".join(s.exact.split()) for s in spans))


def _label(id_: str, ledger: LedgerReader) -> str:
    return " ".join(label_of(id_, ledger).split())
