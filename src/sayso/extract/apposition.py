"""Mentions of a block come in; pairs of a description and the name it stands beside go out: one actor each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from sayso.extract.agentnouns import nouns
from sayso.extract.mention import Mention
from sayso.model import ActorKind

_BODIES = frozenset({
    ActorKind.ORGANISATION, ActorKind.ARMED_GROUP, ActorKind.OUTLET, ActorKind.OFFICIAL_BODY, ActorKind.STATE_FORCE,
    ActorKind.UNKNOWN,
})  # fmt: skip
_AGE = re.compile(r",?\s*(?:aged\s+)?\d{1,3}\s*")
_BETWEEN = 6  # tokens of articles and adjectives that may open the description after the name
_CLOSERS = frozenset([",", ".", ")", ";", ":", "-", "–", "—", '"', "”", "“", "?", "!", "'", "’"])
_CALLED = frozenset(["called", "calling", "named", "dubbed", "known", "identified", "alias"])


def appositions(doc: Doc, mentions: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Each description with the name beside it: "the minister, A B,", "A B, the minister,", "a group called C"."""
    names = [m for m in mentions if m.how in {"name", "pack"}]
    for group in mentions:
        if group.how != "group" or group.plural:
            continue
        name = _name_after(doc, group, names, mentions) or _name_before(doc, group, names)
        if name is not None:
            yield group, name


def _fits(group: Mention, name: Mention) -> bool:
    """A person's description beside a person's name, a body's beside a body's."""
    if name.kind is ActorKind.PERSON:
        return group.kind is ActorKind.UNNAMED
    if group.kind is ActorKind.UNNAMED:
        return may_be_person(name)
    if name.kind is ActorKind.STATE:
        return False
    return name.kind in _BODIES and group.kind in _BODIES


def may_be_person(name: Mention) -> bool:
    """The recogniser calls it a body, but it looks like a person's name: one to three words, no acronym, no noun for bodies."""
    words = name.name.split()
    if name.kind is not ActorKind.ORGANISATION or name.how != "name" or not 1 <= len(words) <= 3:
        return False
    table = nouns()
    bodies = table.kind.keys() | table.generic | table.words["body_words"] | table.words["named_outlets"]
    return all(w.istitle() and w.isalpha() and w.lower() not in bodies for w in words)


def _name_after(doc: Doc, group: Mention, names: Sequence[Mention], mentions: Sequence[Mention]) -> Mention | None:
    end = max(group.end, _phrase_end(doc, group, names))
    if end >= len(doc) or any(_is_other_person(m, group, end) for m in mentions):
        return None
    comma = doc[end].text in {",", "("}
    at = end + 1
    if comma and at < len(doc) and doc[at].lower_ in _CALLED:
        at += 1
    called = doc[at - 1].lower_ in _CALLED
    if not comma and not called:
        return None
    if called and at < len(doc) and doc[at].lower_ in {"as", "only"}:
        at += 2 if doc[at].lower_ == "only" else 1
    while at < len(doc) and doc[at].lower_ in {
        "itself",
        "themselves",
        "himself",
        "herself",
        "the",
        "a",
        "an",
        '"',
        "“",
        "'",
        "‘",
    }:
        at += 1
    for name in names:
        if name.start == at and _fits(group, name) and (called or _closed(doc, name.end)) and not _in_list(doc, name):
            return name
    return None


def _is_other_person(mention: Mention, group: Mention, end: int) -> bool:
    """ "A lawyer for the clan's jailed leader, A B": the name is the leader's, who stands right before it."""
    last = mention.head == end - 1 and mention.head != group.head
    return last and mention.how == "group" and mention.kind is ActorKind.UNNAMED and not mention.plural


def _phrase_end(doc: Doc, group: Mention, names: Sequence[Mention]) -> int:
    """Where the description ends: "the commander | of the task force", "a spokesman | for the ministry in Juba"."""
    inner = {t.i for t in doc[group.head].subtree if t.dep_ not in {"appos", "relcl", "conj", "cc"}}
    end = group.head + 1
    blocked = {n.start for n in names if n.kind is ActorKind.PERSON}
    while (
        end < len(doc)
        and end in inner
        and doc[end].text not in {",", "("}
        and doc[end].lower_ != "calling"
        and end not in blocked
    ):
        end += 1
    return end


def _closed(doc: Doc, end: int) -> bool:
    """A comma, a bracket or a sentence's end follows the name; in "hit a drone, the Command said" a verb of its own does."""
    return end >= len(doc) or doc[end].text in _CLOSERS or doc[end].is_sent_start or doc[end].tag_ == "POS"


def _in_list(doc: Doc, name: Mention) -> bool:
    """ "The mayor, Amadou Ba and two aides" is a list; so is "the army, Wagner and the militia"."""
    end = name.end
    return name.kind is not ActorKind.PERSON and end < len(doc) and doc[end].lower_ in {"and", "or"}


def _name_before(doc: Doc, group: Mention, names: Sequence[Mention]) -> Mention | None:
    """The name whose comma opens the description."""
    start = group.start
    for name in names:
        gap = start - name.end
        if not 0 < gap <= _BETWEEN or not _fits(group, name):
            continue
        between = doc[name.end : start]
        if between[0].text not in {",", "("}:
            continue
        text = _AGE.sub(" ", between.text).strip(" ,(")
        if text and not all(t.pos_ in {"DET", "ADJ", "ADV", "PRON", "NUM", "PUNCT", "PROPN", "PART"} for t in between):
            continue
        if any(t.lower_ in {"and", "or", "but"} for t in between):
            continue
        if _describes(doc, group, name):
            return name
    return None


def _describes(doc: Doc, group: Mention, name: Mention) -> bool:
    """The parser calls it an apposition, or it is closed by a comma or the sentence's end and has no verb of its own."""
    head = doc[group.head]
    if head.dep_ == "appos" and name.start <= head.head.i < name.end:
        return True
    end = max(group.end, _phrase_end(doc, group, ()))
    closed = end >= len(doc) or doc[end].text in {",", ".", ")", ";"} or doc[end].lower_ in {"who", "which", "whose", "and"}
    office = head.lower_ in nouns().words["offices"] or group.kind is not ActorKind.UNNAMED
    return closed and (office or head.dep_ in {"appos", "conj"}) and head.dep_ != "nsubj"
