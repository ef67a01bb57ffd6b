"""Sentences with a stated time between two happenings come in ("two days later", "hours after the raid"); lags go out.

A lag runs from ``that`` (earlier) to ``this`` (later), in days; "hours" may cross midnight, so it is nought to one day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

import msgspec
from spacy.tokens import Span as Slice
from spacy.tokens import Token

from sayso.extract.around import REACH, Told, across, after, before, page_range, said_in, tellings
from sayso.extract.chronicle import Chronicle, Printed, chronicle, governed, named_so, naming, reached
from sayso.extract.figures import Figure, figure
from sayso.extract.happenings import NOUN_REACH, Pointing
from sayso.extract.parse import Parsed, ParsedBlock
from sayso.extract.patterns import section
from sayso.model import Account, Anchor, Basis, DateRange, Measure, Place, Precision, Record, Span, Statement, make_id

if TYPE_CHECKING:
    from sayso.extract.times import TimeMention

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
LATER = frozenset({"later", "after", "now", "then"})  # the words belong to the later of the two
_LEAD = re.compile(r"\W*(?:after|following|since) (?P<what>[^,;.]{3,60}),", re.I)  # "After the raid, jets came within hours"
FEW = 3  # days kept for an end beside those of the words that name it
OPENING = 15  # characters: what may stand before a lag that opens its sentence


class _Words(Record, frozen=True):
    """A matched lag where it stands: its span, its sentence, which way it counts, and how many days."""

    span: Span
    bounds: tuple[int, int]
    way: str
    days: tuple[float, float | None]
    named: tuple[tuple[str, bool], ...]  # the words behind that name what it counts from
    to: int  # where these end
    back: bool  # "two days after that"
    lead: bool  # "After the raid, jets came within hours"


def find_lags(
    parsed: Parsed,
    *,
    accounts: Sequence[Account],
    statements: Sequence[Statement],
    places: Sequence[tuple[Span, Place]] = (),
    times: Sequence[TimeMention] = (),
) -> tuple[Measure, ...]:
    """Every stated time between two happenings, with the happenings and the printed days where the text shows which they are."""
    whole = parsed.document.span
    told = Pointing(told=tellings(accounts), places=tuple(places), text=whole.exact, start=whole.start)
    known = chronicle(parsed, times) if times else Chronicle(printed=(), sentences=(), text=whole.exact, start=whole.start)
    found: dict[tuple[int, int], Measure] = {}
    for block, sentence in parsed.sentences():
        taken: list[tuple[Measure, _Words]] = []
        for match, way in _matches(block.text_of(sentence)):
            words = _words(block, sentence, match, way, told)
            if words and not any(m.span.overlaps(words.span) for m, _ in taken):
                taken.append(
                    (_lag(parsed, block, sentence, words, told, statements, same=bool(match.groupdict().get("same"))), words)
                )
        for measure, words in sorted(taken, key=lambda t: t[0].span):
            measure, known = _dated(measure, words, known, parsed.document.published)
            found[measure.span.start, measure.span.end] = measure
    return tuple(found[key] for key in sorted(found))


def _words(block: ParsedBlock, sentence: Slice, match: re.Match[str], way: str, told: Pointing) -> _Words | None:
    days = lag_days(match)
    if days is None:
        return None
    span = block.chars(sentence.start_char + match.start(), sentence.start_char + match.end())
    behind = governed(sentence, match.end())
    named: tuple[tuple[str, bool], ...] = ()
    to, lead = span.end, None
    if behind and (way in {"after", "before"} or match.group().lower().endswith("since")):
        at = behind[0].idx
        named, length = naming(behind, block.span.exact[at : sentence.end_char])
        to = block.span.start + at + length
    elif lead := _LEAD.match(sentence.text, 0, match.start()):
        named, _ = naming(_between(sentence, lead), lead["what"])
    return _Words(
        span=span, bounds=page_range(block, sentence), way=way, days=days, named=named, back=_points_back(told, span.end),
        to=to, lead=lead is not None,
    )  # fmt: skip


def _between(sentence: Slice, lead: re.Match[str]) -> list[Token]:
    """The tokens of "After the raid, ..." that name what the sentence counts from."""
    low, high = lead.span("what")
    return [t for t in sentence if low <= t.idx - sentence.start_char < high]


def _dated(measure: Measure, words: _Words, known: Chronicle, published: DateRange | None) -> tuple[Measure, Chronicle]:
    """The lag with the days that the text prints for its ends, and the chronicle with the day that it leads to."""
    start, end = words.span.start, words.span.end
    here = known.beside(start, words.to, words.bounds) or known.beside(start, end, words.bounds)
    mine = here or (known.only(start, end, words.bounds) if words.way in {"after", "before"} else None)
    own: tuple[DateRange, ...] = (_stated(mine.date, mine.span, sure=here is not None),) if mine else ()
    if words.way == "now":
        own = (published,) if published else ()
    if words.way == "then":
        own = known.before(start)[:1]
    taken = (mine.span,) if mine else ()
    floor = words.bounds[0] if words.lead else None
    others = known.named(words.named, start, besides=taken, floor=floor) if words.named and not words.back else ()
    if words.to > end and not words.back:
        known = named_so(known, (end, words.to), others)
    if not others and (not words.named or words.back or words.lead):
        others = known.before(start, besides=taken, sure=words.way in LATER)[1 if words.way == "then" else 0 :]
    if not own and words.way == "after" and words.named and not _has_date(known, words.bounds):
        own = tuple(d for d in known.before(start)[:1] if d not in others)
    if len(others) < FEW and words.way != "then":
        others = tuple(_once([*others, *(_guessed(d) for d in known.before(start, besides=taken)[:FEW])]))
    later = words.way in LATER
    measure = msgspec.structs.replace(measure, this_days=own if later else others, that_days=others if later else own)
    if here is None and others and measure.relation == "after" and words.days[1] is not None:
        known = reached(known, Printed(span=words.span, date=_counted(others[0], words), worked=True))
    return measure, known


def _once(days: Sequence[DateRange]) -> Iterator[DateRange]:
    seen = set()
    for day in days:
        if (day.start, day.end) not in seen:
            seen.add((day.start, day.end))
            yield day


def _guessed(when: DateRange) -> DateRange:
    return msgspec.structs.replace(when, basis=Basis.INFERRED)


def _has_date(known: Chronicle, bounds: tuple[int, int]) -> bool:
    return any(bounds[0] <= p.span.start < bounds[1] for p in known.printed if not p.worked)


def _stated(when: DateRange, span: Span, *, sure: bool) -> DateRange:
    return msgspec.structs.replace(when, basis=Basis.STATED if sure else Basis.INFERRED, spans=(span,))


def _counted(anchor: DateRange, words: _Words) -> DateRange:
    """The day to which the words lead from the anchor."""
    low, high = words.days[0], words.days[1] or words.days[0]
    if words.way in {"earlier", "before"}:
        low, high = -high, -low
    first = date.fromisoformat(anchor.start[:10]) + timedelta(days=round(low))
    last = date.fromisoformat(anchor.end[:10]) + timedelta(days=round(high))
    precision = Precision.DAY if first == last else Precision.DAYS if (last - first).days < 6 else Precision.MONTH
    return DateRange(
        start=first.isoformat(), end=last.isoformat(), precision=precision, basis=Basis.INFERRED, anchor=Anchor.INCIDENT,
        reason=f"counted from {anchor.start[:10]}", spans=(words.span, *anchor.spans),
    )  # fmt: skip


def _matches(text: str) -> Iterator[tuple[re.Match[str], str]]:
    for pattern in section("measures", "lags").likely(text):
        for match in pattern.finditer(text):
            if not section("measures", "not_a_lag").search(text[: match.start()]):
                yield match, pattern.label


def _lag(
    parsed: Parsed,
    block: ParsedBlock,
    sentence: Slice,
    words: _Words,
    told: Pointing,
    statements: Sequence[Statement],
    *,
    same: bool,
) -> Measure:
    span, way = words.span, words.way
    verbs = [block.span.start + t.idx for t in sentence if t.pos_ == "VERB"]
    here, other = _ends(
        way, span.start, span.end, words.bounds, told, statements, floor=parsed.document.span.start, verbs=verbs
    )
    this, that = (here, other) if way in LATER else (other, here)
    return Measure(
        id=make_id("measure", parsed.document.id, "lag", span.start, span.end),
        document=parsed.document.id,
        kind="lag",
        span=span,
        unit="days",
        low=words.days[0],
        high=words.days[1],
        this=this,
        that=that,
        relation="same_time" if same else "after",
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
    if way in {"now", "then"}:  # what is dated is the text, or the day that the telling has reached
        earlier = before(told, start, floor=max(floor, low - REACH))
        return None, earlier.id if earlier and way == "now" else None
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
