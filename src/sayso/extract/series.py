"""Sentences that count happenings in a time come in ("three strikes in less than four weeks", "the second in five weeks"); the counts
go out as measures: how many at the least, and in how many days.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.extract.chronicle import ORDINALS
from sayso.extract.figures import figure
from sayso.extract.lags import DAYS
from sayso.extract.parse import Parsed, ParsedBlock
from sayso.extract.patterns import section
from sayso.model import Measure, Span, make_id

_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)", re.I)
_PERIODS = {"fortnight": 14.0, "week": 7.0, "month": 31.0, "year": 366.0, "quarter": 92.0}


def find_series(parsed: Parsed) -> Iterator[Measure]:
    """Every count of happenings with the time that they fell in; ``that_span`` is the noun that says what is counted."""
    for block, sentence in parsed.sentences():
        taken: list[Span] = []
        words = block.text_of(sentence)
        for pattern in section("measures", "series").likely(words):
            for match in pattern.finditer(words):
                at = sentence.start_char
                span = block.chars(at + match.start(), at + match.end())
                number = _number(match)
                if number is None or any(span.overlaps(t) for t in taken):
                    continue
                taken.append(span)
                yield _measure(parsed, block, span, match, number, pattern.label)


def _number(match: re.Match[str]) -> int | None:
    words = match["n"].lower()
    if words in ORDINALS:
        return ORDINALS.index(words) + 1
    if found := _ORDINAL.fullmatch(words):
        return int(found[1])
    number = figure(words)
    return int(number.best) if number and number.best >= 1 else None


def _measure(parsed: Parsed, block: ParsedBlock, span: Span, match: re.Match[str], number: int, kind: str) -> Measure:
    start = span.start - match.start()
    what = match.groupdict().get("what")
    noun = block.span.part(start + match.start("what"), start + match.end("what")) if what else None
    days = _days(match) if kind == "within" else None
    return Measure(
        id=make_id("measure", parsed.document.id, "series", span.start, span.end), document=parsed.document.id, kind="series",
        span=span, unit="days", low=float(number), high=days, that_span=noun, relation=kind,
    )  # fmt: skip


def _days(match: re.Match[str]) -> float | None:
    """The longest time that the words allow; a bare "this month" has the length of one."""
    unit = (match.groupdict().get("u") or match.groupdict().get("one") or "").lower().rstrip("s")
    if not match.groupdict().get("m"):
        return _PERIODS.get(unit)
    number = figure(match["m"])
    size = _PERIODS.get(unit, DAYS.get(unit, 0.0))
    if number is None or not size:
        return None
    loose = 1.25 if re.search(r"\b(?:little|just) (?:more|over)\b|\babout\b|\bsome\b", match.group(), re.I) else 1.0
    return (number.high if number.high is not None else number.best) * size * loose
