"""Sentences with a stated time between two happenings come in ("two days later", "hours after the raid"); lags go out.

A lag runs from ``that`` (earlier) to ``this`` (later), in days; "hours" may cross midnight, so it is nought to one day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Span as Slice

from sayso.extract.around import REACH, Told, across, after, before, page_range, said_in, tellings
from sayso.extract.figures import Figure, figure
from sayso.extract.happenings import NOUN_REACH, Pointing
from sayso.extract.parse import Parsed, ParsedBlock
from sayso.extract.patterns import labelled, plain
from sayso.model import Account, Measure, Place, Span, Statement, make_id

DAYS = {"second": 0.0, "minute": 0.0, "hour": 1 / 24, "day": 1.0, "night": 1.0, "morning": 1.0, "evening": 1.0,
        "weekend": 7.0, "week": 7.0, "fortnight": 14.0, "month": 30.44, "year": 365.25, "decade": 3652.5}  # fmt: skip
# A bare plural: "hours after" is less than a day and may cross midnight, "days after" less than a week, and so on.
BARE: dict[str, tuple[float, float]] = {
    "seconds": (0, 1), "minutes": (0, 1), "moments": (0, 1), "hours": (0, 1), "days": (2, 6), "nights": (2, 6),
    "weeks": (14, 34), "months": (60, 360), "years": (731, 3650),
}  # fmt: skip
# What rounding in common speech leaves open on either side, in days: "a month later" is not a day's work.
SLACK = {"week": 1.0, "fortnight": 2.0, "month": 5.0, "year": 31.0, "decade": 366.0}


_IT = re.compile(r"\s*(?:it|this|that|they) (?:was|were|came|happened|took place|followed|occurred|is|had)\b", re.I)
_BACK = re.compile(
    r"\s*(?:(?:that|this|it|which|these|those|the (?:event|fact|incident))\b(?!\s+\w+(?:ed|ing)\b)|[.;!?)]|$)", re.I
)
OPENING = 15  # characters: what may stand before a lag that opens its sentence


def find_lags(
    parsed: Parsed,
    *,
    accounts: Sequence[Account],
    statements: Sequence[Statement],
    places: Sequence[tuple[Span, Place]] = (),
) -> tuple[Measure, ...]:
    """Every stated time between two happenings, with the happenings where the text shows which they are."""
    whole = parsed.document.span
    told = Pointing(told=tellings(accounts), places=tuple(places), text=whole.exact, start=whole.start)
    found: dict[tuple[int, int], Measure] = {}
    for block, sentence in parsed.sentences():
        for match, way in _matches(sentence.text):
            measure = _lag(parsed, block, sentence, match, way, told, statements)
            if measure and not any(s < measure.span.end and measure.span.start < e for s, e in found):
                found[measure.span.start, measure.span.end] = measure
    return tuple(found[key] for key in sorted(found))


def _matches(text: str) -> Iterator[tuple[re.Match[str], str]]:
    for pattern, way in labelled("measures", "lags"):
        for match in pattern.finditer(text):
            if not any(p.search(text[: match.start()]) for p in plain("measures", "not_a_lag")):
                yield match, way


def _lag(
    parsed: Parsed,
    block: ParsedBlock,
    sentence: Slice,
    match: re.Match[str],
    way: str,
    told: Pointing,
    statements: Sequence[Statement],
) -> Measure | None:
    days = lag_days(match)
    if days is None:
        return None
    span = block.chars(sentence.start_char + match.start(), sentence.start_char + match.end())
    bounds = page_range(block, sentence)
    verbs = [block.span.start + t.idx for t in sentence if t.pos_ == "VERB"]
    here, other = _ends(way, span.start, span.end, bounds, told, statements, floor=parsed.document.span.start, verbs=verbs)
    this, that = (here, other) if way in {"later", "after"} else (other, here)
    return Measure(
        id=make_id("measure", parsed.document.id, "lag", span.start, span.end),
        document=parsed.document.id,
        kind="lag",
        span=span,
        unit="days",
        low=days[0],
        high=days[1],
        this=this,
        that=that,
        relation="same_time" if match.groupdict().get("same") else "after",
        statement=_whose(statements, span.start, span.end),
    )


def lag_days(match: re.Match[str]) -> tuple[float, float | None] | None:
    """The days that a matched lag phrase allows, lowest and highest; a high of None is open."""
    parts = match.groupdict()
    if parts.get("same"):
        return 0.0, 0.0
    if one := parts.get("one") or parts.get("two"):
        return _allow(Figure(low=1, best=1, high=1), one.lower())
    if bare := parts.get("bare"):
        return BARE[bare.lower()]
    number = figure(parts["n"])
    if number is None:
        return None
    low, high = _allow(number, parts["u"].lower().rstrip("s"))
    return (0.0 if match.group().lower().startswith("within") else low), high


def _allow(number: Figure, unit: str) -> tuple[float, float | None]:
    """A count of units as days, widened by what the unit leaves open."""
    size, slack = DAYS[unit], SLACK.get(unit, 0.0)
    if size < 1:  # minutes and hours: whole days that they can reach, across midnight
        top = None if number.high is None else float(int((number.high * size) + 1))
        return float(int((number.low or 0) * size)), top
    low = 0.0 if number.low is None else max(0.0, number.low * size - slack)
    return round(low, 1), None if number.high is None else round(number.high * size + slack, 1)


def _ends(
    way: str,
    start: int,
    end: int,
    bounds: tuple[int, int],
    known: Pointing,
    statements: Sequence[Statement],
    *,
    floor: int,
    verbs: Sequence[int],
) -> tuple[str | None, str | None]:
    """The happening that the words belong to, and the one it is counted from."""
    (low, high), told = bounds, known.told
    if way in {"after", "before"}:  # the other one is named behind the words
        other = _named_next(known, end, high) or after(told, end, ceiling=high)
        taken = (other.id,) if other else ()
        here = _named_last(known, start, low, taken) or before(told, start, floor=low, besides=taken)
        here = here or after(told, end, ceiling=high, besides=taken) or _carried_on(known, start, low, taken)
    else:
        here = _own(known, start, end, bounds, verbs)
        other = None
    here_id = here.id if here else _statement(statements, bounds, start)
    if other is None and (way in {"later", "earlier"} or _points_back(known, end)):
        edge = _first_mention(told, here, bounds) if here else start
        other = before(told, edge, floor=max(floor, low - REACH), besides=(here_id,) if here_id else ())
    return here_id, other.id if other else None


def _named_next(known: Pointing, end: int, high: int) -> Account | None:
    """ "... after the attack on the camp": the noun that the words run on to, whether it tells the happening or points to it."""
    noun = next(known.nouns(end, min(high, end + NOUN_REACH)), None)
    return known.meant(noun) if noun else None


def _points_back(known: Pointing, end: int) -> bool:
    """ "... two days after that." """
    return bool(_BACK.match(known.text, end - known.start))


def _named_last(known: Pointing, start: int, low: int, taken: Sequence[str]) -> Account | None:
    """ "The strikes came two days after ...": the noun before the words."""
    nouns = list(known.nouns(low, start))
    found = known.meant(nouns[-1], besides=taken) if nouns else None
    return None if found is None or found.id in taken else found


def _carried_on(known: Pointing, start: int, low: int, taken: Sequence[str]) -> Account | None:
    """ "It was a week after ...": what the sentence before tells."""
    if not _IT.match(known.text[low - known.start : start - known.start]):
        return None
    return before(known.told, low, floor=low - REACH, besides=taken)


def _own(known: Pointing, start: int, end: int, bounds: tuple[int, int], verbs: Sequence[int]) -> Account | None:
    """The account that a "two days later" dates: after the words where they open a clause, otherwise before them.

    Where another verb stands between, that verb is what is dated, and no account tells it.
    """
    (low, high), told = bounds, known.told
    back, on = before(told, start, floor=low), after(told, end, ceiling=high)
    if start - low <= OPENING:  # "Then, two days later, ..."
        return on or across(told, start) or back
    inside = across(told, start)
    if back and not inside and any(_last_mention(told, back, start) < verb < start for verb in verbs):
        return None
    return inside or back or on


def _last_mention(told: Sequence[Told], account: Account, position: int) -> int:
    return max(t.span.end for t in told if t.account.id == account.id and t.span.end <= position)


def _first_mention(told: Sequence[Told], account: Account, bounds: tuple[int, int]) -> int:
    inside = [t.span.start for t in told if t.account.id == account.id and bounds[0] <= t.span.start < bounds[1]]
    return min(inside, default=bounds[0])


def _statement(statements: Sequence[Statement], bounds: tuple[int, int], start: int) -> str | None:
    """Where no account is dated, the saying in the same sentence is, or the statement that holds the words."""
    inside = [s for s in said_in(statements, *bounds) if s.cue is not None]
    inside = inside or [s for s in statements if s.content.start <= start < s.content.end]
    nearest = min(inside, key=lambda s: abs((s.cue or s.content).start - start), default=None)
    return nearest.id if nearest else None


def _whose(statements: Sequence[Statement], start: int, end: int) -> str | None:
    """The statement whose content holds the words, the innermost one."""
    holding = [s for s in statements if s.content.start <= start and end <= s.content.end]
    return min(holding, key=lambda s: s.content.end - s.content.start).id if holding else None
