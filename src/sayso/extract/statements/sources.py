"""A found saying comes in; who says it goes out, resolved through the document's actors, with the spans that name him."""

from __future__ import annotations

import msgspec
from spacy.tokens import Span as Slice
from spacy.tokens import Token

from sayso.extract.actors import ActorRef, Actors
from sayso.extract.certainty import words
from sayso.extract.parse import Parsed, ParsedBlock
from sayso.extract.statements.chains import author_links
from sayso.extract.statements.found import Found, Range
from sayso.extract.statements.suspicions import can_act
from sayso.extract.statements.takenup import Spoken, is_open, is_plural, last_speaker, nearer_one, nearer_plural
from sayso.extract.statements.turns import turn_of
from sayso.model import ActorKind, Source, Span


class Maker:
    """What every statement of one document shares; collects the actor references on the way."""

    def __init__(self, parsed: Parsed, actors: Actors) -> None:
        self.parsed, self.actors = parsed, actors
        self.document = parsed.document
        self.refs: list[ActorRef] = []
        self.spoken: list[Spoken] = []
        self.author = self._author()
        self.links = author_links(self.document, self.author)

    def _author(self) -> Source:
        ref = self.actors.author()
        self.refs.append(ref)
        return Source(name=ref.name, kind=ref.kind, actor=ref.actor_id, named=ref.named, resolved_by="author")

    def span(self, place: Range) -> Span:
        whole = self.document.span
        return Span(
            page=whole.page, start=place[0], end=place[1], exact=whole.exact[place[0] - whole.start : place[1] - whole.start]
        )

    def source_of(
        self, found: Found, speaker: ActorRef | None, *, within: Found | None = None
    ) -> tuple[Source, ActorRef | None]:
        """Who says it: resolved through the actors, the author in the first person, else an unnamed source.

        ``speaker`` is who says ``within``, the saying around it: in his own words "he" is another.
        """
        place = self.span(found.source[0]) if found.source else None
        turn = turn_of(found, self.parsed, self.actors)
        if found.speaker is None and turn is None:
            if place is None:
                return Source(name="unnamed source", kind=ActorKind.UNNAMED, named=False, resolved_by="not stated"), None
            return Source(name=place.exact, kind=ActorKind.UNKNOWN, span=place, resolved_by="label"), None
        if turn is not None:
            self.refs.append(turn)
            return Source(
                name=turn.name, kind=turn.kind, span=place, actor=turn.actor_id, named=turn.named, resolved_by="transcript"
            ), turn
        assert found.speaker is not None  # seen above
        slice_, head = found.speaker, found.speaker.root
        block = block_of(slice_, self.parsed, default=found.block)
        own = head.lower_ in {"i", "we", "my", "our"} and speaker is None and len(slice_) == 1
        if own and _seen_in(found) is None:
            return msgspec.structs.replace(self.author, span=place), None
        how = ""
        seen_in = _seen_in(found) if head.lower_ in {"i", "we"} else None
        if seen_in is not None:
            slice_, place = seen_in, block_of(seen_in, self.parsed, default=found.block).span_of(seen_in)
        if head.tag_ in {"WP", "WDT"} and found.head is not None:
            slice_, how = _antecedent(slice_, found.head), "relative"
        if slice_.root.dep_ == "poss":
            how = "possessive"
        span = block.span_of(slice_) if how == "relative" else place
        slice_ = named_part(slice_)
        behind = issuer(slice_)
        if behind is not None:
            slice_, how = behind, "document"
        own_words = within is not None and within.frame in {"quote", "transcript"} and speaker is not None
        ref = _nation(slice_, span, self.actors) or self.actors.ref(
            block,
            slice_,
            speaker=speaker,
            quoted=found.content if found.frame == "quote" else (),
            but=speaker.actor_id if own_words and speaker is not None else None,
        )
        if is_open(slice_.root.lower_) and len(slice_) == 1:
            ref = self._taken_up(slice_.root, block, ref)
        elif ref.actor_id is not None and span is not None:
            self.spoken.append(Spoken(span.start, ref, is_plural(slice_)))
        self.refs.append(ref)
        return Source(
            name=ref.name, kind=ref.kind, span=span, actor=ref.actor_id, named=ref.named, resolved_by=how or ref.resolved_by
        ), ref

    def _taken_up(self, pronoun: Token, block: ParsedBlock, ref: ActorRef) -> ActorRef:
        """Whom a pronoun that speaks stands for, where somebody nearer, or who spoke before, fits better than the actors know."""
        number = next(n for n, b in enumerate(self.parsed.blocks) if b.doc is block.doc)
        nearer = nearer_plural(pronoun, self.actors.in_block(number))
        if nearer is None and ref.actor_id is None:
            nearer = nearer_one(pronoun)
        if nearer is not None:
            return self.actors.ref(block, nearer)
        last = last_speaker(pronoun, block.span.start + pronoun.idx, self.spoken) if ref.actor_id is None else None
        return msgspec.structs.replace(last, resolved_by="pronoun") if last is not None else ref


def _nation(piece: Slice, span: Span | None, actors: Actors) -> ActorRef | None:
    """ "The American claim": the state, of which only the adjective stands there."""
    if span is None or piece.root.dep_ not in {"amod", "compound", "nmod"}:
        return None
    actor = actors.at(span.start, span.end)
    if actor is None:
        return None
    return ActorRef.to(actor, by="adjective", span=span)


def _seen_in(found: Found) -> Slice | None:
    """ "I read in the Standard that ...": the Standard says it."""
    if found.lemma not in {"read", "hear", "see"} or found.head is None:
        return None
    for prep in found.head.rights:
        target = next((c for c in prep.children if c.dep_ == "pobj"), None) if prep.lower_ in {"in", "on", "from"} else None
        if target is not None and (target.ent_type_ in {"ORG", "PERSON"} or target.pos_ == "PROPN" or can_act(target)):
            return target.doc[target.left_edge.i : target.i + 1]
    return None


def _antecedent(who: Slice, verb: Token) -> Slice:
    clause = verb
    while clause.dep_ not in {"relcl", "acl"} and clause.head.i != clause.i:
        clause = clause.head
    noun = _somebody(clause.head) if who.root.lower_ == "who" else clause.head
    if clause.dep_ not in {"relcl", "acl"} or noun.pos_ not in {"NOUN", "PROPN", "PRON"}:
        return who
    doc = noun.doc
    last = max((t.i for t in noun.subtree if t.i < clause.left_edge.i), default=noun.i)
    while last > noun.i and doc[last].is_punct:
        last -= 1
    return doc[noun.left_edge.i : last + 1]


def _somebody(noun: Token) -> Token:
    """ "Nationalists in the north who ...": not the north."""
    at = noun
    while at.dep_ == "pobj" and at.head.i > 0 and at.head.nbor(-1).pos_ in {"NOUN", "PROPN"} and not can_act(at):
        at = at.head.nbor(-1)
    return at if can_act(at) else noun


def block_of(piece: Slice, parsed: Parsed, *, default: int) -> ParsedBlock:
    """The block in which the words stand: a speaker may be named in another paragraph than his words."""
    return next((b for b in parsed.blocks if b.doc is piece.doc), parsed.blocks[default])


def named_part(piece: Slice) -> Slice:
    """Without a possessive ending and without a clause that a comma parts from the name."""
    head, end = piece.root, piece.end
    if piece[-1].tag_ == "POS":
        end -= 1
    for child in head.rights:
        if child.dep_ == "relcl" and piece.start < child.left_edge.i < end and piece.doc[child.left_edge.i - 1].text == ",":
            end = child.left_edge.i - 1
    return piece.doc[piece.start : end] if end > head.i else piece


def issuer(piece: Slice) -> Slice | None:
    """Who stands behind a paper that speaks: "a report in the Post", "the ministry's statement", "a police report"."""
    head = piece.root
    if head.lemma_.lower() not in words("cues", "papers"):
        return None
    for prep in head.rights:
        if prep.lower_ in {"by", "from", "in", "of"} and prep.dep_ == "prep":
            body = next((c for c in prep.children if c.dep_ == "pobj" and c.i < piece.end), None)
            dated = body is not None and body.ent_type_ in {"DATE", "TIME"}  # "your article of 16 November"
            if body is not None and not dated and (prep.lower_ not in {"in", "of"} or body.pos_ == "PROPN"):
                return piece.doc[body.left_edge.i : min(body.right_edge.i + 1, piece.end)]
    for child in head.lefts:
        if child.dep_ == "poss" and child.pos_ != "PRON":  # "your article" speaks for itself
            return piece.doc[child.left_edge.i : child.i + 1]
    return None
