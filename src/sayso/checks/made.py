"""A measure and what was found of it come in; the finding goes out, with the measure's own words before all others."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.model import Finding, Measure, Span, Verdict, make_id


def make_finding(
    check: str,
    measure: Measure,
    verdict: Verdict,
    reason: str,
    *,
    spans: Iterable[Span] = (),
    computed: str = "",
    about: Iterable[str | None] = (),
) -> Finding:
    """The finding of a check on a measure; each quote stands in it once, and of ``about`` what is known."""
    return Finding(
        id=make_id("finding", check, measure.id),
        check=check,
        verdict=verdict,
        reason=reason,
        spans=tuple(dict.fromkeys((measure.span, *spans))),
        stated=measure.span.exact,
        computed=computed,
        about=tuple(i for i in about if i),
    )
