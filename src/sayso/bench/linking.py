"""The folder of corpora comes in; figures on near copies and on incidents joined across documents go out, by name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import combinations
from pathlib import Path

from sayso.bench.corpora import Row, rows
from sayso.extract import extract
from sayso.link import link_all
from sayso.link.clusters import Groups
from sayso.link.derivations import DERIVED, REPUBLISHED
from sayso.link.wording import near_pairs, shared, text_of
from sayso.model import Basis, DateRange, Document, DocumentKind, Extraction, Precision, Span, make_id
from sayso.model.account import HAPPENED

_CLOSE = {".", ",", ":", ";", "!", "?", ")", "'s", "n't", "''", "’s"}  # tokens that stand without a space before them
RETOLD = 7  # days within which a report may tell of the last attack again
# How much of each corpus is read: as much as keeps a part within two minutes.
SYRIAN, SHOOTINGS, REPORTS = 11, 18, 3  # groups of reports, shootings, reports of each look-alike


def near_copies(folder: Path) -> dict[str, float]:
    """Recall of reports that share wording, on pairs found by counting every five-word run of 804 reports by brute force."""
    data = folder / "data" / "fa-kes-syria"
    texts = {a["id"]: text_of(a["id"], a["text"]) for a in rows(data / "articles.jsonl")}
    gold = [
        p for p in rows(data / "candidate_reuse_pairs.jsonl") if p["a"] != p["b"] and p["a"] in texts and p["b"] in texts
    ]
    looked_at = set(near_pairs(list(texts.values())))
    found = {pair for pair in looked_at if shared(texts[pair[0]], texts[pair[1]]).containment >= DERIVED}
    wanted = {(min(p["a"], p["b"]), max(p["a"], p["b"])) for p in gold}
    half = {(min(p["a"], p["b"]), max(p["a"], p["b"])) for p in gold if p["containment"] >= REPUBLISHED}
    return {
        "recall": _ratio(len(wanted & found), len(wanted)),
        "recall_half_shared": _ratio(len(half & found), len(half)),
        "pairs": len(wanted),
    }


def syrian_reports(folder: Path, *, model: str = "auto") -> dict[str, float]:
    """Reports of one incident by rival outlets: is a pair joined, and are reports of other places or weeks kept apart?

    The groups are candidates found by script, of which one reader held 27 of 41 to be one incident: a fixed sample of those
    is scored.
    """
    data = folder / "data" / "fa-kes-syria"
    groups = [g for g in rows(data / "candidate_incident_groups.jsonl") if g["title_review"] == "same"]
    chosen = sampled([repr(g["members"]) for g in groups], SYRIAN)
    groups = [g for g in groups if repr(g["members"]) in chosen]
    group_of = {m["id"]: g for g in groups for m in g["members"]}
    articles = [a for a in rows(data / "articles.jsonl") if a["id"] in group_of]
    documents = {
        a["id"]: report(a["id"], f"{a['title']}\n\n{a['text']}", a["title"], a["date"], a["outlet"]) for a in articles
    }

    def same(a: str, b: str) -> bool | None:
        one, other = group_of[a], group_of[b]
        if one is other:
            return True
        apart = one["location"] != other["location"] or _days_between(one, other) > RETOLD
        return False if apart else None  # within days a report on the next attack may well tell of the last one again

    return joined(documents, same, model=model)


def _days_between(one: Row, other: Row) -> int:
    first, second = sorted((one, other), key=lambda g: str(g["date_min"]))
    return (date.fromisoformat(second["date_min"]) - date.fromisoformat(first["date_max"])).days


def gun_violence(folder: Path, *, model: str = "auto") -> dict[str, float]:
    """Short news reports of shootings: are the reports of one shooting joined, and of two kept apart?"""
    news = rows(folder / "data" / "gvc-dev" / "docs.jsonl")
    chosen = sampled([r["topic"] for r in news], SHOOTINGS)
    news = [r for r in news if r["topic"] in chosen]
    topic = {r["doc"]: r["topic"] for r in news}
    documents = {r["doc"]: _tokenised(r, dated=True) for r in news}
    return joined(documents, lambda a, b: topic[a] == topic[b], model=model)


def ecbplus(
    folder: Path, *, model: str = "auto", topics: Sequence[str] = ("2", "5", "12", "18", "21", "23", "34", "35")
) -> dict[str, float]:
    """News of look-alike events, two to a topic (development topics): are reports of one joined, and of its double kept apart?"""
    news = [r for r in rows(folder / "data" / "ecbplus" / "docs.jsonl.gz") if r["topic"] in topics]
    by_subtopic: dict[str, list[str]] = defaultdict(list)
    for row in news:
        by_subtopic[row["subtopic"]].append(row["doc"])
    chosen = {doc for docs in by_subtopic.values() for doc in sampled(docs, REPORTS)}
    news = [r for r in news if r["doc"] in chosen]
    topic = {r["doc"]: r["subtopic"] for r in news}
    documents = {r["doc"]: _tokenised(r, dated=False) for r in news}
    return joined(documents, lambda a, b: topic[a] == topic[b], model=model)


def sampled(keys: Iterable[str], number: int) -> frozenset[str]:
    """As many of the keys, always the same ones whatever their order."""
    return frozenset(sorted(set(keys), key=lambda key: make_id("sample", key))[:number])


def joined(
    documents: Mapping[str, Document], same: Callable[[str, str], bool | None], *, model: str = "auto"
) -> dict[str, float]:
    """Read, link, and score pairs of documents; ``same`` may leave a pair open (None). Only documents with a happening count."""
    return score(documents, [extract(d, model=model) for d in documents.values()], same)


def score(
    documents: Mapping[str, Document], extractions: Sequence[Extraction], same: Callable[[str, str], bool | None]
) -> dict[str, float]:
    """Precision and recall over pairs of documents, and B-cubed over documents joined through whatever they share."""
    linking = link_all(list(documents.values()), extractions)
    told = {e.document: {linking.accounts[a.id] for a in e.accounts if a.stage in HAPPENED} for e in extractions}
    known = [k for k in sorted(documents) if told.get(documents[k].id)]
    right = wrong = missed = 0
    groups: Groups[str] = Groups(known)
    for a, b in combinations(known, 2):
        meets = bool(told[documents[a].id] & told[documents[b].id])
        if meets:
            groups.join(a, b)
        if (one := same(a, b)) is not None:
            right, wrong, missed = right + (meets and one), wrong + (meets and not one), missed + (one and not meets)
    precision, recall = _ratio(right, right + wrong), _ratio(right, right + missed)
    cubed = _b_cubed(known, groups, same)
    accounts = sum(len(e.accounts) for e in extractions)
    return {
        "precision": precision, "recall": recall, "f1": _ratio(2 * precision * recall, precision + recall), "b3_f1": cubed,
        "wrongly_joined": wrong, "documents": len(known), "accounts": accounts, "incidents": len(linking.incidents),
    }  # fmt: skip


def _b_cubed(known: Sequence[str], groups: Groups[str], same: Callable[[str, str], bool | None]) -> float:
    precision = recall = 0.0
    for a in known:
        mine, gold = set(groups.of(a)), {b for b in known if b == a or same(a, b)}
        precision, recall = precision + len(mine & gold) / len(mine), recall + len(mine & gold) / len(gold)
    count = len(known) or 1
    return _ratio(2 * precision * recall / count, precision + recall)


def _tokenised(row: Row, *, dated: bool) -> Document:
    """A document of a tokenised corpus; where it opens with its day, that is when it was published."""
    sentences = [_sentence(s) for s in row["sentences"]]
    day = (
        sentences[0] if dated and sentences and len(sentences[0]) == len("2016-05-03") and sentences[0][:2] == "20" else None
    )
    body = sentences[1:] if day else sentences
    return report(row["doc"], "\n\n".join(body), body[0] if body else "", day, None)


def _sentence(tokens: Iterable[str]) -> str:
    words = ""
    for token in tokens:
        token = {"``": "“", "''": "”"}.get(token, token)
        glue = not words or token in _CLOSE or token == "”" or words[-1] in "(“"
        words += token if glue else f" {token}"
    return re.sub(r"(?<=\w) - (?=old)", "-", words)


def report(name: str, text: str, title: str, day: str | None, outlet: str | None) -> Document:
    """A report as a document that fills its page."""
    page = make_id("page", "bench", name)
    published = None
    if day:
        published = DateRange(start=day, end=day, precision=Precision.DAY, basis=Basis.METADATA)
    whole = Span(page=page, start=0, end=len(text), exact=text)
    return Document(
        id=make_id("doc", page, DocumentKind.ARTICLE, 0, len(text)),
        page=page,
        kind=DocumentKind.ARTICLE,
        span=whole,
        title=title or None,
        title_span=whole.part(0, len(title)) if title and text.startswith(title) else None,
        outlet=outlet,
        published=published,
    )


def _ratio(a: float, b: float) -> float:
    return round(a / b, 3) if b else 0.0
