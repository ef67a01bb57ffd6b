"""A step and the happenings told around it come in; the happening that it answers goes out: the one that the words point at, or the
nearest one told before that somebody else did."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from spacy.tokens import Token

from sayso.codelists import table
from sayso.extract.answers.sides import Side, Sides, doers, same
from sayso.extract.answers.steps import Step, moved
from sayso.extract.around import REACH, Told
from sayso.extract.happenings import Pointing
from sayso.extract.parse import ParsedBlock
from sayso.model import Account, DateRange, Record, Stage
from sayso.model.account import OPEN_ACTS
from sayso.model.reckon import day_range

WHEN = frozenset({"after", "since", "as", "when", "once", "because", "following"})
LATEST = 400  # days: what is done later than that answers a happening only where words say so
SOON = 60  # days, where nothing but the sides says that one act of violence answers another
OBJECTS = frozenset({"dobj", "nsubjpass"})
CAUSES = frozenset({"after", "following", "over", "since"})
REMARKS = frozenset(
    {"verbal", "inquiry", "restraint", "diplomatic", "legal", "protest"}
)  # kinds of answers whose object may be what they answer
AT_HOME = frozenset(
    {"legal", "inquiry", "arrest", "restriction", "verbal", "aid", "evacuation", "talks", "protest", "other"}
)  # a state's own doing too
OPEN_WEIGHT, ANSWER_WEIGHT, SIDE_WEIGHT, OWN_WEIGHT = 4.0, 1.5, 2.5, 3.0


class Field(Record, frozen=True):
    """What a step may answer in one document: its happenings, where its words can point back to, and who did what to whom."""

    known: Pointing
    sides: Sides
    start: int  # of the document

    @property
    def told(self) -> tuple[Told, ...]:
        return self.known.told


def pointed(field: Field, step: Step, *, besides: Sequence[str] = (), violent: bool = False) -> Account | None:
    """The happening that the step's own sentence gives as its ground. What a ``violent`` act hit is no ground of it."""
    pointers = CAUSES if violent else frozenset(table("answers")["pointers"])
    for region in _regions(step.token, pointers, objects=not violent and step.kind in REMARKS):
        found = _in_region(field, step.block, region, besides)
        if found is not None:
            return found
    return None


def _regions(verb: Token, pointers: frozenset[str], *, objects: bool) -> Iterator[list[Token]]:
    """Stretches of the sentence in which the ground may stand, the most telling first."""
    for clause in _clauses(verb):
        for child in clause.children:
            ground = child.dep_ in {"prep", "agent"} and child.lower_ in pointers and _grounds(child)
            reply = child.dep_ == "prep" and child.lower_ in {"in", "as", "by"} and _replying(child)
            when = child.dep_ in {"advcl", "prep"} and any(c.lower_ in WHEN for c in (child, *child.children))
            if ground or reply or when:
                yield list(child.subtree)
    for child in verb.children if objects else ():
        if child.dep_ in OBJECTS or (child.dep_ == "prep" and child.lower_ in {"of", "in", "into", "from", "behind"}):
            yield list(child.subtree)
    head = verb.head
    if head.lemma_.lower() in moved() and verb.dep_ in {"xcomp", "ccomp", "advcl"}:
        yield from (list(c.subtree) for c in head.children if c.dep_ == "nsubj")


def _clauses(verb: Token) -> Iterator[Token]:
    """The verb, those beside it, and those that it hangs on: a ground told once holds for all of them."""
    yield verb
    seen = verb
    while seen.dep_ in {"conj", "xcomp", "ccomp", "pcomp"} and seen.head != seen:
        seen = seen.head
        if seen.pos_ in {"VERB", "AUX"}:
            yield seen


def _grounds(preposition: Token) -> bool:
    """ "on the strikes", not "on Monday"; "at the border" is a place, and so is "to the border"."""
    return any(t.pos_ in {"NOUN", "PROPN", "VERB", "PRON"} for t in preposition.subtree)


def _replying(preposition: Token) -> bool:
    replies = table("answers")["replies"]
    return any(c.dep_ == "pobj" and c.lemma_.lower() in replies for c in preposition.children)


def _in_region(field: Field, block: ParsedBlock, region: Sequence[Token], besides: Sequence[str]) -> Account | None:
    low = block.span.start + min(t.idx for t in region)
    high = block.span.start + max(t.idx + len(t) for t in region)
    inside = [t for t in field.told if low <= t.span.start < high and t.span.end <= high + 1 and t.account.id not in besides]
    if inside:
        return min(inside, key=lambda t: (t.span.start, len(t.span.exact))).account
    counts = [t.account.id for t in field.told if t.account.stage is Stage.AGGREGATE]
    for noun in field.known.nouns(low, high):
        found = field.known.meant(noun, besides=(*besides, *counts)) or field.known.meant(noun, besides=besides)
        if found is not None and found.id not in besides:
            return found
    return None


def nearest(
    field: Field,
    step: Step,
    *,
    who: str | None,
    when: DateRange | None = None,
    besides: Sequence[str] = (),
    answers: Container[str] = (),
    violent: bool = False,
) -> Account | None:
    """The happening told last before the step that another did; one that hit the answerer's side is preferred, and one that is itself an
    answer comes after others. A ``violent`` act answers only what hit its own side. Where none is told before, the first told after."""
    mine = field.sides.of(who, step.who)
    fits = [
        t
        for t in field.told
        if t.account.id not in besides and _may(field, t.account, step, who, mine, when, violent=violent)
        and not step.span.overlaps(t.span)
    ]  # fmt: skip
    before = [t for t in fits if t.span.end <= step.span.start and t.span.start >= max(field.start, step.span.start - REACH)]
    if before:
        return max(before, key=lambda t: (_weight(field, t, mine, step, answers), t.span.end)).account
    later = [t for t in fits if t.span.start >= step.span.end and t.account.type not in OPEN_ACTS and not violent]
    return min(later, key=lambda t: t.span.start).account if later else None


def _may(
    field: Field, account: Account, step: Step, who: str | None, mine: Side, when: DateRange | None, *, violent: bool
) -> bool:
    """Nobody answers himself, and nobody answers what has not happened yet or is long past."""
    if step.kind not in AT_HOME and (
        (who is not None and who in doers(account, held=True)) or (mine and same(mine, field.sides.did(account)))
    ):
        return False
    if account.stage is Stage.AGGREGATE and (violent or step.kind == "military" or account.type in OPEN_ACTS):
        return False
    if violent and not (mine and same(mine, field.sides.hit(account))):
        return False
    done, trigger = day_range(when), day_range(account.date)
    latest = SOON if violent else LATEST
    return done is None or trigger is None or (trigger[0] <= done[1] and done[0] - trigger[1] <= latest)


def _weight(field: Field, told: Told, mine: Side, step: Step, answers: Container[str]) -> float:
    """How likely the mention is meant: near by, done to the answerer's side, and no mere answer itself."""
    account = told.account
    between = field.known.text[told.span.end - field.start : step.span.start - field.start]
    weight = -float(between.count(". ") + (1.5 if "\n" in between else 0.0))
    mine_hit = bool(mine) and same(mine, field.sides.hit(account))
    weight += SIDE_WEIGHT if mine_hit else 0.0
    weight -= (OPEN_WEIGHT / 4 if mine_hit else OPEN_WEIGHT) if account.type in OPEN_ACTS else 0.0
    weight -= ANSWER_WEIGHT if account.id in answers and not mine_hit else 0.0
    weight -= 2.0 if account.stage is Stage.AGGREGATE else 0.0
    weight -= OWN_WEIGHT if mine and same(mine, field.sides.did(account)) else 0.0
    return weight + (1.0 if step.block.span.overlaps(told.span) else 0.0)
