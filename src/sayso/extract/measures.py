"""A document's accounts, places, times and statements come in; its checkable figures go out, each with its two ends.

Distances and nearness, lags, counts, dates and the order of happenings. An end that the text leaves open stays None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import msgspec
from spacy.tokens import Span as Slice

from sayso.codelists import table
from sayso.extract.around import REACH, Told, across, after, before, page_range, said_in, tellings
from sayso.extract.corrections import find_corrections
from sayso.extract.ends import Where, two_ends
from sayso.extract.figures import AGED, LOOSE, POWERS, TENS, UNITS, figure
from sayso.extract.lags import find_lags
from sayso.extract.parse import Parsed, ParsedBlock
from sayso.extract.patterns import section
from sayso.extract.series import find_series
from sayso.model import Account, Anchor, Measure, Place, Precision, Record, Span, Statement, make_id

if TYPE_CHECKING:
    from sayso.extract.places import Places
    from sayso.extract.times import TimeMention

KM = {"km": 1.0, "kilometer": 1.0, "kilometre": 1.0, "mile": 1.609344, "mi": 1.609344, "metre": 0.001, "meter": 0.001,
      "m": 0.001, "yard": 0.0009144, "foot": 0.0003048, "feet": 0.0003048}  # fmt: skip
_TIED = re.compile(r"away|apart|from|of|outside|inside|off|north|south|east|west|separat|distance between", re.I)
_DENIED_BEFORE = re.compile(r"\b(?:nowhere|not (?:anywhere |even )?|n[o'’]t )\s*$", re.I)
FIRST = re.compile(r"\b(?:initially|at first|originally|first|earlier)\b", re.I)
THEN = re.compile(r"\b(?:since|later|then|now|subsequently|eventually|afterwards?|finally)\b", re.I)
SHORTEST = 4  # letters of a place's name that is looked for again
LATER_REACH = 3  # sentences: "initially ... has since" rarely stands farther apart
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b,?(?: the)?(?: \()?\s*$")
_WEEKDAY_BEHIND = re.compile(r"^\s*[,(]\s*(?:a )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_TO = re.compile(r"\s*(?:-|–|—|\bto\b|\bthrough\b|\buntil\b)\s*")
_TOLL = re.compile(r"(?:death )?toll|dead|deaths|number|figure|bodies|corpses", re.I)
BESIDE = 60  # characters: a date that dates an account stands no farther from it
_MONTH = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b")
_NUMBERS = frozenset({*UNITS, *TENS, *POWERS, *LOOSE}) - {"a", "an", "no", "one", "half", "few"}
DATED = frozenset({Precision.MINUTE, Precision.DAY, Precision.DAYS, Precision.WEEK, Precision.MONTH})


class _Page(Record, frozen=True):
    """What the finders of this module look at."""

    parsed: Parsed
    told: tuple[Told, ...]
    places: tuple[tuple[Span, Place], ...]
    statements: tuple[Statement, ...]

    def where(self) -> Where:
        whole = self.parsed.document.span
        return Where(places=self.places, told=self.told, text=whole.exact, start=whole.start)

    def measure(self, kind: str, span: Span, **rest: object) -> Measure:
        holding = [s for s in self.statements if s.content.holds(span)]
        said = min(holding, key=lambda s: len(s.content.exact)).id if holding else None
        document = self.parsed.document.id
        fields: dict[str, object] = {"statement": said, "unit": "", **rest}
        return Measure(
            id=make_id("measure", document, kind, span.start, span.end, fields.get("this", "")),
            document=document,
            kind=kind,
            span=span,
            **fields,  # type: ignore[arg-type]
        )


def find_measures(
    parsed: Parsed,
    *,
    accounts: Sequence[Account],
    places: Places | None,
    times: Sequence[TimeMention] = (),
    statements: Sequence[Statement] = (),
) -> tuple[Measure, ...]:
    """Every figure of the document that a second text, a gazetteer or a calendar could speak for or against."""
    where = tuple(_named(parsed, places.places if places else ()))
    page = _Page(
        parsed=parsed, told=tellings(accounts), places=tuple(sorted(where, key=lambda w: w[0])), statements=tuple(statements)
    )
    lags = find_lags(parsed, accounts=accounts, statements=statements, places=page.places, times=times)
    found = [*_distances(page), *_nearness(page), *lags, *_order(page), *_turns(page)]
    found += [*find_corrections(parsed, times), *find_series(parsed)]
    found += [*_harm(page, accounts), *_counts(page, accounts), *_dates(page, accounts, times, lags)]
    unique = {measure.id: measure for measure in found}
    return tuple(sorted(unique.values(), key=lambda m: (m.span.start, m.span.end, m.kind, m.id)))


def _named(parsed: Parsed, places: Sequence[Place]) -> Iterator[tuple[Span, Place]]:
    """Every mention of every place, and the same words wherever else they stand."""
    whole = parsed.document.span
    taken = [span for place in places for span in place.mentions]
    for place in places:
        yield from ((span, place) for span in place.mentions)
        for name in dict.fromkeys(s.exact for s in place.mentions if s.exact[:1].isupper() and len(s.exact) >= SHORTEST):
            for match in re.finditer(rf"\b{re.escape(name)}\b", whole.exact):
                span = whole.part(whole.start + match.start(), whole.start + match.end())
                if not any(span.overlaps(t) for t in taken):
                    taken.append(span)
                    yield span, place


def _distances(page: _Page) -> Iterator[Measure]:
    for block, sentence in page.parsed.sentences():
        taken: list[tuple[int, int]] = []
        words = block.text_of(sentence)
        for pattern in section("measures", "distance").likely(words):
            for match in pattern.finditer(words):
                number = figure(match["n"])
                tied = _TIED.search(match["tail"]) or _TIED.match(match.group())
                if number is None or not tied or any(s < match.end() and match.start() < e for s, e in taken):
                    continue
                taken.append(match.span())
                factor = KM[match["u"].lower().rstrip("s")]
                yield _between(
                    page, block, sentence, _span(block, sentence, match.start(), match.end()),
                    low=None if number.low is None else round(number.low * factor, 3),
                    high=None if number.high is None else round(number.high * factor, 3),
                    relation="about" if number.loose else "distance",
                )  # fmt: skip


def _nearness(page: _Page) -> Iterator[Measure]:
    for block, sentence in page.parsed.sentences():
        words = block.text_of(sentence)
        for pattern in section("measures", "nearness").likely(words):
            for match in pattern.finditer(words):
                if pattern.label == "near" and _DENIED_BEFORE.search(words[: match.start()]):
                    continue
                span = _span(block, sentence, match.start(), match.end())
                measure = _between(page, block, sentence, span, relation=pattern.label)
                if pattern.label == "not_near" or {measure.this, measure.that} <= _place_ids(page):
                    yield measure


def _between(page: _Page, block: ParsedBlock, sentence: Slice, span: Span, **stated: object) -> Measure:
    """The distance with its two ends; its words run on to the end of the place that it is counted from."""
    this, that = two_ends(page.where(), block, sentence, span)
    whole = _joined(block, span, that.span) if that.span and that.span.start >= span.end else span
    ends = {"this": this.id, "this_span": this.span, "that": that.id, "that_span": that.span}
    return page.measure("distance", whole, unit="km", **ends, **stated)


def _order(page: _Page) -> Iterator[Measure]:
    """One happening before, after or together with another, without a figure."""
    for block, sentence in page.parsed.sentences():
        bounds = page_range(block, sentence)
        words = block.text_of(sentence)
        for pattern in section("measures", "order").likely(words):
            for match in pattern.finditer(words):
                span = _span(block, sentence, match.start(), match.end())
                this = before(page.told, span.start, floor=bounds[0]) or across(page.told, span.start)
                if this is None:
                    continue
                that = after(page.told, span.end, ceiling=bounds[1], besides=(this.id,))
                floor = max(page.parsed.document.span.start, bounds[0] - REACH)
                that = that or before(page.told, span.start, floor=floor, besides=(this.id,))
                if that is not None:
                    yield page.measure("sequence", span, this=this.id, that=that.id, relation=pattern.label)


def _turns(page: _Page) -> Iterator[Measure]:
    """A statement that came first ("initially balked") and the one that came since."""
    sentences = [(b, s) for b, s in page.parsed.sentences()]
    for at, (block, sentence) in enumerate(sentences):
        first = FIRST.search(block.text_of(sentence))
        opening = first and next((s for s in said_in(page.statements, *page_range(block, sentence)) if s.cue), None)
        if not first or opening is None:
            continue
        for other_block, other in sentences[at : at + 1 + LATER_REACH]:
            later = [s for s in said_in(page.statements, *page_range(other_block, other)) if s.cue and s.id != opening.id]
            if (
                later
                and (found := THEN.search(other_block.text_of(other)))
                and (other is not sentence or found.start() > first.end())
            ):
                cue = opening.cue or opening.content
                low = min(block.span.start + sentence.start_char + first.start(), cue.start)
                high = max(block.span.start + sentence.start_char + first.end(), cue.end)
                span = block.chars(low - block.span.start, high - block.span.start)
                yield page.measure("sequence", span, this=opening.id, that=later[0].id, relation="before")
                break


def _harm(page: _Page, accounts: Sequence[Account]) -> Iterator[Measure]:
    for account in accounts:
        for harm in account.harm:
            if (harm.best is not None or harm.low is not None) and _numbered(harm.span.exact):
                yield page.measure(
                    "count", harm.span, unit="persons", this=account.id, relation=harm.kind, statement=harm.source,
                    low=None if harm.low is None else float(harm.low), high=None if harm.high is None else float(harm.high),
                )  # fmt: skip


def _numbered(words: str) -> bool:
    """A number is printed: "two guards" is a figure that can be checked, "a guard", an age or a name is not."""
    words = AGED.sub(" ", words)
    return any(c.isdigit() for c in words) or any(w in _NUMBERS for w in re.split(r"[^a-z]+", words.lower()))


def _counts(page: _Page, accounts: Sequence[Account]) -> Iterator[Measure]:
    """Numbers of people killed, hurt or taken that no account carries."""
    taken = [h.span for a in accounts for h in a.harm]
    for block, sentence in page.parsed.sentences():
        bounds = page_range(block, sentence)
        words = block.text_of(sentence)
        for pattern in section("measures", "counted").likely(words):
            for match in pattern.finditer(words):
                number = figure(match["n"])
                if number is None or number.best <= 0 or not _people(sentence, match):
                    continue
                toll = bool(_TOLL.match(match["f"])) and (
                    match.start("f") < match.start("n") or match["f"].lower() != "dead"
                )
                span = _span(block, sentence, min(match.start("n"), match.start("f") if toll else len(words)), match.end())
                if any(span.overlaps(t) for t in taken):
                    continue
                taken.append(span)
                account = across(page.told, span.start) or before(page.told, span.start, floor=bounds[0])
                account = account or after(page.told, span.start, ceiling=bounds[1])
                if account is None and toll:
                    account = before(_deadly(page), span.start, floor=bounds[0] - REACH)
                yield page.measure(
                    "count", span, unit="persons", low=number.low, high=number.high, this=account.id if account else None,
                    relation=table("measures")["fates"][match["f"].lower()[:4]],
                )  # fmt: skip


def _deadly(page: _Page) -> tuple[Told, ...]:
    """The tellings of happenings that killed somebody: "the mission put the dead at 31" speaks of one of them."""
    return tuple(t for t in page.told if any(h.kind == "killed" for h in t.account.harm))


def _people(sentence: Slice, match: re.Match[str]) -> bool:
    behind = sentence.text[match.end("n") :].lstrip()
    return (
        bool(behind)
        and not section("measures", "not_people").search(behind)
        and match["n"].lower().strip() not in {"a", "an", "no"}
    )


def _dates(
    page: _Page, accounts: Sequence[Account], times: Sequence[TimeMention], lags: Sequence[Measure]
) -> Iterator[Measure]:
    """Dates as printed, with the account that they date; a weekday beside a date belongs to it."""
    dated = sorted((a for a in accounts if a.date), key=lambda a: a.date is not None and a.date.anchor is Anchor.INCIDENT)
    dating: dict[Span, str] = {}
    for known in dated:  # a date that another account's is worked out from is that account's own first
        for span in known.date.spans if known.date else ():
            dating.setdefault(span, known.id)
    for mention in _joined_days(page, times):
        when = mention.date
        if when.anchor is Anchor.INCIDENT or any(mention.span.overlaps(m.span) for m in lags):
            continue
        account = next((i for s, i in dating.items() if s.overlaps(mention.span)), None)
        if when.start and when.precision in DATED:
            low, high = (float(date.fromisoformat(day[:10]).toordinal()) for day in (when.start, when.end))
            span, relation = _with_weekday(page.parsed, mention.span), str(when.anchor)
        elif not when.start and _MONTH.search(mention.span.exact):
            low, high, span, relation = None, None, mention.span, "no_year"
            account = account or _dated_by(page, mention.span)
        elif (
            when.anchor is Anchor.DOCUMENT
            and not when.start
            and mention.offset_days
            and (said := _spoken(page, mention.span))
        ):
            first, last = sorted(abs(offset) for offset in mention.offset_days)
            that = account or _dated_by(page, mention.span)
            yield page.measure(
                "lag", mention.span, unit="days", this=said.id, that=that, low=first, high=last, relation="after"
            )
            continue
        else:
            continue
        yield page.measure("date", span, unit="ISO day ordinals", this=account, low=low, high=high, relation=relation)


def _joined_days(page: _Page, times: Sequence[TimeMention]) -> Iterator[TimeMention]:
    """The expressions; "December 29 to January 8" without a year is one."""
    whole = page.parsed.document.span
    last: TimeMention | None = None
    for mention in sorted(times, key=lambda t: t.span):
        if last is not None:
            between = whole.exact[last.span.end - whole.start : mention.span.start - whole.start]
            if _TO.fullmatch(between) and all(_MONTH.search(t.span.exact) and not t.date.start for t in (last, mention)):
                last = msgspec.structs.replace(last, span=whole.part(last.span.start, mention.span.end))
                continue
            yield last
        last = mention
    if last is not None:
        yield last


def _spoken(page: _Page, span: Span) -> Statement | None:
    """The saying that holds the words: "yesterday" in it counts from the day on which it was said."""
    holding = [s for s in page.statements if s.cue is not None and s.content.holds(span)]
    return min(holding, key=lambda s: len(s.content.exact), default=None)


def _dated_by(page: _Page, span: Span) -> str | None:
    """The account that a bare date stands at: around it, or close after or before it."""
    holding = [t for t in page.told if t.span.overlaps(span)]
    account = min(holding, key=lambda t: len(t.span.exact)).account if holding else None
    account = account or after(page.told, span.end, ceiling=span.end + BESIDE)
    account = account or before(page.told, span.start, floor=span.start - BESIDE)
    return account.id if account else None


def _with_weekday(parsed: Parsed, span: Span) -> Span:
    whole = parsed.document.span
    if not whole.holds(span):
        return span
    text, start, end = whole.exact, span.start - whole.start, span.end - whole.start
    if found := _WEEKDAY.search(text, max(0, start - 20), start):
        start = found.start()
    if found := _WEEKDAY_BEHIND.match(text[end : end + 25]):
        end += found.end()
    return whole.part(whole.start + start, whole.start + end)


def _place_ids(page: _Page) -> frozenset[str]:
    return frozenset(place.id for _, place in page.places)


def _span(block: ParsedBlock, sentence: Slice, start: int, end: int) -> Span:
    return block.chars(sentence.start_char + start, sentence.start_char + end)


def _joined(block: ParsedBlock, span: Span, other: Span) -> Span:
    """From the figure to the end of the place it is counted from."""
    end = max(span.end, other.end) if block.span.holds(other) else span.end
    return block.span.part(span.start, end)
