"""A parsed document comes in; its time expressions go out as intervals, with what each one counts from.

No guessing in silence: a date without a year says how the year was found, a relative one names what it counts from, and
one that counts from an incident has an offset and no date until :func:`resolve` is given the incident's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

import msgspec
from spacy.tokens import Span as Slice

from sayso.extract.clock import CLOCK, clock_of
from sayso.extract.parse import Parsed, ParsedBlock
from sayso.extract.timegrammar import ABSOLUTE, Context, Reader, Value, interval, precision_of
from sayso.extract.timerelative import RELATIVE, resolve_offset
from sayso.extract.timeroles import FILED_BEFORE, LONE, TOP, dates_report, heads_report, is_heading, is_lone
from sayso.model import Anchor, Basis, BlockKind, DateRange, Precision, Record, Span

_SAME_LENGTH = str.maketrans({"’": "'", "‘": "'", "‑": "-", "\u00a0": " "})
_JOIN = re.compile(r"\s*(?:-|–|—|\bto\b|\bthrough\b|\buntil\b|\btill\b|\binto\b|\band\b)\s*(?:(?:the|of|in|on)\s+)*")
_BETWEEN = re.compile(r"(?:between|from)\s+(?:the\s+)?(?:(?:late|early|mid)[ -])?$")
_BOUND = re.compile(
    r"(?:^|\s)(?P<word>since|until|till|before|after|by|from)\s+(?:(?:late|early|mid|at|about|around|the|on)[\s-]+)*$"
)
_AHEAD = frozenset(["due", "scheduled", "slated", "expected", "upcoming"])
_MODALS = frozenset({"will", "'ll", "shall", "wo"})
_EMPTY = ""


class TimeMention(Record, frozen=True):
    """Words about time. ``role``: ``when``, ``since``, ``until``, ``before``, ``after``, ``duration``, ``dateline`` (when the
    report was written), ``section`` (a date alone on its line, which dates what stands below it).

    ``date.start`` is empty where nothing can be said yet; ``offset_days`` is what it counts from its anchor, earliest and
    latest (negative: before it).
    """

    span: Span
    date: DateRange
    role: str = "when"
    offset_days: tuple[float, float] | None = None


class _Piece(msgspec.Struct, frozen=True):
    start: int
    end: int
    rule: str
    value: Value


_MONTHS = frozenset([
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "sept", "january", "february",
    "march", "april", "june", "july", "august", "september", "october", "november", "december",
])  # fmt: skip
_WEEKDAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
_SEASONS = frozenset(["spring", "summer", "autumn", "fall", "winter"])
_DIGIT, _YEAR = "0", "1900"  # stand for "has digits" and "has a year" among a block's words
# A rule is tried only on a block with one of its words: scanning every rule everywhere cost ten times as much.
_UNITS = frozenset([
    f"{unit}{s}" for unit in ("minute", "hour", "day", "night", "week", "weekend", "month", "year", "decade") for s in ("", "s")
]) | {"century", "centuries", "fortnight"}  # fmt: skip
_WITH_MONTH = (
    "mdy", "dmy", "mddy", "ddmy", "mdd", "ddm", "md", "dm", "week of month", "my", "third month", "which month", "month",
)  # fmt: skip
_NEEDS: dict[str, frozenset[str]] = {
    **dict.fromkeys(_WITH_MONTH, _MONTHS),
    **dict.fromkeys(("iso", "slash", "9/11", "century"), frozenset({_DIGIT})),
    **dict.fromkeys(("third year", "year", "year of entry", "year after word", "year after long word"), frozenset({_YEAR})),
    **dict.fromkeys(("season", "which season"), _SEASONS),
    "decade": frozenset(["s", "twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"])
    | {_YEAR, _DIGIT},
    "feast": frozenset(["christmas", "boxing", "year", "valentine", "halloween"]),
    "plain": frozenset(["yesterday", "today", "tonight", "tomorrow", "last", "this", "day", "overnight"]),
    "weekday": _WEEKDAYS,
    "weekend": frozenset({"weekend"}),
    "week": frozenset({"week"}),
    "ago": frozenset({"ago"}),
    "past span": frozenset(["past", "last", "previous", "recent", "latest"]),
    "recent": frozenset(["past", "last", "recent"]),
    "coming": frozenset(["coming", "next", "following"]),
    "recently": frozenset(["recently", "lately", "late"]),
    "later": frozenset([
        "later", "earlier", "after", "afterward", "afterwards", "before", "prior", "previously", "beforehand",
    ]),
    "within": frozenset(["within", "inside", "less"]),
    "next unit": frozenset(["next", "following", "same", "previous", "preceding"]),
    "that unit": frozenset({"that"}),
    "later that": frozenset(["later", "earlier"]),
    "day beside": frozenset(["before", "after"]),
    "soon": frozenset(["after", "afterward", "afterwards", "before", "thereafter", "following"]),
    "same time": frozenset(["same", "simultaneously"]),
    "eve": frozenset({"eve"}),
    "duration": _UNITS,
}  # fmt: skip


@lru_cache(maxsize=1)
def _rules() -> tuple[tuple[str, frozenset[str], re.Pattern[str], Reader], ...]:
    compiled = []
    for rules in (ABSOLUTE, RELATIVE):
        for name, pattern, reader in rules:
            clash = name in {"month", "year"} and rules is RELATIVE  # "last month", not a month's name
            needs = frozenset({name}) if clash else _NEEDS[name]
            compiled.append((name, needs, re.compile(rf"(?<![a-z\d])(?:{pattern})"), reader))
    return tuple(compiled)


def _words_of(lowered: str) -> frozenset[str]:
    words = set(re.findall(r"[a-z]+", lowered))
    if re.search(r"\d", lowered):
        words.add(_DIGIT)
        if re.search(r"(?:1[5-9]|20)\d\d", lowered):
            words.add(_YEAR)
    return frozenset(words)


def find_times(parsed: Parsed) -> tuple[TimeMention, ...]:
    """Every time expression of the document, in reading order; a dateline's day is what the report counts from."""
    published = _document_date(parsed)
    filed = _filed_on(parsed, published)
    day = next((date.fromisoformat(m.date.start[:10]) for m in filed if m.date.start), None)
    if day is not None and (published is None or -1 <= (published - day).days <= FILED_BEFORE):
        ctx = Context(base=day, base_name="the dateline")
    elif published is not None:
        ctx = Context(base=published)
    else:
        ctx = Context(base=_dateline(parsed), base_name="the dateline")
    undated = published is None and day is None
    return tuple(sorted([*filed, *_told(parsed, ctx, published=published, undated=undated)], key=lambda m: m.span))


def _told(parsed: Parsed, ctx: Context, *, published: date | None, undated: bool) -> Iterator[TimeMention]:
    """The times of every block; below a date that stands alone on its line they count from that date. In a text ``undated``
    a day without a year has that of the full date given last before it."""
    lone = [b for b in parsed.blocks if _stands_alone(b)]
    top, within, near = True, ctx, ctx.near
    for block in parsed.blocks:
        text, alone = block.span.exact, block in lone
        base = msgspec.structs.replace(ctx if alone else within, near=near)
        pieces = list(_pieces(block, base))
        near = next((p.value.start for p in reversed(pieces) if undated and _full_day(p)), near)
        section = alone and not (top and len(lone) == 1)
        if section and pieces and pieces[0].value.start:
            within = msgspec.structs.replace(ctx, base=pieces[0].value.start, base_name="the date over the section")
        elif is_heading(text):
            within = ctx
        for piece in pieces:
            role = "section" if section else "dateline" if alone else piece.value.role
            if not alone and piece.rule in _DAY_RULES and _of_report(text, piece, top=top, published=published):
                role = "dateline"
            yield _mention(block, piece, role=role)
        top = top and len(text) <= TOP


def _stands_alone(block: ParsedBlock) -> bool:
    text = block.span.exact
    if len(text) > LONE:
        return False
    found = _read(text.translate(_SAME_LENGTH).lower(), text, lambda _: Context())
    return len(found) == 1 and found[0].rule in _DATES and is_lone(text, found[0].start, found[0].end)


def _of_report(text: str, piece: _Piece, *, top: bool, published: date | None) -> bool:
    if heads_report(text, piece.start, piece.end):
        return True
    day = piece.value.start
    return top and day is not None and dates_report(text, piece.start, piece.end, day=day, published=published)


def _full_day(piece: _Piece) -> bool:
    value = piece.value
    narrow = value.precision in {Precision.MINUTE, Precision.DAY, Precision.DAYS}
    return value.start is not None and value.anchor is Anchor.ABSOLUTE and narrow


def _filed_on(parsed: Parsed, published: date | None) -> list[TimeMention]:
    """The days that dateline blocks give; a day without a year has the year that puts it just before publication."""
    found = []
    for block in parsed.document.blocks:
        if block.kind is not BlockKind.DATELINE:
            continue
        for piece in _read(
            block.span.exact.translate(_SAME_LENGTH).lower(), block.span.exact, lambda _: Context(base=published)
        ):
            if piece.rule in _DAY_RULES:
                span = block.span.part(block.span.start + piece.start, block.span.start + piece.end)
                found.append(TimeMention(span=span, date=_range(piece.value, span), role="dateline"))
    return found


def resolve(mention: TimeMention, anchor: DateRange) -> DateRange:
    """The mention's date once what it counts from is known; what does not count from an incident is its own date."""
    if mention.offset_days is None or not anchor.start or mention.date.anchor is not Anchor.INCIDENT:
        return mention.date
    first, last = date.fromisoformat(anchor.start[:10]), date.fromisoformat(anchor.end[:10])
    start, end = resolve_offset(mention.offset_days, first, last)
    return DateRange(
        start=start.isoformat(), end=end.isoformat(), precision=precision_of(start, end), basis=Basis.INFERRED,
        anchor=Anchor.INCIDENT, reason=f"counted from {anchor.start[:10]}", spans=(mention.span, *anchor.spans),
    )  # fmt: skip


def read_expression(text: str, *, published: date | None = None, future: bool = False) -> tuple[tuple[str, Value], ...]:
    """The expressions of a plain text with their values: the grammar without a parse."""
    lowered = text.translate(_SAME_LENGTH).lower()
    ctx = Context(base=published, future=future)
    return tuple((text[p.start : p.end], p.value) for p in _read(lowered, text, lambda _: ctx))


# Scanning ------------------------------------------------------------------------------------------------------------


def _pieces(block: ParsedBlock, ctx: Context) -> Iterator[_Piece]:
    text = block.span.exact.replace("\n", " ").replace("\t", " ")
    lowered = text.translate(_SAME_LENGTH).lower()
    if len(lowered) != len(text):
        return
    sentences = block.sentences

    def context(offset: int) -> Context:
        sentence = next((s for s in sentences if s.start_char <= offset < s.end_char), None)
        return msgspec.structs.replace(ctx, future=sentence is not None and _looks_ahead(sentence, offset))

    yield from _read(lowered, text, context)


def _read(lowered: str, text: str, context: object) -> list[_Piece]:
    raw: list[tuple[int, int, str, re.Match[str], Reader]] = []
    words = _words_of(lowered)
    for name, needs, pattern, reader in _rules():
        if needs.isdisjoint(words):
            continue
        for match in pattern.finditer(lowered):
            if match.end() > match.start():
                raw.append((match.start(), match.end(), name, match, reader))
    raw.sort(key=lambda r: (r[0] - r[1], r[0]))
    taken: list[tuple[int, int]] = []
    chosen = []
    for item in raw:
        if all(item[1] <= s or e <= item[0] for s, e in taken):
            taken.append((item[0], item[1]))
            chosen.append(item)
    chosen.sort(key=lambda r: r[0])
    pieces: list[_Piece] = []
    near: date | None = None
    near_at = -1
    for start, end, name, match, reader in chosen:
        if not _month_is_name(text, match):
            continue
        ctx = context(start)  # type: ignore[operator]
        if near is not None and start - near_at < 400:
            ctx = msgspec.structs.replace(ctx, near=near)
        value = reader(match, ctx)
        if value is None:
            continue
        lead = len(match[0]) - len(match[0].lstrip())
        pieces.append(_Piece(start + lead, end, name, value))
        if (
            value.start
            and value.anchor is Anchor.ABSOLUTE
            and value.precision in {Precision.DAY, Precision.DAYS, Precision.MONTH}
            and value.basis is Basis.STATED
        ):
            near, near_at = value.start, end
    return _with_clock(lowered, _with_bounds(lowered, _joined(lowered, _weekday_dates(lowered, pieces)), context))


def _month_is_name(text: str, match: re.Match[str]) -> bool:
    """ "may" and "march" are months only with a capital, or beside a day or a year."""
    for group in ("m", "m2"):
        if match.groupdict().get(group) in {"may", "march", "mar"}:
            at = match.start(group)
            beside = any(match.groupdict().get(g) for g in ("d", "y"))
            return beside or text[at].isupper()
    return True


def _looks_ahead(sentence: Slice, offset: int) -> bool:
    """The nearest verb before or after the words is in the future."""
    best: tuple[int, bool] | None = None
    for token in sentence:
        if token.lower_ in _AHEAD and token.head.lemma_.lower() in {"be", token.lemma_.lower()} and token.idx < offset:
            best = (abs(token.idx - offset), True)
        if token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"aux", "auxpass"}:
            ahead = any(c.dep_ == "aux" and c.lower_ in _MODALS for c in token.children)
            going = token.lower_ == "going" and any(c.dep_ == "xcomp" for c in token.children)
            due = (
                token.dep_ == "xcomp"
                and token.head.lemma_.lower() in {"plan", "schedule", "expect", "intend", "set", "due"}
                and token.head.tag_ in {"VBN", "VBP", "VBZ"}
            )
            distance = abs(token.idx - offset)
            if best is None or distance < best[0]:
                best = (distance, ahead or going or due)
    return best is not None and best[1]


def _weekday_dates(text: str, pieces: Sequence[_Piece]) -> list[_Piece]:
    """ "Friday, December 27" and "December 27 (Friday)" are one expression, the date's."""
    out: list[_Piece] = []
    for piece in pieces:
        if (
            out
            and out[-1].rule == "weekday"
            and piece.rule in _DAY_RULES
            and re.fullmatch(r",?\s*(?:the\s+)?|\s*\(", text[out[-1].end : piece.start])
        ):
            piece = _Piece(out[-1].start, piece.end, piece.rule, piece.value)
            out.pop()
        out.append(piece)
    return out


_DAY_RULES = frozenset({"iso", "mdy", "dmy", "md", "dm", "slash", "minute"})
_DATES = _DAY_RULES | {"my", "month", "third month", "range"}


def _joined(text: str, pieces: Sequence[_Piece]) -> list[_Piece]:
    """ "December 29 to January 8", "between Monday and Wednesday", "2018 and 2019" are one interval."""
    out: list[_Piece] = []
    for piece in pieces:
        last = out[-1] if out else None
        if (
            last
            and last.value.start
            and piece.value.start
            and _JOIN.fullmatch(text[last.end : piece.start])
            and _one_range(text, last, piece)
        ):
            start, end = last.value.start, piece.value.end
            if start and end and start > end and last.value.yearless and not piece.value.yearless:
                start = start.replace(year=start.year - 1) if (start.month, start.day) != (2, 29) else start
            if start and end and start > end and piece.value.yearless and last.value.end:
                end = end.replace(year=end.year + 1) if (end.month, end.day) != (2, 29) else end
            if start and end and start <= end:
                reason = last.value.reason or piece.value.reason
                year = Precision.YEAR if last.value.precision is Precision.YEAR else None
                anchor = last.value.anchor if last.value.anchor is piece.value.anchor else Anchor.ABSOLUTE
                value = interval(start, end, precision=year, anchor=anchor, reason=reason)
                out[-1] = _Piece(last.start, piece.end, "range", value)
                continue
        out.append(piece)
    return out


def _one_range(text: str, first: _Piece, second: _Piece) -> bool:
    """Two dates joined by "and" are one interval only after "between", or where they touch, like two years."""
    joint = text[first.end : second.start]
    if "and" not in joint:
        return True
    if _BETWEEN.search(text[: first.start]):
        return True
    both_years = first.value.precision is Precision.YEAR and second.value.precision is Precision.YEAR
    touching = (
        first.value.end is not None and second.value.start is not None and (second.value.start - first.value.end).days == 1
    )
    return both_years and touching


def _with_bounds(text: str, pieces: Sequence[_Piece], context: object) -> list[_Piece]:
    """ "Since Thursday" runs to the document's date; "until", "before" and "after" keep the date as a bound."""
    out = []
    for piece in pieces:
        before = _BOUND.search(text[max(0, piece.start - 30) : piece.start])
        word = before["word"] if before else ""
        value = piece.value
        if value.role != "when" or value.anchor is Anchor.INCIDENT or piece.rule == "range":
            word = ""
        if word == "since" and value.start:
            base = context(piece.start).base  # type: ignore[operator]
            end = max(base, value.start) if base else value.end or value.start
            long = precision_of(value.start, end)
            value = msgspec.structs.replace(
                value,
                end=end,
                precision=long,
                role="since",
                basis=Basis.INFERRED,
                reason=value.reason or "from then to the document's date",
            )
        elif word in {"until", "till", "before", "after"}:
            value = msgspec.structs.replace(value, role="until" if word == "till" else word)
        out.append(_Piece(piece.start, piece.end, piece.rule, value))
    return out


def _with_clock(text: str, pieces: Sequence[_Piece]) -> list[_Piece]:
    """A time of day beside a day makes one expression to the minute; alone it stays a time without a day."""
    out = list(pieces)
    for match in CLOCK.finditer(text):
        if not match[0].strip() or any(p.start < match.end() and match.start() < p.end for p in out):
            continue
        lead = len(match[0]) - len(match[0].lstrip())
        start, end = match.start() + lead, match.end()
        beside = [
            i for i, p in enumerate(out) if p.value.start and p.value.start == p.value.end and _touches(text, p, start, end)
        ]
        clock = clock_of(match)
        if beside:
            piece = out[beside[0]]
            value = msgspec.structs.replace(
                piece.value, precision=Precision.MINUTE, reason=_with(piece.value.reason, f"at {clock}")
            )
            out[beside[0]] = _Piece(min(piece.start, start), max(piece.end, end), "minute", value)
        else:
            value = Value(
                anchor=Anchor.INCIDENT,
                reason=f"at {clock}; the day is not in these words",
                offset=(0.0, 0.0),
                basis=Basis.STATED,
                role="clock",
            )
            out.append(_Piece(start, end, "clock", value))
    return sorted(out, key=lambda p: p.start)


def _touches(text: str, piece: _Piece, start: int, end: int) -> bool:
    gap = text[piece.end : start] if piece.end <= start else text[end : piece.start]
    return len(gap) <= 12 and bool(re.fullmatch(r"[\s,(]*(?:on|at|of|the|local time)?[\s,(]*", gap))


def _with(reason: str, more: str) -> str:
    return f"{reason}; {more}" if reason else more


# Records -------------------------------------------------------------------------------------------------------------


def _mention(block: ParsedBlock, piece: _Piece, *, role: str) -> TimeMention:
    span = block.chars(piece.start, piece.end)
    value = piece.value
    reason = value.reason
    if value.anchor is Anchor.DOCUMENT and _in_quotation(block.span.exact, piece.start):
        reason = _with(reason, "said in a quotation")
    on = _range(msgspec.structs.replace(value, reason=reason), span)
    return TimeMention(span=span, date=on, role=role, offset_days=value.offset)


def _range(value: Value, span: Span) -> DateRange:
    start, end = (value.start.isoformat() if value.start else _EMPTY), (value.end.isoformat() if value.end else _EMPTY)
    clock = re.search(r"at (\d\d:\d\d)([+-]\d\d:\d\d)?", value.reason) if value.precision is Precision.MINUTE else None
    if clock:
        stamp = "T" + clock[1] + (clock[2] or "")
        start, end = start + stamp, end + stamp
    return DateRange(
        start=start, end=end, precision=value.precision, basis=value.basis, anchor=value.anchor, reason=value.reason,
        spans=(span,),
    )  # fmt: skip


def _in_quotation(text: str, at: int) -> bool:
    before = text[:at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _document_date(parsed: Parsed) -> date | None:
    published = parsed.document.published
    return date.fromisoformat(published.start[:10]) if published is not None and published.start else None


def _dateline(parsed: Parsed) -> date | None:
    """A full date in the first words of a document that has no other."""
    for block in parsed.blocks[:3]:
        text = block.span.exact[:200]
        for _, value in read_expression(text):
            if value.start and value.start == value.end and value.basis is Basis.STATED:
                return value.start
    return None
