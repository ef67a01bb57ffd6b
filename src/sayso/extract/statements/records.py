"""A saying with its speaker, or an assertion of the author's own, comes in; the finished statement goes out."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from spacy.tokens import Token

from sayso.extract.certainty import certainty_of, clause_flags, is_question, words
from sayso.extract.parse import ParsedBlock
from sayso.extract.polarity import polarity_of
from sayso.extract.stance import stance_of
from sayso.extract.statements.acts import act_of
from sayso.extract.statements.cues import cues
from sayso.extract.statements.found import Found, Words
from sayso.extract.statements.interviews import ANSWERS, ASKS
from sayso.extract.statements.narrated import Own
from sayso.extract.statements.parts import Part
from sayso.extract.statements.sources import Maker
from sayso.extract.statements.suspected import clears_itself, suspects_of
from sayso.extract.statements.suspicions import can_act
from sayso.model import Act, Link, Mode, Source, Stance, Statement, make_id

# How often an attribution of this frame is right: triple50 precision on PolNeAR dev, by rules alone.
_SCORES = {
    "clause": 0.82, "quote": 0.79, "according": 0.74, "transcript": 0.7, "relay": 0.7, "preposition": 0.56,
    "object": 0.5, "infinitive": 0.5, "noun": 0.4, "adjective": 0.4, "adverb": 0.4,
}  # fmt: skip
_NARRATED = 0.6
_VERBATIM = frozenset({"quote", "transcript"})
_INTERNAL = frozenset({"negated", "inverted", ASKS, ANSWERS})  # what finders tell each other


class Saying(msgspec.Struct, frozen=True, kw_only=True):
    """A found saying, resolved. ``around`` is the author's part of the sentence, ``own`` that the author is the speaker."""

    found: Found
    source: Source
    chain: tuple[Link, ...]
    parent: str | None = None
    flags: tuple[str, ...] = ()
    around: str = ""
    own: bool = False


def statement(saying: Saying, part: Part, maker: Maker) -> Statement:
    """One proposition of a saying as a statement."""
    found, source, piece = saying.found, saying.source, part.piece
    spans, cue = tuple(maker.span(p) for p in part.places), maker.span(found.cue) if found.cue else None
    text, cue_text = " ".join(s.exact for s in spans), cue.exact if cue else ""
    refused = "negated" in found.flags
    root = piece.root if piece.root is not None else found.root
    act = Act.ACCUSES if piece.presupposed else act_of(
        Words(text=text, tokens=piece.tokens, root=root, source=tuple(found.speaker or ()), head=found.head,
              verbatim=found.frame in _VERBATIM),
        lemma=telling(found), cue=_cue_and_gap(found, part, maker), idiom=found.act, cue_negated=refused,
    )  # fmt: skip
    if act is Act.REPORTS and found.frame == "transcript" and _names_whom(piece.tokens, part.place[0], maker):
        act = Act.ACCUSES
    if act is Act.EXONERATES and clears_itself(piece.tokens, source, maker):
        act = Act.DENIES
    mode = _mode(found, text)
    stance = stance_of(
        lemma=found.lemma, cue=cue_text, around=saying.around, content=text, quoted=mode is Mode.DIRECT, act=act
    )
    extra = ("presupposed",) if piece.presupposed else ()
    return Statement(
        id=make_id("stmt", maker.document.id, source.name, *part.place, found.lemma),
        document=maker.document.id,
        source=source,
        content=maker.span(part.place),
        content_parts=spans,
        cue=cue,
        mode=mode,
        act=act,
        certainty=certainty_of(
            f"{cue_text} {text}" if saying.own else text,
            lemma=_hedging(found),
            question=is_question(text),
            evasion=act is Act.DECLINES_TO_NAME,
        ),
        polarity=polarity_of(text, root=root, act=act, lemma=found.lemma, cue_negated=refused),
        stance=Stance.OWN if saying.own else stance,
        suspects=suspects_of(act, piece.tokens, maker, root=found.root, found=found),
        parent=saying.parent,
        chain=saying.chain,
        flags=(*clause_flags(text), *(f for f in saying.flags if f not in _INTERNAL), *extra),
        source_parts=tuple(maker.span(r) for r in found.source),
        score=round(found.score, 3) if found.score is not None else _SCORES.get(found.frame, _NARRATED),
        made_by=found.made_by,
    )


def _names_whom(tokens: Sequence[Token], start: int, maker: Maker) -> bool:
    """ "Who killed him?" "The Third Brigade of the army.": a name for an answer."""
    if not tokens or any(t.pos_ in {"VERB", "AUX"} for t in tokens):
        return False
    whole = maker.document.span
    head = next((t for t in tokens if t.head.i == t.i), tokens[0])
    return can_act(head) and bool(_WHO_DID.search(whole.exact[max(0, start - whole.start - _BEFORE) : start - whole.start]))


_WHO_DID = re.compile(r"\bwho(?:se)?\b[^?.]{3,80}\?\W*(?:\w[\w. ]{0,30}:\s*)?$", re.IGNORECASE)
_BEFORE = 160  # characters


def _cue_and_gap(found: Found, part: Part, maker: Maker) -> str:
    """The saying words with what stands between them and what is said: "found no evidence | that ..."."""
    if found.cue is None:
        return ""
    start, end = found.cue
    gap = part.place[0] - end
    whole = maker.span((start, part.place[0])).exact if 0 < gap <= _GAP and not part.woven else ""
    return whole if whole and not _ENDED.search(whole) else maker.span((start, end)).exact


_GAP = 30  # characters
_ENDED = re.compile(r"[.!?]\W")  # another sentence stands between


def _hedging(found: Found) -> str:
    """ "Has not ruled out X" allows it."""
    return "allow" if found.lemma == "rule_out" and "negated" in found.flags else found.lemma


def narrated(own: Own, maker: Maker) -> Statement:
    """An assertion of the author's own as a statement."""
    span = maker.span(own.place)
    text = span.exact
    return Statement(
        id=make_id("stmt", maker.document.id, "narrated", *own.place),
        document=maker.document.id,
        source=maker.author,
        content=span,
        content_parts=(span,),
        mode=Mode.NARRATED,
        act=own.act,
        certainty=certainty_of(text, question=is_question(text)),
        polarity=polarity_of(text, root=own.root, act=own.act),
        stance=Stance.OWN,
        suspects=suspects_of(own.act, own.tokens, maker, root=own.root),
        chain=maker.links,
        flags=(*clause_flags(text), *own.flags),
        score=_NARRATED,
    )


def _mode(found: Found, text: str) -> Mode:
    if found.frame in {"quote", "transcript"}:
        return Mode.DIRECT
    return Mode.MIXED if any(mark in text for mark in '“”"') else Mode.INDIRECT


def around(found: Found, block: ParsedBlock) -> str:
    """The author's part of the sentence: all but what is said and who says it."""
    if found.head is None:
        return ""
    sentence = found.head.sent
    if sentence.doc is not block.doc:
        return ""
    base, taken = block.span.start, [*found.content, *found.source]
    return " ".join(t.text for t in sentence if not any(a <= base + t.idx < b for a, b in taken))


def telling(found: Found) -> str:
    """The word that tells what is done: of "issued a threat" it is the threat."""
    noun = found.root.lemma_.lower() if found.root is not None and found.frame == "object" else ""
    supports = found.lemma in words("cues", "support")
    return noun if supports and cues().has("nouns", noun) else found.lemma
