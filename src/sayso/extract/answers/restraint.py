"""A scene comes in; the places go out where a text says that there was no answer, or that somebody held back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span as Slice
from spacy.tokens import Token

from sayso.extract.answers.choice import nearest
from sayso.extract.answers.scene import Scene, answerer, around, cue_of, date_of, token_at, told_before
from sayso.extract.answers.standing import standing_of
from sayso.extract.answers.steps import RESTRAINT, Step, doers_of
from sayso.extract.around import REACH, after, before, page_range
from sayso.extract.parse import ParsedBlock
from sayso.extract.patterns import section
from sayso.model import ResponseCue, Span, Stage

_CALM_VERB = frozenset(
    {"exercise", "show", "urge", "keep", "display", "practise", "practice", "maintain", "respond", "opt", "react"}
)


def restraint(scene: Scene) -> Iterator[ResponseCue]:
    """Statements that there was no answer, or that one held back.

    Restraint is an answer too: it holds on the day of the text and no further.
    """
    for block, sentence in scene.parsed.sentences():
        low, high = page_range(block, sentence)
        floor = max(scene.parsed.document.span.start, low - REACH)
        taken: list[tuple[int, int]] = []
        for match in _held_back(block, sentence):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            taken.append(match.span())
            span = block.chars(sentence.start_char + match.start(), sentence.start_char + match.end())
            step = _held(block, sentence, match, span)
            trigger = scene.named_after(span.end, high) or before(scene.told, span.start, floor=low)
            trigger = trigger or scene.named_ahead(span.start, low) or after(scene.told, span.end, ceiling=high)
            trigger = trigger or nearest(scene.field, step, who=answerer(scene, step), when=date_of(scene, step))
            trigger = trigger or told_before(scene, low, floor=floor)
            if trigger:
                yield cue_of(scene, (trigger.id, around(scene.statements, span)), span, "stated", lag=None, step=step)


def _held(block: ParsedBlock, sentence: Slice, match: re.Match[str], span: Span) -> Step:
    """The words that say so, as a step that was not taken."""
    token = token_at(sentence, match.end() - 1) or sentence.root
    verb = next((t for t in (token, *token.ancestors) if t.pos_ in {"VERB", "AUX"}), sentence.root)
    who = next(iter(doers_of(verb)), None)
    stage = standing_of(verb).stage  # who says that he will not answer holds back
    own = who is not None and who.pos_ in {"NOUN", "PROPN", "PRON"} and who.i != token.i
    return Step(
        block=block,
        verb=verb.i,
        kind=RESTRAINT,
        span=span,
        doer=who.i if who is not None and own else None,
        stage=Stage.ACCOMPLISHED if stage is Stage.PLANNED and not _urged(verb) else stage,
    )


def _urged(verb: Token) -> bool:
    """ "urged both sides to show restraint", "asked them not to retaliate": what others want."""
    return verb.dep_ in {"xcomp", "ccomp", "pcomp", "acl"} and verb.tag_ == "VB"


def _held_back(block: ParsedBlock, sentence: Slice) -> Iterator[re.Match[str]]:
    words = block.text_of(sentence)
    for pattern in section("responses", "no_answer").likely(words):
        yield from pattern.finditer(words)
    for pattern in section("responses", "calm").likely(words):
        yield from (match for match in pattern.finditer(words) if _calm(sentence, match))


def _calm(sentence: Slice, match: re.Match[str]) -> bool:
    """Calm that somebody keeps, and no calm sea."""
    token = token_at(sentence, match.end() - 1)
    chain = [token, *token.ancestors] if token is not None else []
    return any(t.lemma_.lower() in _CALM_VERB for t in chain[:3])
