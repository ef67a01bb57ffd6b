"""PolNeAR articles, nested probes and founding pages come in; attributions in the scorers' form and their figures go out."""

from __future__ import annotations

import importlib.util
import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec

from sayso.errors import BenchError
from sayso.extract import extract
from sayso.extract.parse import parse, pipeline, readable
from sayso.extract.statements import attributions_in, outermost
from sayso.ingest import read_page
from sayso.model import Document, DocumentKind, Extraction, Page, Span

Row = dict[str, Any]
ROLES = ("source", "cue", "content")


def document_of(row: Row) -> Document:
    """A corpus text as one document."""
    text, page = row["text"], f"bench:{row['doc_id']}"
    return Document(
        id=row["doc_id"], page=page, kind=DocumentKind.ARTICLE, span=Span(page=page, start=0, end=len(text), exact=text)
    )


def predictions(rows: Iterable[Row], *, model: str = "off") -> dict[str, list[Row]]:
    """The outermost attributions of each text, as PolNeAR has them."""
    return {row["doc_id"]: outermost(attributions_in(parse(document_of(row)), model=model)) for row in rows}


def measure(shared: Path, *, split: str = "dev", model: str = "off") -> dict[str, float]:
    """Figures on PolNeAR, in per cent: source-cue-content triples, and recall by kind of speech."""
    rows = _rows(shared / "data" / "polnear" / f"{split}.jsonl")
    return _headline(_scorer(shared, "score_statements").score(rows, predictions(rows, model=model)))


def _headline(scores: Row) -> dict[str, float]:
    figures = {f"triple50.{k}": 100 * scores["triple50"][k] for k in ("p", "r", "f1")}
    figures["pair50.f1"] = 100 * scores["pair50"]["f1"]
    figures |= {f"exact.{role}.f1": 100 * scores[role]["exact"]["f1"] for role in ROLES}
    figures |= {
        f"recall.{kind}": 100 * scores["by_type"][kind]["content50_recall"] for kind in ("direct", "mixed", "indirect")
    }
    return {name: round(value, 2) for name, value in figures.items()}


def measure_chains(shared: Path, *, model: str = "off") -> dict[str, float]:
    """How many of the nested probes come out: all three spans right by half, and standing inside another."""
    rows, scorer = _rows(shared / "data" / "chains" / "chains.jsonl"), _scorer(shared, "score_statements")
    found = nested = 0
    for row in rows:
        nodes = attributions_in(parse(document_of(row)), model=model)
        given = [
            {"source": list(n.found.source), "cue": [n.found.cue] if n.found.cue else [], "content": list(n.found.content)}
            for n in nodes
        ]
        starts, ends = scorer.words(row["text"])
        gold = [scorer.load(a, starts, ends) for a in row["attributions"]]
        pairs = scorer.match(gold, [scorer.load(a, starts, ends) for a in given], _alike(scorer))
        found += len(pairs)
        nested += sum(bool(row["attributions"][i].get("nested_in")) and nodes[j].parent is not None for i, j in pairs)
    return {"chains.found": float(found), "chains.nested": float(nested)}


def _alike(scorer: ModuleType) -> Callable[[Row, Row], float]:
    def alike(gold: Row, given: Row) -> float:
        shares = [scorer.dice(gold[role], given[role]) for role in ROLES]
        return float(sum(shares)) if min(shares) >= 0.5 else 0.0

    return alike


def measure_pages(shared: Path, *, read: Callable[[Document], Extraction] = extract) -> dict[str, float]:
    """The page scorer's figures on statements, for each founding page that has been annotated by hand."""
    scorer, figures = _scorer(shared, "score_pages"), {}
    for gold_path in sorted((shared / "gold").glob("*.gold.json")):
        gold = json.loads(gold_path.read_text("utf-8"))
        source = shared / "seeds" / gold["file"]
        page = read_page(source.read_bytes(), uri=source.name)
        given: dict[str, Any] = {}
        scorer.score_page(scorer.Page(_ledger(page, [(d, read(d)) for d in page.documents]), gold), given, False)
        figures |= {k: float(v) for k, v in given.items() if ".statements." in k and v is not None}
    return figures


def _ledger(page: Page, read: Sequence[tuple[Document, Extraction]]) -> Row:
    """As much of an export as the page scorer needs for statements."""
    plain = msgspec.to_builtins
    comments = [
        {"id": d.id, "author": d.comment.author, "reply_to": d.comment.reply_to, "truncated": d.comment.truncated}
        for d, _ in read
        if d.comment is not None
    ]
    return {
        "pages": [plain(page)], "documents": [plain(d) for d, _ in read], "comments": comments,
        "statements": [plain(s) for _, e in read for s in e.statements], "actors": [plain(a) for _, e in read for a in e.actors],
        "accounts": [],
    }  # fmt: skip


def measure_peers(shared: Path, *, split: str = "dev") -> dict[str, float]:
    """The same figures for the peers that are installed here: textacy's direct quotations."""
    if importlib.util.find_spec("textacy") is None:
        return {}
    rows = _rows(shared / "data" / "polnear" / f"{split}.jsonl")
    given = {row["doc_id"]: list(_textacy(row["text"])) for row in rows}
    scores = _headline(_scorer(shared, "score_statements").score(rows, given))
    return {f"textacy.{name}": value for name, value in scores.items()}


def _textacy(text: str) -> Iterator[Row]:
    from textacy.extract import direct_quotations

    for found in direct_quotations(pipeline()(readable(text))):
        cue, speaker = list(found.cue), list(found.speaker)
        yield {
            "source": [[speaker[0].idx, speaker[-1].idx + len(speaker[-1])]] if speaker else [],
            "cue": [[cue[0].idx, cue[-1].idx + len(cue[-1])]] if cue else [],
            "content": [[found.content.start_char, found.content.end_char]],
        }


def measure_speed(shared: Path, *, articles: int = 12) -> dict[str, float]:
    """Seconds to extract an article of about 700 words, and how many times the language pipeline's own time that is."""
    rows = [r for r in _rows(shared / "data" / "polnear" / "dev.jsonl") if 550 <= len(r["text"].split()) <= 850][:articles]
    extract(document_of(rows[0]))  # the first call loads tables and models
    alone = _timed(lambda: [pipeline()(readable(r["text"])) for r in rows])
    whole = _timed(lambda: [extract(document_of(r)) for r in rows])
    return {"seconds_an_article": round(whole / len(rows), 4), "times_the_pipeline": round(whole / alone, 2)}


def _timed(work: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def _rows(path: Path) -> list[Row]:
    if not path.is_file():
        raise BenchError(f"{path} is not there. Give the folder that holds `data` with the corpora.")
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _scorer(shared: Path, name: str) -> ModuleType:
    path = shared / "bench" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None or not path.is_file():
        raise BenchError(f"{path} is not there. Give the folder that holds `bench/{name}.py`.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
