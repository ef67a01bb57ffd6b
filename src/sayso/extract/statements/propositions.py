"""A stretch of text comes in; its propositions go out: sentences, coordinated clauses, accusations inside noun phrases."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec
from spacy.tokens import Token

from sayso.extract.parse import ParsedBlock
from sayso.extract.statements.culprits import presupposed_doer, violent_nouns
from sayso.extract.statements.found import Range, extent

_VERBAL = frozenset({"VERB", "AUX"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_OPENERS = frozenset({"and", "but", "or", "so", "yet", "while", "whereas", ";", ",", "—", "–", "-", ":", "."})
MIN_WORDS = 4
_ASIDE = re.compile(r"[(\[](?P<inner>[^()\[\]]{12,})[)\]]")


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """One proposition: its words in order and its head word. ``own_subject`` is False where it shares the one before."""

    tokens: tuple[Token, ...]
    root: Token | None
    own_subject: bool = True
    presupposed: bool = False

    def range(self, block: ParsedBlock) -> Range | None:
        """From its first to its last word, as page offsets."""
        ranges = extent(self.tokens, block)
        return (ranges[0][0], ranges[-1][1]) if ranges else None


def pieces_of(tokens: Sequence[Token]) -> list[Piece]:
    """The propositions of some words of a block, in reading order."""
    pieces: list[Piece] = []
    for sentence in _by_sentence(tokens):
        pieces.extend(_clauses(sentence))
    return pieces


def _by_sentence(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    run: list[Token] = []
    for token in tokens:
        if run and _borders(run[-1], token) and not _runs_on(run, token):
            yield run
            run = []
        run.append(token)
    if run:
        yield run


def _borders(last: Token, token: Token) -> bool:
    """The two stand in different sentences."""
    if token.i == last.i + 1:  # the common case, without making the sentences
        return bool(token.is_sent_start)
    return bool(token.sent.start != last.sent.start)


def _runs_on(run: Sequence[Token], token: Token) -> bool:
    """A sentence border that the parser set where no sentence ends."""
    last = next(
        (t for t in reversed(run) if not t.is_space and t.text not in {'"', "”", "“", "''", "``", ")", "’", "'"}), None
    )
    return (
        last is not None
        and last.text not in {".", "!", "?", "…", "..."}
        and not last.text.endswith("…")
        and not token.text[:1].isupper()
    )


def _clauses(sentence: Sequence[Token]) -> Iterator[Piece]:
    root = root_of(sentence)
    if root is None:
        yield Piece(tokens=tuple(sentence), root=None)
        return
    inside = {t.i for t in sentence}
    cuts: list[tuple[int, Token]] = []
    for clause in _coordinated(root) if not _conditional(sentence) else ():
        if clause.i in inside and clause.i > root.i:
            cuts.append((_left(clause, inside), clause))
    cuts = _wide_enough(sorted(cuts, key=lambda c: c[0]), sentence)
    starts = [sentence[0].i, *(c[0] for c in cuts)]
    heads = [root, *(c[1] for c in cuts)]
    ends = [*starts[1:], sentence[-1].i + 1]
    for start, end, head in zip(starts, ends, heads, strict=True):
        tokens = _without_openers([t for t in sentence if start <= t.i < end])
        if tokens:
            yield Piece(tokens=tuple(tokens), root=head, own_subject=_has_subject(head) or head.i == root.i)


def _conditional(sentence: Sequence[Token]) -> bool:
    """An "if ... then ..." is one assertion, however it is coordinated."""
    opening = [t.lower_ for t in sentence if t.is_alpha][:2]
    return bool(opening) and (opening[0] in {"if", "unless"} or opening[-1] in {"if", "unless"})


def root_of(tokens: Sequence[Token]) -> Token | None:
    """The word on which all the others hang."""
    inside = {t.i for t in tokens}
    tops = [t for t in tokens if (above := t.head.i) not in inside or above == t.i]
    verbal = [t for t in tops if t.pos_ in _VERBAL]
    ranked = verbal or [t for t in tops if not t.is_punct and not t.is_space]
    if len(ranked) == 1:
        return ranked[0]
    return max(ranked, key=lambda t: len(list(t.subtree)), default=None)


def _coordinated(root: Token, depth: int = 0) -> Iterator[Token]:
    for child in root.children:
        joined = child.dep_ == "conj" or (
            child.dep_ == "ccomp" and child.i > root.i and any(c.text in {";", ":"} for c in root.children)
        )
        if joined and child.pos_ in _VERBAL and depth < 4:
            yield child
            yield from _coordinated(child, depth + 1)


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in _SUBJECTS for c in verb.children)


def _left(clause: Token, inside: set[int]) -> int:
    first = clause.left_edge.i
    doc = clause.doc
    while first - 1 in inside and doc[first - 1].lower_ in _OPENERS:
        first -= 1
    return first


def _wide_enough(cuts: list[tuple[int, Token]], sentence: Sequence[Token]) -> list[tuple[int, Token]]:
    kept, end = [], sentence[-1].i + 1
    for start, clause in reversed(cuts):
        if _words(sentence, start, end) > MIN_WORDS + 1:
            kept.append((start, clause))
            end = start
    kept.reverse()
    return [c for c in kept if _words(sentence, sentence[0].i, c[0]) >= MIN_WORDS]


def _words(sentence: Sequence[Token], start: int, end: int) -> int:
    return sum(1 for t in sentence if start <= t.i < end and t.is_alpha)


def _without_openers(tokens: list[Token]) -> list[Token]:
    while tokens and (tokens[0].is_space or (tokens[0].lower_ in _OPENERS and not _so_far(tokens))):
        tokens = tokens[1:]
    while tokens and (
        tokens[-1].is_space or tokens[-1].lower_ in {",", ";", "—", "–", "-", "and", "but", "or", "while", "as", "that"}
    ):
        tokens = tokens[:-1]
    return tokens


def _so_far(tokens: Sequence[Token]) -> bool:
    return (
        tokens[0].lower_ == "so"
        and len(tokens) > 1
        and tokens[1].lower_ in {"far", "many", "much", "called", "that", "long", "few"}
    )


def presupposed(tokens: Sequence[Token]) -> Iterator[Piece]:
    """Noun phrases that name a doer in passing: "yesterday's attack by X", "a possible Xian attack"."""
    inside = {t.i for t in tokens}
    for noun in tokens:
        if noun.pos_ not in {"NOUN", "PROPN"} or noun.lemma_.lower() not in violent_nouns() or noun.dep_ == "compound":
            continue
        if presupposed_doer(noun) is None:
            continue
        phrase = [t for t in noun.subtree if t.i in inside]
        phrase = [t for t in phrase if not _loose(t, noun)]
        yield Piece(tokens=tuple(phrase), root=noun, presupposed=True)


def _loose(token: Token, noun: Token) -> bool:
    """Whether a word hangs on the noun only by a comma-parted clause."""
    at = token
    while at.head.i != noun.i and at.head.i != at.i:
        at = at.head
    return (
        at.dep_ in {"relcl", "appos", "conj", "cc", "punct"}
        and (at.dep_ != "relcl" or noun.doc[at.left_edge.i - 1].text == ",")
        and at.i > noun.i
    )


def hedged_agent(piece: Piece) -> tuple[Piece, Piece] | None:
    """ "... , probably at the hands of X": the hedged tail is an accusation of its own."""
    tokens = piece.tokens
    for place, token in enumerate(tokens):
        if (
            token.lower_
            not in {
                "probably",
                "possibly",
                "likely",
                "allegedly",
                "presumably",
                "apparently",
                "reportedly",
                "perhaps",
                "supposedly",
            }
            or place < MIN_WORDS
        ):
            continue
        rest = tokens[place + 1 :]
        at_hands = [t.lower_ for t in rest[:4]] == ["at", "the", "hands", "of"]
        if at_hands or (rest and rest[0].lower_ == "by" and rest[0].dep_ in {"prep", "agent"}):
            head = rest[0]
            return (
                Piece(tokens=tokens[:place], root=piece.root, own_subject=piece.own_subject),
                Piece(tokens=tokens[place:], root=rest[2] if at_hands else head),
            )
    return None


def asides(text: str) -> list[tuple[Range, Range]]:
    """Brackets that hold a clause: (the whole, what is inside)."""
    return [(m.span(), m.span("inner")) for m in _ASIDE.finditer(text)]
