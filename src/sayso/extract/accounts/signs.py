"""A parsed block comes in; for each noun that may fill a role in an incident, the signs around it go out, as short strings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from sayso.extract.accounts import lexicon
from sayso.extract.accounts.phrases import is_namelike, kind_of
from sayso.extract.accounts.suspects import find_namings
from sayso.extract.accounts.told import find_mentions
from sayso.extract.accounts.triggers import Trigger, triggers_of
from sayso.extract.parse import Parsed, ParsedBlock
from sayso.model import Record

NOMINAL = frozenset({"NOUN", "PROPN"})
INNER = frozenset({"compound", "nmod", "amod"})
TELLING = frozenset({"VERB", "ADJ", "ADV"})
UP = 4  # governors looked at
FAR = 25  # words beyond which a trigger is as good as absent


class Noun(Record, frozen=True):
    """The head of a noun phrase and the signs of its role."""

    block: ParsedBlock
    index: int
    signs: tuple[str, ...]

    @property
    def token(self) -> Token:
        """The head token."""
        return self.block.doc[self.index]


class _Text:
    """The words of a block as signs have them, each made once."""

    def __init__(self, doc: Doc) -> None:
        self.words = [_word(t) for t in doc]
        self.telling = [t.pos_ in TELLING for t in doc]
        self.gaps = [t.is_space for t in doc]


def nouns(parsed: Parsed, triggers: Sequence[Sequence[Trigger]] | None = None) -> Iterator[Noun]:
    """Every noun that heads a phrase, in reading order; ``triggers`` are those of each block, where they are known."""
    counts = Counter(_key(t) for b in parsed.blocks for t in b.doc if t.pos_ in NOMINAL)
    told = triggers_of(parsed) if triggers is None else triggers
    ruled = _ruled(parsed, told)
    elsewhere: dict[str, set[str]] = {}
    for (number, index), signs in ruled.items():
        elsewhere.setdefault(_key(parsed.blocks[number].doc[index]), set()).update(s for s in signs if "|" not in s)
    total, before = _step(sum(len(t) for t in told)), "none"
    for number, (block, mine) in enumerate(zip(parsed.blocks, told, strict=True)):
        text = _Text(block.doc)
        for sentence in block.sentences:
            here = [t for t in mine if sentence.start <= t.index < sentence.end]
            for token in sentence:
                if not is_head(token):
                    continue
                by_rules = ruled.get((number, token.i), set())
                whole = (
                    f"doc={total}",
                    f"at={min(number, 3)}",
                    f"times={_step(counts[_key(token)])}",
                    f"told={_step(len(here))}",
                )
                other = [f"else {s}" for s in elsewhere.get(_key(token), set()) - by_rules]
                kind = kind_of(token, named=is_namelike(token))
                parts = (
                    *whole,
                    f"before={before}",
                    *_own(token, kind, text.words),
                    *_above(token, kind.partition(":")[0], text.words),
                    *_around(token.i, (sentence.start, sentence.end), text),
                    *_triggers(token.i, kind.partition(":")[0], here),
                )
                found = dict.fromkeys(("bias", *parts, *sorted(by_rules), *sorted(other)))
                yield Noun(block=block, index=token.i, signs=tuple(found))
            before = here[-1].type.value if here else "none"


def _ruled(parsed: Parsed, triggers: Sequence[Sequence[Trigger]]) -> dict[tuple[int, int], set[str]]:
    """What the rules make of each head, by block number and token: its role, and how it is held responsible."""
    numbers = {b.span.start: n for n, b in enumerate(parsed.blocks)}
    found: dict[tuple[int, int], set[str]] = {}
    for mention in find_mentions(parsed, places=None, times=(), triggers=triggers):
        roles = mention.roles
        rows = {
            "doer": roles.doers,
            "person": roles.people,
            "thing": roles.things,
            "weapon": roles.weapons,
            "other": roles.others,
        }
        for role, phrases in rows.items():
            for p in phrases:
                signs = (f"r={role}", f"r={role}|{mention.type.value}", f"r={role}|{mention.stage.value}")
                found.setdefault((numbers[p.block.span.start], p.head), set()).update(signs)
    for naming in find_namings(parsed, ()):
        if naming.phrase is not None:
            spot = (numbers[naming.phrase.block.span.start], naming.phrase.head)
            found.setdefault(spot, set()).add(f"b={naming.status.value}")
    return found


def is_head(token: Token) -> bool:
    """The noun heads its phrase, or names somebody inside another's ("the FMLN guerrillas")."""
    if token.pos_ not in NOMINAL or not any(c.isalnum() for c in token.text):
        return False
    inside = token.dep_ in INNER and token.head.pos_ in NOMINAL
    return not inside or (token.head.i - token.i <= 2 and not _common(token))


def _common(token: Token) -> bool:
    return not is_namelike(token)


def _key(token: Token) -> str:
    return token.lemma_.lower() if token.pos_ != "PROPN" else token.lower_


def _step(number: int) -> str:
    """Small counts as they are, larger ones by size."""
    return str(number) if number < 3 else "few" if number < 6 else "many"


def _word(token: Token) -> str:
    """The lemma; a number or a time as its class."""
    if token.like_num:
        return "#"
    return token.lemma_.lower()


def _own(token: Token, kind: str, words: Sequence[str]) -> Iterator[str]:
    yield f"w={words[token.i]}"
    yield f"k={kind}"
    yield f"f={kind.partition(':')[0]}|{token.tag_}|{token.ent_type_}"
    for child in token.children:
        if child.dep_ in {"det", "poss", "nummod", "amod", "compound", "nmod", "appos", "relcl", "acl"}:
            yield f"c={child.dep_}:{words[child.i]}"
            if child.dep_ == "appos":
                yield f"appos={kind_of(child, named=is_namelike(child))}"
        elif child.dep_ == "prep":
            yield from (f"c={child.lower_}:{words[p.i]}" for p in child.children if p.dep_ == "pobj")
    if token.dep_ == "appos":
        yield f"of={kind_of(token.head, named=is_namelike(token.head))}"


def _climb(token: Token) -> tuple[str, Token | None]:
    """The relation and the governor, seen through conjunction, apposition and "a group of"."""
    while token.dep_ in {"conj", "appos"} and token.head.pos_ in NOMINAL:
        token = token.head
    relation, above = token.dep_, token.head
    if above == token:
        return relation, None
    if relation == "pobj":
        relation, above = f"{above.lower_}", above.head
        if relation == "of" and above.pos_ in NOMINAL and kind_of(above, named=False) in {"group", "armed"}:
            outer, top = _climb(above)
            return f"{outer}<of", top
    return relation, above


def _above(token: Token, kind: str, words: Sequence[str]) -> Iterator[str]:
    relation, above = _climb(token)
    yield f"d={relation}"
    yield f"d={relation}|{kind}"
    path, steps = relation, 0
    while above is not None and steps < UP:
        lemma, sense = words[above.i], _sense(above)
        if steps < 2:
            yield f"g{steps}={path}:{lemma}"
        yield f"a={lemma}"
        if sense:
            yield f"p={path}:{sense}"
            yield f"p={path}:{sense}|{kind}"
        if steps == 0:
            yield from (
                f"s={relation}:{c.dep_}:{words[c.i]}"
                for c in above.children
                if c != token and c.dep_ in {"nsubj", "dobj", "nsubjpass"}
            )
        relation, above = _climb(above)
        path, steps = f"{path}>{relation}", steps + 1


def _sense(token: Token) -> str:
    lemma = token.lemma_.lower()
    if token.pos_ == "VERB" and (senses := lexicon.verbs().get(lemma)):
        return f"v:{senses[0].type.value}"
    noun = lexicon.nouns().get(lemma)
    return f"n:{noun.type.value}" if noun else ""


def _around(at: int, sentence: tuple[int, int], text: _Text) -> Iterator[str]:
    for gap in (-3, -2, -1, 1, 2, 3):
        if 0 <= at + gap < len(text.words) and not text.gaps[at + gap]:
            yield f"n{gap}={text.words[at + gap]}"
    yield from (f"l={text.words[i]}" for i in range(max(sentence[0], at - 8), at) if text.telling[i])
    yield from (f"r={text.words[i]}" for i in range(at + 1, min(sentence[1], at + 9)) if text.telling[i])


def _triggers(at: int, kind: str, here: Sequence[Trigger]) -> Iterator[str]:
    near = [(abs(t.index - at), t) for t in here if t.index != at]
    if not near:
        yield "t=none"
        return
    gap, trigger = min(near, key=lambda n: n[0])
    side = "before" if trigger.index > at else "after"
    reach = "2" if gap <= 2 else "5" if gap <= 5 else "10" if gap <= 10 else "25" if gap <= FAR else "far"
    yield f"t={side}:{reach}|{kind}"
    yield f"t={side}:{trigger.lemma}"
    yield f"t={side}:{trigger.type.value}:{trigger.form}|{kind}"
    if any(t.index == at for t in here):
        yield "t=itself"
