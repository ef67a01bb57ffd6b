"""A document's happenings, statements and times come in; what every reading of answers asks of them goes out: who takes a step, when,
what was told before it, and the record that is made of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Span as Slice
from spacy.tokens import Token

from sayso.extract.answers.acts import kind_of
from sayso.extract.answers.choice import Field
from sayso.extract.answers.sides import doers
from sayso.extract.answers.steps import Step
from sayso.extract.around import Told, before, page_range
from sayso.extract.happenings import NOUN_REACH, Pointing
from sayso.extract.parse import Parsed
from sayso.model import (
    Account,
    DateRange,
    IncidentType,
    Measure,
    Precision,
    Record,
    ResponseCue,
    Span,
    Stage,
    Statement,
    make_id,
)
from sayso.model.account import OPEN_ACTS

if TYPE_CHECKING:
    from sayso.extract.actors import Actors
    from sayso.extract.times import TimeMention

_BLOWS = re.compile(r"retaliat|reprisal|reveng|aveng|strike|raid|bomb|attack|shelling|struck|hit back", re.I)
# As what account a step of each kind may be told as well; the other kinds are told as none.
OWN: dict[str, frozenset[IncidentType]] = {
    "military": frozenset(IncidentType) - OPEN_ACTS,
    "arrest": frozenset({IncidentType.ARREST, IncidentType.SEIZURE, IncidentType.KIDNAPPING, IncidentType.DISAPPEARANCE}),
    "diplomatic": frozenset({IncidentType.DIPLOMATIC}), "restriction": frozenset({IncidentType.DIPLOMATIC}),
    "sanctions": frozenset({IncidentType.SANCTIONS, IncidentType.SEIZURE}), "deployment": frozenset({IncidentType.INVASION}),
    "evacuation": frozenset({IncidentType.DIPLOMATIC}),
}  # fmt: skip


class Scene(Record, frozen=True):
    parsed: Parsed
    known: Pointing
    statements: tuple[Statement, ...]
    lags: tuple[Measure, ...]
    field: Field
    acts: tuple[tuple[Step, Told], ...] = ()  # what verbs tell as happenings, also what did not happen
    actors: Actors | None = None
    times: tuple[TimeMention, ...] = ()

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


def told_before(scene: Scene, position: int, *, floor: int, besides: Sequence[str] = ()) -> Account | None:
    """The incident told last before; an answer of states only where nothing else is told."""
    incidents = [t for t in scene.told if t.account.type not in OPEN_ACTS]
    return before(incidents, position, floor=floor, besides=besides) or before(
        scene.told, position, floor=floor, besides=besides
    )


def telling(scene: Scene, account: Account, span: Span) -> Told:
    """The mention of the account that stands nearest to the words."""
    mine = [t for t in scene.told if t.account.id == account.id]
    return min(mine, key=lambda t: (gap(t.span, span), t.span.start, t.span.end))


def gap(a: Span, b: Span) -> int:
    return max(0, a.start - b.end, b.start - a.end)


def around(statements: Sequence[Statement], span: Span) -> Statement | None:
    holding = [s for s in statements if s.content.overlaps(span)]
    return min(holding, key=lambda s: len(s.content.exact), default=None)


def own_of(scene: Scene, step: Step) -> Told | None:
    """The account that tells the same step, where one does."""
    at = step.block.span.start + step.token.idx
    told = [t for t in scene.told if t.span.start <= at < t.span.end and t.account.type in OWN.get(step.kind, ())]
    return min(told, key=lambda t: len(t.span.exact), default=None)


def answerer(scene: Scene, step: Step) -> str | None:
    """The actor who takes the step, where the document knows one."""
    if scene.actors is None or step.doing is None:
        return None
    found = scene.actors.ref(step.block, step.doing).actor_id
    return found if found in scene.actors.by_id else None


def date_of(scene: Scene, step: Step, own: Told | None = None) -> DateRange | None:
    """The date in the step's sentence that stands nearest to it."""
    if own is not None and own.account.date is not None:
        return own.account.date
    low, high = page_range(step.block, step.token.sent)
    near = [
        t
        for t in scene.times
        if low <= t.span.start < high and t.offset_days is None and t.date.precision is not Precision.UNKNOWN
    ]
    found = min(near, key=lambda t: gap(t.span, step.span), default=None)
    return found.date if found is not None else None


def cue_of(
    scene: Scene,
    pair: tuple[str, Told | Statement | None],
    span: Span,
    basis: str,
    *,
    lag: str | None,
    step: Step | None = None,
) -> ResponseCue:
    trigger, answer = pair
    response = answer.account.id if isinstance(answer, Told) else answer.id if answer is not None else ""
    document = scene.parsed.document.id
    id_ = make_id("cue", document, trigger, response, span.start, span.end)
    made = doers(answer.account) if isinstance(answer, Told) else ()
    said = answer.source.actor if isinstance(answer, Statement) and answer.cue is not None else None
    return ResponseCue(
        id=id_,
        document=document,
        trigger=trigger,
        response=response or id_,
        span=span,
        lag=lag,
        basis=basis,
        kind=step.kind if step else kind_of(answer.account.type) if isinstance(answer, Told) else kind_by(span),
        by=(answerer(scene, step) if step else said) or next(iter(made), None),
        who=step.who if step else None,
        stage=step.stage if step else Stage.ACCOMPLISHED,
    )


def kind_by(span: Span) -> str:
    """How it was answered, by the words alone."""
    return "military" if _BLOWS.search(span.exact) else "verbal"


def token_at(sentence: Slice, offset: int) -> Token | None:
    place = sentence.start_char + offset
    return next((t for t in sentence if t.idx <= place < t.idx + len(t)), None)
