"""A block and the document's times come in; the date that stands before or over what it tells goes out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from sayso.extract.parse import ParsedBlock
from sayso.extract.timeroles import is_heading
from sayso.model import Basis, BlockKind, Precision

if TYPE_CHECKING:
    from sayso.extract.times import TimeMention

DAYS = frozenset({Precision.DAY, Precision.DAYS, Precision.MINUTE, Precision.MONTH, Precision.YEAR})
BEFORE_LABEL = re.compile(r"\W{0,3}(?:on\s+)?", re.I)
AFTER_LABEL = re.compile(r"[*_)\]]{0,3}\s?[:\u2013\u2014|]|\s-\s|\.\s(?=[A-Z])")


def label_of(block: ParsedBlock, times: Sequence[TimeMention]) -> TimeMention | None:
    """The date before an entry of a list: "Jan. 12: gunmen attack ...", "March 3, 2019 \u2013 a bomb ...", "May 2011. Gunmen ..."."""
    if block.kind is not BlockKind.PARAGRAPH:
        return None
    text, start = block.span.exact, block.span.start
    for time in times:
        if not block.span.holds(time.span) or time.date.precision not in DAYS or not time.date.start:
            continue
        opens = BEFORE_LABEL.fullmatch(text[: time.span.start - start])
        return time if opens and AFTER_LABEL.match(text, time.span.end - start) else None
    return None


def section_of(block: ParsedBlock, times: Sequence[TimeMention], above: TimeMention | None) -> TimeMention | None:
    """The date that stands alone over this block; another heading ends what the date above holds for."""
    own = next((t for t in times if t.role == "section" and block.span.holds(t.span)), None)
    if own is not None:
        known = bool(own.date.start) and own.date.precision is not Precision.UNKNOWN
        date = msgspec.structs.replace(own.date, basis=Basis.INFERRED, reason="the date that stands over the section")
        return msgspec.structs.replace(own, date=date) if known else None
    return None if is_heading(block.span.exact) else above
