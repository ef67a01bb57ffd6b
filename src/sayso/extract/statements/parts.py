"""A found saying comes in; what is said goes out proposition by proposition, each with its place on the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from spacy.tokens import Token

from sayso.extract.parse import Parsed, ParsedBlock
from sayso.extract.statements.acts import act_of
from sayso.extract.statements.found import Found, Range, Words
from sayso.extract.statements.propositions import Piece, asides, pieces_of, presupposed, root_of
from sayso.model import Act


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One proposition of a saying; ``places`` has all its stretches where the saying words interrupt it.

    ``woven``: the saying words are part of the clause itself, as in "X was accused of Y".
    """

    piece: Piece
    places: tuple[Range, ...]
    woven: bool = False

    @property
    def place(self) -> Range:
        """Its main stretch: the longest, or from the first to the last where the saying words are woven in."""
        if self.woven:
            return self.places[0][0], self.places[-1][1]
        return max(self.places, key=lambda r: r[1] - r[0])


def parts_of(found: Found, parsed: Parsed) -> tuple[Part, ...]:
    """What is said, proposition by proposition; quotations also give up the accusations that they presuppose."""
    stretches = ((found.content[0][0], found.content[-1][1]),) if found.frame == "adverb" else found.content
    parts: list[Part] = []
    for stretch in stretches:
        here = [part for block in parsed.blocks for part in _in_block(found, block, stretch)]
        if parts and here and _interrupted(found, parts[-1], here[0]):
            parts[-1] = _joined(parts[-1], here.pop(0), woven=found.frame not in _PIECEWISE)
        parts += here
    return tuple(parts)


def _in_block(found: Found, block: ParsedBlock, stretch: Range) -> Iterator[Part]:
    base, (start, end) = block.span.start, stretch
    if block.span.end <= start or base >= end:
        return
    tokens = [t for t in block.tokens(start, end) if not t.is_space]
    tokens = _without_asides(tokens, block, stretch)
    if found.frame not in _PIECEWISE:
        yield from _placed(Piece(tokens=tuple(tokens), root=_head_of(tokens, found)), block)
        return
    for piece in _merged(pieces_of(tokens)):
        subject = _subject_accusation(piece) if found.frame in {"quote", "transcript"} else None
        for part in subject or (piece,):
            yield from _placed(part, block)


_PIECEWISE = frozenset({"quote", "transcript", "clause", "relay", "according"})


def _interrupted(found: Found, before: Part, after: Part) -> bool:
    """Whether one proposition goes on behind the saying words: "The truck," he said, "was ours"."""
    first = next((t for t in after.piece.tokens if not t.is_quote), after.piece.tokens[0])
    last = next((t for t in reversed(before.piece.tokens) if not t.is_quote), before.piece.tokens[-1])
    if found.frame not in _PIECEWISE:
        return True
    if last.doc is not first.doc or found.frame == "transcript":
        return False
    if found.frame == "quote":
        return first.text[:1].islower() and last.text not in {".", "!", "?"}
    return first.sent.start == last.sent.start


def _joined(this: Part, that: Part, *, woven: bool) -> Part:
    tokens = (*this.piece.tokens, *that.piece.tokens)
    piece = msgspec.structs.replace(this.piece, tokens=tokens, root=root_of(tokens))
    return Part(piece=piece, places=(*this.places, *that.places), woven=woven)


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
    return act_of(Words(text=" ".join(t.text for t in piece.tokens), tokens=piece.tokens, root=piece.root))


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


def _placed(piece: Piece, block: ParsedBlock) -> Iterator[Part]:
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
        yield Part(piece=piece, places=((start, end),))
