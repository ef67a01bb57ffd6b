"""Sentences whose events people have rated come in; how well the rules judge certainty and polarity goes out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import correlation, fmean

from spacy.tokens import Doc, Token

from sayso.bench.corpora import Row, rows
from sayso.extract.certainty import certainty_of, is_question
from sayso.extract.parse import pipeline, readable
from sayso.extract.polarity import is_negated, polarity_of
from sayso.extract.statements.cues import cues, lemma_of
from sayso.model import Act, Certainty, Polarity

SETS = ("uw", "rp", "commitmentbank")  # news, reporting verbs, embedded clauses
LIMIT = 600  # sentences of each set, from its start
_SURE = {Certainty.CERTAIN: 3.0, Certainty.PROBABLE: 1.5, Certainty.POSSIBLE: 0.75, Certainty.UNKNOWN: 0.0}
_CLEAR = 1.0  # people's ratings run from -3 (did not happen) to 3 (did); nearer to 0 neither yes nor no is right


def judging(folder: Path) -> dict[str, float]:
    """Agreement with people's ratings of whether an event happened: r, mean error (scale -3 to 3), right yes or no.

    Dev splits only. The baseline says of every event that it surely happened.
    """
    figures: dict[str, float] = {}
    for name in SETS:
        pairs = list(_pairs(rows(folder / "data" / "factuality" / f"{name}.dev.jsonl")[:LIMIT]))
        figures |= {f"factuality.{name}.{key}": round(value, 3) for key, value in _figures(pairs).items()}
    return figures


def _figures(pairs: Sequence[tuple[float, float]]) -> dict[str, float]:
    clear = [(gold, given) for gold, given in pairs if abs(gold) >= _CLEAR]
    return {
        "r": correlation([g for g, _ in pairs], [p for _, p in pairs]),
        "error": fmean(abs(g - p) for g, p in pairs),
        "polarity": fmean((g > 0) == (p >= 0) for g, p in clear),
        "polarity_baseline": fmean(g > 0 for g, _ in clear),
    }


def _pairs(sentences: Sequence[Row]) -> Iterator[tuple[float, float]]:
    docs = pipeline().pipe([readable(row["text"]) for row in sentences])
    for row, doc in zip(sentences, docs, strict=True):
        for target in row["targets"]:
            word = _head_at(doc, target["start"], target["end"])
            if word is not None:
                yield float(target["factuality"]), _judged(word)


def _head_at(doc: Doc, start: int, end: int) -> Token | None:
    words = doc.char_span(start, end, alignment_mode="expand")
    return words.root if words is not None else None


def _judged(word: Token) -> float:
    """The rules' answer on the scale of the ratings, from the clause of the word and the verb that governs it."""
    clause = " ".join(t.text for t in word.subtree)
    governor = _governor(word)
    lemma = lemma_of(governor) if governor is not None else ""
    refused = governor is not None and is_negated(governor)
    sure = certainty_of(clause, lemma=lemma, question=is_question(word.sent.text))
    sign = polarity_of(clause, root=word, act=Act.REPORTS, lemma=lemma, cue_negated=refused)
    return -_SURE[sure] if sign is Polarity.NEGATIVE else _SURE[sure]


def _governor(word: Token) -> Token | None:
    """The saying or thinking verb on which the clause hangs."""
    head = word.head
    clause = word.dep_ in {"ccomp", "xcomp", "acl", "advcl"}
    return head if clause and head.i != word.i and cues().has("clause", lemma_of(head)) else None
