"""A figure of people killed, hurt or taken comes in; whether other figures for the same incident bear it out goes out.

Only another document, or another source within one, can bear a figure out; a text that contradicts itself is shown too.
Figures for different groups of people are not set against each other, but their sum is set against a total.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from sayso.errors import NotInLedger
from sayso.ledger.reader import LedgerReader
from sayso.model import Account, Finding, Harm, Measure, Record, Span, Verdict, make_id

NAME = "counts"
_WORD = re.compile(r"[a-z][a-z'’-]+")
# Words that name no group in particular: a figure with only these is a total.
GENERAL = frozenset({
    "people", "person", "persons", "others", "other", "dead", "killed", "killing", "wounded", "wounding", "injured", "hurt",
    "died", "dying", "slain", "members", "member", "victims", "victim", "were", "have", "been", "least", "about", "more",
    "than", "some", "around", "over", "nearly", "almost", "total", "another", "casualties", "lives", "leaving", "left",
    "actual", "several", "three", "four", "five", "seven", "eight", "nine", "eleven", "twelve", "dozen", "dozens",
})  # fmt: skip


class Figure(Record, frozen=True):
    """One figure, whom it counts and whose it is."""

    span: Span
    low: float
    high: float
    group: frozenset[str]
    document: str
    source: str | None


def check_counts(measure: Measure, ledger: LedgerReader) -> Finding | None:
    """The stated number of people agrees with the other numbers given for the same incident."""
    if measure.kind != "count":
        return None
    figures = _figures(measure, ledger)
    others = [f for f in figures if f.span != measure.span]
    if not others:
        return _finding(measure, Verdict.CANNOT_TELL, "No second text or voice gives a figure for this.")
    own = next((f for f in figures if f.span == measure.span), None) or _own(measure)
    alike = [o for o in others if not _other_group(own, o)]
    voices = [o for o in others if _another_voice(own, o)]
    if agreeing := [o for o in voices if _same_number(own, o) or (o in alike and _overlap(own, o))]:
        texts = len({o.document for o in agreeing} - {own.document})
        also = f"Also given as “{agreeing[0].span.exact}”"
        return _finding(measure, Verdict.AGREES, f"{also}; {_texts(texts)} with it.", *agreeing)
    if parts := _sum(own, others):
        given = " and ".join(f"“{p.span.exact}”" for p in parts)
        return _finding(measure, Verdict.AGREES, f"Adds up from {given}.", *parts)
    if differing := [o for o in alike if not _overlap(own, o)]:
        given = ", ".join(f"“{o.span.exact}”" for o in differing[:3])
        return _finding(measure, Verdict.DISAGREES, f"Elsewhere given as {given}.", *differing)
    if alike:
        return _finding(measure, Verdict.CANNOT_TELL, "Only the same source repeats it.", *alike)
    return _finding(measure, Verdict.CANNOT_TELL, "The other figures count other groups of people.", *others)


def distil(findings: Sequence[Finding], measures: Mapping[str, Measure], ledger: LedgerReader) -> list[Finding]:
    """One finding a figure: those that say the same of one incident are told once, and one without a second figure is told
    only where no other finding speaks of its incident. ``measures`` are the findings' own, by finding id."""
    kept: dict[tuple[object, ...], Finding] = {}
    for finding in sorted(findings, key=lambda f: (_ORDER[f.verdict], f.spans[0], f.id)):
        measure = measures[finding.id]
        about = (_incident(measure, ledger), measure.relation)
        if finding.verdict is Verdict.CANNOT_TELL:
            if any(key[:2] == about for key in kept):
                continue
            kept[(*about, "alone")] = finding
        elif finding.verdict is Verdict.AGREES:
            kept.setdefault((*about, measure.low, measure.high), finding)
        elif not any(set(finding.spans) == set(k.spans) for k in kept.values()):  # told from the other side already
            kept[(*about, finding.id)] = finding
    return list(kept.values())


_ORDER = {Verdict.DISAGREES: 0, Verdict.AGREES: 1, Verdict.CANNOT_TELL: 2}


def _incident(measure: Measure, ledger: LedgerReader) -> str:
    try:
        return ledger.incident_of(measure.this or "").id
    except NotInLedger:
        return measure.id


def _figures(measure: Measure, ledger: LedgerReader) -> list[Figure]:
    """Every figure of this kind that any account gives of the incident, each once."""
    try:
        incident = ledger.incident_of(measure.this or "")
    except NotInLedger:
        return []
    accounts = [ledger.account(a) for a in incident.accounts]
    found = {h.span: _figure(h, a) for a in accounts for h in a.harm if h.kind == measure.relation}
    return list(found.values())


def _figure(harm: Harm, account: Account) -> Figure:
    low, high = harm.low if harm.low is not None else 0, harm.high if harm.high is not None else math.inf
    words = f"{harm.span.exact} {harm.who.exact if harm.who else ''}"
    return Figure(span=harm.span, low=low, high=high, group=group(words), document=account.document, source=harm.source)


def _own(measure: Measure) -> Figure:
    low, high = measure.low if measure.low is not None else 0, measure.high if measure.high is not None else math.inf
    words = group(measure.span.exact)
    return Figure(span=measure.span, low=low, high=high, group=words, document=measure.document, source=measure.statement)


def group(words: str) -> frozenset[str]:
    """Whom a figure counts, by the words that stand with it."""
    found = (w for w in _WORD.findall(words.lower()) if w not in GENERAL and len(w) > 3)
    return frozenset(w.removesuffix("s") for w in found)


def _other_group(a: Figure, b: Figure) -> bool:
    """Both name whom they count, and name no one in common."""
    return bool(a.group and b.group and not a.group & b.group)


def _another_voice(a: Figure, b: Figure) -> bool:
    return (a.document, a.source) != (b.document, b.source)


def _same_number(a: Figure, b: Figure) -> bool:
    """Two reports that give one number mostly count one group, whatever they call it."""
    return (a.low, a.high) == (b.low, b.high)


def _overlap(a: Figure, b: Figure) -> bool:
    return a.low <= b.high and b.low <= a.high


def _sum(own: Figure, others: Sequence[Figure]) -> tuple[Figure, ...]:
    """Figures of one other document, each for a group of its own, that together make this one."""
    for document in dict.fromkeys(o.document for o in others if o.document != own.document):
        parts = [o for o in others if o.document == document]
        distinct = all(_other_group(a, b) for i, a in enumerate(parts) for b in parts[i + 1 :])
        low, high = sum(p.low for p in parts), sum(p.high for p in parts)
        if len(parts) > 1 and distinct and own.low <= high and low <= own.high:
            return tuple(parts)
    return ()


def _texts(number: int) -> str:
    if number == 0:
        return "another voice in the same text agrees"
    return "one other text agrees" if number == 1 else f"{number} other texts agree"


def _finding(measure: Measure, verdict: Verdict, reason: str, *others: Figure) -> Finding:
    return Finding(
        id=make_id("finding", NAME, measure.id),
        check=NAME,
        verdict=verdict,
        reason=reason,
        spans=tuple(dict.fromkeys([measure.span, *(o.span for o in others)])),
        stated=measure.span.exact,
        computed="; ".join(dict.fromkeys(o.span.exact for o in others)),
        about=(measure.this,) if measure.this else (),
    )
