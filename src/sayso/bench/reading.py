"""The corpora of real pages in, figures of how well pages are read out, each beside trafilatura's own in the same run.

Body text is compared as the article-extraction benchmark of Zyte compares it (shingles of four words, precision and recall
averaged over pages); segments as trafilatura's own evaluation does; threads by pairing each gold comment with the read
comment that shares most words with it.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import trafilatura

from sayso.errors import BenchError, UnreadablePage
from sayso.ingest.html import read_html
from sayso.model import BlockKind, Document, DocumentKind, Page

ARTICLES = ("zyte181", "fundus-en", "trafilatura990")
SHINGLE = 4
SAME = 0.5  # share of words two texts must have in common to be one comment
_WORD = re.compile(r"\w+")
_APART = (BlockKind.BOILERPLATE, BlockKind.HEADLINE, BlockKind.BYLINE, BlockKind.BIO)
Figures = dict[str, float]


def corpora() -> Path:
    """The folder of shared data: ``SAYSO_SHARED``, else ``../shared`` beside the project."""
    folder = Path(os.environ.get("SAYSO_SHARED") or Path(__file__).resolve().parents[3].parent / "shared") / "data"
    if not folder.is_dir():
        raise BenchError(f"No corpora at {folder}. Set SAYSO_SHARED to the folder that holds data/.")
    return folder


def gold_pages(corpus: str, *, limit: int | None = None) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Each gold line of a corpus with its page's bytes."""
    folder = corpora() / corpus
    for count, line in enumerate((folder / "gold.jsonl").open(encoding="utf-8")):
        if limit is not None and count >= limit:
            return
        gold = json.loads(line)
        path = folder / "html" / f"{gold.get('id') or gold['page']}.html.gz"
        yield gold, gzip.decompress(path.read_bytes())


def main_text(page: Page) -> str:
    """The words of a page's articles and posts, without headlines, bylines, furniture and comments."""
    documents = (d for d in page.documents if d.kind is not DocumentKind.COMMENT)
    return "\n".join(b.span.exact for d in documents for b in d.blocks if b.kind not in _APART)


def whole_text(page: Page) -> str:
    """The words of a page's articles and posts with their headlines."""
    documents = (d for d in page.documents if d.kind is not DocumentKind.COMMENT)
    return "\n".join(b.span.exact for d in documents for b in d.blocks if b.kind is not BlockKind.BOILERPLATE)


def sayso_body(raw: bytes, uri: str, *, fast: bool = False) -> str:
    """sayso's body of a page; nothing where it refuses the page."""
    try:
        return main_text(read_html(raw, uri=uri, fast=fast))
    except UnreadablePage:
        return ""


def peer_body(raw: bytes, uri: str) -> str:
    """trafilatura's body of a page, as it comes without options."""
    found = trafilatura.bare_extraction(raw, url=uri or None)
    return str(found.text or "") if found else ""


def body_f1(corpus: str, extract: Callable[[bytes, str], str], *, limit: int | None = None) -> Figures:
    """Precision, recall and F1 of body text over shingles of four words, averaged over pages."""
    scores = [
        shingle_scores(gold["body"], extract(raw, gold["url"] or ""))
        for gold, raw in gold_pages(f"article-extraction/{corpus}", limit=limit)
        if gold.get("body")
    ]
    precision, recall = (statistics.mean(score[i] for score in scores) for i in (0, 1))
    return {"precision": precision, "recall": recall, "f1": f1(precision, recall), "pages": len(scores)}


def shingle_scores(gold: str, found: str) -> tuple[float, float]:
    """Precision and recall of one text's shingles."""
    true, seen = _shingles(gold), _shingles(found)
    hits = sum((true & seen).values())
    extra, missed = sum((seen - true).values()), sum((true - seen).values())
    if not extra and not missed:
        return 1.0, 1.0
    return hits / (hits + extra) if hits + extra else 0.0, hits / (hits + missed) if hits + missed else 0.0


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(tuple(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1)))


def f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def segment_f1(extract: Callable[[bytes, str], str], *, limit: int | None = None) -> Figures:
    """Segments that must be in the body and segments that must not, over all pages of trafilatura's own set."""
    hits = missed = wrong = 0
    for gold, raw in gold_pages("article-extraction/trafilatura990", limit=limit):
        text = " ".join(extract(raw, gold["url"] or "").split())
        found = sum(" ".join(segment.split()) in text for segment in gold["must_have"])
        hits, missed = hits + found, missed + len(gold["must_have"]) - found
        wrong += sum(" ".join(segment.split()) in text for segment in gold["must_not_have"])
    precision, recall = hits / (hits + wrong), hits / (hits + missed)
    return {"precision": precision, "recall": recall, "f1": f1(precision, recall)}


def metadata_scores(*, limit: int | None = None) -> dict[str, Figures]:
    """Author sets that are exactly right and days of publication that are right on fundus-en, ours and trafilatura's."""
    tally: dict[str, Counter[str]] = {"sayso": Counter(), "trafilatura": Counter()}
    for gold, raw in gold_pages("article-extraction/fundus-en", limit=limit):
        page = read_html(raw, uri=gold["url"] or "")
        article = next((d for d in page.documents if d.kind is not DocumentKind.COMMENT), None)
        day = article.published.start[:10] if article and article.published else None
        _count(tally["sayso"], gold, article.authors if article else (), day)
        peer = trafilatura.extract_metadata(raw, default_url=gold["url"] or "")
        _count(tally["trafilatura"], gold, (peer.author or "").split("; "), peer.date)
    return {name: {key: count[key] / count[f"n_{key}"] for key in ("authors", "date")} for name, count in tally.items()}


def _count(count: Counter[str], gold: dict[str, Any], authors: Sequence[str], day: str | None) -> None:
    if gold.get("author"):
        count["n_authors"] += 1
        count["authors"] += same_names(gold["author"], authors)
    if gold.get("date"):
        count["n_date"] += 1
        count["date"] += day == gold["date"][:10]


def same_names(one: Sequence[str], other: Sequence[str]) -> bool:
    """Two lists name the same people, whatever the case and white space."""
    return {_plain(name) for name in one if name} == {_plain(name) for name in other if name}


def _plain(name: str) -> str:
    return " ".join(_WORD.findall(name.casefold()))


def thread_scores(
    *, limit: int | None = None, each: Callable[[dict[str, Any], Counter[str]], None] | None = None
) -> Figures:
    """Comments found by their words, and authors, days and parents right among those found, on pages with comment threads."""
    total: Counter[str] = Counter()
    for gold, raw in gold_pages("comment-threads", limit=limit):
        page = read_html(raw, uri=gold["url"] or "")
        count = thread_tally(gold, page)
        total += count
        if each:
            each(gold, count)
    return {
        "text recall": total["words found"] / total["words"],
        "comments found": total["found"] / total["texts"],
        "text precision": total["found"] / max(1, total["read"]),
        "parent": total["parent"] / total["parents"],
        "author": total["author"] / total["authors"],
        "date": total["date"] / total["dates"],
    }


def thread_tally(gold: dict[str, Any], page: Page) -> Counter[str]:
    """One page's counts of comments found and fields right. Fields count over all gold comments that state them."""
    read = [d for d in page.documents if d.kind in (DocumentKind.COMMENT, DocumentKind.POST)]
    wanted = [c for c in gold["comments"] if c["text"].strip()]
    pairs = pair([c["text"] for c in wanted], [own_words(d) for d in read])
    matched = {comment["id"]: read[j] for comment, j in zip(wanted, pairs, strict=True) if j is not None}
    count: Counter[str] = Counter(texts=len(wanted), found=len(matched), read=len(read))
    for comment in wanted:
        bag = _bag(comment["text"])
        count["words"] += bag.total()
        if comment["id"] in matched:
            count["words found"] += (bag & _bag(own_words(matched[comment["id"]]))).total()
    for comment in wanted:
        document = matched.get(comment["id"])
        detail = document.comment if document else None
        if comment["author"]:
            count["authors"] += 1
            count["author"] += bool(detail and detail.author and _plain(detail.author) == _plain(comment["author"]))
        if day := gold_day(comment["date_iso"] or "") or gold_day(comment["date_text"] or ""):
            count["dates"] += 1
            count["date"] += bool(detail and detail.posted and detail.posted.start[:10] == day)
        if not comment.get("parent_not_on_page") and (comment["parent"] is None or comment["parent"] in matched):
            count["parents"] += 1
            above = matched[comment["parent"]].id if comment["parent"] else None
            count["parent"] += bool(detail and detail.reply_to == above)
    return count


def gold_day(text: str) -> str | None:
    """The day of a gold date, read by a parser that is not ours; relative times have none."""
    if re.match(r"\d{4}-\d\d-\d\d", text):
        return text[:10]
    if not re.search(r"\d{4}|\d\d?[./]\d\d?[./]\d\d", text):
        return None
    import dateparser  # slow to load, and only figures need it

    text = re.sub(r"\(#\d+\)|@|//|^on |GMT.*$|\b(?:at|um|Uhr)\b", " ", text.split("\n")[0]).strip()
    found = dateparser.parse(
        text, languages=["en", "de", "es", "fr", "it"], settings={"DATE_ORDER": "DMY"} if "." in text else None
    )
    return found.strftime("%Y-%m-%d") if found else None


def own_words(document: Document) -> str:
    """A comment's words without furniture between them."""
    return "\n".join(b.span.exact for b in document.blocks if b.kind is not BlockKind.BOILERPLATE)


def pair(gold: Sequence[str], read: Sequence[str]) -> list[int | None]:
    """For each gold text the index of the read text that shares most words with it, each read text used once.

    Gold texts that were made by script may begin with the author's name and the date: a read text that lies wholly in the
    gold text is that comment too.
    """
    bags = [_bag(text) for text in read]
    wanted = [_bag(text) for text in gold]
    options = sorted(
        ((likeness(bag, other), -abs(i - j), i, j) for i, bag in enumerate(wanted) for j, other in enumerate(bags)),
        reverse=True,
    )
    pairs: list[int | None] = [None] * len(gold)
    used: set[int] = set()
    for share, _, i, j in options:
        if share >= SAME and pairs[i] is None and j not in used:
            pairs[i] = j
            used.add(j)
    return pairs


def _bag(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.casefold()))


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """The share of words in common (F1); texts without words are alike."""
    size, common = one.total() + other.total(), (one & other).total()
    share = 2 * common / size if size else 1.0
    return max(share, SAME) if common and common == other.total() else share


def forum_scores(*, limit: int | None = None, each: Callable[[dict[str, Any], Counter[str]], None] | None = None) -> Figures:
    """Posts of forum threads found by their words; a read post that is no gold post is wrong. Posts without words do not count."""
    total: Counter[str] = Counter()
    for gold, raw in gold_pages("forum-threads-webforum52", limit=limit):
        page = read_html(raw, uri=gold["url"] or "")
        read = [d for d in page.documents if d.kind in (DocumentKind.COMMENT, DocumentKind.POST)]
        wanted = [post for post in gold["posts"] if (post["text"] or "").strip()]
        pairs = pair([post["text"] for post in wanted], [own_words(d) for d in read])
        count: Counter[str] = Counter(
            texts=len(wanted), read=len(read) if wanted else 0, found=sum(j is not None for j in pairs)
        )
        for post, j in zip(wanted, pairs, strict=True):
            if day := gold_day(post["date_text"] or ""):
                count["dates"] += 1
                posted = read[j].published if j is not None else None
                count["date"] += bool(posted and posted.start[:10] == day)
        total += count
        if each:
            each(gold, count)
    precision, recall = total["found"] / max(1, total["read"]), total["found"] / total["texts"]
    return {
        "precision": precision,
        "recall": recall,
        "f1": f1(precision, recall),
        "date": total["date"] / max(1, total["dates"]),
    }


def speeds(*, limit: int = 100) -> Figures:
    """Pages a second on the same pages in one run: sayso with everything on, its fast lane, trafilatura with metadata."""
    pages = [(raw, gold["url"] or "") for gold, raw in gold_pages("article-extraction/zyte181", limit=limit)]
    lanes: dict[str, Callable[[bytes, str], object]] = {
        "trafilatura": lambda raw, uri: trafilatura.bare_extraction(raw, url=uri, with_metadata=True),
        "sayso": lambda raw, uri: read_html(raw, uri=uri),
        "sayso fast": lambda raw, uri: read_html(raw, uri=uri, fast=True),
    }
    figures = {}
    for name, read in lanes.items():
        read(*pages[0])  # tables and patterns are loaded once a process
        start = time.process_time()
        for raw, uri in pages:
            read(raw, uri)
        figures[name] = len(pages) / (time.process_time() - start)
    return figures | {f"{name} / trafilatura": figures[name] / figures["trafilatura"] for name in ("sayso", "sayso fast")}


def read_in() -> dict[str, Figures]:
    """All figures of reading in, by name."""
    figures: dict[str, Figures] = {}
    for corpus in ARTICLES[:2]:
        figures[f"body {corpus}"] = body_f1(corpus, sayso_body)
        figures[f"body {corpus}, trafilatura"] = body_f1(corpus, peer_body)
    figures["segments"] = segment_f1(lambda raw, uri: whole_text(_page(raw, uri)))
    figures["segments, trafilatura"] = segment_f1(peer_body)
    figures |= {f"metadata {name}": scores for name, scores in metadata_scores().items()}
    return figures | {"comment threads": thread_scores(), "forum posts": forum_scores(), "speed": speeds()}


def _page(raw: bytes, uri: str) -> Page:
    try:
        return read_html(raw, uri=uri)
    except UnreadablePage:
        return Page(id="", uri=uri, sha256="", media_type="text/html", text="")
