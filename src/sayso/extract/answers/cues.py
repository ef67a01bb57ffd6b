"""A scene comes in; the answers that set words give as answers ("in response to", "retaliated by", "used it as a pretext to") go out."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
from spacy.tokens import Span as Slice

from sayso.codelists import table
from sayso.extract.accounts.lexicon import nouns
from sayso.extract.answers.choice import nearest, pointed
from sayso.extract.answers.scene import Scene, around, cue_of, gap, kind_by, telling, token_at, told_before
from sayso.extract.answers.sides import doers
from sayso.extract.answers.standing import standing_of
from sayso.extract.answers.steps import Step, doers_of
from sayso.extract.around import REACH, Told, across, after, before, page_range, said_in
from sayso.extract.parse import ParsedBlock
from sayso.extract.patterns import section
from sayso.model import Account, ResponseCue, Span, Stage, Statement

POINTING = frozenset({"that", "this", "these", "those", "which", "what", "there"})
AHEAD = 25  # characters after "retaliatory" in which the noun stands
NEXT, LONGEST = 80, 200  # characters: an answer told in the same breath, and how much of it is quoted
_IN_ANSWER = re.compile(r"(?:in|by way of) \w+$", re.I)
_PLAN = re.compile(
    r"\b(?:discuss\w*|options?|plan(?:s|ned|ning)?|consider\w*|threaten\w*|vow\w*|call(?:ed|s|ing)? for|demand\w*|if)\b",
    re.I,
)

_Pair = tuple[Account | None, Account | None]
_Bounds = tuple[int, int, int]  # as far back as a text is looked through, the start and the end of the sentence


def stated(scene: Scene) -> Iterator[ResponseCue]:
    for block, sentence in scene.parsed.sentences():
        taken: list[tuple[int, int]] = []
        words = block.text_of(sentence)
        for pattern in section("responses", "cues").likely(words):
            for match in pattern.finditer(words):
                stage = _stage(sentence, match)
                if stage is None or any(match.start() < e and s < match.end() for s, e in taken):
                    continue
                span = block.chars(sentence.start_char + match.start(), sentence.start_char + match.end())
                pair = _pair(scene, block, sentence, span, pattern.label)
                if pair is not None:
                    taken.append(match.span())
                    lag = _lag_of(scene, pair, page_range(block, sentence))
                    step = _act_of(scene, pair[1]) or _worded(block, sentence, match, span)
                    cue = cue_of(scene, pair, _reach(block, span, pair[1]), "stated", lag=lag, step=step)
                    yield cue if stage is Stage.ACCOMPLISHED else msgspec.structs.replace(cue, stage=stage)


def _pair(scene: Scene, block: ParsedBlock, sentence: Slice, span: Span, side: str) -> tuple[str, Told | Statement] | None:
    """The trigger's id and the answer, where the text shows both."""
    low, high = page_range(block, sentence)
    floor = max(scene.parsed.document.span.start, low - REACH)
    trigger, answer = _FINDERS[side](scene, block, sentence, span, (floor, low, high))
    if trigger is None:
        return None
    if answer is not None and answer.id != trigger.id:
        return trigger.id, telling(scene, answer, span)
    if side in {"causes", "follows"}:
        return None
    said = None
    if side == "behind":
        said = next((s for s in said_in(scene.statements, low, high) if s.cue and trigger.id in s.about), None)
    if said is None:  # an answer that no account tells is held as the words that tell it
        said = around(scene.statements, span)
    return (trigger.id, said) if said else None


def _trigger_behind(scene: Scene, _block: ParsedBlock, _sentence: Slice, span: Span, bounds: _Bounds) -> _Pair:
    """ "Jets bombed Tessk in response to the raid" """
    floor, low, high = bounds
    answer = before(scene.told, span.start, floor=low) or scene.named_ahead(span.start, low)
    taken = (answer.id,) if answer else ()
    trigger = scene.named_after(span.end, high, besides=taken) or after(scene.told, span.end, ceiling=high, besides=taken)
    trigger = trigger or across(scene.told, span.end, besides=taken)
    taken = (trigger.id,) if trigger else ()
    if answer is None and trigger:  # "In response to the raid, they shelled the town"
        answer = after(scene.told, span.end, ceiling=high, besides=taken)
    trigger = trigger or before(scene.told, low, floor=floor, besides=(answer.id,) if answer else ())
    return trigger, answer


def _trigger_before(scene: Scene, _block: ParsedBlock, _sentence: Slice, span: Span, bounds: _Bounds) -> _Pair:
    """ "The invasion that followed": the words tell the answer, and the trigger was told before them."""
    floor, low, _ = bounds
    here = [t for t in scene.told if t.span.overlaps(span)]
    answer = min(here, key=lambda t: len(t.span.exact), default=None)
    taken = (answer.account.id,) if answer else ()
    return (told_before(scene, low, floor=floor, besides=taken) if answer else None), answer.account if answer else None


def _trigger_ahead(scene: Scene, block: ParsedBlock, sentence: Slice, span: Span, bounds: _Bounds) -> _Pair:
    """ "After the raid, the army responded by bombing Tessk" """
    floor, low, high = bounds
    trigger = before(scene.told, span.start, floor=low) or scene.named_ahead(span.start, low)
    taken = (trigger.id,) if trigger else ()
    answer = after(scene.told, span.end, ceiling=high, besides=taken) or across(scene.told, span.end, besides=taken)
    if (
        answer is None and trigger is not None and _IN_ANSWER.match(span.exact)
    ):  # "The army shelled the hills in retaliation."
        return told_before(scene, low, floor=floor, besides=taken), trigger
    answer = answer or _next_sentence(scene, block, sentence)
    trigger = trigger or before(scene.told, span.start, floor=floor, besides=(answer.id,) if answer else ())
    return trigger, answer


def _trigger_causes(scene: Scene, _block: ParsedBlock, _sentence: Slice, span: Span, bounds: _Bounds) -> _Pair:
    """ "The raid triggered an invasion": what was triggered is told as a happening, in the sentence."""
    floor, low, high = bounds
    trigger = before(scene.told, span.start, floor=low) or scene.named_ahead(span.start, low)
    trigger = trigger or before(scene.told, span.start, floor=floor)
    taken = (trigger.id,) if trigger else ()
    return trigger, after(scene.told, span.end, ceiling=high, besides=taken) or scene.named_after(
        span.end, high, besides=taken
    )


def _trigger_itself(scene: Scene, block: ParsedBlock, sentence: Slice, span: Span, bounds: _Bounds) -> _Pair:
    """ "The retaliatory strikes on the port": the answer, and the happening told last that hit those who struck."""
    floor, low, _ = bounds
    here = [t for t in scene.told if t.span.start < span.end + AHEAD and span.start < t.span.end]
    answer = min(here, key=lambda t: (len(t.span.exact), t.span.start), default=None)
    taken = (answer.account.id,) if answer else ()
    token = token_at(sentence, span.start - low) or sentence.root
    verb = next((t for t in (token, *token.ancestors) if t.pos_ in {"VERB", "AUX"}), token)
    step = Step(block=block, verb=verb.i, kind="military", span=span)
    who = next(iter(doers(answer.account)), None) if answer else None
    trigger = pointed(scene.field, step, besides=taken, violent=True)
    trigger = trigger or nearest(scene.field, step, who=who, besides=taken, violent=True)
    if trigger is None and answer is not None:
        trigger = told_before(scene, low, floor=floor, besides=taken)
    return trigger, answer.account if answer else None


def _trigger_called(scene: Scene, block: ParsedBlock, sentence: Slice, span: Span, bounds: _Bounds) -> _Pair:
    """ "Gunships attacked the camp in what the army called a retaliatory operation": what they attacked for was told before."""
    floor, low, _ = bounds
    answer = before(scene.told, span.start, floor=low)
    if answer is None:
        return None, None
    who, taken = next(iter(doers(answer)), None), (answer.id,)
    step = Step(block=block, verb=sentence.root.i, kind="military", span=span)
    trigger = nearest(scene.field, step, who=who, besides=taken, violent=True)
    return trigger or told_before(scene, low, floor=floor, besides=taken), answer


_FINDERS = {"behind": _trigger_behind, "follows": _trigger_before, "ahead": _trigger_ahead, "causes": _trigger_causes,
            "itself": _trigger_itself, "called": _trigger_called}  # fmt: skip


def _next_sentence(scene: Scene, block: ParsedBlock, sentence: Slice) -> Account | None:
    """ "The answer was not long in coming." often ends where the next sentence tells it."""
    start = block.span.start + sentence.end_char
    return after(scene.told, start, ceiling=min(block.span.end, start + 250))


def _worded(block: ParsedBlock, sentence: Slice, match: re.Match[str], span: Span) -> Step | None:
    """The answer as the verb of the words tells it, with whoever does it: "Lund", in "Lund followed it up with"; "Lund's answer was"."""
    token = token_at(sentence, match.start())
    verb = next((t for t in (token, *token.ancestors) if t.pos_ in {"VERB", "AUX"}), None) if token is not None else None
    who = next(iter(doers_of(verb)), None) if verb is not None else None
    if who is not None and who.lemma_.lower() in table("answers")["replies"]:
        who = next((c for c in who.children if c.dep_ == "poss"), None)
    if (
        verb is None
        or who is None
        or who.pos_ not in {"NOUN", "PROPN", "PRON"}
        or who.lower_ in POINTING
        or who.lemma_.lower() in nouns()
    ):
        return None  # "that was enough to persuade them", "the retaliatory strikes were": nobody is named
    return Step(block=block, verb=verb.i, kind=kind_by(span), span=span, doer=who.i)


def _act_of(scene: Scene, answer: Told | Statement) -> Step | None:
    """The verb that tells the answer."""
    mine = [step for step, told in scene.acts if isinstance(answer, Told) and told.account.id == answer.account.id]
    return min(mine, key=lambda step: gap(step.span, answer.span if isinstance(answer, Told) else step.span), default=None)


def _reach(block: ParsedBlock, span: Span, answer: Told | Statement) -> Span:
    """The pairing words, and on to the end of the answer's own words where these follow in the sentence."""
    other = answer.span if isinstance(answer, Told) else answer.content
    if block.span.holds(other) and other.start <= span.end + NEXT and span.end < other.end <= span.end + LONGEST:
        return block.span.part(span.start, other.end)
    return span


def _lag_of(scene: Scene, pair: tuple[str, Told | Statement], bounds: tuple[int, int]) -> str | None:
    """The stated lag between the same two, or the one in the same sentence that dates the answer."""
    response = pair[1].account.id if isinstance(pair[1], Told) else pair[1].id
    same = [m for m in scene.lags if m.this == response and m.that == pair[0]]
    near = [m for m in scene.lags if bounds[0] <= m.span.start < bounds[1] and m.this == response]
    return (same or near)[0].id if same or near else None


def _stage(sentence: Slice, match: re.Match[str]) -> Stage | None:
    """How far the answer got: options, plans, conditions and what is yet to come are marked so; of what is denied nothing is told."""
    token = token_at(sentence, match.start())
    if token is None:
        return Stage.ACCOMPLISHED
    verb = next((t for t in [token, *token.ancestors] if t.pos_ in {"VERB", "AUX"}), token)
    standing = standing_of(verb)
    if standing.withheld and not match.group().lower().startswith(("the response", "the answer")):
        return None
    lead = sentence.text[max(0, match.start() - 40) : match.start()]
    grounds = re.search(r"\bif\b[^,]*\bgrounds?\b", sentence.text, re.I)
    if standing.stage is Stage.ACCOMPLISHED and _PLAN.search(lead) and not grounds:
        return Stage.PLANNED
    return standing.stage if not grounds else Stage.ACCOMPLISHED
