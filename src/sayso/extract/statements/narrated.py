"""The words that no attribution claims come in; the author's own assertions about what happened, who did it and why go out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from spacy.tokens import Token

from sayso.extract.actors import Actors
from sayso.extract.certainty import is_question, words
from sayso.extract.parse import Parsed, ParsedBlock
from sayso.extract.patterns import section
from sayso.extract.statements.acts import own_act, urges
from sayso.extract.statements.culprits import culprit_in, violent_nouns, violent_verbs
from sayso.extract.statements.found import Range, Words
from sayso.extract.statements.propositions import Piece, asides, hedged_agent, pieces_of, presupposed
from sayso.extract.statements.remarks import insinuates, remarks, witnessed
from sayso.extract.statements.suspicions import named_alone
from sayso.model import Act, ActorKind, BlockKind, DocumentKind

_WEIGHTY = frozenset(
    {
        ActorKind.STATE,
        ActorKind.STATE_FORCE,
        ActorKind.ARMED_GROUP,
        ActorKind.PERSON,
        ActorKind.OFFICIAL_BODY,
        ActorKind.ORGANISATION,
    }
)
_SKIP = frozenset({BlockKind.CREDIT, BlockKind.BIO})
MIN_WORDS = 3
_SHORTEST = 8  # characters


class Own(msgspec.Struct, frozen=True, kw_only=True):
    """One assertion of the author's own."""

    block: int
    place: Range
    tokens: tuple[Token, ...]
    root: Token | None
    act: Act
    flags: tuple[str, ...] = ()


def find_narrated(parsed: Parsed, actors: Actors, taken: Sequence[Range]) -> Iterator[Own]:
    """Assertions in the author's own voice, one a proposition; ``taken`` are the ranges of attributed sayings."""
    for number, block in enumerate(parsed.blocks):
        if block.kind in _SKIP:
            continue
        for run in _free_runs(block, taken):
            yield from _assertions(
                run, block=block, number=number, actors=actors, opinion=parsed.document.kind is DocumentKind.COMMENT
            )


def find_asides(parsed: Parsed, inside: Iterable[tuple[int, Range]]) -> Iterator[Own]:
    """Clauses in brackets inside a reported saying: the author's own words, not the source's."""
    for number, (start, end) in inside:
        block = parsed.blocks[number]
        base = block.span.start
        if not base <= start <= end <= block.span.end:
            continue
        text = block.span.exact[start - base : end - base]
        for _, (a, b) in asides(text):
            tokens = [t for t in block.doc if start - base + a <= t.idx < start - base + b]
            if not any(
                t.pos_ in {"VERB", "AUX"} and any(c.dep_ in {"nsubj", "nsubjpass"} for c in t.children) for t in tokens
            ):
                continue
            for piece in [*pieces_of(tokens), *presupposed(tokens)]:
                own = _own(piece, block=block, number=number, extra=("aside",))
                if own is not None:
                    yield own


def _free_runs(block: ParsedBlock, taken: Sequence[Range]) -> Iterator[list[Token]]:
    base = block.span.start
    here = [(a - base, b - base) for a, b in taken if a < block.span.end and b > base]
    run: list[Token] = []
    for token in block.doc:
        free = not any(a <= token.idx < b for a, b in here)
        if not free or (run and token.is_sent_start and run[-1].text in {".", "!", "?", "”", '"'}):
            if run:
                yield run
            run = []
        if free:
            run.append(token)
    if run:
        yield run


def _assertions(run: list[Token], *, block: ParsedBlock, number: int, actors: Actors, opinion: bool) -> Iterator[Own]:
    run = _stripped(run)
    if sum(t.is_alpha for t in run) < (1 if opinion else MIN_WORDS):
        return
    whole = len(run) >= 0.8 * len(list(run[0].sent))
    for piece in _joined(pieces_of(run), block, opinion=opinion):
        if not _stands(piece, whole=whole, opinion=opinion):
            continue
        parts = hedged_agent(piece)
        if opinion and not whole and named_alone(piece.tokens) is not None:
            continue  # "they told | the council | that ...": a scrap of another sentence
        for part in parts or (piece,):
            own = _own(part, block=block, number=number, comment=opinion)
            if own is not None and (_worth(part, own.act, block, actors) or (opinion and remarks(part))):
                yield own
        yield from _named_in_passing(piece, block=block, number=number)


def _named_in_passing(piece: Piece, *, block: ParsedBlock, number: int) -> Iterator[Own]:
    for noun_phrase in presupposed(piece.tokens):
        if len(noun_phrase.tokens) < 0.6 * len(piece.tokens):
            own = _own(noun_phrase, block=block, number=number, extra=("presupposed",))
            if own is not None:
                yield own


def _stripped(run: list[Token]) -> list[Token]:
    while run and (
        run[0].is_space
        or run[0].text.startswith("@")
        or (run[0].is_punct and run[0].text not in {"“", '"', "‘"})
        or run[0].lower_ in {"and", "but", "or", "so"}
    ):
        run = run[1:]
    while run and (
        run[-1].is_space or run[-1].lower_ in {",", ";", "—", "–", "-", "(", "and", "but", "or", "while", "as", "that"}
    ):
        run = run[:-1]
    return run


def _joined(pieces: list[Piece], block: ParsedBlock, *, opinion: bool) -> list[Piece]:
    """A clause that shares its subject stays with the one before it unless it does something else; in a thread always."""
    out: list[Piece] = []
    for piece in pieces:
        before = out[-1] if out else None
        if (
            before is not None
            and not piece.own_subject
            and _same_sentence(before, piece)
            and (opinion or _act(before, block) is _act(piece, block))
        ):
            tokens = tuple(block.doc[before.tokens[0].i : piece.tokens[-1].i + 1])
            out[-1] = msgspec.structs.replace(before, tokens=tokens)
        else:
            out.append(piece)
    return out


def _same_sentence(this: Piece, that: Piece) -> bool:
    return this.tokens[0].sent.start == that.tokens[0].sent.start


def _act(piece: Piece, block: ParsedBlock) -> Act:
    place = piece.range(block)
    text = block.span.exact[place[0] - block.span.start : place[1] - block.span.start] if place else ""
    return narrated_act(text, piece.tokens, piece.root)


def narrated_act(text: str, tokens: Sequence[Token], root: Token | None, *, comment: bool = False) -> Act:
    """What an author's own clause does: judging words and reporting words decide where nothing weightier stands in it."""
    act = own_act(Words(text=text, tokens=tokens, root=root), opinion=comment)
    if act is not Act.REPORTS:
        return act
    if comment and named_alone(tokens) is not None:
        return Act.ACCUSES
    if _weapon_remark(tokens, root):
        return Act.OFFERS_EVIDENCE
    if section("hedges", "counterfactual").search(text):
        return Act.EVALUATES
    if urges(Words(text=text, tokens=tokens, root=root)):
        return Act.EVALUATES
    judged = section("acts", "judging").count(text)
    told = any(
        t.lemma_.lower() in violent_verbs() or t.lemma_.lower() in violent_nouns()
        for t in tokens
        if t.pos_ in {"VERB", "NOUN"}
    )
    if comment:
        if witnessed(root) and not is_question(text):
            return Act.OFFERS_EVIDENCE
        addressed = any(t.lower_ in {"you", "your"} for t in tokens)
        scoffs = section("hedges", "ironic").search(text) or is_question(text)
        return Act.EVALUATES if addressed or not told or scoffs else Act.REPORTS
    return Act.EVALUATES if judged and (judged >= 2 or not told) else Act.REPORTS


def _weapon_remark(tokens: Sequence[Token], root: Token | None) -> bool:
    """ "They are old rockets", "this was the weapon used": what it was done with, not what was done."""
    if root is None or (root.lemma_ != "be" and root.lower_ not in {"’re", "'re", "’s", "'s"}):
        return False
    noun = next((c for c in root.children if c.dep_ == "attr"), None)
    return noun is not None and noun.lower_ in words("acts", "weapons")


def _own(piece: Piece, *, block: ParsedBlock, number: int, extra: tuple[str, ...] = (), comment: bool = False) -> Own | None:
    place = piece.range(block)
    if place is None or (place[1] - place[0] < _SHORTEST and not _pointed(piece, opinion=comment)):
        return None
    text = block.span.exact[place[0] - block.span.start : place[1] - block.span.start]
    act = Act.ACCUSES if piece.presupposed else narrated_act(text, piece.tokens, piece.root, comment=comment)
    return Own(block=number, place=place, tokens=piece.tokens, root=piece.root, act=act, flags=extra)


def _stands(piece: Piece, *, whole: bool, opinion: bool) -> bool:
    """Whether the words assert something: a finite verb, a bracketed or headline remark, a name for an answer."""
    if _pointed(piece, opinion=opinion) or (opinion and insinuates(piece)):
        return True
    alpha = sum(t.is_alpha for t in piece.tokens)
    finite = any(t.tag_ in {"VBD", "VBP", "VBZ", "MD"} for t in piece.tokens)
    return alpha >= MIN_WORDS and (finite or (whole and alpha >= 6))


def _pointed(piece: Piece, *, opinion: bool) -> bool:
    """Whether a set phrase of suspicion, or in a comment a bare name, says who did it."""
    culprit = (named_alone(piece.tokens) if opinion else None) or culprit_in(piece.tokens)
    return culprit is not None and culprit.by_phrase


def _worth(piece: Piece, act: Act, block: ParsedBlock, actors: Actors) -> bool:
    """Whether the clause bears on an incident, on who did it, or judges somebody who matters."""
    text = " ".join(t.text for t in piece.tokens)
    if section("acts", "unknown_culprit").search(text) or section("acts", "no_claim").search(text):
        return True
    if witnessed(piece.root, first=True):
        return True  # "I saw a lorry leave without lights"
    if act in {
        Act.ACCUSES,
        Act.EXONERATES,
        Act.DENIES,
        Act.DOUBTS,
        Act.NOTES_MISSING_EVIDENCE,
        Act.OFFERS_EVIDENCE,
        Act.THREATENS,
    }:
        return True
    lemmas = {t.lemma_.lower() for t in piece.tokens if t.pos_ in {"VERB", "NOUN", "PROPN", "ADJ"}}
    lemmas |= {f"{t.head.lemma_.lower()}_{t.lower_}" for t in piece.tokens if t.dep_ == "prt"}
    if lemmas & (violent_verbs() | violent_nouns() | words("acts", "reporting")) or culprit_in(piece.tokens) is not None:
        return True
    if section("hedges", "counterfactual").search(text) and _names_somebody(piece, block, actors):
        return True  # "had X wanted to, they would have ...": an argument from what did not come
    judged = section("acts", "judging").count(text)
    return judged >= 2 or (judged == 1 and _names_somebody(piece, block, actors))


def _names_somebody(piece: Piece, block: ParsedBlock, actors: Actors) -> bool:
    if any(t.ent_type_ in {"PERSON", "ORG", "NORP", "GPE"} for t in piece.tokens):
        return True
    place = piece.range(block)
    actor = actors.at(*place) if place else None
    return actor is not None and actor.kind in _WEIGHTY
