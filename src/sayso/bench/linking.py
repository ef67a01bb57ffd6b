"""Open corpora of rival reports come in; figures on near copies and on joined incidents go out, as dictionaries."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from sayso.errors import BenchError
from sayso.extract import extract
from sayso.link import link_all
from sayso.link.derivations import DERIVED, REPUBLISHED
from sayso.link.wording import near_pairs, shared, text_of
from sayso.model import (
    Basis,
    DateRange,
    Document,
    DocumentKind,
    Extraction,
    Precision,
    Span,
    make_id,
)


def corpora() -> Path:
    """The folder of corpora: ``SAYSO_SHARED``, or ``shared`` beside the project."""
    found = Path(os.environ.get("SAYSO_SHARED") or Path(__file__).parents[3].parent / "shared")
    if not (found / "data").is_dir():
        raise BenchError(f"There are no corpora in {found}. Set SAYSO_SHARED to the folder that holds data/.")
    return found


def near_copies() -> dict[str, Any]:
    """Recall of reports that share wording, on pairs found by counting every five-word run of 804 reports by brute force."""
    folder = corpora() / "data" / "fa-kes-syria"
    texts = {a["id"]: text_of(a["id"], a["text"]) for a in _rows(folder / "articles.jsonl")}
    gold = [
        p for p in _rows(folder / "candidate_reuse_pairs.jsonl") if p["a"] != p["b"] and p["a"] in texts and p["b"] in texts
    ]
    looked_at = set(near_pairs(list(texts.values())))
    found = {pair for pair in looked_at if shared(texts[pair[0]], texts[pair[1]]).containment >= DERIVED}
    wanted = {(min(p["a"], p["b"]), max(p["a"], p["b"])) for p in gold}
    half = {(min(p["a"], p["b"]), max(p["a"], p["b"])) for p in gold if p["containment"] >= REPUBLISHED}
    return {
        "pairs": len(wanted),
        "recall": round(len(wanted & found) / len(wanted), 3),
        "pairs_half_shared": len(half),
        "recall_half_shared": round(len(half & found) / len(half), 3),
        "looked_at": len(looked_at),
        "all_pairs": len(texts) * (len(texts) - 1) // 2,
        "found_beyond_gold": len(found - wanted),
    }


def joined_incidents(*, limit: int | None = None) -> dict[str, Any]:
    """Reports of one incident by rival outlets: is a pair joined, and are reports of unlike places or weeks kept apart?

    The groups are candidates found by script, of which one reader held 27 of 41 to be one incident: those are scored.
    """
    folder = corpora() / "data" / "fa-kes-syria"
    groups = [g for g in _rows(folder / "candidate_incident_groups.jsonl") if g["title_review"] == "same"][:limit]
    ids = {m["id"] for g in groups for m in g["members"]}
    articles = {a["id"]: a for a in _rows(folder / "articles.jsonl") if a["id"] in ids}
    documents = {i: report(a) for i, a in articles.items()}
    extractions = [extract(d) for d in documents.values()]
    return score_groups(groups, documents, extractions)


def score_groups(
    groups: Sequence[dict[str, Any]], documents: dict[str, Document], extractions: Sequence[Extraction]
) -> dict[str, Any]:
    """Pairs of reports within a group that share an incident, and pairs across groups that do."""
    linking = link_all(list(documents.values()), extractions)
    incidents: dict[str, set[str]] = {e.document: {linking.accounts[a.id] for a in e.accounts} for e in extractions}
    group_of = {m["id"]: g["group"] for g in groups for m in g["members"]}
    within = right = across = wrong = 0
    for a, b in combinations(sorted(documents), 2):
        joined = bool(incidents.get(documents[a].id, set()) & incidents.get(documents[b].id, set()))
        if group_of[a] == group_of[b]:
            within, right = within + 1, right + joined
        elif _apart(groups, group_of[a], group_of[b]):
            across, wrong = across + 1, wrong + joined
    return {
        "groups": len(groups),
        "reports": len(documents),
        "pairs_of_one_incident": within,
        "joined": round(right / within, 3) if within else None,
        "pairs_kept_apart": across,
        "wrongly_joined": wrong,
        "precision": round(right / (right + wrong), 3) if right + wrong else None,
        "accounts": sum(len(e.accounts) for e in extractions),
        "incidents": len(linking.incidents),
    }


def _apart(groups: Sequence[dict[str, Any]], one: int, other: int) -> bool:
    """Two groups that cannot be one incident: another governorate, or no common day."""
    a, b = (next(g for g in groups if g["group"] == n) for n in (one, other))
    return bool(a["location"] != b["location"] or a["date_max"] < b["date_min"] or b["date_max"] < a["date_min"])


def report(article: dict[str, Any]) -> Document:
    """A row of the corpus as a document with its outlet and day."""
    text = f"{article['title']}\n\n{article['text']}"
    page = make_id("page", "fa-kes", article["id"])
    day = article["date"]
    return Document(
        id=make_id("doc", page, DocumentKind.ARTICLE, 0, len(text)),
        page=page,
        kind=DocumentKind.ARTICLE,
        span=Span(page=page, start=0, end=len(text), exact=text),
        title=article["title"],
        outlet=article["outlet"],
        published=DateRange(start=day, end=day, precision=Precision.DAY, basis=Basis.METADATA),
    )


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    if not path.is_file():
        raise BenchError(f"There is no corpus at {path}.")
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)
