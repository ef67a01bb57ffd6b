"""A stated distance in a sentence comes in; what stands at each of its ends goes out: a place, a happening, or bare words."""

from __future__ import annotations

import re

from spacy.tokens import Span as Slice

from sayso.extract.around import Told, across, after, before, page_range
from sayso.extract.happenings import AREAS, named_before
from sayso.extract.parse import ParsedBlock
from sayso.extract.patterns import section
from sayso.model import Place, Record, Span

FAR_BEHIND = 60  # characters: "from the small northern border town of Orvel"
FAR_AHEAD = 120
BEFORE = 400  # characters back in which the place stands that a bare "40 km to the north" counts from
_BEARING = re.compile(r"\b(?:north|south|east|west|away|inland|upriver)[\w-]*$", re.I)
# Words between the thing that is measured and the figure: "Orvel, which lies just ...", "Orvel (some ..."
_LINK = re.compile(
    r"(?:[\s,(–—-]|\b(?:which|that|who|itself|is|are|was|were|be|being|lies|lay|lying|sits|sat|stands|stood|located|situated"
    r"|based|found|positioned|roughly|approximately|only|just|some|about|around|barely|still|actually|also|at|more|than|"
    r"less|not|even|well|over|close|to)\b)*$",
    re.I,
)
_HEADS = r"(?:an?|the|this|that|these|those|its|his|her|our|their|my)"
_PHRASE = re.compile(rf"\b{_HEADS}\s(?:(?!{_HEADS}\s)[\w’'.-]+\s){{0,4}}?[\w’'-]+$", re.I)
_PHRASE_ON = re.compile(
    r"\s*(?:an?\s|the\s|this\s|that\s|its\s|his\s|her\s|our\s|their\s)?[\w’'.-]+(?:\s(?!(?:and|but|on|in|at|when|where|which|who|"
    r"that|was|were|is|are|had|has|with|after|before|as|by|for)\b)[\w’'.-]+){0,4}",
    re.I,
)
# What may stand between a place and the figure: "Orvel, on the Tavrian border, some 9 km ..."
_BY = re.compile(r",?\s(?:on|near|at|along|in|by|inside|close to)\s(?:the\s)?(?:(?!the\b)[\w’'-]+\s?){1,4}", re.I)
_CLAUSE = re.compile(r"[,;:]|\b(?:and|but|where|when|while|that|which|who|whose|one)\b", re.I)
_DEFINITE = re.compile(r"^\s*(?:the|this|that|these|those|its|their|his|her|our)\b", re.I)
_PRONOUN = re.compile(r"\b(?:it|there|they)$", re.I)
_BREAK = re.compile(r"[,;:.!?()“”\"]")


_TWO = re.compile(r"\bapart$|\bseparat\w+$|\bdistance between\b", re.I)


class End(Record, frozen=True):
    """One end: the id of a place or an account where one is known, and the words that name it."""

    id: str | None = None
    span: Span | None = None


class Where(Record, frozen=True):
    """The places and happenings of a document, in reading order, as far as distances can run between them."""

    places: tuple[tuple[Span, Place], ...]
    told: tuple[Told, ...]
    text: str  # of the document, whose first character stands at ``start`` of the page
    start: int

    def points(self) -> list[tuple[Span, Place]]:
        """Places that a distance can start from: no countries or regions."""
        return [(s, p) for s, p in self.places if p.kind not in AREAS]


def two_ends(where: Where, block: ParsedBlock, sentence: Slice, span: Span) -> tuple[End, End]:
    """What is measured, and what it is measured from. The figure and its "from" are ``span``."""
    low, high = page_range(block, sentence)
    if _TWO.search(span.exact) and (pair := _pair(where, low, high)):
        return pair
    that = _behind(where, block, span, high)
    if that.span and (onward := _onward(where, that.span, high)):
        return onward, that
    this = _ahead(where, block, sentence, span, besides=that.id)
    return this, that if that != End() else _told_before(where, span, this)


def _told_before(where: Where, span: Span, this: End) -> End:
    """ "... in Orvel, and then in Tessk, 40 km to the north": counted, it seems, from the place named before."""
    if not _BEARING.search(span.exact) or not any(p.id == this.id for _, p in where.points()):
        return End()
    low = (this.span or span).start
    earlier = [(s, p) for s, p in where.points() if low - BEFORE <= s.start and s.end <= low and p.id != this.id]
    return End(id=max(earlier, key=lambda w: w[0].end)[1].id) if earlier else End()


def _pair(where: Where, low: int, high: int) -> tuple[End, End] | None:
    """ "Tessk and Orvel are 40 km apart", "the distance between Tessk and Orvel"."""
    inside = [(s, p) for s, p in where.points() if low <= s.start < high]
    kinds = {p.id: (s, p) for s, p in reversed(inside)}
    if len(kinds) != 2:
        return None
    one, other = sorted(kinds.values(), key=lambda w: w[0])
    return End(id=one[1].id, span=one[0]), End(id=other[1].id, span=other[0])


def _onward(where: Where, that: Span, high: int) -> End | None:
    """ "It is 40 km from Tessk to Orvel" """
    near = [(s, p) for s, p in where.points() if that.end < s.start <= min(high, that.end + len(" to the town of "))]
    for s, place in near[:1]:
        words = where.text[that.end - where.start : s.start - where.start]
        if re.fullmatch(r"\s+to(?:\s\w+){0,3}\s+", words):
            return End(id=place.id, span=s)
    return None


def _behind(where: Where, block: ParsedBlock, span: Span, high: int) -> End:
    """The place that the words after "from" name, or a "the camp" for one named before."""
    if not re.search(r"\b(?:from|of|near|to|off)$|\b(?:outside|inside|beside)$", span.exact, re.I):
        return End()
    text = block.span.exact[span.end - block.span.start : high - block.span.start]
    near = [(s, p) for s, p in where.points() if span.end <= s.start < span.end + FAR_BEHIND]
    for s, place in near[:1]:
        if not _BREAK.search(text[: s.start - span.end]):
            return End(id=place.id, span=s)
    phrase = _PHRASE_ON.match(text)
    if phrase is None or not phrase.group().strip(" ."):
        return End()
    start = span.end - block.span.start
    words = block.chars(start, start + len(phrase.group().rstrip(" .")))
    if _DEFINITE.match(words.exact):
        return End(id=named_before(where.points(), words.exact, span.start), span=words)
    return End(span=words)


def _ahead(where: Where, block: ParsedBlock, sentence: Slice, span: Span, *, besides: str | None) -> End:
    """What stands right before the figure, but for words that link the two; else the happening that the sentence tells."""
    low, high = page_range(block, sentence)
    start = low - block.span.start
    text = block.span.exact[start : span.start - block.span.start]
    link = _LINK.search(text)
    edge = low + (link.start() if link else len(text))
    ahead = [(s, p) for s, p in where.points() if low <= s.start and s.end <= edge + 1 and p.id != besides]
    touching = [
        (s, p) for s, p in ahead if s.end >= edge - 2 or _BY.fullmatch(where.text[s.end - where.start : edge - where.start])
    ]
    if touching:
        s, place = max(touching, key=lambda w: len(w[0].exact))
        return End(id=place.id, span=s)
    phrase = _PHRASE.search(text[: edge - low])
    words = (
        block.chars(start + phrase.start(), start + phrase.end()) if phrase and _ends_in_noun(sentence, edge - low) else None
    )
    if words is not None and (end := _by_phrase(where, words, besides)):
        return end
    if _PRONOUN.search(text[: edge - low]):
        return _subject_before(where, low, besides)
    account = before(where.told, span.start, floor=low) or across(where.told, span.start)
    if account is None and words is None:
        named = [(s, p) for s, p in where.points() if max(low, span.start - FAR_AHEAD) <= s.start < span.start]
        named = [
            (s, p)
            for s, p in named
            if p.id != besides and not _CLAUSE.search(where.text[s.end - where.start : edge - where.start])
        ]
        if named:
            return End(id=max(named, key=lambda w: w[0].end)[1].id)
        account = after(where.told, span.end, ceiling=high)
    if account is None or (words is not None and not _tellable(words, account.span)):
        return End(span=words)
    return End(id=account.id, span=words)


def _ends_in_noun(sentence: Slice, edge: int) -> bool:
    """ "Those rockets landed" names nothing; "those rockets" does."""
    last = [t for t in sentence if t.idx - sentence.start_char < edge and t.is_alpha]
    return not last or last[-1].pos_ not in {"VERB", "AUX", "ADP"}


def _subject_before(where: Where, low: int, besides: str | None) -> End:
    """What "it" most likely means: the place that the sentence before names first."""
    before_it = where.text[: low - where.start].rstrip()
    cut = max((before_it.rfind(mark, 0, -1) for mark in (". ", "! ", "? ", "\n", "” ")), default=-1) + 1
    earlier = [(s, p) for s, p in where.points() if where.start + cut <= s.start and s.end <= low and p.id != besides]
    return End(id=min(earlier, key=lambda w: w[0].start)[1].id) if earlier else End()


def _by_phrase(where: Where, words: Span, besides: str | None) -> End | None:
    """A place named within the phrase, or the one that "the base" stands for."""
    inside = [(s, p) for s, p in where.points() if words.holds(s) and p.id != besides]
    if inside:
        return End(id=inside[-1][1].id, span=words)
    if (
        _DEFINITE.match(words.exact)
        and (known := named_before(where.points(), words.exact, words.start))
        and known != besides
    ):
        return End(id=known, span=words)
    return None


def _tellable(words: Span, told: Span) -> bool:
    """A happening may stand for "a base" that it struck, and for its own words, and for nothing else that is named."""
    return words.overlaps(told) or section("measures", "sites_named").search(words.exact) is not None
