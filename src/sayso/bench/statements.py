"""PolNeAR articles and nested probes come in; figures of who said what, by rules and with the encoder, and of speed go out."""

from __future__ import annotations

import contextlib
import importlib.util
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import spacy

from sayso.bench.corpora import Row, article, rows, scorer
from sayso.extract import encoder, extract
from sayso.extract.parse import PIPELINE, Parsed, parse, pipeline, readable
from sayso.extract.statements import attributions_in, outermost
from sayso.ingest import read_page
from sayso.model import Document

ROLES = ("source", "cue", "content")
LENGTHS = (650, 750)  # words of the articles whose reading is timed
TIMED, ROUNDS = 5, 3


def measure_statements(shared: Path) -> dict[str, float]:
    """Shares between 0 and 1 on PolNeAR's development split and on the nested probes, and the ratio of times.

    ``rules.`` is what the rules read alone, ``model.`` what rules and encoder read together, ``encoder.`` the weights alone.
    """
    news = rows(shared / "data" / "polnear" / "dev.jsonl")
    parsed = {row["doc_id"]: parse(document_of(row)) for row in news}
    figures: dict[str, float] = {}
    for lane, model in lanes().items():
        read = {name: outermost(attributions_in(one, model=model)) for name, one in parsed.items()}
        figures |= _named(lane, headline(_tool(shared).score(news, read)))
        figures |= _named(lane, probes(shared, model=model))
    if encoder.available():
        alone = {row["doc_id"]: by_encoder(row["text"]) for row in news}
        figures |= _named("encoder", headline(_tool(shared).score(news, alone)))
    return figures | peers(shared, news) | speed(shared)


def lanes() -> dict[str, str]:
    """The lanes that can read here, and how ``extract`` calls them."""
    return {"rules": "off"} | ({"model": "auto"} if encoder.available() else {})


def document_of(row: Row) -> Document:
    """A corpus text as one document."""
    return article(row["doc_id"], row["text"], page=f"bench:{row['doc_id']}")


def by_encoder(text: str) -> list[Row]:
    """What the shipped weights read without any rule, outermost only, as PolNeAR has it."""
    return [
        {"source": list(one.source), "cue": list(one.cue), "content": list(one.content)}
        for one in encoder.attributions(text)
        if one.parent is None
    ]


def headline(scores: Row) -> dict[str, float]:
    """The figures that are watched, of all that the scorer gives."""
    figures = {f"triple50.{k}": scores["triple50"][k] for k in ("p", "r", "f1")}
    figures["pair50.f1"] = scores["pair50"]["f1"]
    figures |= {f"exact.{role}.f1": scores[role]["exact"]["f1"] for role in ROLES}
    figures |= {f"recall.{kind}": scores["by_type"][kind]["content50_recall"] for kind in ("direct", "mixed", "indirect")}
    return {name: round(value, 4) for name, value in figures.items()}


def probes(shared: Path, *, model: str) -> dict[str, float]:
    """Of the nested probes: the share found (all three spans right by half), and of the inner ones those found inside another."""
    tool = _tool(shared)
    found = nested = every = inner = 0
    for row in rows(shared / "data" / "chains" / "chains.jsonl"):
        given, parents = _with_parents(parse(document_of(row)), model)
        starts, ends = tool.words(row["text"])
        gold = [tool.load(a, starts, ends) for a in row["attributions"]]
        pairs = tool.match(gold, [tool.load(a, starts, ends) for a in given], _alike(tool))
        deep = [bool(a.get("nested_in")) for a in row["attributions"]]
        every, inner, found = every + len(gold), inner + sum(deep), found + len(pairs)
        nested += sum(deep[i] and parents[j] is not None for i, j in pairs)
    return {"probes.found": round(found / every, 4), "probes.nested": round(nested / inner, 4)}


def _with_parents(parsed: Parsed, model: str) -> tuple[list[Row], list[int | None]]:
    nodes = attributions_in(parsed, model=model)
    given = [
        {"source": list(n.found.source), "cue": [n.found.cue] if n.found.cue else [], "content": list(n.found.content)}
        for n in nodes
    ]
    return given, [n.parent for n in nodes]


def _alike(tool: ModuleType) -> Callable[[Row, Row], float]:
    def alike(gold: Row, given: Row) -> float:
        shares = [tool.dice(gold[role], given[role]) for role in ROLES]
        return float(sum(shares)) if min(shares) >= 0.5 else 0.0

    return alike


def peers(shared: Path, news: Sequence[Row]) -> dict[str, float]:
    """The same figures for the peers that are installed here: textacy's direct quotations."""
    if importlib.util.find_spec("textacy") is None:
        return {}
    given = {row["doc_id"]: list(_textacy(row["text"])) for row in news}
    return _named("textacy", headline(_tool(shared).score(news, given)))


def _textacy(text: str) -> Iterator[Row]:
    """Nothing for a paragraph that the peer refuses, as it does where a quotation is not closed."""
    from textacy.extract.triples import direct_quotations

    for paragraph in re.finditer(r"\S[^\n]*", readable(text)):
        with contextlib.suppress(ValueError):
            for found in direct_quotations(pipeline()(paragraph.group())):
                yield _told(found, paragraph.start())


def _told(found: Any, start: int) -> Row:
    cue, speaker = list(found.cue), list(found.speaker)
    return {
        "source": [[start + speaker[0].idx, start + speaker[-1].idx + len(speaker[-1])]] if speaker else [],
        "cue": [[start + cue[0].idx, start + cue[-1].idx + len(cue[-1])]] if cue else [],
        "content": [[start + found.content.start_char, start + found.content.end_char]],
    }


def speed(shared: Path) -> dict[str, float]:
    """How many times the language pipeline's own time the whole reading of the same articles takes, on one core, in one run."""
    low, high = LENGTHS
    texts = [r["text"] for r in rows(shared / "data" / "polnear" / "dev.jsonl") if low <= len(r["text"].split()) <= high]
    texts = texts[:TIMED]
    if not texts:
        return {}
    # spaCy as its users have it, not as it is quickened here
    work: dict[str, Callable[[str], object]] = {"spacy": spacy.load(PIPELINE)}
    work |= {lane: partial(read_whole, model=model) for lane, model in lanes().items()}
    seconds = _timed(work, texts)
    alone = seconds.pop("spacy")
    figures: dict[str, float] = {}
    for lane, whole in seconds.items():
        figures |= {
            f"{lane}.read_vs_spacy": round(whole / alone, 2),
            f"{lane}.seconds_an_article": round(whole / len(texts), 3),
        }
    return figures


def read_whole(text: str, *, model: str) -> None:
    """Text to page to extractions: all that reading does before the ledger."""
    page = read_page(text.encode(), uri="bench.txt", media_type="text/plain")
    for document in page.documents:
        extract(document, model=model)


def _timed(work: Mapping[str, Callable[[str], object]], texts: Sequence[str]) -> dict[str, float]:
    """Processor seconds for all texts, by kind of work; each text's best of some rounds, in which the kinds of work take turns, so that a
    neighbour's load counts less and falls on all alike."""
    for one in work.values():
        one(texts[0])  # the first call loads tables and weights
    best = {(name, i): float("inf") for i in range(len(texts)) for name in work}
    for _ in range(ROUNDS):
        for (name, i), before in list(best.items()):
            encoder.forget()
            start = time.process_time()
            work[name](texts[i])
            best[name, i] = min(before, time.process_time() - start)
    return {name: sum(best[name, i] for i in range(len(texts))) for name in work}


def _named(lane: str, figures: dict[str, float]) -> dict[str, float]:
    return {f"{lane}.{name}": value for name, value in figures.items()}


def _tool(shared: Path) -> ModuleType:
    return scorer(shared, "score_statements")
