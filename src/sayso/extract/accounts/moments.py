"""A mention and the times beside it come in; which of them date the happening, and how far off they stand, goes out."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from spacy.tokens import Span as Slice
from spacy.tokens import Token

from sayso.codelists import table
from sayso.extract.accounts import lexicon
from sayso.model import Span

if TYPE_CHECKING:
    from sayso.extract.accounts.told import Mention

CLAUSE = 20.0  # a time in another clause than the trigger's does not date it
TELLING = 1.5 * CLAUSE  # a time that dates the saying of it
VERB = 4.0  # what each verb between a time and the trigger adds
SAYING = frozenset({"say", "report", "announce", "state", "add", "tell", "confirm", "claim"})
ANSWERS = frozenset({"response", "retaliation", "revenge", "reprisal", "answer", "retribution"})
AVENGING = frozenset({"avenge", "protest", "retaliate", "commemorate"})  # what is done to do this came after


def in_phrase(mention: Mention, span: Span) -> bool:
    """The time stands before the event noun, in its phrase."""
    piece, trigger = piece_of(mention, span), mention.trigger.token
    return piece is not None and mention.trigger.form == "noun" and piece.root.head == trigger and piece.root.i < trigger.i


def piece_of(mention: Mention, span: Span) -> Slice | None:
    block = mention.trigger.block
    return block.doc.char_span(span.start - block.span.start, span.end - block.span.start, alignment_mode="expand")


def counts_from(mention: Mention, span: Span) -> bool:
    """The time ends in "after" or "before", and the trigger stands in what comes after that word."""
    piece = piece_of(mention, span)
    if piece is None or len(piece) < 2 or piece[-1].lower_ not in {"after", "before"}:
        return False
    last, trigger = piece[-1], mention.trigger.token
    if last.i > trigger.i or last.dep_ not in {"mark", "prep"}:
        return False
    return trigger in (_clause_after(last) if last.dep_ == "mark" else last).subtree


def _clause_after(mark: Token) -> Token:
    """The verb of the clause that "after" opens; in "after a rocket fired from the strip hit a house" the later one."""
    verb, over = mark.head, mark.head.head
    if over.i > verb.i and over.dep_ == "advcl" and not any(t.text in {",", ";"} for t in mark.doc[verb.i : over.i]):
        return over
    return verb


def of_another(mention: Mention, span: Span) -> bool:
    """The time stands with another happening: "the stabbing recalls the 2020 attack", "bombed on Thursday after an attack"."""
    piece, trigger = piece_of(mention, span), mention.trigger.token
    if piece is None:
        return False
    later = what_came_after(trigger)
    if later is not None and piece.root not in later.subtree:
        return True
    noun = piece.root.head
    if noun == trigger or piece.root.i > noun.i or noun.pos_ != "NOUN" or noun.lemma_.lower() not in lexicon.nouns():
        return False
    return not (trigger in noun.subtree or noun.head == trigger or (noun.dep_ == "pobj" and noun.head.head == trigger))


def what_came_after(trigger: Token) -> Token | None:
    """The clause or phrase in which the trigger stands as what another violent act came after or answered."""
    for step in itertools.islice((trigger, *trigger.ancestors), 5):
        if step.lemma_.lower() in ANSWERS and step != trigger:
            return step
        if step.lemma_.lower() in AVENGING and step.dep_ in {"advcl", "xcomp", "acl"} and step not in (trigger, step.head):
            return step  # "burned buses to protest the murder of their leader"
        mark = any(c.dep_ == "mark" and c.lower_ == "after" for c in step.children) and step.dep_ == "advcl"
        if (mark or step.lower_ == "after") and step.head != step and _after_violence(step):
            return step
    return None


def _after_violence(step: Token) -> bool:
    """The act that "after" hangs on; where a headline was parsed as one long noun phrase, any word of it before "after"."""
    over = step.head
    flat = over.dep_ == "ROOT" and over.pos_ in {"NOUN", "PROPN"}
    return _violent(over) or (flat and any(_violent(t) for t in over.lefts))


def _violent(token: Token) -> bool:
    """An act of violence, and not what became of its victims: "died on Monday after a bomb went off" is one happening."""
    lemma = token.lemma_.lower()
    senses = lexicon.verbs().get(lemma, ())
    return any(s.strong and not s.effect for s in senses) or (lemma in lexicon.nouns() and not lexicon.nouns()[lemma].effect)


def distance(mention: Mention, span: Span) -> float:
    """How far the time stands from the trigger: in its own clause 0 and up, in another clause 20 and up."""
    if mention.label is not None and span == mention.label.span:
        return VERB
    piece = piece_of(mention, span)
    if piece is None:
        return 1000.0
    governor, trigger = piece.root, mention.trigger.token
    last = piece[-1]
    if len(piece) > 1 and last.lower_ in {"after", "before"} and last.dep_ == "mark":
        governor = _clause_after(last).head  # "struck hours after a rocket fell": it dates the striking
    low, high = sorted((piece.root.i, trigger.i))
    if any(t.text == ";" for t in trigger.doc[low:high]):
        return CLAUSE + (high - low) / 10
    steps = 0
    above = [trigger, *trigger.ancestors]
    while governor.head != governor and steps < 12 and governor.pos_ not in {"VERB", "AUX"} and governor not in above:
        governor = governor.head
        steps += 1
    gap = abs(piece.root.i - trigger.i) / 10
    said = _said_there(governor, above, piece)
    if said is not None:
        return gap if said else TELLING + gap
    if (
        governor.dep_ in {"acl", "advcl"}
        and governor.tag_ in {"VBG", "VBN"}
        and (governor.head in {trigger, *_heads_below(above)} or governor in _phrase_of(trigger))
    ):
        return VERB + gap  # "killed four men travelling in a truck on Monday"
    if of_event(governor, trigger):
        return VERB + gap  # "killed in a bombing that struck a wedding on Monday"
    if governor != trigger and governor not in above and trigger not in governor.subtree:
        return CLAUSE + gap
    between = above[1 : above.index(governor)] if governor in above else []
    clauses = sum(t.dep_ in {"relcl", "acl"} and t.head != governor for t in [trigger, *between]) if between else 0
    return gap + VERB * (sum(t.pos_ == "VERB" for t in between) + clauses)


def _phrase_of(trigger: Token) -> Iterable[Token]:
    """What hangs on an event's noun: "attacks on a base located near the airport on Monday"."""
    return trigger.subtree if trigger.pos_ in {"NOUN", "PROPN"} else ()


def _said_there(governor: Token, above: list[Token], piece: Slice) -> bool | None:
    """A verb of saying stands between time and happening: False where the time dates the saying ("denied today that rebels
    attacked", "condemned on Monday the murder of"), True where it stands in what is said ("reported that yesterday rebels")."""
    if governor not in above[1:]:
        return None
    below = above[above.index(governor) - 1]
    mark = next((c for c in below.children if c.dep_ == "mark" and c.lower_ == "that"), None)
    if below.dep_ == "ccomp" and mark is not None and mark.i < piece.start < below.i:
        return True
    lemma = governor.lemma_.lower()
    spoken = below.dep_ == "ccomp" or (below.dep_ in {"dobj", "prep", "dative"} and lemma in _remarks())
    return False if lemma in SAYING or (spoken and piece.end <= above[0].i) else None  # "condemned the murder on Monday of"


@lru_cache(maxsize=1)
def _remarks() -> frozenset[str]:
    """Verbs that make a remark of their object, without those that are violence themselves."""
    violent = {*lexicon.verbs(), *lexicon.words("support"), *lexicon.words("results")}
    return frozenset(table("cues")["object"]) - violent


def of_event(verb: Token, trigger: Token) -> bool:
    """The verb tells in a clause of its own what the event noun did that the trigger is, or hangs on: "a bombing that struck"."""
    event = verb.head
    if verb.dep_ not in {"relcl", "acl"} or event.lemma_.lower() not in lexicon.nouns():
        return False
    around = event.head if event.dep_ == "pobj" and event.head.lower_ in {"in", "by", "during", "from"} else event
    return event == trigger or around.head in {trigger, *trigger.conjuncts}


def _heads_below(above: list[Token]) -> set[Token]:
    """The trigger's verb and the nouns that hang on it."""
    return {t for verb in above[:2] if verb.pos_ == "VERB" for t in (verb, *verb.children)}
