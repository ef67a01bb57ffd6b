"""A noun's head token comes in; its phrase goes out: the stretch, the name in it, and what kind of thing it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec
from spacy.tokens import Doc, Token

from sayso.extract.accounts import lexicon
from sayso.extract.parse import ParsedBlock
from sayso.model import Record, Span

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "ADJ", "VERB", "INTJ"})
LEFT = frozenset(
    {"compound", "amod", "nummod", "poss", "nmod", "quantmod", "advmod", "case", "punct", "det", "predet", "npadvmod", "neg"}
)
NAME_LINKS = frozenset(
    {"de", "del", "la", "las", "los", "van", "von", "bin", "al", "el", "da", "dos", "y", "ben", "ibn", "abu"}
)
BLAMING = frozenset({"blame", "accuse"})  # verbs that the parser takes for participles: "X blamed local militias"
DASHES = frozenset({"-", "--", "–", "—"})
SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii"})
NOT_PEOPLE = frozenset({"ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "EVENT", "LAW", "DATE", "TIME"})
REMEMBERED = 8192  # words whose kind is kept: most of a text are met again
_INITIAL = re.compile(r"[A-Za-z]\.$")
_WORD = re.compile(r"[^\W\d_][\w'’.-]*$")


class Phrase(Record, frozen=True):
    """A noun phrase and what stands in it. ``key`` is the head's lemma in lower case; ``start`` and ``end`` are page offsets."""

    block: ParsedBlock
    head: int  # token index in the block's analysis
    span: Span  # the whole phrase, without a determiner
    core: Span  # without what stands after the head
    key: str
    name: Span | None = None
    kind: str = ""  # weapon:*, thing:*, person:*, armed, group, name, ""
    number: str = ""  # the words of its quantity
    also: tuple[str, ...] = ()  # what an apposition calls it

    @property
    def token(self) -> Token:
        """The head token."""
        return self.block.doc[self.head]

    @property
    def family(self) -> str:
        """The first half of ``kind``."""
        return self.kind.partition(":")[0]


def phrase(block: ParsedBlock, head: Token) -> Phrase:
    """The noun phrase around a head token."""
    doc = head.doc
    first, last = left_edge(head), right_edge(head)
    lower = trim_left(doc, first, head.i)
    name = name_in(doc, lower, head.i)
    core_end = max(head.i, name[1] - 1 if name else head.i)
    return Phrase(
        block=block,
        head=head.i,
        span=block.span_of(doc[lower : max(last, core_end) + 1]),
        core=block.span_of(doc[lower : core_end + 1]),
        key=head.lemma_.lower() if head.pos_ != "PROPN" else singular(head.lower_),
        name=block.span_of(doc[name[0] : name[1]]) if name else None,
        kind=kind_of(head, named=name is not None),
        number=quantity(head),
        also=tuple(a.lemma_.lower() for a in appositions(head) if a.pos_ == "NOUN"),
    )


def person_killed(found: Phrase) -> Phrase:
    """Only persons are assassinated: a bare surname that the recogniser takes for something else is one."""
    if found.kind or found.name is not None or found.token.pos_ != "PROPN" or found.token.ent_type_ == "GPE":
        return found
    return msgspec.structs.replace(found, name=found.core, kind="name")


def singular(word: str) -> str:
    """A plural noun's likely singular, where the tagger gave no lemma."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("men"):
        return word[:-3] + "man"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def left_edge(head: Token) -> int:
    """Index of the first token that stands before the head as part of its phrase."""
    first = head.i
    for child in sorted(head.lefts, key=lambda t: -t.i):
        if child.dep_ not in LEFT and not (child.dep_ == "conj" or child.dep_ == "cc"):
            break
        first = min(first, child.left_edge.i)
    return first


def right_edge(head: Token) -> int:
    """Index of the last token: the head, or the end of an ``of``-phrase that belongs to it."""
    last = head.i
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ == "of" and child.i <= last + 2:
            for inner in child.children:
                if inner.dep_ == "pobj":
                    last = max(last, right_edge(inner))
    return last


def trim_left(doc: Doc, first: int, head: int) -> int:
    """The first index after determiners, quantifiers, opening punctuation and a dateline's dash."""
    first = max([first, *(t.i + 1 for t in doc[first:head] if t.text in DASHES and t.whitespace_)])
    while first < head and (
        doc[first].lower_ in lexicon.words("phrase_words", "determiners")
        or doc[first].lower_ in lexicon.words("phrase_words", "time_words")
        or doc[first].is_punct
        or doc[first].dep_ in {"det", "predet"}
        or (doc[first].lower_ == "dead" and doc[first].head.i == head and first and doc[first - 1].lemma_.lower() == "shoot")
    ):
        first += 1
    for token in doc[first:head]:  # "X blamed local militias", read by the parser as one phrase
        if token.tag_ in {"VBD", "VBN"} and token.lemma_.lower() in BLAMING and token.i > first:
            first = token.i + 1
    return first


def is_namelike(token: Token) -> bool:
    """The word could be part of a proper name: tagged so, or no English word."""
    if token.like_num or token.is_stop:
        return False
    return _is_namelike(token.text, token.lemma_, token.ent_type_ if token.pos_ == "PROPN" else None)


@lru_cache(maxsize=REMEMBERED)
def _is_namelike(text: str, lemma: str, named: str | None) -> bool:
    """The same of a word as it is spelt; ``named`` is what the recogniser took it for where the tagger saw a name."""
    word, lemma = text.lower().rstrip("."), lemma.lower()
    if not _WORD.match(text) or word in lexicon.words("targets", "titles") or word in lexicon.nationalities():
        return False
    if word in lexicon.words("phrase_words", "time_words"):
        return False
    if word in lexicon.personal_names():
        return True
    known = not lexicon.common_words().isdisjoint((word, singular(word), lemma))
    capital = text[:1].isupper() and not (known and text.isupper() and len(text) > 1 and named != "PERSON")
    if named is not None and capital and named not in {"GPE", "NORP", "DATE", "TIME"}:
        return True  # in a text of capitals a capital tells nothing
    if named == "PERSON" and not _is_kind_word(text.lower(), lemma):
        return True
    return not known and not _is_kind_word(text.lower(), lemma)


def is_kind_word(token: Token) -> bool:
    """The word is a common noun of our lists."""
    return _is_kind_word(token.lower_, token.lemma_.lower())


def _is_kind_word(word: str, lemma: str) -> bool:
    for form in (word, lemma, singular(word)):
        if form in lexicon.people_kinds() or form in lexicon.thing_kinds() or form in lexicon.weapon_kinds():
            return True
        if form in lexicon.words("targets", "armed") or form in lexicon.words("targets", "groups"):
            return True
    return False


def name_in(doc: Doc, first: int, head: int) -> tuple[int, int] | None:
    """Token bounds of a person's name that ends at the head (or just after it), or None."""
    end = head + 1
    while end < len(doc) and doc[end].lower_ in SUFFIXES:
        end += 1
    start = head + 1
    while start > first and _joins(doc[start - 1], doc, start - 1):
        start -= 1
    while start <= head and doc[start].lower_ in NAME_LINKS - {"abu", "el", "al", "ben", "bin"}:
        start += 1
    if start > head or not any(is_namelike(t) for t in doc[start : head + 1]):
        return None
    if doc[head].text[:1].isupper() and doc[head].ent_type_ in NOT_PEOPLE:
        return None
    while (
        end < len(doc)
        and is_namelike(doc[end])
        and doc[end].pos_ in {"PROPN", "NOUN", "ADJ", "X"}
        and doc[end - 1].dep_ != "poss"
    ):
        end += 1
    if head + 1 - start == 1 and doc[head].pos_ not in {"PROPN", "NOUN", "X", "INTJ", "ADJ"}:
        return None
    return start, end


def _joins(token: Token, doc: Doc, at: int) -> bool:
    if is_namelike(token) or _INITIAL.match(token.text):
        return True
    if token.lower_ in NAME_LINKS:
        return True
    # A name may hold an English word ("Rosa", "Mason") where the tagger saw a name; without capitals only between two names.
    if token.pos_ != "PROPN" or is_kind_word(token) or token.lower_ in lexicon.words("targets", "titles") or token.is_stop:
        return False
    return token.text[:1].isupper() or (at > 0 and doc[at - 1].text.islower() and is_namelike(doc[at - 1]))


def kind_of(head: Token, *, named: bool) -> str:
    """What the noun stands for: ``weapon:*``, ``thing:*``, ``person:*``, ``armed``, ``group``, ``name`` or nothing."""
    kind = _kind_of(head.lower_, head.lemma_)
    if kind:
        return kind
    if head.lower_ in lexicon.nationalities() and head.pos_ in {"NOUN", "PROPN"} and head.tag_ in {"NNS", "NNPS"}:
        return "person:civilian"
    return "name" if named else ""


@lru_cache(maxsize=REMEMBERED)
def _kind_of(word: str, lemma: str) -> str:
    """What the tables say of the word, or nothing."""
    forms = tuple(dict.fromkeys((word, lemma.lower(), singular(word))))
    for form in forms:
        if form in lexicon.words("targets", "armed"):
            return "armed"
    for form in forms:
        kind = lexicon.weapon_kinds().get(form)
        if kind and (form not in lexicon.words("weapons", "weak") or form not in lexicon.thing_kinds()):
            return f"weapon:{kind}"
    for form in forms:
        if kind := lexicon.people_kinds().get(form):
            return f"person:{kind}"
        if kind := lexicon.thing_kinds().get(form):
            return f"thing:{kind}"
        if form in lexicon.words("targets", "groups"):
            return "group"
    return ""


def is_aircraft(found: Phrase) -> bool:
    """Helicopters, jets, drones: they stand for who flies them. Bombers and fighters are people, unless a word says that they fly."""
    if found.kind == "weapon:aircraft":
        return True
    if lexicon.weapon_kinds().get(found.key) != "aircraft":
        return False
    before = {t.lower_ for c in found.token.lefts for t in (c, *c.lefts)}
    state = bool(before & lexicon.adjectives()) and found.key == "bomber"
    return found.family != "armed" or state or bool(before & lexicon.words("weapons", "flying"))


def quantity(head: Token) -> str:
    """The words of the phrase's number ("at least 18"), or an empty string."""
    for child in head.children:
        if child.dep_ in {"nummod", "quantmod"}:
            doc, first = head.doc, child.left_edge.i
            return str(doc[first : child.right_edge.i + 1].text)
    return ""


def counts_the_hurt(token: Token) -> bool:
    """ "Six killed, 22 injured": a number before what became of them is no object of the verb before it."""
    following = token.doc[token.i + 1 : token.i + 3]
    return token.pos_ == "NUM" and any(t.lower_ in {"injured", "wounded", "hurt", "missing"} for t in following)


def members(head: Token) -> Iterator[Token]:
    """The head and what is coordinated with it: "a soldier, two nuns and a Briton"."""
    yield head
    for child in head.rights:
        if child.dep_ == "conj" and child.pos_ in NOMINAL:
            yield from members(child)
        elif child.dep_ == "appos" and any(c.dep_ == "conj" for c in child.children):
            yield from (t for t in members(child) if t.i != child.i)
        elif child.dep_ == "prep" and child.lower_ == "including":
            for inner in child.children:
                if inner.dep_ == "pobj":
                    yield from members(inner)


def appositions(head: Token) -> Iterator[Token]:
    """Nouns in apposition: "X, a judge of the court"."""
    for child in head.children:
        if child.dep_ == "appos":
            yield child
