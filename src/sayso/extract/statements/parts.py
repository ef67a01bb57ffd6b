"""A found saying comes in; what is said goes out proposition by proposition, each with its place on the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from spacy.tokens import Token

from sayso.extract.parse import Parsed, ParsedBlock
from sayso.extract.statements.acts import Words, act_of
from sayso.extract.statements.found import Found, Range
from sayso.extract.statements.propositions import Piece, asides, pieces_of, presupposed, root_of
from sayso.model import Act


def parts_of(found: Found, parsed: Parsed) -> Iterator[tuple[Piece, Range]]:
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
