"""The example pages against what a careful reader finds in them (examples/expected.yaml)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from sayso.cli import app

Row = dict[str, Any]
EXPECTED: dict[str, Any] = yaml.safe_load(
    (Path(__file__).resolve().parents[2] / "examples" / "expected.yaml").read_text("utf-8")
)

# Shares of the expected rows that must be found; raise them when they get better.
FLOORS = {
    "documents": 1.0, "comments": 1.0, "statements": 0.8, "incidents": 0.6, "suspects": 0.8, "derivations": 1.0, "findings": 0.5,
}  # fmt: skip


class Export:
    """The exported ledger with look-ups by page, actor and place name."""

    def __init__(self, data: Row) -> None:
        self.data = data
        self.pages = {p["id"]: Path(p["uri"]).stem for p in data["pages"]}
        self.documents = {d["id"]: d for d in data["documents"]}
        self.actors = {a["id"]: a["name"] for a in data["actors"]}
        self.places = {p["id"]: p["name"] for p in data["places"]}

    def page_of(self, row: Row) -> str:
        return self.pages[self.documents[row["document"]]["page"]]


@pytest.fixture(scope="module")
def export(example_ledger: Path) -> Export:
    return Export(json.loads(CliRunner().invoke(app, ["export", "-l", str(example_ledger)]).output))


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
    pages = {i["id"]: set() for i in ex.data["incidents"]}
    for account in ex.data["accounts"]:
        pages[account["incident"]].add(ex.page_of(account))
    return any(
        i["date"] and i["date"]["start"][:10] == str(want["date"])
        and ex.places.get(i["place"] or "") == want["place"]
        and len(pages[i["id"]]) >= want["pages"]
        for i in ex.data["incidents"]
    )  # fmt: skip


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
    linked = ((named(d["from"]), named(d["to"])) for d in ex.data["derivations"])
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


@pytest.mark.parametrize("kind", FOUND)
def test_expected_rows_are_found(kind: str, export: Export) -> None:
    missed = [row for row in EXPECTED[kind] if not FOUND[kind](row, export)]
    share = 1 - len(missed) / len(EXPECTED[kind])
    assert share >= FLOORS[kind] - 1e-9, f"{share:.2f} found; missed: {missed}"


def _spans(value: Any) -> Iterator[Row]:
    if isinstance(value, dict):
        if "exact" in value:
            yield value
        for inner in value.values():
            yield from _spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _spans(inner)


def test_every_span_is_verbatim(export: Export) -> None:
    texts = {p["id"]: p["text"] for p in export.data["pages"]}
    rows = [s for key, value in export.data.items() if key != "pages" for s in _spans(value)]
    assert len(rows) > 500
    assert all(texts[s["page"]][s["start"] : s["end"]] == s["exact"] for s in rows)


@pytest.mark.parametrize("name", EXPECTED["never"]["suspects"])
def test_nobody_is_named_who_is_not(name: str, export: Export) -> None:
    assert not [s for i in export.data["incidents"] for s in i["suspects"] if export.actors[s["actor"]] == name]


@pytest.mark.parametrize("words", EXPECTED["never"]["furniture"])
def test_furniture_is_no_statement(words: str, export: Export) -> None:
    assert not [s for s in export.data["statements"] if words in s["content"]["exact"]]
    assert any(words in p["text"] for p in export.data["pages"]), "kept in the page all the same"
