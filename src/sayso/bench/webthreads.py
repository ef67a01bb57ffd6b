"""The folder of corpora comes in; how well the comments of real HTML pages and the posts of real forums are read goes out.

Each gold comment is paired with the read comment that shares most words with it. Gold texts that were made by script may hold
the author's name, the date and buttons as well: those lines are taken out of them before they are compared.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from sayso.bench import threads
from sayso.bench.reading import f1, gold_pages, plain, read
from sayso.model import BlockKind, Document, DocumentKind, Page

SAME = 0.5  # share of words two texts must have in common to be one comment
ALIKE = 0.8  # and to have been read whole
Each = Callable[[dict[str, Any], Counter[str]], None]
_WORD = re.compile(r"\w+")


def comment_threads(shared: Path, each: Each | None = None) -> dict[str, float]:
    """Comments found with their words, and authors, days and parents right, over all gold comments that state them."""
    total: Counter[str] = Counter()
    for gold, raw in gold_pages(shared, "comment-threads"):
        count = thread_tally(gold, read(raw, gold["url"] or ""))
        total += count
        if each:
            each(gold, count)
    shares = {
        "text_recall": ("whole", "texts"), "word_recall": ("words found", "words"), "text_precision": ("found", "read"),
        "parent": ("parent", "parents"), "reply_parent": ("reply", "replies"), "author": ("author", "authors"), "date": ("date", "dates"),
    }  # fmt: skip
    return {name: total[hit] / max(1, total[of]) for name, (hit, of) in shares.items()}


def webforum(shared: Path, each: Each | None = None) -> dict[str, float]:
    """Posts of forum threads found by their words; a read post that is no gold post is wrong. Posts without words do not count."""
    total: Counter[str] = Counter()
    for gold, raw in gold_pages(shared, "forum-threads-webforum52"):
        count = _forum_tally(gold, read(raw, gold["url"] or ""))
        total += count
        if each:
            each(gold, count)
    precision, recall = total["found"] / max(1, total["read"]), total["found"] / max(1, total["texts"])
    dates = total["date"] / max(1, total["dates"])
    return {"posts_precision": precision, "posts_recall": recall, "posts_f1": f1(precision, recall), "date": dates}


def _spoken(page: Page) -> list[Document]:
    return [d for d in page.documents if d.kind in (DocumentKind.COMMENT, DocumentKind.POST)]


def thread_tally(gold: dict[str, Any], page: Page) -> Counter[str]:
    """One page's counts of comments found and fields right."""
    spoken = _spoken(page)
    wanted = [c for c in gold["comments"] if c["text"].strip()]
    texts, bags = [threads.own_words(c) for c in wanted], [bag(own_words(d)) for d in spoken]
    pairs = pair([bag(text) for text in texts], bags)
    matched = {comment["id"]: spoken[j] for comment, j in zip(wanted, pairs, strict=True) if j is not None}
    count: Counter[str] = Counter(texts=len(wanted), found=len(matched), read=len(spoken))
    for text, j in zip(texts, pairs, strict=True):
        words = bag(text)
        count["words"] += words.total()
        if j is not None:
            count["words found"] += (words & bags[j]).total()
            count["whole"] += likeness(words, bags[j]) >= ALIKE
    for comment in wanted:
        _count_fields(count, comment, matched)
    return count


def _count_fields(count: Counter[str], comment: dict[str, Any], matched: dict[str, Document]) -> None:
    document = matched.get(comment["id"])
    detail = document.comment if document else None
    if comment["author"]:
        count["authors"] += 1
        count["author"] += bool(detail and detail.author and plain(detail.author) == plain(comment["author"]))
    if day := gold_day(comment["date_iso"] or "") or gold_day(comment["date_text"] or ""):
        count["dates"] += 1
        count["date"] += bool(detail and detail.posted and detail.posted.start[:10] == day)
    unread = comment["parent"] is not None and comment["parent"] not in matched
    if comment.get("parent_not_on_page") or unread or not threads.parent_known(comment):
        return
    above = matched[comment["parent"]].id if comment["parent"] else None
    right = bool(detail and detail.reply_to == above)
    count["parents"] += 1
    count["parent"] += right
    count["replies"] += above is not None
    count["reply"] += right and above is not None


def _forum_tally(gold: dict[str, Any], page: Page) -> Counter[str]:
    spoken = _spoken(page)
    wanted = [post for post in gold["posts"] if (post["text"] or "").strip()]
    pairs = pair([bag(post["text"]) for post in wanted], [bag(own_words(d)) for d in spoken])
    count: Counter[str] = Counter(
        texts=len(wanted), read=len(spoken) if wanted else 0, found=sum(j is not None for j in pairs)
    )
    for post, j in zip(wanted, pairs, strict=True):
        if day := gold_day(post["date_text"] or ""):
            posted = spoken[j].published if j is not None else None
            count["dates"] += 1
            count["date"] += bool(posted and posted.start[:10] == day)
    return count


def gold_day(text: str) -> str | None:
    """The day of a gold date, read by a parser that is not ours; relative times have none."""
    if re.match(r"\d{4}-\d\d-\d\d", text):
        return text[:10]
    if not re.search(r"\d{4}|\d\d?[./]\d\d?[./]\d\d", text):
        return None
    import dateparser  # slow to load, and only figures need it

    text = re.sub(r"\(#\d+\)|@|//|^on |GMT.*$|\b(?:at|um|Uhr)\b", " ", text.split("\n")[0]).strip()
    order = {"DATE_ORDER": "DMY"} if "." in text else None
    found = dateparser.parse(text, languages=["en", "de", "es", "fr", "it"], settings=order)
    return str(found.strftime("%Y-%m-%d")) if found else None


def own_words(document: Document) -> str:
    """A comment's words without furniture between them."""
    return "\n".join(b.span.exact for b in document.blocks if b.kind is not BlockKind.BOILERPLATE)


def bag(text: str) -> Counter[str]:
    """A text's words, counted."""
    return Counter(_WORD.findall(text.casefold()))


def pair(gold: Sequence[Counter[str]], spoken: Sequence[Counter[str]]) -> list[int | None]:
    """For each gold text the index of the read text that shares most words with it, each read text used once."""
    options = sorted(
        (
            (share, -abs(i - j), i, j)
            for i, words in enumerate(gold)
            for j, other in enumerate(spoken)
            if (share := likeness(words, other)) >= SAME
        ),
        reverse=True,
    )
    pairs: list[int | None] = [None] * len(gold)
    used: set[int] = set()
    for _, _, i, j in options:
        if pairs[i] is None and j not in used:
            pairs[i] = j
            used.add(j)
    return pairs


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """The share of words in common (F1); texts without words are alike. A text that lies wholly in the other is at least the same."""
    size, common = one.total() + other.total(), (one & other).total()
    share = 2 * common / size if size else 1.0
    return max(share, SAME) if common and common == other.total() else share
