"""A figure of people killed, hurt or taken comes in; whether other figures for the same incident bear it out goes out.

Only another document, or another source within one, can bear a figure out, and a copy of the same text is no other document;
a text that contradicts itself is shown too. Figures for different groups of people are not set against each other, but their
sum is set against a total, and a figure against its part of a sum.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso.checks.figures import Figure, every_pair_apart, figures_of, is_part, other_group, overlap, own_figure, within
from sayso.checks.made import make_finding
from sayso.errors import NotInLedger
from sayso.ledger.reader import LedgerReader
from sayso.model import Finding, Measure, Verdict

NAME = "counts"


def check_counts(measure: Measure, ledger: LedgerReader) -> Finding | None:
    """The stated number of people agrees with the other numbers given for the same incident."""
    if measure.kind != "count":
        return None
    figures = figures_of(measure, ledger)
    others = [f for f in figures if f.span != measure.span]
    if not others:
        return _finding(measure, Verdict.CANNOT_TELL, "No second text or voice gives a figure for this.")
    own = next((f for f in figures if f.span == measure.span), None) or own_figure(measure, ledger)
    alike = [o for o in others if not other_group(own, o)]
    return _borne_out(measure, own, others) or _contradicted(measure, own, alike) or _open(measure, own, alike or others)


def _borne_out(measure: Measure, own: Figure, others: Sequence[Figure]) -> Finding | None:
    """Another voice gives the same number, a sum that makes it, or a sum of which it is a part."""
    voices = [o for o in others if _another_voice(own, o)]
    agreeing = [o for o in voices if _same_number(own, o) or (not other_group(own, o) and overlap(own, o))]
    if agreeing := [o for o in agreeing if not within(own, o) or _same_number(own, o)]:
        texts = len({o.text for o in agreeing} - {own.text})
        return _finding(
            measure, Verdict.AGREES, f"Also given as “{agreeing[0].span.exact}”; {_texts(texts)} with it.{_from_one(own, agreeing)}",
            *agreeing,
        )  # fmt: skip
    for other in voices:
        if is_part(own, other) or is_part(other, own):
            return _finding(measure, Verdict.AGREES, f"Fits “{other.span.exact}”, of which it gives a part.", other)
    for whole in (o for o in others if is_part(own, o)):
        if total := next((o for o in others if _another_voice(whole, o) and _same_number(whole, o)), None):
            reason = f"A part of “{whole.span.exact}”, which makes “{total.span.exact}”."
            return _finding(measure, Verdict.AGREES, reason, whole, total)
    if parts := _sum(own, others):
        given = " and ".join(f"“{p.span.exact}”" for p in parts)
        return _finding(measure, Verdict.AGREES, f"Adds up from {given}.", *parts)
    return None


def _contradicted(measure: Measure, own: Figure, alike: Sequence[Figure]) -> Finding | None:
    """Figures for the same people that no reading brings together."""
    differing = [o for o in alike if not (overlap(own, o) or is_part(own, o) or is_part(o, own) or _among(own, o))]
    if not differing:
        return None
    given = ", ".join(dict.fromkeys(f"“{o.span.exact}”" for o in differing[:3]))
    return _finding(measure, Verdict.DISAGREES, f"Elsewhere given as {given}.", *differing)


def _open(measure: Measure, own: Figure, others: Sequence[Figure]) -> Finding:
    if all(other_group(own, o) for o in others):
        return _finding(measure, Verdict.CANNOT_TELL, "The other figures count other groups of people.", *others)
    if any(_among(own, o) and not _same_number(own, o) for o in others):
        return _finding(measure, Verdict.CANNOT_TELL, "One figure may count people whom another counts among more.", *others)
    if any(o.document != own.document for o in others):
        return _finding(measure, Verdict.CANNOT_TELL, "Only copies of the same text repeat it.", *others)
    return _finding(measure, Verdict.CANNOT_TELL, "Only the same source repeats it.", *others)


def _among(a: Figure, b: Figure) -> bool:
    return within(a, b) or within(b, a)


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


def _another_voice(a: Figure, b: Figure) -> bool:
    return (a.text, a.voice) != (b.text, b.voice)


def _same_number(a: Figure, b: Figure) -> bool:
    """Two reports that give one number mostly count one group, whatever they call it."""
    return (a.low, a.high) == (b.low, b.high)


def _sum(own: Figure, others: Sequence[Figure]) -> tuple[Figure, ...]:
    """Figures of one other voice, each for a group of its own, that together make this one."""
    for voice in dict.fromkeys((o.text, o.voice) for o in others if _another_voice(own, o)):
        parts = tuple(o for o in others if (o.text, o.voice) == voice)
        low, high = sum(p.low for p in parts), sum(p.high for p in parts)
        if len(parts) > 1 and every_pair_apart(parts) and own.low <= high and low <= own.high:
            return parts
    return ()


def _from_one(own: Figure, agreeing: Sequence[Figure]) -> str:
    """Several texts that have a number from one speaker are one voice in print."""
    if own.voice and all(o.voice == own.voice for o in agreeing):
        return " All have it from the same source."
    return ""


def _texts(number: int) -> str:
    if number == 0:
        return "another voice in the same text agrees"
    return "one other text agrees" if number == 1 else f"{number} other texts agree"


def _finding(measure: Measure, verdict: Verdict, reason: str, *others: Figure) -> Finding:
    return make_finding(
        NAME,
        measure,
        verdict,
        reason,
        spans=(o.span for o in others),
        computed="; ".join(dict.fromkeys(o.span.exact for o in others)),
        about=(measure.this,),
    )
