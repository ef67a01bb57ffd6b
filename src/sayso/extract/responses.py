"""A document's accounts and statements come in; what the text gives as the answer to what goes out.

``stated`` where words say that one answered the other; ``sequence`` where only the order in time stands in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Span as Slice
from spacy.tokens import Token

from sayso.extract.around import REACH, Told, across, after, before, page_range, said_in, tellings
from sayso.extract.happenings import NOUN_REACH, Pointing
from sayso.extract.parse import Parsed, ParsedBlock
from sayso.extract.patterns import section
from sayso.model import Account, Act, Measure, Record, ResponseCue, Span, Statement, SuspectStatus, make_id
from sayso.model.account import OPEN_ACTS

if TYPE_CHECKING:
    from sayso.extract.places import Places

NEXT, LONGEST = 80, 200  # characters: an answer told in the same breath, and how much of it is quoted
_CALM_VERB = frozenset(
    {"exercise", "show", "urge", "keep", "display", "practise", "practice", "maintain", "respond", "opt", "react"}
)
_IN_ANSWER = re.compile(r"(?:in|by way of) \w+$", re.I)
_MODAL = frozenset({"will", "would", "could", "may", "might", "must", "should", "shall", "can"})
_JUDGED = frozenset({Act.DOUBTS, Act.EVALUATES, Act.NOTES_MISSING_EVIDENCE})
_ENDED = re.compile(r"[.!?]\s+[A-Z]")
_PLAN = re.compile(
    r"\b(?:discuss\w*|options?|plan(?:s|ned|ning)?|consider\w*|threaten\w*|vow\w*|call(?:ed|s|ing)? for|demand\w*|if)\b",
    re.I,
)


class _Page(Record, frozen=True):
    parsed: Parsed
    known: Pointing
    statements: tuple[Statement, ...]
    lags: tuple[Measure, ...]

    @property
    def told(self) -> tuple[Told, ...]:
        return self.known.told

    def named_after(self, position: int, ceiling: int, *, besides: Sequence[str] = ()) -> Account | None:
        """The happening that the first event noun behind the words means."""
        for noun in self.known.nouns(position, min(ceiling, position + NOUN_REACH)):
            return self.known.meant(noun, besides=besides)
        return None

    def named_ahead(self, position: int, floor: int, *, besides: Sequence[str] = ()) -> Account | None:
        """The happening that the last event noun ahead of the words means."""
        nouns = list(self.known.nouns(floor, position))
        found = self.known.meant(nouns[-1], besides=besides) if nouns else None
        return found if found is not None and found.id not in besides else None


def find_responses(
    parsed: Parsed,
    *,
    accounts: Sequence[Account],
    statements: Sequence[Statement] = (),
    measures: Sequence[Measure] = (),
    places: Places | None = None,
) -> tuple[ResponseCue, ...]:
    """Pairs of a trigger and its answer, each with the words that pair them."""
    lags = tuple(m for m in measures if m.kind == "lag")
    whole = parsed.document.span
    where = tuple((span, place) for place in (places.places if places else ()) for span in place.mentions)
    known = Pointing(told=tellings(accounts), places=where, text=whole.exact, start=whole.start)
    page = _Page(parsed=parsed, known=known, statements=tuple(statements), lags=lags)
    stated = [*_stated(page), *_restraint(page)]
    pairs = {(cue.trigger, cue.response) for cue in stated}
    found = [*stated, *(cue for cue in (*_by_order(page), *_deeds(page)) if (cue.trigger, cue.response) not in pairs)]
    unique = {cue.id: cue for cue in found}
    return tuple(sorted(unique.values(), key=lambda c: (c.span.start, c.span.end, c.id)))


def _stated(page: _Page) -> Iterator[ResponseCue]:
    for block, sentence in page.parsed.sentences():
        taken: list[tuple[int, int]] = []
        words = block.text_of(sentence)
        for pattern in section("responses", "cues").likely(words):
            for match in pattern.finditer(words):
                if any(match.start() < e and s < match.end() for s, e in taken) or _unreal(sentence, match):
                    continue
                span = block.chars(sentence.start_char + match.start(), sentence.start_char + match.end())
                pair = _pair(page, block, sentence, span, pattern.label)
                if pair is not None:
                    taken.append(match.span())
                    yield _cue(
                        page,
                        pair,
                        _reach(block, span, pair[1]),
                        "stated",
                        lag=_lag_of(page, pair, page_range(block, sentence)),
                    )


def _pair(page: _Page, block: ParsedBlock, sentence: Slice, span: Span, side: str) -> tuple[str, Told | Statement] | None:
    """The trigger's id and the answer, where the text shows both."""
    low, high = page_range(block, sentence)
    floor = max(page.parsed.document.span.start, low - REACH)
    find = {"behind": _trigger_behind, "after": _trigger_named, "ahead": _trigger_ahead, "causes": _trigger_causes}[side]
    trigger, answer = find(page, block, sentence, span, (floor, low, high))
    if trigger is None:
        return None
    if answer is not None and answer.id != trigger.id:
        return trigger.id, _telling(page, answer, span)
    if side == "causes":
        return None
    said = None
    if side == "behind":
        said = next((s for s in said_in(page.statements, low, high) if s.cue and trigger.id in s.about), None)
    if said is None:  # an answer that no account tells is held as the words that tell it
        said = _around(page.statements, span)
    return (trigger.id, said) if said else None


_Pair = tuple[Account | None, Account | None]
_Bounds = tuple[int, int, int]  # as far back as a text is looked through, the start and the end of the sentence


def _trigger_behind(page: _Page, _block: ParsedBlock, _sentence: Slice, span: Span, bounds: _Bounds) -> _Pair:
    """ "Jets bombed Tessk in response to the raid" """
    floor, low, high = bounds
    answer = before(page.told, span.start, floor=low) or page.named_ahead(span.start, low)
    taken = (answer.id,) if answer else ()
    trigger = page.named_after(span.end, high, besides=taken) or after(page.told, span.end, ceiling=high, besides=taken)
    trigger = trigger or across(page.told, span.end, besides=taken)
    taken = (trigger.id,) if trigger else ()
    if answer is None and trigger:  # "In response to the raid, they shelled the town"
        answer = after(page.told, span.end, ceiling=high, besides=taken)
    trigger = trigger or before(page.told, low, floor=floor, besides=(answer.id,) if answer else ())
    return trigger, answer


def _trigger_named(page: _Page, _block: ParsedBlock, _sentence: Slice, span: Span, bounds: _Bounds) -> _Pair:
    """ "Tavria recalled its envoy after the raid": an answer only where a happening is named behind the words."""
    _, _, high = bounds
    trigger = page.named_after(span.end, high)
    answer = across(page.told, span.start, besides=(trigger.id,)) if trigger else None
    return trigger, answer


def _trigger_ahead(page: _Page, block: ParsedBlock, sentence: Slice, span: Span, bounds: _Bounds) -> _Pair:
    """ "After the raid, the army responded by bombing Tessk" """
    floor, low, high = bounds
    trigger = before(page.told, span.start, floor=low) or page.named_ahead(span.start, low)
    taken = (trigger.id,) if trigger else ()
    answer = after(page.told, span.end, ceiling=high, besides=taken) or across(page.told, span.end, besides=taken)
    if (
        answer is None and trigger is not None and _IN_ANSWER.match(span.exact)
    ):  # "The army shelled the hills in retaliation."
        return _before(page, low, floor=floor, besides=taken), trigger
    answer = answer or _next_sentence(page, block, sentence)
    trigger = trigger or before(page.told, span.start, floor=floor, besides=(answer.id,) if answer else ())
    return trigger, answer


def _trigger_causes(page: _Page, _block: ParsedBlock, _sentence: Slice, span: Span, bounds: _Bounds) -> _Pair:
    """ "The raid triggered an invasion": what was triggered is told as a happening, in the sentence."""
    floor, low, high = bounds
    trigger = before(page.told, span.start, floor=low) or page.named_ahead(span.start, low)
    trigger = trigger or before(page.told, span.start, floor=floor)
    taken = (trigger.id,) if trigger else ()
    return trigger, after(page.told, span.end, ceiling=high, besides=taken) or page.named_after(
        span.end, high, besides=taken
    )


def _before(page: _Page, position: int, *, floor: int, besides: Sequence[str] = ()) -> Account | None:
    """The incident told last before; an answer of states only where nothing else is told."""
    incidents = [t for t in page.told if t.account.type not in OPEN_ACTS]
    return before(incidents, position, floor=floor, besides=besides) or before(
        page.told, position, floor=floor, besides=besides
    )


def _next_sentence(page: _Page, block: ParsedBlock, sentence: Slice) -> Account | None:
    """ "The answer was not long in coming." often ends where the next sentence tells it."""
    start = block.span.start + sentence.end_char
    return after(page.told, start, ceiling=min(block.span.end, start + 250))


def _telling(page: _Page, account: Account, span: Span) -> Told:
    """The mention of the account that stands nearest to the words."""
    mine = [t for t in page.told if t.account.id == account.id]
    return min(mine, key=lambda t: (_gap(t.span, span), t.span.start, t.span.end))


def _gap(a: Span, b: Span) -> int:
    return max(0, a.start - b.end, b.start - a.end)


def _restraint(page: _Page) -> Iterator[ResponseCue]:
    """Statements that there was no answer, or that one held back.

    Restraint is an answer too: it holds on the day of the text and no further.
    """
    for block, sentence in page.parsed.sentences():
        low, high = page_range(block, sentence)
        floor = max(page.parsed.document.span.start, low - REACH)
        for match in _held_back(block, sentence):
            span = block.chars(sentence.start_char + match.start(), sentence.start_char + match.end())
            trigger = page.named_after(span.end, high) or before(page.told, span.start, floor=low)
            trigger = trigger or page.named_ahead(span.start, low) or after(page.told, span.end, ceiling=high)
            trigger = trigger or _before(page, low, floor=floor)
            said = _around(page.statements, span)
            if trigger and said:
                yield _cue(page, (trigger.id, said), span, "stated", lag=None)


def _held_back(block: ParsedBlock, sentence: Slice) -> Iterator[re.Match[str]]:
    words = block.text_of(sentence)
    for pattern in section("responses", "no_answer").likely(words):
        yield from pattern.finditer(words)
    for pattern in section("responses", "calm").likely(words):
        yield from (match for match in pattern.finditer(words) if _calm(sentence, match))


def _calm(sentence: Slice, match: re.Match[str]) -> bool:
    """Calm that somebody keeps, and no calm sea."""
    token = _token_at(sentence, match.end() - 1)
    chain = [token, *token.ancestors] if token is not None else []
    return any(t.lemma_.lower() in _CALM_VERB for t in chain[:3])


def _around(statements: Sequence[Statement], span: Span) -> Statement | None:
    holding = [s for s in statements if s.content.overlaps(span)]
    return min(holding, key=lambda s: len(s.content.exact), default=None)


def _by_order(page: _Page) -> Iterator[ResponseCue]:
    """A stated lag from one happening to the next puts them in order, and says no more than that."""
    known = {t.account.id for t in page.told}
    for lag in page.lags:
        one_doer = _doers(page, lag.that) & _doers(page, lag.this)  # who strikes twice answers nothing
        if lag.this and lag.that in known and lag.this != lag.that and lag.relation == "after" and not one_doer:
            said = next((s for s in page.statements if s.id == lag.this), None)
            told = next((t for t in page.told if t.account.id == lag.this), None)
            answer = (said if said and _done(said) else None) or told
            if answer is not None:
                yield _cue(page, (lag.that, answer), _with(page, lag.span, (lag.that, lag.this)), "sequence", lag=lag.id)


def _doers(page: _Page, account: str | None) -> frozenset[str]:
    told = next((t.account for t in page.told if t.account.id == account), None)
    return frozenset(s.actor for s in told.suspects if s.status is SuspectStatus.FACT) if told is not None else frozenset()


def _deeds(page: _Page) -> Iterator[ResponseCue]:
    """A state's deed told after a happening: an envoy recalled, a border closed. Nothing but the order says that it answers it."""
    for block, sentence in page.parsed.sentences():
        low, _ = page_range(block, sentence)
        floor = max(page.parsed.document.span.start, low - REACH)
        words = block.text_of(sentence)
        for pattern in section("responses", "deeds").likely(words):
            for match in pattern.finditer(words):
                if _unreal(sentence, match):
                    continue
                span = block.chars(sentence.start_char + match.start(), sentence.start_char + match.end())
                told = [t for t in page.told if t.span.overlaps(span)]
                answer = min(told, key=lambda t: len(t.span.exact), default=None) or _around(page.statements, span)
                taken = (answer.account.id,) if isinstance(answer, Told) else ()
                trigger = _before(page, span.start, floor=floor, besides=taken)
                if trigger is not None and answer is not None:
                    yield _cue(page, (trigger.id, answer), span, "sequence", lag=None)


def _with(page: _Page, span: Span, ends: Sequence[str]) -> Span:
    """The lag and the words that tell its two ends, where they stand close together in its sentence."""
    whole = page.parsed.document.span
    for end in ends:
        near = [t.span for t in page.told if t.account.id == end]
        other = min(near, key=lambda s: _gap(s, span), default=span)
        low, high = min(span.start, other.start), max(span.end, other.end)
        words = whole.exact[low - whole.start : high - whole.start]
        if high - low <= LONGEST and "\n" not in words and not _ENDED.search(words):
            span = whole.part(low, high)
    return span


def _done(said: Statement) -> bool:
    """A saying may answer something; a question, a doubt or a judgement of the author's own, long after it, does not."""
    return said.cue is not None or (said.act not in _JUDGED and "question" not in said.flags)


def _cue(page: _Page, pair: tuple[str, Told | Statement], span: Span, basis: str, *, lag: str | None) -> ResponseCue:
    trigger, answer = pair
    response = answer.account.id if isinstance(answer, Told) else answer.id
    document = page.parsed.document.id
    return ResponseCue(
        id=make_id("cue", document, trigger, response, span.start, span.end),
        document=document,
        trigger=trigger,
        response=response,
        span=span,
        lag=lag,
        basis=basis,
    )


def _reach(block: ParsedBlock, span: Span, answer: Told | Statement) -> Span:
    """The pairing words, and on to the end of the answer's own words where these follow in the sentence."""
    other = answer.span if isinstance(answer, Told) else answer.content
    if block.span.holds(other) and other.start <= span.end + NEXT and span.end < other.end <= span.end + LONGEST:
        return block.span.part(span.start, other.end)
    return span


def _lag_of(page: _Page, pair: tuple[str, Told | Statement], bounds: tuple[int, int]) -> str | None:
    """The stated lag between the same two, or the one in the same sentence that dates the answer."""
    response = pair[1].account.id if isinstance(pair[1], Told) else pair[1].id
    same = [m for m in page.lags if m.this == response and m.that == pair[0]]
    near = [m for m in page.lags if bounds[0] <= m.span.start < bounds[1] and m.this == response]
    return (same or near)[0].id if same or near else None


def _unreal(sentence: Slice, match: re.Match[str]) -> bool:
    """Options, plans, conditions and what is yet to come are no answers."""
    token = _token_at(sentence, match.start())
    if token is None:
        return False
    verb = next((t for t in [token, *token.ancestors] if t.pos_ in {"VERB", "AUX"}), token)
    if any((c.dep_ == "aux" and c.lower_ in _MODAL) or c.dep_ == "neg" for c in verb.children):
        return not match.group().lower().startswith(("the response", "the answer"))
    lead = sentence.text[max(0, match.start() - 40) : match.start()]
    return bool(_PLAN.search(lead)) and not re.search(r"\bif\b[^,]*\bgrounds?\b", sentence.text, re.I)


def _token_at(sentence: Slice, offset: int) -> Token | None:
    place = sentence.start_char + offset
    return next((t for t in sentence if t.idx <= place < t.idx + len(t)), None)
