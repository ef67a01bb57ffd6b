"""Sentences that set one figure right against another come in ("on June 13, not June 12"); the pairs go out as measures.

The words themselves deny the other figure; whose it is, the check finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from spacy.tokens import Span as Slice

from sayso.extract.figures import NUMBER, figure
from sayso.extract.lags import DAYS
from sayso.extract.parse import Parsed, ParsedBlock
from sayso.model import DateRange, Measure, Precision, Span, make_id

if TYPE_CHECKING:
    from sayso.extract.times import TimeMention

_DAY = frozenset({Precision.MINUTE, Precision.DAY})
_NOT = re.compile(r"\s?[,;(–—-]*\s?(?:and |but )?not (?:on |in |at |until )?(?:the )?", re.I)
_BARE_DAY = re.compile(
    r"(?P<d>\d{1,2})(?:st|nd|rd|th)?(?![\w,.]\d|\s*(?:people|soldiers|men|dead|killed|days|hours|km|%))\b", re.I
)
_UNIT = "|".join(DAYS)
_WHAT, _TAIL = r"(?: (?P<what>(?:[\w’'-]+ ?){1,6}?))?", r"(?!\s*(?:only|just|\d))(?: (?P<tail>[a-z]+))?"
_NUMBERS = re.compile(rf"(?P<n>{NUMBER}){_WHAT},? (?:and |but )?not (?P<m>{NUMBER}){_TAIL}", re.I)
_QUOTED = re.compile(r"[,;(–—-]\s?(?:and |but )?(?P<all>not (?:on |in |at )?[“\"‘](?P<q>[^”\"’]{4,60})[”\"’])", re.I)


def find_corrections(parsed: Parsed, times: Sequence[TimeMention]) -> Iterator[Measure]:
    """Every "this, not that" between two days, two numbers of one thing, or against quoted words."""
    days = [t for t in times if t.date.start and t.date.precision in _DAY]
    for block, sentence in parsed.sentences():
        if " not " not in f" {block.text_of(sentence).lower()}":
            continue
        found = [*_dates(parsed, block, sentence, days)]
        found += [m for m in _numbers(parsed, block, sentence) if not any(m.span.overlaps(f.span) for f in found)]
        yield from found or _quoted(parsed, block, sentence)


def _dates(parsed: Parsed, block: ParsedBlock, sentence: Slice, days: Sequence[TimeMention]) -> Iterator[Measure]:
    low, high = block.span.start + sentence.start_char, block.span.start + sentence.end_char
    inside = [d for d in days if low <= d.span.start and d.span.end <= high]
    for told in inside:
        gap = _NOT.match(block.span.exact, told.span.end - block.span.start)
        if gap is None:
            continue
        at = block.span.start + gap.end()
        other = next((d for d in inside if d.span.start <= at + 1 and d.span.end > at), None)
        if other is not None:
            yield _measure(parsed, told.span, other.span, other.date, unit="ISO day ordinals")
        elif bare := _BARE_DAY.match(block.span.exact, gap.end(), sentence.end_char):
            when = _same_month(told.date, int(bare["d"]))
            if when is not None:
                yield _measure(parsed, told.span, block.chars(bare.start(), bare.end()), when, unit="ISO day ordinals")


def _same_month(when: DateRange, number: int) -> DateRange | None:
    try:
        day = date.fromisoformat(when.start[:10]).replace(day=number).isoformat()
    except ValueError:
        return None
    return DateRange(start=day, end=day, precision=Precision.DAY, basis=when.basis)


def _numbers(parsed: Parsed, block: ParsedBlock, sentence: Slice) -> Iterator[Measure]:
    for match in _NUMBERS.finditer(sentence.text):
        one, other = figure(match["n"]), figure(match["m"])
        what = (match["what"] or match["tail"] or "").strip().lower()
        if one is None or other is None or not what or one.best == other.best:
            continue
        unit = next((u for u in re.findall(rf"\b({_UNIT})s?\b", what)), "")
        size = DAYS.get(unit, 0.0)
        at = sentence.start_char
        span, denied = (
            block.chars(at + match.start(), at + match.end()),
            block.chars(at + match.start("m"), at + match.end("m")),
        )
        yield Measure(
            id=make_id("measure", parsed.document.id, "correction", span.start, span.end), document=parsed.document.id,
            kind="correction", span=span, unit="days" if unit else what.split()[0].rstrip("s"),
            low=other.best * size if unit else other.best, high=other.best * size if unit else other.best,
            that_span=denied, relation="not",
        )  # fmt: skip


def _quoted(parsed: Parsed, block: ParsedBlock, sentence: Slice) -> Iterator[Measure]:
    """ "Two days later, not “the same night”": words of another text are denied as they stand there."""
    for match in _QUOTED.finditer(sentence.text):
        at = sentence.start_char
        span = block.chars(at + match.start("all"), at + match.end("all"))
        yield Measure(
            id=make_id("measure", parsed.document.id, "correction", span.start, span.end), document=parsed.document.id,
            kind="correction", span=block.span_of(sentence), unit="words",
            that_span=block.chars(at + match.start("q"), at + match.end("q")), relation="not",
        )  # fmt: skip


def _measure(parsed: Parsed, told: Span, denied: Span, when: DateRange, *, unit: str) -> Measure:
    whole = parsed.document.span
    day = float(date.fromisoformat(when.start[:10]).toordinal())
    return Measure(
        id=make_id("measure", parsed.document.id, "correction", told.start, denied.end), document=parsed.document.id,
        kind="correction", span=whole.part(told.start, denied.end), unit=unit, low=day, high=day, that_span=denied, relation="not",
    )  # fmt: skip
