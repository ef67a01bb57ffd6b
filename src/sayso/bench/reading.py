"""The folder of corpora comes in; how well bodies and metadata of real pages are read and how fast goes out, beside trafilatura.

Body text is compared as the article-extraction benchmark of Zyte compares it (shingles of four words, precision and recall
averaged over pages); segments as trafilatura's own evaluation does.
"""

from __future__ import annotations

import gzip
import itertools
import json
import random
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import trafilatura

from sayso.errors import BenchError, UnreadablePage
from sayso.ingest.charset import decode_html
from sayso.ingest.coverage import missing_words
from sayso.ingest.html import read_html
from sayso.model import BlockKind, DocumentKind, Page

SHINGLE = 4
SEGMENT_PAGES = 300  # of 990, drawn with this seed: reading all of them twice takes minutes
SPEED_PAGES = 60
SPEED_TURN = 20  # pages that one lane reads before the next has its turn
SPEED_ROUNDS = 3  # other work on the machine slows one round and not the next
SEED = 20261121
_WORD = re.compile(r"\w+")
_APART = (BlockKind.BOILERPLATE, BlockKind.HEADLINE, BlockKind.BYLINE, BlockKind.BIO)
_SILENT = ("script", "style", "noscript", "template", "svg", "iframe", "object", "head", "audio", "video", "canvas")
Extract = Callable[[bytes, str], str]


def body(shared: Path) -> dict[str, float]:
    """Body F1 on zyte181 and fundus-en and segment F1 on 300 pages of trafilatura990 drawn with a fixed seed, ours and trafilatura's.

    ``lost_unmarked`` counts pages of zyte181 on which a parser that is not ours sees words that the page lacks, and no problem says so.
    """
    figures: dict[str, float] = {}
    for name, extract in (("", sayso_body), ("trafilatura_", peer_body)):
        for corpus in ("zyte181", "fundus-en"):
            precision, recall = body_scores(shared, corpus, extract)
            figures[f"{corpus}_{name}f1"] = f1(precision, recall)
    figures["segments_f1"] = segment_f1(shared, lambda raw, uri: whole_text(read(raw, uri)))
    figures["segments_trafilatura_f1"] = segment_f1(shared, peer_body)
    figures["lost_unmarked"] = lost_unmarked(shared)
    return figures


def metadata(shared: Path) -> dict[str, float]:
    """Author sets exactly right and days of publication right on fundus-en, ours and trafilatura's."""
    ours: Counter[str] = Counter()
    peers: Counter[str] = Counter()
    for gold, raw in gold_pages(shared, "article-extraction/fundus-en"):
        page = read(raw, gold["url"] or "")
        article = next((d for d in page.documents if d.kind is not DocumentKind.COMMENT), None)
        day = article.published.start[:10] if article and article.published else None
        _count(ours, gold, article.authors if article else (), day)
        peer = trafilatura.extract_metadata(raw, default_url=gold["url"] or "")
        _count(peers, gold, (peer.author or "").split("; "), peer.date)
    return {
        f"{name}{key}": count[key] / count[f"n_{key}"]
        for name, count in (("", ours), ("trafilatura_", peers))
        for key in ("authors", "date")
    }


def speed(shared: Path) -> dict[str, float]:
    """Pages of processor time a second on the first 60 pages of zyte181, twenty pages by every lane in turn; medians of the rounds."""
    pages = [(raw, gold["url"] or "") for gold, raw in gold_pages(shared, "article-extraction/zyte181", limit=SPEED_PAGES)]
    lanes: dict[str, Callable[[bytes, str], object]] = {
        "trafilatura": lambda raw, uri: trafilatura.bare_extraction(raw, url=uri, with_metadata=True),
        "full": lambda raw, uri: read_html(raw, uri=uri),
        "fast": lambda raw, uri: read_html(raw, uri=uri, fast=True),
    }
    rounds = [dict.fromkeys(lanes, 0) for _ in range(SPEED_ROUNDS + 1)]
    for spent, first in itertools.product(rounds, range(0, len(pages), SPEED_TURN)):
        for name, lane in lanes.items():
            start = time.process_time_ns()
            for raw, uri in pages[first : first + SPEED_TURN]:
                lane(raw, uri)
            spent[name] += time.process_time_ns() - start
    del rounds[0]  # tables and patterns are loaded once a process
    rate = {name: statistics.median(len(pages) * 1e9 / spent[name] for spent in rounds) for name in lanes}
    beside = {
        name: statistics.median(spent["trafilatura"] / spent[name] for spent in rounds)
        for name in lanes
        if name != "trafilatura"
    }
    return {
        **{f"{name}_pages_a_second": figure for name, figure in rate.items()},
        **{f"{name}_beside_trafilatura": figure for name, figure in beside.items()},
    }


def gold_pages(
    shared: Path, corpus: str, *, limit: int | None = None, drawn: int | None = None
) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Each gold line of a corpus with its page's bytes: the first ``limit``, or ``drawn`` of them with a fixed seed."""
    folder = shared / "data" / corpus
    if not (folder / "gold.jsonl").is_file():
        raise BenchError(f"{folder / 'gold.jsonl'} is not there. Give the folder that holds `data` with the corpora.")
    lines = (folder / "gold.jsonl").read_text("utf-8").splitlines()[:limit]
    if drawn is not None and drawn < len(lines):
        lines = random.Random(SEED).sample(lines, drawn)
    for line in lines:
        gold = json.loads(line)
        yield gold, gzip.decompress((folder / "html" / f"{gold.get('id') or gold['page']}.html.gz").read_bytes())


def read(raw: bytes, uri: str, *, fast: bool = False) -> Page:
    """A page, or an empty one where it is refused."""
    try:
        return read_html(raw, uri=uri, fast=fast)
    except UnreadablePage:
        return Page(id="", uri=uri, sha256="", media_type="text/html", text="")


def main_text(page: Page) -> str:
    """The words of a page's articles and posts, without headlines, bylines, furniture and comments."""
    documents = (d for d in page.documents if d.kind is not DocumentKind.COMMENT)
    return "\n".join(b.span.exact for d in documents for b in d.blocks if b.kind not in _APART)


def whole_text(page: Page) -> str:
    """The words of a page's articles and posts with their headlines."""
    documents = (d for d in page.documents if d.kind is not DocumentKind.COMMENT)
    return "\n".join(b.span.exact for d in documents for b in d.blocks if b.kind is not BlockKind.BOILERPLATE)


def sayso_body(raw: bytes, uri: str) -> str:
    """sayso's body of a page; nothing where it refuses the page."""
    return main_text(read(raw, uri))


def peer_body(raw: bytes, uri: str) -> str:
    """trafilatura's body of a page, as it comes without options."""
    found: Any = trafilatura.bare_extraction(raw, url=uri or None)
    return str(found.text or "") if found else ""


def body_scores(shared: Path, corpus: str, extract: Extract) -> tuple[float, float]:
    """Precision and recall of body text over shingles of four words, averaged over pages."""
    scores = [
        shingle_scores(gold["body"], extract(raw, gold["url"] or ""))
        for gold, raw in gold_pages(shared, f"article-extraction/{corpus}")
        if gold.get("body")
    ]
    return statistics.mean(score[0] for score in scores), statistics.mean(score[1] for score in scores)


def shingle_scores(gold: str, found: str) -> tuple[float, float]:
    """Precision and recall of one text's shingles."""
    true, seen = _shingles(gold), _shingles(found)
    hits = (true & seen).total()
    extra, missed = (seen - true).total(), (true - seen).total()
    if not extra and not missed:
        return 1.0, 1.0
    return hits / (hits + extra) if hits + extra else 0.0, hits / (hits + missed) if hits + missed else 0.0


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(tuple(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1)))


def f1(precision: float, recall: float) -> float:
    """The harmonic mean."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def segment_f1(shared: Path, extract: Extract) -> float:
    """Segments that must be in the body and segments that must not, on pages drawn from trafilatura's own set."""
    hits = missed = wrong = 0
    for gold, raw in gold_pages(shared, "article-extraction/trafilatura990", drawn=SEGMENT_PAGES):
        text = " ".join(extract(raw, gold["url"] or "").split())
        found = sum(" ".join(segment.split()) in text for segment in gold["must_have"])
        hits, missed = hits + found, missed + len(gold["must_have"]) - found
        wrong += sum(" ".join(segment.split()) in text for segment in gold["must_not_have"])
    return f1(hits / (hits + wrong), hits / (hits + missed))


def lost_unmarked(shared: Path) -> int:
    """Pages without a ``partial`` problem whose text lacks words that the standard library's parser sees."""
    count = 0
    for gold, raw in gold_pages(shared, "article-extraction/zyte181"):
        page = read(raw, gold["url"] or "")
        marked = any(problem.code == "partial" for problem in page.problems)
        count += not marked and missing_words(page.text, _Words.of(decode_html(raw).text)) > 0
    return count


class _Words(HTMLParser):
    """The words of a page as Python's own parser sees them."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.silent: list[str] = []

    @classmethod
    def of(cls, source: str) -> str:
        parser = cls()
        parser.feed(source)
        return " ".join(parser.words)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in _SILENT:
            self.silent.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.silent:
            del self.silent[self.silent.index(tag) :]

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.words.append(data)


def _count(count: Counter[str], gold: dict[str, Any], authors: Sequence[str], day: str | None) -> None:
    if gold.get("author"):
        count["n_authors"] += 1
        count["authors"] += same_names(gold["author"], authors)
    if gold.get("date"):
        count["n_date"] += 1
        count["date"] += day == gold["date"][:10]


def same_names(one: Sequence[str], other: Sequence[str]) -> bool:
    """Two lists name the same people, whatever the case and white space."""
    return {plain(name) for name in one if name} == {plain(name) for name in other if name}


def plain(name: str) -> str:
    """A name's words in lower case."""
    return " ".join(_WORD.findall(name.casefold()))
