"""A document's statements come in; those on which the author's next words cast doubt go out as ones that he stands apart from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import msgspec

from sayso.extract.parse import Parsed, ParsedBlock
from sayso.extract.patterns import section
from sayso.extract.statements.found import Range
from sayso.model import Act, ActorKind, DocumentKind, Mode, Span, Stance, Statement

_OPEN = frozenset({Stance.NEUTRAL, Stance.ENDORSES})
_WRITERS = frozenset({ActorKind.AUTHOR, ActorKind.COMMENTER})
_TOLD = frozenset(
    {Act.EVALUATES, Act.ACCUSES, Act.DENIES, Act.CLAIMS_RESPONSIBILITY, Act.REPORTS, Act.OFFERS_EVIDENCE, Act.EXONERATES}
)
_OPINIONS = frozenset({Act.EVALUATES, Act.DOUBTS, Act.NOTES_MISSING_EVIDENCE, Act.EXONERATES})
_AGAINST = frozenset({Act.DOUBTS, Act.NOTES_MISSING_EVIDENCE, Act.EXONERATES, Act.OFFERS_EVIDENCE, Act.DENIES})
_AHEAD = 2  # sentences
_OPINIONATED = 3  # judgements of the author's own, from which a text is one of opinion
_LONG = 5  # letters of a word that is taken up
_MINE = re.compile(r"\bI\b")
_TURN = re.compile(r"^\W*(?:but|yet|however|still|except|only)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{3,}")
_NEVER = re.compile(r"(?:^|,)\W*(?:whom|which|where|whose)\b[^.;]{2,60}?\b(?:never|not|no)\b", re.IGNORECASE)
_ECHO = 4  # words of "Unmistakable!" and "An accident, really?"


def disbelieved(statements: Sequence[Statement], parsed: Parsed) -> tuple[Statement, ...]:
    """The statements; those that the author goes on to doubt, mock or contradict with the stance that this gives away."""
    told = [s for s in statements if s.stance in _OPEN and s.act in _TOLD]
    if not told:
        return tuple(statements)
    reading = _Reading(statements, parsed)
    doubted = {s.id for s in told if reading.doubts(s)}
    return tuple(msgspec.structs.replace(s, stance=Stance.DISTANCES) if s.id in doubted else s for s in statements)


class _Reading:
    """What all statements of one document are held against."""

    def __init__(self, statements: Sequence[Statement], parsed: Parsed) -> None:
        self.statements, self.parsed = statements, parsed
        self.own = [s for s in statements if s.stance is Stance.OWN and s.source.kind in _WRITERS]
        judged = sum(s.act in _OPINIONS for s in self.own)
        self.opinion = judged >= _OPINIONATED or _of_oneself(parsed.document.span.exact)
        self.others = [_extent(s) for s in statements if s.stance is not Stance.OWN]
        self.thread = parsed.document.kind is DocumentKind.COMMENT
        self.refuted = _refuted(parsed)
        self._bounds: dict[int, list[Range]] = {}

    def doubts(self, one: Statement) -> bool:
        """Whether the author's words around the statement, behind it, or over the whole text cast doubt on it."""
        place = _extent(one)
        if self.refuted and self.refuted(one):
            return True
        if "copied" in one.flags and self.thread:
            return any(section("hedges", "scorn").search(text) for text in self._rest(place))
        if self._called_a_liar(one):
            return True
        here, ahead = self._around(place)
        if section("hedges", "aside_doubts").search(here) or (self.opinion and _never(one, here)):
            return True
        return any(self._rebuffs(text, start, one, near=n == 0) for n, (start, text) in enumerate(ahead))

    def _rebuffs(self, text: str, start: int, one: Statement, *, near: bool) -> bool:
        own = self._own_words(text, start)
        if section("hedges", "contradicting").search(text) and _takes_up(text, one):
            return True
        if not own or not near:
            return bool(near and self._turned(text, start, one))
        if self.thread and section("hedges", "scorn").search(own):
            return True
        if (
            section("acts", "disbelief").search(own)
            or section("hedges", "rebuffs").search(own)
            or _echoes(own, one.content.exact)
        ):
            return True
        if (self.thread or self.opinion) and _gainsays(own, one.content.exact, opinion=self.opinion):
            return True
        missing = section("evidence", "missing").search(own) and _of_the_speaker(own, one)
        return bool(missing) or self._turned(text, start, one)

    def _turned(self, text: str, start: int, one: Statement) -> bool:
        """ "But in fact ...": what comes next is held against it by the author, or in a text of opinion by somebody else."""
        if not _TURN.match(text):
            return False
        end = start + len(text)
        behind = [s for s in self.statements if start <= s.content.start < end and s.source.actor != one.source.actor]
        if any(s.act in _AGAINST for s in behind if s.stance is Stance.OWN or self.opinion):
            return True
        return bool(section("hedges", "in_fact").search(self._own_words(text, start)))

    def _called_a_liar(self, one: Statement) -> bool:
        """ "X is full of it": what the author says of the speaker himself, somewhere in the text."""
        name = one.source.name.split()[-1] if one.source.named and one.source.name else ""
        if len(name) < len("Abe") or one.source.kind in _WRITERS:
            return False
        return any(name in text for text in self._discrediting)

    @cached_property
    def _discrediting(self) -> list[str]:
        discredits = section("hedges", "discredits")
        return [s.content.exact for s in self.own if discredits.search(s.content.exact)]

    def _rest(self, place: Range) -> Iterator[str]:
        """The commenter's own words around what he copied."""
        whole = self.parsed.document.span
        yield whole.exact[max(0, place[1] - whole.start) :]
        yield whole.exact[: max(0, place[0] - whole.start)]

    def _around(self, place: Range) -> tuple[str, list[tuple[int, str]]]:
        """The author's words in the sentence of a statement, and the next sentences of its paragraph with where they begin."""
        block = next((b for b in self.parsed.blocks if b.span.start <= place[1] - 1 < b.span.end), None)
        if block is None:
            return "", []
        if block.span.start not in self._bounds:
            self._bounds[block.span.start] = _sentences(block)
        found = self._bounds[block.span.start]
        at = next((n for n, (a, b) in enumerate(found) if a <= place[1] - 1 < b), None)
        if at is None:
            return "", []
        last = found[at][1]
        here = self._text((place[1], last)) if place[1] < last else ""
        ahead = [(a, self._text((a, b))) for a, b in found[at + 1 : at + 1 + _AHEAD]]
        return here, ahead

    def _text(self, place: Range) -> str:
        whole = self.parsed.document.span
        return whole.exact[place[0] - whole.start : place[1] - whole.start]

    def _own_words(self, text: str, start: int) -> str:
        """What of a sentence nobody else is said to say."""
        kept, at = "", start
        for low, high in sorted(r for r in self.others if r[0] < start + len(text) and start < r[1]):
            kept += text[max(0, at - start) : max(0, low - start)]
            at = max(at, high)
        kept += text[max(0, at - start) :]
        return kept if len(kept) * 2 > len(text) and not kept.lstrip().startswith(("“", '"')) else ""


def _of_oneself(text: str) -> bool:
    """Whether an author speaks of himself, outside what he quotes."""
    return len(_MINE.findall(_QUOTED.sub(" ", text))) >= _TWICE


_QUOTED = re.compile(r"“[^”]*”|\"[^\"\n]*\"")
_TWICE = 2


def _extent(one: Statement) -> Range:
    """From the first to the last of its words, cue and source included where they stand beside what is said."""
    spans: Iterable[Span] = [*one.content_parts, one.content, *([one.cue] if one.cue else [])]
    near = [s for s in spans if abs(s.start - one.content.start) < _BESIDE]
    return (min(s.start for s in near), max(s.end for s in near))


_BESIDE = 400  # characters


def _sentences(block: ParsedBlock) -> list[Range]:
    base = block.span.start
    return [(base + s.start_char, base + s.end_char) for s in block.sentences]


def _never(one: Statement, here: str) -> bool:
    """ "... drug traffickers, whom she had never written about": behind what was said, or hung on it."""
    inside = one.content.exact if one.mode is not Mode.DIRECT else ""
    return bool(_NEVER.search(f"{inside} {here}"))


def _takes_up(text: str, one: Statement) -> bool:
    """Whether a sentence speaks of what was said or of who said it."""
    name = one.source.name.split()[-1].casefold() if one.source.name else ""
    return bool(section("hedges", "versions").search(text)) or (len(name) > 2 and name in text.casefold())


def _of_the_speaker(own: str, one: Statement) -> bool:
    """ "He showed none", "Renn gave no proof": begins with who spoke."""
    first = own.lstrip().split(maxsplit=1)
    name = one.source.name.split()[-1].casefold() if one.source.name else ""
    return bool(first) and (first[0].casefold() in {"he", "she", "they", "it"} or (len(name) > 2 and name in own.casefold()))


def _echoes(own: str, said: str) -> bool:
    """ "Unmistakable!", "Proof?": a short cry or question that takes up a word of what was said."""
    words = _WORD.findall(own)
    if not 0 < len(words) <= _ECHO or own.rstrip()[-1:] not in {"!", "?"}:
        return False
    return any(len(w) >= _LONG and w.casefold() in said.casefold() for w in words)


def _gainsays(own: str, said: str, *, opinion: bool) -> bool:
    """ "The gangs blew it up. The gangs have no aircraft.": a "no" about what was just spoken of, or a figure for what was quoted;
    in a text of opinion a short "no" is enough."""
    stem = _LONG - 1
    common = {w.casefold()[:stem] for w in _WORD.findall(own)} & {w.casefold()[:stem] for w in _WORD.findall(said)}
    shared = any(len(w) >= stem for w in common)
    if not _NOT.search(own):
        return shared and any(c.isdigit() for c in own) and any(mark in said for mark in '“”"')
    return shared or (opinion and len(own.split()) <= _SHORT)


_SHORT = 8  # words of "Orsi was not married."


_NOT = re.compile(r"\b(?:no|not|never|nobody|nothing|none|neither|cannot)\b|n[’']t\b", re.IGNORECASE)


class _Refuted:
    """What a fact check examines and finds wanting: its claim, in words."""

    def __init__(self, claim: str) -> None:
        self.words = {w.casefold() for w in _WORD.findall(claim) if len(w) >= _LONG}

    def __call__(self, one: Statement) -> bool:
        said = {w.casefold() for w in _WORD.findall(one.content.exact) if len(w) >= _LONG}
        common = sum(any(a.startswith(b[:_LONG]) for b in self.words) for a in said)
        return one.act in {Act.ACCUSES, Act.REPORTS} and common >= 2 and common * 2 >= len(said)


def _refuted(parsed: Parsed) -> _Refuted | None:
    """The claim of a fact check whose verdict is that it is false or unproven."""
    if parsed.document.kind is DocumentKind.COMMENT:
        return None
    whole = parsed.document.span.exact
    verdict = _VERDICT.search(whole)
    if verdict is None:
        return None
    claim = _CLAIM.search(whole)
    return _Refuted(claim["claim"] if claim else (parsed.document.title or whole[:200]))


_VERDICT = re.compile(
    r"^\W*(?:(?:our |the )?(?:verdict|rating|ruling|conclusion|finding)\s*[:–—-]\s*(?:this is |mostly |largely |partly )?"
    r"(?:false|unproven|unproved|untrue|misleading|fake|wrong|baseless|unsupported|no evidence|fabricated|fiction|incorrect)\b"
    r"|no, (?:there|the|it|that|this|[A-Z]))",
    re.IGNORECASE | re.MULTILINE,
)
_CLAIM = re.compile(r"^\W*(?:the )?claim\s*[:–—-]\s*(?P<claim>\S.{10,300})$", re.IGNORECASE | re.MULTILINE)
