"""The dates that a document prints, where they stand, come in; the day that the telling has reached at any place goes out.

A lag ("two days later", "a week after the raid") runs between two days. Where the text prints them, it can be checked, whether or
not the happenings themselves are known: the date beside the words, the date told before them, or the one of the sentence that tells
what the words name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from sayso.codelists import table
from sayso.extract.around import REACH
from sayso.model import Anchor, Basis, DateRange, Precision, Record, Span

if TYPE_CHECKING:  # what reads ledgers asks for roots here, and should not wait for the language pipeline
    from spacy.tokens import Span as Slice
    from spacy.tokens import Token

    from sayso.extract.parse import Parsed, ParsedBlock
    from sayso.extract.times import TimeMention

TOLD_BEFORE = "the day told just before"
CLOSE = 250  # characters: a day that stands alone so close before is the one counted from
MOST = 4  # candidates kept for an end: a writer rarely counts from farther back
NARROW = frozenset({Precision.MINUTE, Precision.DAY, Precision.DAYS})
DATED = NARROW | {Precision.WEEK, Precision.MONTH}
_PREPOSITIONS = (
    r"(?:on|in|until|till|by|at|the|that|this|it|is|was|came|of|late|early|night|morning|evening|afternoon|noon|dawn|dusk|and then|"
    r"then|before)"
)
_BESIDE = re.compile(rf"[\s,(–—:“\"‘'-]*(?:{_PREPOSITIONS}\b[\s,(–—:-]*)*", re.I)
_STOP = re.compile(r"[,;:.()!?“”\"–—]|\s-\s|\b(?:and|but|when|while|which|who|where|as|by|with|for|because)\b", re.I)
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "NUM", "ADJ"})
_EMPTY = frozenset({
    "be", "have", "do", "go", "come", "take", "make", "place", "day", "night", "week", "month", "year", "time", "his", "her", "its",
    "first", "last", "happen", "occur", "event", "incident", "that", "this", "it", "deadly", "initial", "latest", "other",
})  # fmt: skip
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_SUFFIXES = ("ations", "ation", "ings", "ing", "ures", "ure", "ions", "ion", "ments", "ment", "ers", "ors", "er", "or", "als", "al",
             "ies", "ied", "ed", "es", "s", "e", "y")  # fmt: skip


class Printed(Record, frozen=True):
    """A date where it stands. ``worked`` marks a day that is counted from another one and printed nowhere."""

    span: Span
    date: DateRange
    worked: bool = False


class Sentence(Record, frozen=True):
    """A sentence's place and the roots of its words, each with where it stands."""

    start: int
    end: int
    block: int
    roots: tuple[tuple[str, int, bool], ...]  # root, page offset, whether it is a name

    @property
    def ordinals(self) -> frozenset[str]:
        return frozenset(root for root, _, _ in self.roots if root in ORDINALS)


class Chronicle(Record, frozen=True):
    """The printed dates and the sentences of a document, in reading order."""

    printed: tuple[Printed, ...]
    sentences: tuple[Sentence, ...]
    text: str
    start: int  # of the text in its page
    phrases: tuple[
        tuple[int, int, Printed], ...
    ] = ()  # words that name what a time counts from, with the day found for them

    def beside(self, start: int, end: int, bounds: tuple[int, int]) -> Printed | None:
        """The date that stands right at the words: "two days later, on 14 May", "on 14 May, two days after"."""
        inside = [p for p in self.printed if not p.worked and bounds[0] <= p.span.start and p.span.end <= bounds[1]]
        behind = [p for p in inside if end <= p.span.start and self._touching(end, p.span.start)]
        ahead = [p for p in inside if p.span.end <= start and self._touching(p.span.end, start)]
        return next(iter(behind), None) or (ahead[-1] if ahead else None)

    def only(self, start: int, end: int, bounds: tuple[int, int]) -> Printed | None:
        """The one date of the sentence ahead of the words, where it has no other there."""
        ahead = [p for p in self.printed if not p.worked and bounds[0] <= p.span.start and p.span.end <= start]
        return ahead[0] if len(ahead) == 1 and end else None

    def before(self, position: int, *, besides: Sequence[Span] = (), sure: bool = False) -> tuple[DateRange, ...]:
        """The days told before the position, days before months and the nearest first; where ``sure``, one that stands alone close
        before is the one meant."""
        reach = [p for p in self.printed if position - REACH <= p.span.start and p.span.end <= position]
        reach = [p for p in reach if not any(p.span.overlaps(b) for b in besides)]
        narrow = [p for p in reversed(reach) if p.date.precision in NARROW]
        wide = [p for p in reversed(reach) if p.date.precision not in NARROW]
        days = _distinct([*narrow, *wide], TOLD_BEFORE)
        close = {(p.date.start, p.date.end) for p in reach if p.span.start >= position - CLOSE}
        alone = (
            sure and len(close) == 1 and bool(narrow) and not narrow[0].worked and narrow[0].span.start >= position - CLOSE
        )
        return (msgspec.structs.replace(days[0], basis=Basis.STATED), *days[1:]) if alone else days

    def named(
        self, names: Sequence[tuple[str, bool]], position: int, *, besides: Sequence[Span] = (), floor: int | None = None
    ) -> tuple[DateRange, ...]:
        """The days of the sentences told before (up to ``floor``) that share the most with the words that name an end."""
        whole = sum(_weight(name) for name in names)
        if {name for name, _ in names} == {"first"}:
            return self._earliest(position)
        ranked: list[_Ranked] = []
        for sentence in self.sentences:
            if sentence.start >= (position if floor is None else floor):
                continue
            score, at = self._shared(names, sentence, position)
            if score and score >= whole / 2:
                days = self._days_of(sentence, at, position, besides)
                ranked += [
                    _Ranked(
                        score=score + own / 2 - number / 4,
                        at=sentence.start,
                        day=day,
                        whole=score >= whole and own and not number,
                    )
                    for number, (day, own) in enumerate(days)
                ]
        return _named(sorted(ranked, key=lambda r: (-r.score, -r.at)))

    def _earliest(self, position: int) -> tuple[DateRange, ...]:
        """ "Two weeks after the first": the first of those that were told."""
        narrow = [p for p in self.printed if p.span.end <= position and p.date.precision in NARROW and not p.worked]
        return _distinct(sorted(narrow, key=lambda p: p.date.start)[:1], TOLD_BEFORE)

    def _touching(self, start: int, end: int) -> bool:
        return bool(_BESIDE.fullmatch(self.text, start - self.start, end - self.start))

    def _shared(self, names: Sequence[tuple[str, bool]], sentence: Sentence, position: int) -> tuple[float, int]:
        """How much of the name the sentence shares, and where the last shared word stands."""
        roots = {root: at for root, at, _ in sentence.roots if at < position}
        shared = [name for name in names if name[0] in roots]
        score = sum(_weight(name) for name in shared)
        families = {f for root in roots for f in _family(root)}
        missing = [name for name in names if name[0] not in roots and not name[1] and _family(name[0]) & families]
        score += sum(0.6 for _ in missing)
        wanted = {name for name, _ in names if name in ORDINALS}
        if wanted and sentence.ordinals and not wanted & sentence.ordinals:
            score -= 1.0
        places = [roots[name] for name, _ in shared] or [at for root, at in roots.items() if missing and _family(root)]
        return score, max(places, default=sentence.start)

    def _days_of(self, sentence: Sentence, at: int, position: int, besides: Sequence[Span]) -> list[tuple[Printed, bool]]:
        """The sentence's own dates, the nearest to the word first, or the one that its paragraph had reached; whether its own.

        Where the word itself names what another time counts from, that day is meant: "two days after the break".
        """
        meant = next((day for start, end, day in self.phrases if start <= at < end), None)
        if meant:
            return [(meant, False)]
        told = [p for p in self.printed if p.span.end <= position and not any(p.span.overlaps(b) for b in besides)]
        own = [p for p in told if sentence.start <= p.span.start < sentence.end]
        if own:
            near = sorted(own, key=lambda p: (p.date.precision not in NARROW, abs(p.span.start - at), p.span.start))
            return [(p, not p.worked) for p in near[:2]]
        opening = min(s.start for s in self.sentences if s.block == sentence.block)
        carried = [p for p in told if opening <= p.span.start and p.span.end <= sentence.start]
        return [(msgspec.structs.replace(carried[-1], worked=True), False)] if carried else []


class _Ranked(Record, frozen=True):
    """A day, how well its sentence fits the words, where that stands, and whether it has them all and a date of its own."""

    score: float
    at: int
    day: Printed
    whole: bool


def chronicle(parsed: Parsed, times: Sequence[TimeMention]) -> Chronicle:
    """The document's printed dates, and its sentences with the words by which an end can be named."""
    whole = parsed.document.span
    told = [Printed(span=t.span, date=t.date) for t in times if _dates(t)]
    sentences = [
        Sentence(start=low, end=high, block=number, roots=tuple(_roots(block, low, high)))
        for number, block in enumerate(parsed.blocks)
        for low, high in _bounds(block)
    ]
    printed = tuple(sorted(told, key=lambda p: p.span))
    return Chronicle(printed=printed, sentences=tuple(sentences), text=whole.exact, start=whole.start)


def named_so(known: Chronicle, words: tuple[int, int], days: Sequence[DateRange]) -> Chronicle:
    """The chronicle with words more that name a day."""
    found = tuple(
        (*words, Printed(span=day.spans[0], date=day, worked=day.anchor is Anchor.INCIDENT)) for day in days[:1] if day.spans
    )
    return msgspec.structs.replace(known, phrases=known.phrases + found) if found else known


def reached(known: Chronicle, day: Printed) -> Chronicle:
    """The chronicle with a day more that the telling has come to."""
    return msgspec.structs.replace(known, printed=tuple(sorted([*known.printed, day], key=lambda p: p.span)))


def naming(tokens: Sequence[Token], text: str) -> tuple[tuple[tuple[str, bool], ...], int]:
    """The roots of the words that name an end ("the rocket attack on Orvel"), and how many characters they take.

    ``text`` begins with the first of the tokens; the name goes no farther than its clause.
    """
    stop = _STOP.search(text)
    limit = stop.start() if stop else len(text)
    inside = [t for t in tokens if t.idx - tokens[0].idx < limit]
    found: dict[str, bool] = {}
    for token in inside:
        root = root_of(token.lemma_.lower())
        if token.pos_ in _CONTENT and (token.lemma_.lower() not in _EMPTY or token.lower_ in ORDINALS) and len(root) > 1:
            found.setdefault(root, token.pos_ == "PROPN" and token.text[:1].isupper())
    return tuple(found.items()), (inside[-1].idx + len(inside[-1]) - tokens[0].idx if inside else 0)


def governed(sentence: Slice, end: int) -> list[Token]:
    """What the word that ends there governs ("after" and the noun or clause behind it), or all that follows in the sentence."""
    behind = [t for t in sentence if t.idx - sentence.start_char >= end]
    word = next((t for t in sentence if t.idx - sentence.start_char < end <= t.idx - sentence.start_char + len(t)), None)
    if word is None or not behind:
        return behind
    heads = [word.head] if word.dep_ == "mark" else [c for c in word.children if c.dep_ in {"pobj", "pcomp"}]
    inside = {t.i for head in heads for t in head.subtree}
    found = []
    for token in behind:  # without a gap: what a subtree takes up farther on is no part of the name
        if token.i not in inside:
            break
        found.append(token)
    return found or behind


def _dates(mention: TimeMention) -> bool:
    when = mention.date
    return bool(when.start) and when.anchor in {Anchor.ABSOLUTE, Anchor.DOCUMENT} and when.precision in DATED and (
        mention.role in {"when", "until", "dateline", "after", "before"}
    )  # fmt: skip


def _bounds(block: ParsedBlock) -> Iterator[tuple[int, int]]:
    for sentence in block.sentences:
        yield block.span.start + sentence.start_char, block.span.start + sentence.end_char


def _roots(block: ParsedBlock, low: int, high: int) -> Iterator[tuple[str, int, bool]]:
    for token in block.tokens(low, high):
        if token.pos_ in _CONTENT or token.lower_ in ORDINALS:
            yield root_of(token.lemma_.lower()), block.span.start + token.idx, token.pos_ == "PROPN"


@lru_cache(maxsize=4096)
def root_of(word: str) -> str:
    """What a verb and its noun have in common: "seizure" and "seized", "death" and "died"."""
    word = word.replace("’", "'").removesuffix("'s")
    word = table("happenings")["roots"].get(word, word)
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            return word[: -len(suffix)]
    return word


@lru_cache(maxsize=4096)
def _family(root: str) -> frozenset[str]:
    """Which families of violence the root belongs to: an "attack" may have been told as a "strike"."""
    return frozenset(name for name, words in table("happenings")["families"].items() if root in {root_of(w) for w in words})


def _weight(name: tuple[str, bool]) -> float:
    return 2.0 if name[1] else 1.0


def _distinct(days: Iterable[Printed], reason: str) -> tuple[DateRange, ...]:
    """Each day once, said to be no more than told before."""
    found: dict[tuple[str, str], DateRange] = {}
    for p in days:
        why = p.date.reason if p.worked else f"{reason}; {p.date.reason}" if p.date.reason else reason
        anchor = Anchor.INCIDENT if p.worked else p.date.anchor
        found.setdefault(
            (p.date.start, p.date.end),
            msgspec.structs.replace(p.date, basis=Basis.INFERRED, reason=why, anchor=anchor, spans=(p.span,)),
        )
    return tuple(found.values())[:MOST]


def _named(ranked: Sequence[_Ranked]) -> tuple[DateRange, ...]:
    """The days in the order of their rank; the first one is stated where its sentence has all the words and no other has."""
    found: dict[tuple[str, str], DateRange] = {}
    rivals = {(r.day.date.start, r.day.date.end) for r in ranked if r.whole}
    for r in ranked:
        sure = r.whole and not found and len(rivals) == 1
        when = msgspec.structs.replace(r.day.date, basis=Basis.STATED if sure else Basis.INFERRED, spans=(r.day.span,))
        found.setdefault((when.start, when.end), when)
    return tuple(found.values())[:MOST]
