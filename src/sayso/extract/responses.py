"""A document's accounts and statements come in; what the text gives as the answer to what goes out.

``stated`` where words say that one answered the other; ``sequence`` where only the order in time stands in the text.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from sayso.extract.answers.acts import find_acts
from sayso.extract.answers.choice import Field, nearest, pointed
from sayso.extract.answers.cues import stated
from sayso.extract.answers.restraint import restraint
from sayso.extract.answers.scene import Scene, answerer, around, cue_of, date_of, gap, own_of
from sayso.extract.answers.sides import Sides
from sayso.extract.answers.steps import RESTRAINT, Step, find_steps
from sayso.extract.around import Told, page_range, tellings
from sayso.extract.happenings import Pointing
from sayso.extract.parse import Parsed, ParsedBlock
from sayso.model import Account, Act, Measure, ResponseCue, Span, Statement, SuspectStatus
from sayso.model.account import OPEN_ACTS

if TYPE_CHECKING:
    from sayso.extract.actors import Actors
    from sayso.extract.places import Places
    from sayso.extract.times import TimeMention

LONG = 400  # days: what came later than that was no answer, for all that the order in time says
LONGEST = 200  # characters: how much of an answer is quoted
_JUDGED = frozenset({Act.DOUBTS, Act.EVALUATES, Act.NOTES_MISSING_EVIDENCE})
_ENDED = re.compile(r"[.!?]\s+[A-Z]")


def find_responses(
    parsed: Parsed,
    *,
    accounts: Sequence[Account],
    statements: Sequence[Statement] = (),
    measures: Sequence[Measure] = (),
    places: Places | None = None,
    actors: Actors | None = None,
    times: Sequence[TimeMention] = (),
) -> tuple[ResponseCue, ...]:
    """Pairs of a trigger and its answer, each with the words that pair them, how it was answered and by whom."""
    if not accounts:
        return ()
    lags = tuple(m for m in measures if m.kind == "lag")
    whole = parsed.document.span
    where = tuple((span, place) for place in (places.places if places else ()) for span in place.mentions)
    known = Pointing(told=tellings(accounts), places=where, text=whole.exact, start=whole.start)
    every = tellings(accounts, unreal=True)
    field = Field(known=known, sides=Sides(actors, places.places if places else ()), start=whole.start)
    scene = Scene(
        parsed=parsed,
        known=known,
        statements=tuple(statements),
        lags=lags,
        field=field,
        actors=actors,
        times=tuple(times),
        acts=tuple(act for block in parsed.blocks for act in find_acts(block, every)),
    )
    said = [*stated(scene), *restraint(scene)]
    pairs = {(cue.trigger, cue.response) for cue in said}
    steps = [cue for cue in _steps(scene, said) if (cue.trigger, cue.response) not in pairs]
    found = [*said, *_lagging(scene, steps, [cue for cue in _by_order(scene) if (cue.trigger, cue.response) not in pairs])]
    unique = {cue.id: cue for cue in found}
    return tuple(sorted(unique.values(), key=lambda c: (c.span.start, c.span.end, c.id)))


def _by_order(scene: Scene) -> Iterator[ResponseCue]:
    """A stated lag from one happening to the next puts them in order, and says no more than that."""
    known = {t.account.id for t in scene.told}
    for lag in scene.lags:
        one_doer = _doers(scene, lag.that) & _doers(scene, lag.this)  # who strikes twice answers nothing
        soon = lag.low is None or lag.low <= LONG
        if lag.this and lag.that in known and lag.this != lag.that and lag.relation == "after" and soon and not one_doer:
            said = next((s for s in scene.statements if s.id == lag.this), None)
            told = next((t for t in scene.told if t.account.id == lag.this), None)
            answer = (said if said and _done(said) else None) or told
            if answer is not None:
                yield cue_of(scene, (lag.that, answer), _with(scene, lag.span, (lag.that, lag.this)), "sequence", lag=lag.id)


def _lagging(scene: Scene, steps: Sequence[ResponseCue], order: Sequence[ResponseCue]) -> Iterator[ResponseCue]:
    """Steps with the lag that their sentence states; of what mere lags put in order the rest."""
    known = {t.account.id for t in scene.told}
    told: set[str] = set()
    for step in steps:
        _, low, high = _sentence_of(scene, step.span)
        lag = next((c for c in order if c.trigger == step.trigger and low <= c.span.start < high), None)
        if lag is not None and lag.response == step.response and step.response in known:
            told.add(lag.id)
            yield msgspec.structs.replace(lag, kind=step.kind, by=step.by or lag.by, who=step.who, stage=step.stage)
        elif lag is not None and lag.response not in known:
            told.add(lag.id)
            yield msgspec.structs.replace(step, lag=lag.lag)
        else:
            yield step
    yield from (cue for cue in order if cue.id not in told)


def _sentence_of(scene: Scene, span: Span) -> tuple[ParsedBlock | None, int, int]:
    """The block and the bounds of the sentence in which a span begins."""
    for block in scene.parsed.blocks:
        if block.span.holds(span):
            found = next((s for s in block.sentences if span.start < block.span.start + s.end_char), block.sentences[-1])
            return block, *page_range(block, found)
    return None, span.start, span.end


def _doers(scene: Scene, account: str | None) -> frozenset[str]:
    told = next((t.account for t in scene.told if t.account.id == account), None)
    return frozenset(s.actor for s in told.suspects if s.status is SuspectStatus.FACT) if told is not None else frozenset()


def _steps(scene: Scene, said: Sequence[ResponseCue]) -> Iterator[ResponseCue]:
    """What is done after a happening: an envoy recalled, a border closed. Where no words say so, only the order says that it answers it."""
    answers = {cue.response for cue in said}
    for block in scene.parsed.blocks:
        for step, own in _in_order(scene, block):
            if any(cue.span.overlaps(step.span) and (cue.kind == RESTRAINT) == (step.kind == RESTRAINT) for cue in said):
                continue
            cue = _answered(scene, step, own, answers)
            if cue is not None:
                answers.add(cue.response)
                yield cue


def _in_order(scene: Scene, block: ParsedBlock) -> list[tuple[Step, Told | None]]:
    """Every step of a block with the account that tells it too, in reading order; each verb once."""
    found = {step.verb: (step, own_of(scene, step)) for step in find_steps(block)}
    for step, own in (act for act in scene.acts if act[0].block is block):
        if step.verb not in found or (found[step.verb][1] is None and found[step.verb][0].kind == step.kind):
            found[step.verb] = (step, own)
    return [found[verb] for verb in sorted(found)]


def _answered(scene: Scene, step: Step, own: Told | None, answers: Container[str]) -> ResponseCue | None:
    """The step as the answer to what its words point at, or else to what was told before it."""
    besides = (own.account.id,) if own else ()
    violent = own is not None and own.account.type not in OPEN_ACTS
    trigger = pointed(scene.field, step, besides=besides, violent=violent)
    basis = "stated" if trigger and not violent else "sequence"
    if trigger is None and step.strong and not step.event:
        trigger = nearest(
            scene.field,
            step,
            who=answerer(scene, step),
            when=date_of(scene, step, own),
            besides=besides,
            answers=answers,
            violent=violent,
        )
    if trigger is None:
        return None
    return cue_of(scene, (trigger.id, own or around(scene.statements, step.span)), step.span, basis, lag=None, step=step)


def _with(scene: Scene, span: Span, ends: Sequence[str]) -> Span:
    """The lag and the words that tell its two ends, where they stand close together in its sentence."""
    whole = scene.parsed.document.span
    for end in ends:
        near = [t.span for t in scene.told if t.account.id == end]
        other = min(near, key=lambda s: gap(s, span), default=span)
        low, high = min(span.start, other.start), max(span.end, other.end)
        words = whole.exact[low - whole.start : high - whole.start]
        if high - low <= LONGEST and "\n" not in words and not _ENDED.search(words):
            span = whole.part(low, high)
    return span


def _done(said: Statement) -> bool:
    """A saying may answer something; a question, a doubt or a judgement of the author's own, long after it, does not."""
    return said.cue is not None or (said.act not in _JUDGED and "question" not in said.flags)
