"""A clause of a commenter's comes in; whether it says something of anybody, scoffs or insinuates goes out."""

from __future__ import annotations

from spacy.tokens import Token

from sayso.extract.certainty import is_question, words
from sayso.extract.patterns import section
from sayso.extract.polarity import is_negated
from sayso.extract.statements.propositions import Piece

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
_OTHERS = frozenset(
    {"he", "she", "they", "you", "nobody", "everybody", "everyone", "somebody", "someone", "none", "both", "these", "those"}
)
_FIRST = frozenset({"i", "we"})
_THINGS = frozenset({"it", "this", "that"})
_DEFINITE = frozenset({"the", "a", "an", "this", "that", "these", "those", "no", "every", "any", "all", "both"})
_PRESENT = frozenset({"VBP", "VBZ", "MD"})


def remarks(piece: Piece) -> bool:
    """Whether it says what somebody or something spoken of is or does, puts a scornful question or gives another cause."""
    root = piece.root
    if section("hedges", "ironic").search(_text(piece)) or insinuates(piece):
        return True
    if root is None or root.pos_ not in {"VERB", "AUX"}:
        return False
    subject = _subject(root)
    if subject is None:
        return False
    if subject.lower_ in _FIRST:
        return is_negated(root) or _told(root) or bool(section("hedges", "tagged").search(_text(piece)))
    if subject.lower_ in _THINGS:
        return _another_cause(root)
    if subject.tag_ in {"WP", "WDT"}:
        return is_question(_text(piece)) or any(
            t.lower_ in _OTHERS or t.pos_ == "PROPN" for t in piece.tokens
        )  # "who pays you?"
    return _somebody(subject)


def witnessed(root: Token | None, *, first: bool = False) -> bool:
    """ "My students counted two jets", "I saw a lorry leave": something seen or heard; ``first``: by whoever writes."""
    if root is None or root.tag_ != "VBD" or root.lemma_.lower() not in words("acts", "witnessing") or is_negated(root):
        return False
    subject, seen = _subject(root), any(c.dep_ in {"dobj", "ccomp"} for c in root.children)
    return seen and subject is not None and (subject.lower_ in _FIRST or not first)


def insinuates(piece: Piece) -> bool:
    """ "Look at their election calendar", "follow the money", "inside job": a finger pointed without a name."""
    text = _text(piece)
    by_whom = is_question(text) and any(t.lower_ in {"who", "whom"} for t in piece.tokens)  # "sabotage by who, the fish?"
    return (
        by_whom
        or bool(section("acts", "insinuating").search(text))
        or (len(text.split()) <= _SHORT and bool(section("acts", "schemes").search(text)))
    )


_SHORT = 7  # words and marks


def _text(piece: Piece) -> str:
    return " ".join(t.text for t in piece.tokens)


def _subject(root: Token) -> Token | None:
    own = next((c for c in root.children if c.dep_ in _SUBJECTS), None)
    return own if own is not None or root.dep_ != "conj" else _subject(root.head)


def _told(root: Token) -> bool:
    """ "I drank from those wells", "we have known it for years": what the commenter lived through."""
    moods = {c.tag_ for c in root.children if c.dep_ in {"aux", "auxpass"}} | {root.tag_}
    return not moods & _PRESENT and "VBD" in moods and root.lemma_.lower() not in words("acts", "small_talk")


def _another_cause(root: Token) -> bool:
    """ "It was a gas leak", "it could be natural", "this proves nothing"."""
    if root.tag_ == "VBD" and root.lemma_.lower() in {"come", "start", "begin", "fly", "go", "look", "happen"}:
        return any(c.dep_ in {"prep", "advmod", "acomp"} for c in root.children)  # "it came from the sky"
    told = any(c.dep_ in {"attr", "acomp", "dobj"} for c in root.children)
    modal = any(c.tag_ == "MD" and c.lower_ in {"could", "might", "may", "must", "can"} for c in root.children)
    return told and (modal or is_negated(root) or (root.lemma_ == "be" and root.tag_ == "VBD"))


def _somebody(subject: Token) -> bool:
    if subject.lower_ in _OTHERS or subject.pos_ == "PROPN" or subject.ent_type_ in {"PERSON", "ORG", "NORP", "GPE"}:
        return True
    if subject.tag_ == "NNS":
        return True  # "fireworks don't do that"
    return subject.pos_ == "NOUN" and any(
        c.lower_ in _DEFINITE or c.dep_ == "poss" or c.ent_type_ in {"NORP", "GPE", "ORG"} for c in subject.lefts
    )
