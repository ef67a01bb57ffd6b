"""A noun or "which" that takes up a clause comes in; the words of that clause go out."""

from __future__ import annotations

from spacy.tokens import Token

from sayso.extract.certainty import words

_CLAUSAL = frozenset({"ROOT", "ccomp", "pcomp", "xcomp", "conj", "advcl", "parataxis"})


def clause_before(noun: Token) -> list[Token]:
    """ "..., an accusation the group denies": the clause before the comma is what is denied."""
    first = noun.left_edge.i
    if (
        noun.lemma_.lower() not in words("cues", "verdicts")
        or first <= noun.sent.start + 1
        or noun.nbor(first - 1 - noun.i).text not in COMMAS
    ):
        return []
    return clause_up_to(noun, first)


def clause_up_to(noun: Token, first: int) -> list[Token]:
    """The words before a place of the clause in which a noun stands; of a saying, what is said."""
    at = noun.head
    while at.dep_ not in _CLAUSAL and at.head.i != at.i:
        at = at.head
    if at.pos_ not in {"VERB", "AUX"} or at.i > first:
        return []
    said = next((c for c in at.children if c.dep_ == "ccomp" and at.i < c.i < first), at)
    return [t for t in said.subtree if t.i < first - 1]


COMMAS = frozenset({",", "—", "–", "-", "--"})
