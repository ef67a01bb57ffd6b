"""Attributions and the author's own assertions come in; statements with act, certainty, polarity, stance and chain go out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from spacy.tokens import Span as Slice
from spacy.tokens import Token

from sayso.extract.actors import ActorRef, Actors
from sayso.extract.certainty import certainty_of, clause_flags, is_question
from sayso.extract.parse import Parsed, ParsedBlock
from sayso.extract.polarity import polarity_of
from sayso.extract.stance import stance_of
from sayso.extract.statements.acts import act_of
from sayso.extract.statements.chains import author_links, source_link
from sayso.extract.statements.cues import cues
from sayso.extract.statements.found import Found, Range
from sayso.extract.statements.merge import Nested
from sayso.extract.statements.narrated import Own, find_asides, find_narrated
from sayso.extract.statements.propositions import Piece, asides, pieces_of, presupposed, root_of
from sayso.model import Act, ActorKind, BlockKind, Certainty, DocumentKind, Mode, Source, Span, Stance, Statement, make_id

# Frames in which nobody but the author speaks: how things look, what is reportedly so.
_AUTHORS_OWN = frozenset({"appearance"})
_HEDGES = frozenset({"apparently", "seemingly", "presumably", "ostensibly"})  # the author's own caution
_NO_SPEAKER = frozenset(
    {"this", "that", "it", "these", "those", "there", "which", "what", "something", "nothing", "everything"}
)


class Built(msgspec.Struct, frozen=True, kw_only=True):
    """The statements of a document and the actor references that they use."""

    statements: tuple[Statement, ...]
    refs: tuple[ActorRef, ...]
    made_by: str = "rules"


class _Maker:
    """Builds the statements of one document; collects the actor references on the way."""

    def __init__(self, parsed: Parsed, actors: Actors) -> None:
        self.parsed, self.actors = parsed, actors
        self.document = parsed.document
        self.refs: list[ActorRef] = []
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

    def source_of(self, found: Found, speaker: ActorRef | None) -> tuple[Source, ActorRef | None]:
        """Who says it: resolved through the actors, the author in the first person, else an unnamed source."""
        place = self.span(found.source[0]) if found.source else None
        if found.speaker is None:
            if place is None:
                return Source(name="unnamed source", kind=ActorKind.UNNAMED, named=False, resolved_by="not stated"), None
            return Source(name=place.exact, kind=ActorKind.UNKNOWN, span=place, resolved_by="label"), None
        slice_, head = found.speaker, found.speaker.root
        block = self.parsed.blocks[found.block]
        if head.lower_ in {"i", "we"} and speaker is None and len(slice_) == 1:
            return msgspec.structs.replace(self.author, span=place), None
        how = ""
        if head.tag_ in {"WP", "WDT"} and found.head is not None:
            slice_, how = _antecedent(slice_, found.head), "relative"
        if slice_.root.dep_ == "poss":
            how = "possessive"
        ref = self.actors.ref(block, slice_, speaker=speaker)
        self.refs.append(ref)
        span = block.span_of(slice_) if how == "relative" else place
        return Source(
            name=ref.name, kind=ref.kind, span=span, actor=ref.actor_id, named=ref.named, resolved_by=how or ref.resolved_by
        ), ref


def _antecedent(who: Slice, verb: Token) -> Slice:
    clause = verb
    while clause.dep_ not in {"relcl", "acl"} and clause.head.i != clause.i:
        clause = clause.head
    noun = clause.head
    if clause.dep_ not in {"relcl", "acl"} or noun.pos_ not in {"NOUN", "PROPN", "PRON"}:
        return who
    doc = noun.doc
    last = max((t.i for t in noun.subtree if t.i < clause.left_edge.i), default=noun.i)
    while last > noun.i and doc[last].is_punct:
        last -= 1
    return doc[noun.left_edge.i : last + 1]


def build(parsed: Parsed, actors: Actors, nested: Sequence[Nested], *, made_by: str = "rules") -> Built:
    """Every statement of the document, in reading order."""
    maker = _Maker(parsed, actors)
    kept = {i: n for i, n in enumerate(nested) if _speaks(n.found)}
    made: dict[int, list[Statement]] = {}
    speakers: dict[int, ActorRef | None] = {}
    for i in sorted(kept, key=lambda k: _depth(k, nested)):
        parent = _kept_parent(i, nested, kept)
        above = made.get(parent, []) if parent is not None else []
        made[i], speakers[i] = _attributed(
            nested[i].found, maker, above=above, speaker=speakers.get(parent) if parent is not None else None
        )
    attributed = [s for group in made.values() for s in group]
    tops = [n.found for i, n in kept.items() if _kept_parent(i, nested, kept) is None]
    taken = [r for f in tops for r in _claimed(f)]
    own = [_narrated(o, maker) for o in find_narrated(parsed, actors, taken)]
    own += [
        _narrated(o, maker)
        for o in find_asides(
            parsed, [(f.block, c) for f in tops if f.frame not in {"quote", "transcript"} for c in f.content]
        )
    ]
    own = [o for o in own if not any(o.content == a.content for a in attributed)]
    statements = _unique([*attributed, *own])
    return Built(statements=_doubted(statements), refs=tuple(maker.refs), made_by=made_by)


def _depth(place: int, nested: Sequence[Nested]) -> int:
    depth, at = 0, nested[place].parent
    while at is not None and depth < 20:
        depth, at = depth + 1, nested[at].parent
    return depth


def _kept_parent(place: int, nested: Sequence[Nested], kept: dict[int, Nested]) -> int | None:
    at, steps = nested[place].parent, 0
    while at is not None and at not in kept and steps < 20:
        at, steps = nested[at].parent, steps + 1
    return at if at in kept else None


def _speaks(found: Found) -> bool:
    """Whether somebody is said to say or think it; how things look, and what "this" shows, are the author's own words."""
    if found.frame in _AUTHORS_OWN or found.lemma in _HEDGES:
        return False
    speaker = found.speaker
    if found.frame == "quote" and not found.source and found.cue is None:
        return found.size > 60
    if speaker is not None and (speaker.root.lower_ in _NO_SPEAKER or _anybody(found)):
        return False
    if not found.source and found.head is not None and any(c.tag_ == "MD" for c in found.head.children):
        return False  # "it can be argued", "it must be said": the author argues
    if found.head is not None and found.head.tag_ == "VB" and found.head.dep_ in {"acl", "relcl"}:
        return False  # "a meeting to discuss": nobody says anything
    if found.frame in {"infinitive", "object", "preposition", "noun", "adjective"} and speaker is None:
        return False
    if found.frame in {"object", "preposition", "infinitive"} and speaker is not None:
        private = found.lemma in cues().words["private"] and not found.act
        return not private and ((_can_speak(speaker.root) and found.size >= 12) or bool(found.act))
    return True


def _anybody(found: Found) -> bool:
    """ "You know", "one would think": said to the reader, nobody's words."""
    if found.speaker is None or found.speaker.root.lower_ not in {"you", "one"} or found.frame == "quote":
        return False
    return found.lemma not in {"say", "tell", "claim", "promise", "deny"} or found.head is None or found.head.tag_ != "VBD"


def _can_speak(head: Token) -> bool:
    thing = head.pos_ == "NOUN" and head.lemma_.lower() in _THINGS
    return not thing


_THINGS = frozenset(
    {
        "attack",
        "strike",
        "bombing",
        "explosion",
        "rocket",
        "missile",
        "war",
        "death",
        "killing",
        "incident",
        "event",
        "act",
        "action",
        "fact",
        "thing",
        "way",
        "time",
        "day",
        "case",
        "move",
        "situation",
        "result",
        "effort",
        "deal",
        "plan",
        "law",
        "bill",
        "meeting",
        "process",
        "trend",
        "development",
        "change",
        "game",
        "economy",
        "market",
        "price",
    }
)


def _claimed(found: Found) -> list[Range]:
    head, speaker = found.head, found.speaker
    shared = (
        head is not None
        and speaker is not None
        and found.frame not in {"quote", "transcript", "according", "relay"}
        and speaker.root.head.i != head.i
    )
    return [*found.content, *(() if shared else found.source), *([found.cue] if found.cue else [])]


def _attributed(
    found: Found, maker: _Maker, *, above: Sequence[Statement], speaker: ActorRef | None
) -> tuple[list[Statement], ActorRef | None]:
    block = maker.parsed.blocks[found.block]
    copied = found.frame == "quote" and not found.source and maker.document.kind is DocumentKind.COMMENT
    source, ref = maker.source_of(found, speaker)
    if (
        above
        and found.frame not in {"quote", "transcript"}
        and source.actor == above[0].source.actor
        and _no_second(found, above[0])
    ):
        return [], ref
    if copied:
        source = Source(name="unnamed outlet", kind=ActorKind.OUTLET, named=False, resolved_by="copied")
    parent = _holding(above, found)
    links = parent.chain if parent is not None else maker.links
    own = source.actor == maker.author.actor
    chain = links if own else (*links, source_link(source))
    around = _around(found, block)
    out = []
    for piece, place in _parts(found, maker.parsed):
        flags = (*found.flags, *(("copied",) if copied else ()), *(("presupposed",) if piece.presupposed else ()))
        out.append(
            _statement(
                maker, source=source, place=place, piece=piece, found=found, chain=chain, parent=parent, flags=flags,
                mode=_mode(found, maker.document.span.exact[place[0] - maker.document.span.start : place[1] - maker.document.span.start]),
                around=around, own=own,
            )
        )  # fmt: skip
    return out, ref


def _no_second(found: Found, above: Statement) -> bool:
    """ "We believe" inside one's own words, or "naming" after "declined", is no second saying."""
    first_person = found.speaker is not None and found.speaker.root.lower_ in {"i", "we"}
    return first_person or above.act is Act.DECLINES_TO_NAME


def _holding(above: Sequence[Statement], found: Found) -> Statement | None:
    place = found.cue[0] if found.cue else found.start
    fits = [s for s in above if any(p.start <= place < p.end for p in s.content_parts)]
    return fits[0] if fits else (above[0] if above else None)


def _mode(found: Found, text: str) -> Mode:
    if found.frame in {"quote", "transcript"}:
        return Mode.DIRECT
    return Mode.MIXED if any(mark in text for mark in '“”"') else Mode.INDIRECT


def _around(found: Found, block: ParsedBlock) -> str:
    """The author's part of the sentence: all but what is said and who says it."""
    if found.head is None:
        return ""
    base, claimed = block.span.start, [*found.content, *found.source]
    sentence = found.head.sent
    return " ".join(t.text for t in sentence if not any(a <= base + t.idx < b for a, b in claimed))


def _parts(found: Found, parsed: Parsed) -> Iterator[tuple[Piece, Range]]:
    """What is said, proposition by proposition; quotations also give up the accusations that they presuppose."""
    stretches = ((found.content[0][0], found.content[-1][1]),) if found.frame == "adverb" else found.content
    for start, end in stretches:
        for block in parsed.blocks:
            base = block.span.start
            if block.span.end <= start or base >= end:
                continue
            tokens = [t for t in block.doc if start <= base + t.idx < end and not t.is_space]
            tokens = _without_asides(tokens, block, (start, end))
            if found.frame not in {"quote", "transcript", "clause", "relay", "according"}:
                piece = Piece(tokens=tuple(tokens), root=_head_of(tokens, found))
                yield from _placed(piece, block)
                continue
            for piece in _merged(pieces_of(tokens)):
                quoted = found.frame in {"quote", "transcript"}
                subject = _subject_accusation(piece) if quoted else None
                for part in subject or (piece,):
                    yield from _placed(part, block)


def _head_of(tokens: Sequence[Token], found: Found) -> Token | None:
    top = root_of(tokens)
    verbal = top is not None and top.pos_ in {"VERB", "AUX"}
    return top if verbal and (found.root is None or found.root.pos_ not in {"VERB", "AUX"}) else found.root


def _without_asides(tokens: list[Token], block: ParsedBlock, place: Range) -> list[Token]:
    base = block.span.start
    text = block.span.exact[max(0, place[0] - base) : place[1] - base]
    offset = max(0, place[0] - base)
    holes = [(a + offset, b + offset) for (a, b), _ in asides(text)]
    return [
        t for t in tokens if not any(a <= t.idx < b and t.doc is block.doc and _has_clause(block, a, b) for a, b in holes)
    ]


def _has_clause(block: ParsedBlock, start: int, end: int) -> bool:
    return any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in block.doc if start <= t.idx < end)


def _merged(pieces: list[Piece]) -> list[Piece]:
    """Clauses that share a subject and do the same go together."""
    out: list[Piece] = []
    for piece in pieces:
        before = out[-1] if out else None
        same = before is not None and not piece.own_subject and before.tokens[0].sent.start == piece.tokens[0].sent.start
        if before is not None and same and _act_of_piece(before) is _act_of_piece(piece):
            out[-1] = msgspec.structs.replace(before, tokens=before.tokens + piece.tokens)
        else:
            out.append(piece)
    return out


def _act_of_piece(piece: Piece) -> Act:
    return act_of(" ".join(t.text for t in piece.tokens), tokens=piece.tokens, root=piece.root)


def _subject_accusation(piece: Piece) -> tuple[Piece, ...] | None:
    """ "Yesterday's attack by X was aimed at Y": the subject accuses, the predicate says something else."""
    for phrase in presupposed(piece.tokens):
        if (
            phrase.root is not None
            and phrase.root.dep_ in {"nsubj", "nsubjpass"}
            and phrase.tokens[0].i <= piece.tokens[0].i + 1
        ):
            rest = tuple(t for t in piece.tokens if t.i > phrase.tokens[-1].i and t.text != ",")
            if sum(t.is_alpha for t in rest) >= 3:
                return (phrase, *_merged(pieces_of(rest)))
    return None


_OUTER_MARKS = "“”\"'‘’"


def _placed(piece: Piece, block: ParsedBlock) -> Iterator[tuple[Piece, Range]]:
    place = piece.range(block)
    if place is None:
        return
    text, base = block.span.exact, block.span.start
    start, end = place
    inner = text[start - base : end - base]
    if inner[:1] in '“"' and not any(m in inner[1:-1] for m in '“”"'):
        start += 1
    if inner[-1:] in '”"' and not any(m in inner[1:-1] for m in '“”"'):
        end -= 1
    while end > start and text[end - 1 - base] in ",; ":
        end -= 1
    if end - start > 1:
        yield piece, (start, end)


def _statement(
    maker: _Maker, *, source: Source, place: Range, piece: Piece, found: Found, chain: tuple, parent: Statement | None,
    flags: tuple[str, ...], mode: Mode, around: str, own: bool,
) -> Statement:  # fmt: skip
    span, cue = maker.span(place), maker.span(found.cue) if found.cue else None
    text, cue_text = span.exact, cue.exact if cue else ""
    refused = "negated" in found.flags
    root = piece.root if piece.root is not None else found.root
    said_by = tuple(found.speaker) if found.speaker is not None else ()
    act = Act.ACCUSES if piece.presupposed else act_of(
        text, tokens=piece.tokens, root=root, lemma=_telling(found), cue=cue_text, idiom=found.act, cue_negated=refused, source=said_by
    )  # fmt: skip
    question = is_question(text)
    quoted = mode is Mode.DIRECT
    return Statement(
        id=make_id("stmt", maker.document.id, source.name, place[0], place[1], found.lemma), document=maker.document.id, source=source,
        content=span, content_parts=(span,), cue=cue, mode=mode, act=act,
        certainty=certainty_of(text, lemma=found.lemma, question=question, evasion=act is Act.DECLINES_TO_NAME),
        polarity=polarity_of(text, root=root, act=act, lemma=found.lemma, cue_negated=refused),
        stance=Stance.OWN if own else stance_of(lemma=found.lemma, cue=cue_text, around=around, content=text, quoted=quoted, act=act),
        parent=parent.id if parent is not None else None, chain=chain, flags=(*clause_flags(text), *(f for f in flags if f != "negated")),
        source_parts=tuple(maker.span(r) for r in found.source), score=round(found.score, 3) if found.score is not None else _SCORES.get(found.frame, 0.6), made_by=found.made_by,
    )  # fmt: skip


def _telling(found: Found) -> str:
    """The word that tells what is done: of "issued a threat" it is the threat."""
    noun = found.root.lemma_.lower() if found.root is not None and found.frame == "object" else ""
    return noun if found.lemma in _SUPPORT and cues().has("nouns", noun) else found.lemma


_SUPPORT = frozenset(
    {
        "make",
        "issue",
        "give",
        "offer",
        "express",
        "voice",
        "release",
        "deliver",
        "send",
        "publish",
        "present",
        "share",
        "repeat",
        "raise",
        "reiterate",
        "put",
        "file",
        "lodge",
        "post",
    }
)

# How often an attribution of this frame is right: triple50 precision on PolNeAR dev, by rules alone.
_SCORES = {"clause": 0.82, "quote": 0.79, "according": 0.74, "transcript": 0.7, "object": 0.5, "preposition": 0.56, "infinitive": 0.5, "noun": 0.4, "adjective": 0.4, "adverb": 0.4, "relay": 0.7}  # fmt: skip


def _narrated(own: Own, maker: _Maker) -> Statement:
    span = maker.span(own.place)
    text = span.exact
    return Statement(
        id=make_id("stmt", maker.document.id, "narrated", *own.place), document=maker.document.id, source=maker.author, content=span,
        content_parts=(span,), mode=Mode.NARRATED, act=own.act, certainty=certainty_of(text, question=is_question(text)),
        polarity=polarity_of(text, root=own.root, act=own.act), stance=Stance.OWN, chain=maker.links,
        flags=(*clause_flags(text), *own.flags), score=0.6,
    )  # fmt: skip


def _unique(statements: Sequence[Statement]) -> list[Statement]:
    seen: dict[str, Statement] = {}
    for statement in sorted(statements, key=lambda s: (s.content.start, -s.content.end)):
        seen.setdefault(statement.id, statement)
    return list(seen.values())


def _doubted(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """An author who names somebody else, or says it could be anyone, stands apart from the accusations he reports."""
    rival = any(
        s.mode is Mode.NARRATED and ((s.act is Act.ACCUSES and s.certainty is not Certainty.CERTAIN and "presupposed" not in s.flags) or "anyone" in s.content.exact.lower())
        for s in statements
    )  # fmt: skip
    if not rival:
        return tuple(statements)
    return tuple(
        msgspec.structs.replace(s, stance=Stance.DISTANCES)
        if s.stance is Stance.NEUTRAL
        and s.act is Act.ACCUSES
        and s.mode is not Mode.DIRECT
        and s.source.kind is not ActorKind.OUTLET
        and s.certainty is Certainty.CERTAIN
        else s
        for s in statements
    )


__all__ = ["BlockKind", "Built", "build"]
