"""An incident's accounts come in; for each kind of harm the lowest, best and highest figure go out, by a rule that has a name.

Which figure stands for an incident is a convention, and the field's datasets differ. The rules, each from its codebook:

- ``majority``: ours. The figure that most documents give; of two given as often, the lower.
- ``ucdp``: best is the lower figure where no source is better than another (UCDP GED codebook).
- ``acled``: one figure, the most conservative (ACLED codebook).
- ``gtd``: one figure, that of the latest source; of several of one day what most of them give, or else the lowest; a figure that only
  comes from whom the texts hold responsible is passed over where there is another (GTD codebook, casualties).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from sayso.errors import InputError
from sayso.ledger.reader import LedgerReader
from sayso.model import Account, Harm, Record
from sayso.model.reckon import day_range

DEFAULT = "majority"


class Toll(Record, frozen=True):
    """What an incident's figures of one kind come to; ``rule`` names how ``best`` was chosen."""

    low: int | None
    best: int | None
    high: int | None
    rule: str


class Figure(NamedTuple):
    """One figure, the last day on which its document may have been published, and whether a suspect gave it."""

    harm: Harm
    document: str
    day: int | None
    by_suspect: bool


def tolls(accounts: Iterable[Account], ledger: LedgerReader, *, rule: str = DEFAULT) -> dict[str, Toll]:
    """Each kind of harm that the accounts give figures for, sorted by its name. Raises InputError for a rule that is not known."""
    if rule not in RULES:
        raise InputError(f"No rule for figures of harm is called {rule!r}. There are: {', '.join(sorted(RULES))}.")
    found: dict[str, list[Figure]] = {}
    for figure in _figures(tuple(accounts), ledger):
        found.setdefault(figure.harm.kind, []).append(figure)
    return {kind: RULES[rule](found[kind]) for kind in sorted(found)}


def _figures(accounts: Sequence[Account], ledger: LedgerReader) -> Iterator[Figure]:
    suspects = {suspect.actor for account in accounts for suspect in account.suspects}
    for account in accounts:
        days = day_range(ledger.document(account.document).published)
        for harm in account.harm:
            speaker = ledger.statement(harm.source).source.actor if harm.source else None
            yield Figure(harm, account.document, days and days[1], speaker in suspects)


def _majority(figures: Sequence[Figure]) -> Toll:
    return Toll(low=_lowest(figures), best=_commonest(figures), high=_highest(figures), rule="majority")


def _ucdp(figures: Sequence[Figure]) -> Toll:
    best = min((f.harm.best for f in figures if f.harm.best is not None), default=None)
    return Toll(low=_lowest(figures), best=best, high=_highest(figures), rule="ucdp")


def _acled(figures: Sequence[Figure]) -> Toll:
    low = _lowest(figures)
    return Toll(low=low, best=low, high=low, rule="acled")


def _gtd(figures: Sequence[Figure]) -> Toll:
    others = [f for f in figures if not f.by_suspect] or figures
    last = max((f.day for f in others if f.day is not None), default=None)
    latest = [f for f in others if f.day == last]
    best = _commonest(latest) if latest else None
    best = _lowest(latest) if best is None else best  # "at least 18": the least that it can be
    return Toll(low=best, best=best, high=best, rule="gtd")


RULES: dict[str, Callable[[Sequence[Figure]], Toll]] = {
    "acled": _acled,
    "gtd": _gtd,
    "majority": _majority,
    "ucdp": _ucdp,
}


def _commonest(figures: Iterable[Figure]) -> int | None:
    """A document that repeats its figure gives it once."""
    given = Counter(best for best, _ in {(f.harm.best, f.document) for f in figures} if best is not None)
    return min(given, key=lambda number: (-given[number], number), default=None)


def _lowest(figures: Iterable[Figure]) -> int | None:
    return min((min(told) for f in figures if (told := _told(f.harm))), default=None)


def _highest(figures: Iterable[Figure]) -> int | None:
    return max((max(told) for f in figures if (told := _told(f.harm))), default=None)


def _told(harm: Harm) -> list[int]:
    return [number for number in (harm.low, harm.best, harm.high) if number is not None]
