"""News of one war, told by opposed outlets, comes in; how well accounts, suspects and statuses are read goes out.

The gold is the project's own: forty articles read by hand (``tests/eval/fakes``), held as offsets, never as text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from sayso.bench.corpora import Row, article, rows
from sayso.errors import BenchError
from sayso.extract import extract
from sayso.gazetteer.names import key_of
from sayso.model import (
    Account,
    Basis,
    DateRange,
    Document,
    Extraction,
    Place,
    Precision,
    Stage,
    Suspect,
)  # fmt: skip

GOLD = Path(__file__).resolve().parents[3] / "tests" / "eval" / "fakes" / "gold.jsonl"
ARTICLES = ("data", "fa-kes-syria", "articles.jsonl")


def fakes(folder: Path) -> dict[str, float]:
    """Accounts, dates, places, suspects and statuses of the forty articles, each figure from 0 to 1."""
    texts = {str(row["id"]): row["text"] for row in rows(folder.joinpath(*ARTICLES))}
    return score([(row, read(row, texts[row["id"]])) for row in gold()])


def gold() -> list[Row]:
    """The articles read by hand."""
    if not GOLD.is_file():
        raise BenchError(f"{GOLD} is not there. The bench of these articles runs from a checkout of the project.")
    return rows(GOLD)


def read(row: Row, text: str, *, reader: Callable[[Document], Extraction] = extract) -> Extraction:
    """One article, dated as the gold says that it is printed."""
    page, day = f"fakes:{row['id']}", row["published"]
    published = DateRange(start=day, end=day, precision=Precision.DAY, basis=Basis.STATED)
    return reader(article(str(row["id"]), text, page=page, published=published))


def score(rows: Sequence[tuple[Row, Extraction]]) -> dict[str, float]:
    """The figures, over all articles together."""
    tally: dict[str, list[int]] = {}
    for row, found in rows:
        for name, right in _marks(row, found):
            tally.setdefault(name, []).append(right)
    figures = {name: round(sum(marks) / len(marks), 4) for name, marks in tally.items()}
    for name in ("accounts", "suspects"):
        p, r = figures.get(f"{name}.precision", 0.0), figures.get(f"{name}.recall", 0.0)
        figures[f"{name}.f1"] = round(2 * p * r / (p + r), 4) if p + r else 0.0
    return figures


def _marks(row: Row, found: Extraction) -> Iterator[tuple[str, int]]:
    """Every judgement on one article: its name and 1 for right, 0 for wrong."""
    told = [a for a in found.accounts if a.stage in {Stage.ACCOMPLISHED, Stage.ATTEMPTED, Stage.THREATENED}]
    pairs = _pairs(row["accounts"], told)
    for i, want in enumerate(row["accounts"]):
        account = pairs.get(i)
        yield "accounts.recall", int(account is not None)
        if account is None:
            continue
        yield "accounts.type", int(account.type.value in want["types"])
        if "date" in want:
            yield "accounts.date", int(account.date is not None and _within(account.date, want["date"]))
        if "place" in want:
            yield "accounts.place", int(_placed(account, want["place"], found.places))
    matched = {a.id for a in pairs.values()}
    yield from (("accounts.precision", int(a.id in matched)) for a in told)
    yield from _suspect_marks(row["accounts"], pairs, found)
    for start, end in row["never_single"]:
        yield "many_kept_apart", int(not any(s.start < end and start < s.end for a in told for s in (a.span, *a.mentions)))


def _pairs(wanted: Sequence[Row], told: Sequence[Account]) -> dict[int, Account]:
    """One account for each wanted one, by the most characters in common."""
    rated = sorted(
        ((common, i, n) for i, w in enumerate(wanted) for n, a in enumerate(told) if (common := _common(w["span"], a))),
        reverse=True,
    )
    pairs: dict[int, Account] = {}
    used: set[int] = set()
    for _, i, n in rated:
        if i not in pairs and n not in used:
            pairs[i] = told[n]
            used.add(n)
    return pairs


def _common(span: Sequence[int], account: Account) -> int:
    return max(max(0, min(span[1], s.end) - max(span[0], s.start)) for s in (account.span, *account.mentions))


def _within(date: DateRange, want: Sequence[str]) -> bool:
    return want[0] <= date.start[:10] and date.end[:10] <= want[1]


def _placed(account: Account, want: str, places: Sequence[Place]) -> bool:
    """The place itself, or the known one that it lies in: the gold names places that are on maps."""
    place = next((p for p in places if p.id == account.place), None)
    found = [p for p in places if place is not None and p.id in {place.id, place.within}]
    words = [w for p in found for w in (p.name, *(m.exact for m in p.mentions))]
    return any(_plain(want) in _plain(w) or _plain(w) in _plain(want) for w in words)


def _plain(text: str) -> str:
    return key_of(text).replace(" ", "")  # however its letters are marked


def _suspect_marks(wanted: Sequence[Row], pairs: dict[int, Account], found: Extraction) -> Iterator[tuple[str, int]]:
    """In the accounts that were found: who is named, with which status, and who should not be."""
    names = {a.id: a.name for a in found.actors}
    for i, account in pairs.items():
        rows = wanted[i]["suspects"]
        for row in rows:
            hits = [s for s in account.suspects if _is(s, row, names)]
            yield "suspects.recall", int(bool(hits))
            if hits:
                yield "suspects.status", int(any(s.status.value in row["statuses"] for s in hits))
        for suspect in {s.actor: s for s in account.suspects}.values():
            yield "suspects.precision", int(any(_is(suspect, row, names) for row in rows))


def _is(suspect: Suspect, row: Row, names: dict[str, str]) -> bool:
    words = [names.get(suspect.actor, ""), *(m.exact for m in (suspect.span, *suspect.mentions))]
    return any(name.lower() in word.lower() for name in row["names"] for word in words) or (
        suspect.status.value == "unknown_stated" and "unknown" in row["names"]
    )
