"""A told story in; the few sentences that a newcomer should read first out, each with where it leads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from sayso.model import Finding, Verdict
from sayso.report.story import Story, Suspicion, Told
from sayso.report.wording import WORDS, counted, range_words

_CARDS = 6
_FIGURES = 3


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """One of the incidents of which most is said, in a line or two."""

    told: Told
    spoken: str  # how much is said of it
    named: tuple[str, ...]  # one line a suspect


class Glance(msgspec.Struct, frozen=True, kw_only=True):
    """The opening of a report."""

    summary: tuple[str, ...]
    cards: tuple[Card, ...]
    doubtful: tuple[Finding, ...]  # stated figures that do not agree with what was computed
    more_doubtful: int


def title_of(story: Story) -> str:
    """The headline: the incident of which most is said, and how many there are beside it."""
    told = (*story.told, *story.passing)
    if not told:
        return "No incident is told in these pages"
    others = f" and {counted(len(told) - 1, 'other incident')}" if len(told) > 1 else ""
    return f"{told[0].title}{others}: on whose say-so?"


def glance(story: Story) -> Glance:
    """What stands at the top."""
    doubtful = tuple(f for f in story.findings if f.verdict is Verdict.DISAGREES)
    return Glance(
        summary=tuple(_summary(story)),
        cards=tuple(_card(t) for t in story.told[:_CARDS]),
        doubtful=tuple(_varied(doubtful)[:_FIGURES]),
        more_doubtful=max(0, len(doubtful) - _FIGURES),
    )


def _varied(findings: Sequence[Finding]) -> list[Finding]:
    """One of each check first, the rarest check first, so that one much repeated figure does not fill the list."""
    often = Counter(f.check for f in findings)
    turn: Counter[str] = Counter()
    ranked = []
    for f in findings:
        turn[f.check] += 1
        ranked.append((turn[f.check], often[f.check], f))
    return [f for *_, f in sorted(ranked, key=lambda row: row[:2])]


def _summary(story: Story) -> list[str]:
    told = (*story.told, *story.passing)
    if not told:
        return ["Nothing in these pages is told as something that happened."]
    suspects = {s.actor for t in told for s in t.suspicions if s.actor}
    nobody = sum(1 for t in told if not any(s.actor for s in t.suspicions))
    lines = [f"{counted(len(told), 'incident is', 'incidents are')} told as having happened or been tried."]
    if suspects:
        lines.append(f"{counted(len(suspects), 'name is', 'names are')} put forward for {_of(len(told) - nobody, told)}.")
    if nobody:
        lines.append(f"For {_of(nobody, told)}, nobody is named in these texts.")
    return lines


def _of(number: int, told: tuple[Told, ...]) -> str:
    return "all of them" if number == len(told) else f"{number:,} of them"


def _card(told: Told) -> Card:
    said = f"{counted(told.weight, 'statement')}, " if told.weight else ""
    spoken = f"{said}{counted(told.documents, 'document')}"
    return Card(told=told, spoken=spoken, named=tuple(_named(s) for s in told.suspicions[:4]))


def _named(suspicion: Suspicion) -> str:
    """``Sarn Front: accused (3), denied; 1–2 independent roots``."""
    counted_roots = f"; {root_words(suspicion)}" if suspicion.count else ""
    return f"{suspicion.name}: {statuses(suspicion)}{counted_roots}"


def statuses(suspicion: Suspicion) -> str:
    """``accused by authorities (2), denied``."""
    return ", ".join(f"{WORDS[s]} ({n})" if n > 1 else WORDS[s] for s, n in suspicion.statuses)


def root_words(suspicion: Suspicion) -> str:
    """``1–3 independent roots``; empty where none could be counted."""
    count = suspicion.count
    if count is None:
        return ""
    return f"{range_words(count.low, count.high)} independent {'root' if count.high == 1 else 'roots'}"
