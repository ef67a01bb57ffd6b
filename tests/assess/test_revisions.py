"""One address read more than once: which words changed between, in the order of fetching."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sayso.assess import revisions
from sayso.cli.rows import view
from sayso.ingest import read_page
from sayso.ledger import Ledger, open_ledger
from sayso.report.contract import ledger_json

TEXT = """Bridge closed after second collapse

The council closed the bridge on Monday after the second collapse in a month, and it will not say who built it.

{}

Engineers had asked for a survey in the spring, when the first cracks in the piers were seen from the ferry.
"""
FIRST = "Nobody was hurt when the span fell, the ferry company said, and the river was open again by the evening."
SECOND = "Two people were hurt when the span fell, the ferry company said, and the river was open again by the evening."


def _ledger(*readings: tuple[str, str, str | None]) -> Ledger:
    ledger = open_ledger(":memory:", write=True)
    for uri, words, fetched in readings:
        raw = TEXT.format(words).encode()
        ledger.add_capture(raw, uri=uri, fetched=fetched)
        ledger.add_page(read_page(raw, uri=uri, fetched=fetched))
    return ledger


def _told(ledger: Ledger) -> Sequence[tuple[str, str | None, str | None, str, bool]]:
    return [(r.uri, r.fetched_before, r.fetched_after, str(r.changes), r.ordered) for r in revisions(ledger)]


def test_an_address_read_once_or_twice_alike_has_no_versions() -> None:
    assert _told(_ledger(("a.txt", FIRST, "2019-05-02"), ("a.txt", FIRST, "2019-05-03"), ("b.txt", SECOND, None))) == []


def test_what_changed_is_told_in_the_order_of_fetching() -> None:
    ledger = _ledger(("a.txt", SECOND, "2019-05-03"), ("a.txt", FIRST, "2019-05-02"), ("a.txt", FIRST, "2019-05-09"))
    assert _told(ledger) == [
        ("a.txt", "2019-05-02", "2019-05-03", "1 paragraph edited", True),
        ("a.txt", "2019-05-03", "2019-05-09", "1 paragraph edited", True),
    ]
    assert [(a.exact, b.exact) for a, b in revisions(ledger)[0].changes.edited] == [(FIRST, SECOND)]


def test_without_times_of_fetching_the_order_is_not_claimed() -> None:
    ((*_, ordered),) = _told(_ledger(("a.txt", FIRST, None), ("a.txt", SECOND, None)))
    assert not ordered


def test_versions_are_shown_and_exported_with_their_words() -> None:
    ledger = _ledger(("a.txt", FIRST, "2019-05-02"), ("a.txt", SECOND, "2019-05-03"))
    (row,) = view("versions", ledger).rows
    assert row[:4] == ("a.txt", "2019-05-02", "2019-05-03", "1 paragraph edited")
    exported = msgspec.json.decode(ledger_json(ledger))
    (version,) = exported["versions"]
    texts = {page["id"]: page["text"] for page in exported["pages"]}
    (edit,) = version["edited"]
    assert {version["before"], version["after"]} == set(texts)
    for side in ("before", "after"):
        span = edit[side]
        assert texts[version[side]][span["start"] : span["end"]] == span["exact"]
