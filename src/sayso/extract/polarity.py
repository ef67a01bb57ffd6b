"""The head word of what is said comes in; whether it is affirmed or denied goes out."""

from __future__ import annotations

from spacy.tokens import Token

from sayso.extract.certainty import words
from sayso.extract.patterns import section
from sayso.model import Act, Polarity

# A judgement, a threat or a remark on evidence is itself affirmed, whatever "not" its wording holds.
_ASSERTED = frozenset(
    {Act.EVALUATES, Act.THREATENS, Act.WARNS, Act.OFFERS_EVIDENCE, Act.NOTES_MISSING_EVIDENCE, Act.DECLINES_TO_NAME}
)
_DENYING = frozenset({Act.DENIES, Act.EXONERATES})


_SURE = frozenset(
    {"doubt", "question", "denying", "secret", "wonder", "coincidence", "mistake", "mistaking", "surprise"}
)  # "no doubt"


def is_negated(root: Token | None) -> bool:
    """Whether the clause of this word is negated: "not", "never", "no evidence", "nobody"; "not only ... but" is not."""
    if root is None:
        return False
    negators = words("hedges", "negators")
    carried = [g for c in root.children if c.dep_ in {"aux", "auxpass"} for g in c.children]  # "had never, it said, done"
    for child in (*root.children, *(c for c in carried if c.dep_ in {"neg", "advmod"})):
        if child.lower_ in _SURE or any(c.lower_ in _SURE for c in child.children if child.lower_ in {"is", "'s", "’s"}):
            continue
        if child.lower_ in {"not", "n't", "n’t", "never"}:
            return not _only(child)
        if child.lower_ in negators and child.dep_ in {
            "neg",
            "preconj",
            "advmod",
            "det",
            "dobj",
            "nsubj",
            "nsubjpass",
            "attr",
        }:
            return not _only(child)
        if child.dep_ in {"nsubj", "nsubjpass", "dobj", "attr", "expl"} and any(
            c.lower_ in {"no", "none", "neither"} for c in child.children
        ):
            return True
    return False


def _only(negator: Token) -> bool:
    after = negator.doc[negator.i + 1 : negator.i + 2]
    return bool(len(after)) and after[0].lower_ in {"only", "just", "merely", "simply"}


def polarity_of(text: str, *, root: Token | None, act: Act, lemma: str = "", cue_negated: bool = False) -> Polarity:
    """Negative where the source denies, doubts or negates what happened or who did it."""
    if act in _DENYING:
        return Polarity.NEGATIVE
    if act is Act.DOUBTS:
        return (
            Polarity.NEGATIVE
            if lemma in words("hedges", "negative_cues") or section("hedges", "unlikely").search(text)
            else Polarity.UNKNOWN
        )
    if act in _ASSERTED:
        return Polarity.POSITIVE
    if cue_negated and lemma in words("hedges", "open_when_negated") and lemma not in words("hedges", "turned_when_negated"):
        return Polarity.UNKNOWN
    turned = is_negated(root) or any(section("hedges", name).search(text) for name in ("unlikely", "undone"))
    if lemma in words("hedges", "negative_cues"):
        turned = not turned
    if cue_negated and lemma in words("hedges", "turned_when_negated"):
        turned = not turned
    return Polarity.NEGATIVE if turned else Polarity.POSITIVE
