"""The example pages and what a careful reader finds in them come in; the share of those rows that sayso finds goes out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from sayso.bench.corpora import Row, exported
from sayso.errors import BenchError


class Export:
    """An exported ledger with look-ups by page, actor and place name."""

    def __init__(self, data: Row) -> None:
        self.data = data
        self.pages = {p["id"]: Path(p["uri"]).stem for p in data["pages"]}
        self.documents = {d["id"]: d for d in data["documents"]}
        self.actors = {a["id"]: a["name"] for a in data["actors"]}
        self.places = {p["id"]: p["name"] for p in data["places"]}

    def page_of(self, row: Row) -> str:
        """The file name, without its ending, of the page a row stands on."""
        return self.pages[self.documents[row["document"]]["page"]]


def measure_examples(project: Path) -> dict[str, float]:
    """Shares of the expected rows found on the example pages, by kind, and what must not appear but does."""
    folder = project / "examples"
    if not (folder / "expected.yaml").is_file():
        raise BenchError(f"{folder} does not hold the example pages. Run this from the project's folder.")
    expected = load_expected(folder)
    export = Export(exported([folder / "pages"], packs=[folder / "tarvenia.yaml"]))
    shares = {kind: share_found(kind, expected[kind], export) for kind in FOUND}
    return shares | {
        "named_wrongly": float(len(named_wrongly(expected["never"]["suspects"], export))),
        "spans_not_verbatim": float(len(spans_not_verbatim(export))),
    }


def load_expected(folder: Path) -> Row:
    """The rows that a careful reader finds, by kind."""
    loaded: Row = yaml.safe_load((folder / "expected.yaml").read_text("utf-8"))
    return loaded


def share_found(kind: str, wanted: list[Row], export: Export) -> float:
    """The share of the wanted rows that the export holds."""
    return 1 - len(missed(kind, wanted, export)) / len(wanted)


def missed(kind: str, wanted: list[Row], export: Export) -> list[Row]:
    """The wanted rows that the export does not hold."""
    return [row for row in wanted if not FOUND[kind](row, export)]


def named_wrongly(names: list[str], export: Export) -> list[Row]:
    """Suspects who are named for nothing by anybody."""
    return [s for i in export.data["incidents"] for s in i["suspects"] if export.actors[s["actor"]] in names]


def spans_not_verbatim(export: Export) -> list[Row]:
    """Spans whose words are not at their place."""
    texts = {p["id"]: p["text"] for p in export.data["pages"]}
    return [s for s in all_spans(export) if texts[s["page"]][s["start"] : s["end"]] != s["exact"]]


def all_spans(export: Export) -> list[Row]:
    """Every span of every row but the pages."""
    return [s for key, value in export.data.items() if key != "pages" for s in _spans(value)]


def _spans(value: Any) -> Iterator[Row]:
    if isinstance(value, dict):
        if "exact" in value:
            yield value
        for inner in value.values():
            yield from _spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _spans(inner)


# -- is this row there?


def _has(name: str, words: str | None) -> bool:
    return name.lower() in (words or "").lower() or (words or "?").lower() in name.lower()


def _document(want: Row, ex: Export) -> bool:
    return any(
        ex.pages[d["page"]] == want["page"]
        and d["title"] == want["title"]
        and (d["outlet"] == want["outlet"] if "outlet" in want else True)
        and (d["authors"] == want["authors"] if "authors" in want else True)
        and (d["published"] or {}).get("start", "")[:10] == str(want["date"])
        for d in ex.data["documents"]
    )


def _comment(want: Row, ex: Export) -> bool:
    texts = {d["id"]: d["span"]["exact"] for d in ex.data["documents"]}
    for row in ex.data["comments"]:
        if ex.pages[ex.documents[row["id"]]["page"]] == want["page"] and texts[row["id"]].startswith(want["starts"]):
            parent = texts.get(row["reply_to"] or "", "")
            right = parent.startswith(want["reply_to"]) if want["reply_to"] else row["reply_to"] is None
            return bool(row["author"] == want["author"] and right and row["truncated"] == want.get("truncated", False))
    return False


def _statement(want: Row, ex: Export) -> bool:
    return any(
        ex.page_of(s) == want["page"]
        and want["words"] in " ".join(s["content"]["exact"].split())
        and _has(want["source"], ex.actors.get(s["source"]["actor"] or "", "") or (s["source"]["span"] or {}).get("exact"))
        and s["act"] == want.get("act", s["act"])
        for s in ex.data["statements"]
    )


def _incident(want: Row, ex: Export) -> bool:
    pages: dict[str, set[str]] = {i["id"]: set() for i in ex.data["incidents"]}
    for account in ex.data["accounts"]:
        pages[account["incident"]].add(ex.page_of(account))
    return any(
        i["date"]
        and i["date"]["start"][:10] == str(want["date"])
        and ex.places.get(i["place"] or "") == want["place"]
        and len(pages[i["id"]]) >= want["pages"]
        for i in ex.data["incidents"]
    )


def _suspect(want: Row, ex: Export) -> bool:
    return any(
        ex.places.get(i["place"] or "") == want["place"]
        and ex.actors[s["actor"]] == want["suspect"]
        and s["status"] == want["status"]
        for i in ex.data["incidents"]
        for s in i["suspects"]
    )


def _derivation(want: Row, ex: Export) -> bool:
    def named(id_: str) -> str:
        return ex.pages[ex.documents[id_]["page"]] if id_ in ex.documents else ex.actors.get(id_, id_)

    stated = (
        (ex.pages[d["page"]], o.get("outlet") or o.get("actor") or "")
        for d in ex.data["documents"]
        for o in d["derived_from"]
    )
    linked = ((named(d["to"]), named(d["from"])) for d in ex.data["derivations"])  # the export runs from origin to taker
    return any(_has(want["from"], a) and _has(want["to"], b) for a, b in (*stated, *linked))


def _finding(want: Row, ex: Export) -> bool:
    return any(
        f["check"] == want["check"]
        and f["verdict"] == want["verdict"]
        and any(want["words"] in s["exact"] for s in f["spans"])
        for f in ex.data["findings"]
    )


FOUND: dict[str, Callable[[Row, Export], bool]] = {
    "documents": _document, "comments": _comment, "statements": _statement, "incidents": _incident, "suspects": _suspect,
    "derivations": _derivation, "findings": _finding,
}  # fmt: skip
