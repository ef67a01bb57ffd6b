"""Reading into a ledger: parsing in a child under limits, coding in processes that may die."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.ingest import Capture, Limits, Unreadable, read_page
from sayso.ledger import open_ledger
from sayso.model import Page
from sayso.pipeline import Outcome, read_into
from sayso.pipeline.coders import code_all
from sayso.settings import Settings

TEXT = "Bridge closed\n\nThe army blamed rebels for blast number {} at the bridge, which killed two people in May 2018.\n"
HERE = Settings(model="off", workers=1)


class Heard:
    """A progress that remembers what it was told."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.refused: list[tuple[str, str]] = []

    def started(self, total: int | None) -> None: ...
    def station(self, name: str) -> None: ...

    def page_done(self, uri: str, *, words: int) -> None:
        self.done.append(uri)

    def page_refused(self, uri: str, reason: str) -> None:
        self.refused.append((uri, reason))


def _captures(count: int) -> list[Capture]:
    return [Capture(uri=f"{i}.txt", raw=TEXT.format(i).encode()) for i in range(count)]


def _code(page: Page, *, model: str) -> Outcome:
    if page.uri == "kills.txt":
        os._exit(9)
    return Outcome(uri=page.uri, page=page)


def test_a_page_that_stalls_its_parser_is_listed_and_reading_goes_on() -> None:
    endless = Capture(uri="endless.txt", raw=b"\n".join(b"Ann says\nword %d" % i for i in range(400_000)))
    heard = Heard()
    with open_ledger(":memory:", write=True) as ledger:
        first, second = _captures(2)
        summary = read_into(
            [first, endless, second], ledger=ledger, settings=HERE, progress=heard, limits=Limits(cpu=1, wall=30.0)
        )
        assert (summary.read, heard.done) == (2, ["0.txt", "1.txt"])
        ((uri, reason),) = summary.unreadable
        assert (uri, reason) == ("endless.txt", "Reading it took more than 1 seconds of processor time.")
        assert heard.refused == [(uri, reason)]
        assert len(ledger.statements()) >= 2


def test_a_second_run_reads_only_what_is_new() -> None:
    heard = Heard()
    with open_ledger(":memory:", write=True) as ledger:
        read_into(_captures(2), ledger=ledger, settings=HERE, progress=heard)
        summary = read_into(_captures(3), ledger=ledger, settings=HERE, progress=heard)
        assert (summary.read, summary.already) == (1, 2)
        assert len(ledger.pages()) == 3


@pytest.mark.slow
def test_a_page_that_kills_its_coder_is_kept_and_named_and_the_rest_is_coded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2]))  # the new processes must find this file

    def pages() -> Iterator[Page | Unreadable]:
        for i in range(6):
            uri = "kills.txt" if i == 2 else f"{i}.txt"
            yield read_page(TEXT.format(i).encode(), uri=uri)
        yield Unreadable(uri="gone.txt", reason="No such file.")

    outcomes = list(code_all(pages(), processes=1, model="off", coder=_code))
    assert [o.uri for o in outcomes] == ["0.txt", "1.txt", "kills.txt", "3.txt", "4.txt", "5.txt", "gone.txt"]
    assert [bool(o.reason) for o in outcomes] == [False, False, True, False, False, False, True]
    assert outcomes[2].page is not None
    assert outcomes[2].reason == "It was read, but the process that coded it died."


@pytest.mark.parametrize("raw", [b"", b"\x89PNG\r\n"], ids=["empty", "picture"])
def test_what_is_no_page_is_refused_with_a_reason(raw: bytes) -> None:
    heard = Heard()
    with open_ledger(":memory:", write=True) as ledger:
        summary = read_into([Capture(uri="x", raw=raw)], ledger=ledger, settings=HERE, progress=heard)
    assert summary.read == 0
    assert [uri for uri, _ in summary.unreadable] == ["x"]


STORY = (
    "Bridge closed after second collapse\n\n"
    "The council closed the bridge on Monday after the second collapse in a month, and it will not say who built it.\n\n"
    "Nobody was hurt when the span fell, the ferry company said, and the river was open again by the evening. {}\n\n"
    "Engineers had asked for a survey in the spring, when the first cracks in the piers were seen from the ferry.\n"
)


def _story(uri: str, more: str = "", fetched: str | None = None) -> Capture:
    return Capture(uri=uri, raw=STORY.format(more).encode(), fetched=fetched)


def test_versions_and_copies_are_named_and_all_are_kept() -> None:
    with open_ledger(":memory:", write=True) as ledger:
        first = read_into([_story("a.txt", fetched="2019-05-02")], ledger=ledger, settings=HERE, progress=Heard())
        assert (first.versions, first.copies) == ((), ())
        later = [
            _story("a.txt", "Two people were hurt.", fetched="2019-05-03"),
            _story("b.txt", "The army helped."),
            Capture(uri="c.txt", raw=TEXT.format(1).encode()),
            _story("a.txt", fetched="2019-05-04"),
        ]
        second = read_into(later, ledger=ledger, settings=HERE, progress=Heard())
        ((version, said),) = [(v, str(v.changes)) for v in second.versions]
        assert (version.uri, version.fetched, said) == ("a.txt", "2019-05-02", "1 paragraph edited")
        assert {(c.uri, c.of) for c in second.copies} == {("b.txt", "a.txt")}
        assert all(c.share > 0.7 for c in second.copies)
        assert second.already == 1
        assert len(ledger.pages()) == 4
        assert [c.fetched for c in ledger.versions("a.txt")] == ["2019-05-02", "2019-05-03", "2019-05-04"]
