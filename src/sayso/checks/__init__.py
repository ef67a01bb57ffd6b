"""The ledger comes in; what its checkable statements come to goes out: agrees, disagrees or cannot tell, with the reason.

A check is a pure function of one measure and the ledger; its docstring is the sentence that users see. A new one joins by a
line in ``CHECKS``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from sayso.checks import counts, datasets, exclusive
from sayso.checks.corrected import check_corrected
from sayso.checks.counts import check_counts
from sayso.checks.dates import check_dates
from sayso.checks.distance import check_distance
from sayso.checks.elapsed import check_elapsed
from sayso.checks.exclusive import check_exclusive
from sayso.checks.more import check_more
from sayso.checks.sequence import check_sequence
from sayso.checks.series import check_series
from sayso.ledger.reader import LedgerReader
from sayso.model import Finding, Measure, Verdict

__all__ = ["CHECKS", "Check", "run_checks"]


class Check(NamedTuple):
    """A check, the kind of measure that it takes, and how much a disagreement weighs when findings are ranked (0-1)."""

    name: str
    kind: str
    run: Callable[[Measure, LedgerReader], Finding | None]
    weight: float


CHECKS = (
    Check("distance", "distance", check_distance, 1.0),
    Check("elapsed", "lag", check_elapsed, 1.0),
    Check("sequence", "sequence", check_sequence, 0.8),
    Check("dates", "date", check_dates, 0.7),
    Check("series", "series", check_series, 0.6),
    Check("corrected", "correction", check_corrected, 0.7),
    Check("more", "count", check_more, 0.6),
    Check("counts", "count", check_counts, 0.5),  # tolls rise: two figures may both have been right in their hour
)
_RANK = {Verdict.DISAGREES: 0, Verdict.AGREES: 1, Verdict.CANNOT_TELL: 2}


# What the checks weigh that take no measure: a difference that is not the only one, a dataset's other figure.
OTHERS = {exclusive.NAME: 0.6, datasets.NAME: 0.5}


def run_checks(ledger: LedgerReader) -> tuple[Finding, ...]:
    """Every check on every measure, comparison and incident; disagreements first, the weightiest before the others."""
    weight = {check.name: check.weight for check in CHECKS} | OTHERS
    measures = {
        finding.id: (finding, measure)
        for measure in ledger.measures()
        for check in CHECKS
        if check.kind == measure.kind and (finding := check.run(measure, ledger))
    }
    counted = [f for f, _ in measures.values() if f.check == counts.NAME]
    found = [f for f, _ in measures.values() if f.check != counts.NAME]
    found += counts.distil(counted, {f: m for f, (_, m) in measures.items()}, ledger)
    found += [finding for c in ledger.comparisons() if (finding := check_exclusive(c, ledger))]
    found += datasets.check_datasets(ledger)
    return tuple(sorted(found, key=lambda f: (_RANK[f.verdict], -weight[f.check], f.spans[0], f.id)))
