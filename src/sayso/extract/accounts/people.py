"""A parsed document comes in; the persons it names go out, each with fullest name and the nouns that describe him."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from spacy.tokens import Doc, Token

from sayso.extract.accounts import lexicon
from sayso.extract.accounts.phrases import NAME_LINKS, is_namelike, singular
from sayso.extract.parse import Parsed, ParsedBlock
from sayso.model import Record, Span

NOT_FIRST = frozenset({"san", "santa", "el", "la", "los", "las", "de", "del", "y", "al"})
NOT_PEOPLE = frozenset(
    {"ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "EVENT", "LAW", "DATE", "TIME", "LANGUAGE", "WORK_OF_ART"}
)


class Person(Record, frozen=True):
    """A person as named in full once; ``words`` are the name's words in lower case, ``nouns`` what he is called ("judge")."""

    span: Span
    words: tuple[str, ...]
    nouns: frozenset[str] = frozenset()


class People(msgspec.Struct, frozen=True):
    """The persons whom a document names."""

    persons: tuple[Person, ...]

    def full(self, name: Span) -> Span:
        """The fullest form of a name that the document prints; the name itself if there is none fuller."""
        words = words_of(name.exact)
        if not words:
            return name  # a lone dash or bracket
        best = [p for p in self.persons if set(words) <= set(p.words) and _fits(words, p.words)]
        fullest = max(best, key=lambda p: len(p.words), default=None)
        return fullest.span if fullest is not None and len(fullest.words) > len(words) else name

    def called(self, noun: str) -> tuple[Person, ...]:
        """Persons whom the document calls by this noun."""
        return tuple(p for p in self.persons if noun in p.nouns)


def _fits(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """A surname or a name's run of words: not a given name alone."""
    if len(short) == 1:
        return len(full) < 2 or short[0] in full[1:]
    return short[0] in full


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name in lower case, without dots and quotation marks."""
    return tuple(w for w in (w.strip("\"'“”.,()[]").lower() for w in name.split()) if w)


def find_people(parsed: Parsed) -> People:
    """Every person named with two words or more, or with one after a title; spellings of one name joined."""
    rows: dict[tuple[str, ...], Person] = {}
    for block in parsed.blocks:
        for first, last in _runs(block.doc):
            words = words_of(block.doc[first : last + 1].text)
            nouns = frozenset(_nouns(block.doc, first, last))
            old = rows.get(words)
            if old is None:
                rows[words] = Person(span=_span(block, first, last), words=words, nouns=nouns)
            else:
                rows[words] = msgspec.structs.replace(old, nouns=old.nouns | nouns)
    return People(tuple(_joined(tuple(rows.values()))))


def _joined(persons: tuple[Person, ...]) -> Iterator[Person]:
    """A shorter form of a name gives its nouns to the fuller one; a bare surname without a title is no person of its own."""
    for person in persons:
        fuller = [p for p in persons if len(p.words) > len(person.words) and set(person.words) <= set(p.words)]
        if fuller:
            continue
        nouns = frozenset(
            n for p in persons if set(p.words) <= set(person.words) and _fits(p.words, person.words) for n in p.nouns
        )
        if len(person.words) > 1 or nouns:
            yield msgspec.structs.replace(person, nouns=person.nouns | nouns)


def _span(block: ParsedBlock, first: int, last: int) -> Span:
    return block.span_of(block.doc[first : last + 1])


def _runs(doc: Doc) -> Iterator[tuple[int, int]]:
    """First and last token of each stretch that looks like a person's name."""
    index = 0
    while index < len(doc):
        if not is_namelike(doc[index]) or doc[index].lower_ in NOT_FIRST:
            index += 1
            continue
        last = index
        while last + 1 < len(doc) and (is_namelike(doc[last + 1]) or _links(doc, last + 1)):
            last += 1
        while last > index and doc[last].lower_ in NAME_LINKS:
            last -= 1
        if doc[last].lower_ not in NAME_LINKS and _is_person(doc, index, last):
            yield index, last
        index = last + 1


def _links(doc: Doc, at: int) -> bool:
    """A particle or an initial inside a name: "Juan de la Torre", "John F. Doe"."""
    after = doc[at + 1] if at + 1 < len(doc) else None
    if after is None or not (is_namelike(after) or after.lower_ in NAME_LINKS):
        return False
    return doc[at].lower_ in NAME_LINKS - {"al", "el"} or (len(doc[at].text.rstrip(".")) == 1 and doc[at].text[:1].isalpha())


def _is_person(doc: Doc, first: int, last: int) -> bool:
    head = doc[last]
    titled = first > 0 and _is_title(doc[first - 1])
    if head.text[:1].isupper() and head.ent_type_ in NOT_PEOPLE and not titled:
        return False
    if head.ent_type_ == "GPE" or (first > 0 and doc[first - 1].lower_ in {"in", "near", "at"} and not titled):
        return False
    if doc[last + 1 : last + 2].text in {"]", ")"} and first > 0 and doc[first - 1].text in {"[", "("}:
        return False  # an acronym in brackets
    return last > first or titled


def _is_title(token: Token) -> bool:
    word = token.lower_.rstrip(".")
    return word in lexicon.words("targets", "titles") or singular(word) in lexicon.people_kinds()


def _nouns(doc: Doc, first: int, last: int) -> Iterator[str]:
    """What the name is called: titles before it, appositions, "X was a judge"."""
    at = first - 1
    while at >= 0 and _is_title(doc[at]):
        yield singular(doc[at].lower_.rstrip("."))
        at -= 1
    root = doc[first : last + 1].root
    tokens = [c for c in root.children if c.dep_ == "appos"]
    top = root
    while top.dep_ == "conj":
        top = top.head
    if top.dep_ == "appos":
        tokens.append(top.head)
        tokens += [c for c in top.head.children if c.dep_ == "compound"]
    if top.dep_ in {"nsubj", "nsubjpass"} and top.head.lemma_ == "be":
        tokens += [c for c in top.head.children if c.dep_ == "attr"]
    for token in tokens:
        yield from (singular(token.lower_), token.lemma_.lower())
