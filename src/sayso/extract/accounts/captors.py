"""Bundles and actors come in; for each kidnapping the armed group that is told to free the captives, and so held them, goes out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Token

from sayso.extract.accounts.clauses import is_passive, subjects_of
from sayso.extract.accounts.phrases import members, phrase
from sayso.extract.accounts.split import Bundle
from sayso.extract.accounts.suspects import Naming
from sayso.extract.parse import Parsed, ParsedBlock
from sayso.model import ActorKind, IncidentType, SuspectStatus
from sayso.model.account import HAPPENED

if TYPE_CHECKING:
    from sayso.extract.actors import Actors

FREEING = frozenset({"release", "free"})
CAPTIVES = frozenset({"hostage", "captive", "prisoner"})


def captors(parsed: Parsed, bundles: Sequence[Bundle], *, actors: Actors) -> Iterator[tuple[int, Naming]]:
    """ "he was released by the front": the index of the kidnapping, and the front. Police and armies free those whom others hold."""
    kidnappings = [i for i, b in enumerate(bundles) if b.type is IncidentType.KIDNAPPING and b.stage in HAPPENED]
    if not kidnappings:
        return
    for block, sentence in parsed.sentences():
        for verb in (t for t in sentence if t.lemma_.lower() in FREEING and t.pos_ == "VERB"):
            index = _whose(verb, block, [(i, bundles[i]) for i in kidnappings])
            if index is None or any(c.dep_ == "neg" for c in verb.children):
                continue
            for head in _freers(verb):
                doer = phrase(block, head)
                base = block.span.start
                piece = block.doc.char_span(doer.core.start - base, doer.core.end - base, alignment_mode="expand")
                if piece is not None and actors.ref(block, piece).kind is ActorKind.ARMED_GROUP:
                    start = base + sentence.start_char
                    yield index, Naming(phrase=doer, status=SuspectStatus.FACT, span=doer.span, sentence_start=start)


def _freers(verb: Token) -> Iterator[Token]:
    if is_passive(verb):
        heads = [p for c in verb.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"]
    else:
        heads = [s for s in subjects_of(verb) if s.dep_ in {"nsubj", "conj"}]
    yield from (m for head in heads for m in members(head) if m.pos_ != "PRON")


def _whose(verb: Token, block: ParsedBlock, kidnappings: Sequence[tuple[int, Bundle]]) -> int | None:
    """The kidnapping of those who are freed: by a name in common, or the only one, of a person or of captives."""
    freed = subjects_of(verb) if is_passive(verb) else [c for c in verb.children if c.dep_ == "dobj"]
    words = {t.lower_ for head in freed for m in members(head) for t in (m, *m.lefts) if t.pos_ == "PROPN"}
    for index, bundle in kidnappings:
        if words & {w.lower() for m in bundle.mentions for p in m.roles.people for w in p.span.exact.split()}:
            return index
    somebody = (m for head in freed for m in members(head))
    if len(kidnappings) == 1 and any(
        m.pos_ == "PRON" or m.lemma_.lower() in CAPTIVES or _is_person(m, block) for m in somebody
    ):
        return kidnappings[0][0]
    return None


def _is_person(token: Token, block: ParsedBlock) -> bool:
    return phrase(block, token).family == "person"
