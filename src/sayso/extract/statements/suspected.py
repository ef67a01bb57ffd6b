"""An accusing statement's words come in; the actors whom they hold responsible go out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from sayso.extract.actors import ActorRef
from sayso.extract.agentnouns import nouns
from sayso.extract.parse import ParsedBlock
from sayso.extract.statements.cues import cues
from sayso.extract.statements.culprits import culprit_in, violent_nouns
from sayso.extract.statements.doers import FIRST
from sayso.extract.statements.found import Found
from sayso.extract.statements.idioms import idiom
from sayso.extract.statements.sources import Maker
from sayso.extract.statements.speakers import as_slice
from sayso.extract.statements.suspicions import can_act, named_alone, pointed_at
from sayso.model import Act, ActorKind, Source

_OBJECTS = frozenset({"object", "preposition", "infinitive"})
STATELY = frozenset({ActorKind.STATE, ActorKind.STATE_FORCE, ActorKind.OFFICIAL_BODY})
_CLAUSES = frozenset({"relcl", "acl", "advcl"})


def suspects_of(
    act: Act, tokens: Sequence[Token], maker: Maker, *, root: Token | None, found: Found | None = None
) -> tuple[str, ...]:
    """Actor ids of those accused or cleared; none where a pronoun stays open or nobody in particular is meant."""
    if act not in {Act.ACCUSES, Act.EXONERATES} or not tokens:
        return ()
    block = next((b for b in maker.parsed.blocks if b.doc is tokens[0].doc), None)
    if block is None:
        return ()
    refs = [_ref(head, block, maker) for head in _accused(tokens, root, found)]
    kept = [r for r in refs if r is not None and r.actor_id is not None and r.actor_id != maker.author.actor]
    maker.refs.extend(kept)
    return tuple(dict.fromkeys(str(part) for r in kept for part in (r.parts or (r.actor_id,))))


def clears_itself(tokens: Sequence[Token], source: Source, maker: Maker) -> bool:
    """Whether whom the words clear is the speaker by another name, or the state whose body speaks."""
    culprit = culprit_in(tokens)
    block = next((b for b in maker.parsed.blocks if tokens and b.doc is tokens[0].doc), None)
    speaker = maker.actors.by_id.get(source.actor or "")
    if culprit is None or block is None or speaker is None:
        return False
    place = block.chars(culprit.actor.idx, culprit.actor.idx + len(culprit.actor))
    cleared = maker.actors.at(place.start, place.end)
    if cleared is None:
        return False
    stately = speaker.kind in STATELY and cleared.kind in STATELY
    return cleared.id == speaker.id or (stately and speaker.country is not None and speaker.country == cleared.country)


def _accused(tokens: Sequence[Token], root: Token | None, found: Found | None) -> Iterator[Token]:
    if (
        found is not None
        and found.frame in _OBJECTS
        and root is not None
        and root.pos_ in {"NOUN", "PROPN", "PRON"}
        and can_act(root)
    ):
        yield from _each(root)
        return
    if found is not None and found.lemma == "blame" and (blamed := _blamed_on(found)) is not None:
        yield from _each(blamed)
        return
    held = idiom(root, root.lemma_.lower(), cues()) if root is not None and root.pos_ == "VERB" else None
    if held is not None and held.act == Act.ACCUSES and held.root is not None and can_act(held.root):
        yield from _each(held.root)  # "it held X responsible"
        return
    culprit = culprit_in(tokens) or (pointed_at(found.head) if found is not None and found.head is not None else None)
    if culprit is None and found is None:
        culprit = named_alone(tokens)
    if culprit is not None and not culprit.self_named and culprit.actor.lower_ not in FIRST:
        yield from _each(culprit.actor)


def _blamed_on(found: Found) -> Token | None:
    """ "Blamed the leak on the paper mill": the mill."""
    if found.head is None:
        return None
    things = (c for c in found.head.children if c.dep_ == "dobj")
    bases = (found.head, *things)
    targets = (t for b in bases for c in b.rights if c.lower_ in {"on", "upon"} for t in c.children if t.dep_ == "pobj")
    return next((t for t in targets if can_act(t)), None)


def _each(head: Token) -> Iterator[Token]:
    yield head
    yield from (t for t in head.conjuncts if t.i > head.i and can_act(t))


def _ref(head: Token, block: ParsedBlock, maker: Maker) -> ActorRef | None:
    """The actor that the noun phrase names; of "X's proxies" and "the X militia" the phrase's own."""
    cut = {
        t.i for c in head.children if c.dep_ in _CLAUSES or c.dep_ in {"conj", "cc", "preconj", "punct"} for t in c.subtree
    }
    cut |= {t.i for c in head.rights if c.lower_ == "of" and _of_what(c, head) for t in c.subtree}
    piece = as_slice([t for t in head.subtree if t.i not in cut and head.left_edge.i <= t.i <= head.i + _TAIL] or [head])
    if piece is None:
        return None
    ref = maker.actors.ref(block, piece)
    vague = (
        ref.kind is ActorKind.UNKNOWN
        and not ref.named
        and head.lower_ not in nouns().kind
        and head.lower_ not in nouns().generic
    )
    return None if vague and head.pos_ == "PRON" else ref


def _of_what(of: Token, head: Token) -> bool:
    """ "Accused Carstairs | of the raid": what he is accused of, not what he is called."""
    target = next((c for c in of.children if c.dep_ in {"pobj", "pcomp"}), None)
    if target is None or target.tag_ == "VBG":
        return target is not None
    return target.lemma_.lower() in violent_nouns() or (head.pos_ == "PROPN" and target.pos_ == "NOUN")


_TAIL = 6  # words behind the head that still belong to what somebody is called
