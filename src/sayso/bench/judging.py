"""Sentences, findings and posts that people have judged come in; how well certainty, polarity and acts are read goes out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import correlation, fmean

from spacy.tokens import Doc, Token

from sayso.bench.acts import acts
from sayso.bench.corpora import Row, rows
from sayso.extract.certainty import certainty_of, is_question
from sayso.extract.parse import pipeline, readable
from sayso.extract.polarity import is_negated, polarity_of
from sayso.extract.statements.cues import cues, lemma_of
from sayso.model import Act, Certainty, Polarity

SETS = ("uw", "rp", "commitmentbank")  # news, reporting verbs, embedded clauses
LIMIT = 600  # sentences of each set, from its start
_SURE = {Certainty.CERTAIN: 3.0, Certainty.PROBABLE: 1.5, Certainty.POSSIBLE: 0.75, Certainty.UNKNOWN: 0.0}
_POSTS = {"certain": 2, "somewhat-certain": 1, "uncertain": 0}
_CLEAR = 1.0  # people's ratings run from -3 (did not happen) to 3 (did); nearer to 0 neither yes nor no is right


def judging(folder: Path) -> dict[str, float]:
    """What people have judged: whether events happened, how sure findings and posts are, and what sentences do.

    Development splits where there are any; nothing here was trained on.
    """
    figures = factuality(folder) | findings(folder) | posts(folder) | acts(folder)
    return {name: round(value, 3) for name, value in figures.items()}


def factuality(folder: Path) -> dict[str, float]:
    """Agreement with people's ratings of whether an event happened: r, mean error (scale -3 to 3), right yes or no.

    The baseline says of every event that it surely happened.
    """
    figures: dict[str, float] = {}
    for name in SETS:
        pairs = list(_pairs(rows(folder / "data" / "factuality" / f"{name}.dev.jsonl")[:LIMIT]))
        figures |= {f"factuality.{name}.{key}": value for key, value in _figures(pairs).items()}
    return figures


def findings(folder: Path) -> dict[str, float]:
    """Findings of science news: r with how sure readers find them (1 to 6), and whether a stated likelihood is seen as hedged.

    The sentences' validation part; the likelihoods have none, so their training part. The baseline hedges nothing.
    """
    rated = [r for r in rows(folder / "data" / "certainty" / "sentence-level-certainty.jsonl") if r["split"] == "val"]
    given = [_SURE[certainty_of(r["finding"])] for r in rated]
    aspects = rows(folder / "data" / "certainty" / "aspect-level-certainty.jsonl")
    stated = [(r["finding"], r["aspect-level-certainty"]["Probability"]) for r in aspects if r["split"] in {"train", "val"}]
    pairs = [
        (label == "Uncertain", certainty_of(t) is not Certainty.CERTAIN) for t, label in stated if label != "NotPresent"
    ]
    return {
        "certainty.findings_r": correlation([r["sentence-level-certainty"] for r in rated], given),
        "certainty.hedge_f1": f1(pairs),
        "certainty.hedge_right": fmean(a == b for a, b in pairs),
        "certainty.hedge_baseline": fmean(not a for a, _ in pairs),
    }


def posts(folder: Path) -> dict[str, float]:
    """Posts about breaking news, test part left out: certain, half or not certain, and which replies ask.

    The baseline takes every post for certain.
    """
    told = [
        t
        for row in rows(folder / "data" / "rumour" / "threads.jsonl")
        for t in row["tweets"]
        if t.get("split") in {"train", "dev"}
    ]
    judged = [(_POSTS[t["certainty"]], _post_sure(t["text"])) for t in told if t.get("certainty") in _POSTS]
    asked = [
        (t["sdqc"] == "query", is_question(_plain(t["text"]), anywhere=True))
        for t in told
        if t.get("reply_to") and t.get("sdqc")
    ]
    return {
        "rumour.certainty_macro_f1": fmean(f1([(a == c, b == c) for a, b in judged]) for c in range(3)),
        "rumour.certainty_right": fmean(a == b for a, b in judged),
        "rumour.certainty_baseline": fmean(a == 2 for a, _ in judged),
        "rumour.query_f1": f1(asked),
    }


def f1(pairs: Sequence[tuple[bool, bool]]) -> float:
    """F1 of (gold, given)."""
    hits, wanted, given = sum(a and b for a, b in pairs), sum(a for a, _ in pairs), sum(b for _, b in pairs)
    return 2 * hits / (wanted + given) if wanted + given else 0.0


def _post_sure(text: str) -> int:
    text = _plain(text)
    sure = certainty_of(text, question=is_question(text, anywhere=True))
    return {Certainty.CERTAIN: 2, Certainty.PROBABLE: 1}.get(sure, 0)


def _plain(text: str) -> str:
    """A post without addresses, and tags and names as words."""
    return re.sub(r"[@#](?=\w)", "", re.sub(r"https?://\S+", "", text)).strip()


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
