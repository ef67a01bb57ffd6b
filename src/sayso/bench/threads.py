"""Comment threads in text dumps: the corpus folder comes in; recall of texts, authors, dates and parents goes out."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from sayso.bench.corpora import Row, rows
from sayso.ingest.pieces import RawComment
from sayso.ingest.plaintext import thread_of

_BUTTON = re.compile(
    r"(?:reply|antworten|commented|like.*liked.*|(?:like)+|share|expand full comment|rated \d out of 5|[-–—]|\(verified owner\).*"
    r"|in reply to .+ by .+|[\d-]{10} [\d:]{8} [+]00:00|\d{1,2}[mhdwy]|[a-z]{3} \d{1,2}(?:, \d{4}(?: at \d{1,2}:\d\d)?)?)$",
    re.I,
)
_SAID_REPLY = re.compile(r"^in reply to .+ by .+$", re.I | re.M)
ALIKE = 0.8  # token F1 from which two texts are the same comment


def measure_dumps(folder: Path) -> dict[str, float]:
    """Figures over all pages of a comment-threads folder that have a text dump."""
    totals: Counter[str] = Counter()
    for page in pages(folder):
        totals.update(score_page(page, folder))
    return ratios(totals)


def pages(folder: Path) -> list[Row]:
    """Gold pages that are here as text dumps and have at least one comment found in the dump."""
    return [
        r
        for r in rows(folder / "gold.jsonl")
        if (folder / "text" / f"{r['page']}.txt").exists() and r["comment_texts_found_in_dump"]
    ]


def score_page(page: Row, folder: Path) -> Counter[str]:
    """Counts for one page: gold and found comments, and how many have the right author, day and parent."""
    text = (folder / "text" / f"{page['page']}.txt").read_text("utf-8")
    found = thread_of(text).comments
    gold = [c for c in page["comments"] if c.get("text")]
    pairs = match([own_words(c) for c in gold], [f.span.exact for f in found])
    of_key = {f.key: f for f in found}
    id_of = {found[j].key: gold[i]["id"] for i, j in pairs}
    counts: Counter[str] = Counter(gold=len(gold), found=len(found), hit=len(pairs), pages=1)
    for i, j in pairs:
        counts.update(_compare(gold[i], found[j], id_of=id_of, known=of_key, whole=page))
    return counts


def own_words(comment: Row) -> str:
    """A gold text without its author, date and buttons, which some themes put inside the element that was taken as text."""
    drop = {_fold(comment.get("author")), *map(_fold, (comment.get("date_text") or "").split("\n"))}
    rows = [r for r in comment["text"].split("\n") if _fold(r) not in drop and not _BUTTON.match(r.strip())]
    return "\n".join(rows) or comment["text"]


def _compare(
    gold: Row, found: RawComment, *, id_of: dict[str, str], known: dict[str, RawComment], whole: Row
) -> Counter[str]:
    parent = id_of.get(found.parent, "?") if found.parent else None
    counts: Counter[str] = Counter()
    if not parent_known(gold):
        return counts | _fields(gold, found, whole)
    counts["parents"] += 1
    counts["parent_right"] += parent == gold["parent"] or (gold.get("parent_not_on_page", False) and parent is None)
    if gold["parent"]:
        counts["replies"] += 1
        counts["reply_right"] += parent == gold["parent"]
    return counts | _fields(gold, found, whole)


def parent_known(comment: Row) -> bool:
    """Not where the page prints "In reply to ..." in a comment that the nesting, from which the gold was made, leaves at the top."""
    return comment["parent"] is not None or not _SAID_REPLY.search(comment["text"])


def _fields(gold: Row, found: RawComment, whole: Row) -> Counter[str]:
    counts: Counter[str] = Counter()
    if whole["n_author"] == whole["n_comments"]:
        counts["authors"] += 1
        counts["author_right"] += _fold(found.author) == _fold(gold["author"])
    if whole["n_date"] == whole["n_comments"] and re.match(r"\d{4}-\d\d-\d\d", gold["date_iso"] or ""):
        counts["dates"] += 1
        counts["date_right"] += bool(found.posted) and _near(found, gold["date_iso"])
    return counts


def _near(found: RawComment, iso: str) -> bool:
    return found.posted is not None and found.posted.start[:10] <= iso[:10] <= found.posted.end[:10]


def match(gold: list[str], found: list[str]) -> list[tuple[int, int]]:
    """One-to-one pairs of the same text, best first; among equals in reading order."""
    bags_g, bags_f = [Counter(_words(t)) for t in gold], [Counter(_words(t)) for t in found]
    scored = []
    for i, a in enumerate(bags_g):
        for j, b in enumerate(bags_f):
            total = a.total() + b.total()
            alike = 2 * (a & b).total() / total if total else float(gold[i].split() == found[j].split())
            if alike >= ALIKE:
                scored.append((-alike, abs(i - j), i, j))
    taken_g: set[int] = set()
    taken_f: set[int] = set()
    pairs = []
    for _, _, i, j in sorted(scored):
        if i not in taken_g and j not in taken_f:
            taken_g.add(i)
            taken_f.add(j)
            pairs.append((i, j))
    return pairs


def ratios(counts: Counter[str]) -> dict[str, float]:
    """Shares from counts."""
    shares = {
        "text_recall": ("hit", "gold"), "text_precision": ("hit", "found"), "parent_right": ("parent_right", "parents"),
        "reply_right": ("reply_right", "replies"), "author_right": ("author_right", "authors"), "date_right": ("date_right", "dates"),
    }  # fmt: skip
    figures = {name: round(counts[a] / counts[b], 4) if counts[b] else 0.0 for name, (a, b) in shares.items()}
    return {"pages": float(counts["pages"]), "comments": float(counts["gold"]), **figures}


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _fold(name: str | None) -> str:
    return " ".join((name or "").casefold().split())
