"""The web pages over HTTP: what they say, what they refuse, and that nothing but reading is possible."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from starlette.testclient import TestClient
from tests.crowd import HOSTILE, crowd, hostile
from tests.ledger.world import everything, joined, put, wire

from sayso.ledger import Ledger, open_ledger
from sayso.report import EXPORTS
from sayso.web import make_app
from sayso.web.app import ROUTES
from sayso.web.guard import HEADERS

HERE = "http://127.0.0.1:8471"


def _client(ledger: Ledger) -> TestClient:
    return TestClient(make_app(ledger), base_url=HERE, raise_server_exceptions=False)


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    with open_ledger(":memory:", write=True) as opened:
        put(opened, *everything(), crowd())
        opened.add_linking(joined(*everything()))
        yield opened


@pytest.fixture
def client(ledger: Ledger) -> TestClient:
    return _client(ledger)


def addresses(ledger: Ledger) -> list[str]:
    """Every route, with an id of each kind where it asks for one."""
    ids = {
        "/incidents/{id}": [i.id for i in ledger.incidents()],
        "/actors/{id}": [a.id for a in ledger.actors()],
        "/statements/{id}": [s.id for s in ledger.statements()],
        "/pages/{id}": [p.id for p in ledger.pages()],
        "/exports/{name}": [*EXPORTS, "report.html"],
    }
    return [re.sub(r"{\w+}", id_, route) for route in ROUTES for id_ in ids.get(route, [""])]


def words(answer: str) -> str:
    """All words of a page."""
    return " ".join("".join(map(str, html.fromstring(answer).itertext())).split())


def _find(answer: str, path: str) -> list[Any]:
    found = html.fromstring(answer).xpath(path)
    assert isinstance(found, list)
    return found


def test_every_page_answers_with_strict_headers(ledger: Ledger, client: TestClient) -> None:
    for address in addresses(ledger):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS


def test_every_link_leads_to_a_page(ledger: Ledger, client: TestClient) -> None:
    seen, todo = set(), ["/"]
    while todo:
        address = todo.pop()
        answer = client.get(address)
        assert answer.status_code == 200, address
        if "text/html" not in answer.headers["content-type"] or "attachment" in answer.headers.get(
            "content-disposition", ""
        ):
            continue
        for link in _find(answer.text, "//@href"):
            assert str(link).startswith(("/", "#")), link
            to = str(link).partition("#")[0]
            if to and to not in seen:
                seen.add(to)
                todo.append(to)
    assert len(seen) > 40


REFUSED = [
    "evil.example",
    "evil.example:8471",
    "127.0.0.1.evil.example",
    "localhost.evil.example",
    "[::2]",
    "",
    "0.0.0.0",
    "10.0.0.1",
]


@pytest.mark.parametrize("host", REFUSED, ids=lambda host: host or "none")
def test_another_host_gets_nothing(ledger: Ledger, client: TestClient, host: str) -> None:
    for address in (*addresses(ledger), "/nowhere"):
        answer = client.get(address, headers={"host": host})
        assert answer.status_code == 421
        assert "Sarn" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8471", "LOCALHOST", "[::1]:8471"])
def test_this_machine_is_let_in(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("verb", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_nothing_can_be_written(ledger: Ledger, client: TestClient, verb: str) -> None:
    before = ledger.head()
    for address in addresses(ledger):
        assert client.request(verb, address).status_code == 405
    assert ledger.head() == before


def test_reading_leaves_the_ledger_as_it_was(ledger: Ledger, client: TestClient) -> None:
    before = ledger.head()
    for address in addresses(ledger):
        client.get(address, headers={"sec-fetch-site": "cross-site", "origin": "http://evil.example"})
    assert ledger.head() == before


MISSING = [
    "/nowhere", "/incidents/nothing", "/pages/../etc/passwd", "/exports/../../x", "/actors/%00", "/statements/%F0%9F",
    "/exports/exe", "/static/app.py",
]  # fmt: skip


@pytest.mark.parametrize("address", MISSING)
def test_what_is_not_there(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "The ledger holds nothing at this address." in words(answer.text)
    assert answer.headers["content-security-policy"] == HEADERS["content-security-policy"]


def test_an_error_tells_no_secrets(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("SELECT * FROM /home/ana/case.sayso")

    monkeypatch.setattr(type(ledger), "search", fail)
    answer = _client(ledger).get("/search?q=rockets")
    assert answer.status_code == 500
    assert "This page could not be made." in words(answer.text)
    assert not re.search(r"SELECT|/home|Traceback|RuntimeError", answer.text)
    assert answer.headers["x-content-type-options"] == "nosniff"


SEARCHES = {
    "a word": ("ministry", 0, 1),
    "all the words": ("Sarn fired them", 1, 1),
    "no such word": ("zeppelin", 0, 0),
    "nothing": ("   ", 0, 0),
    "operators are words": ('ministry" OR "x', 0, 0),
    "a NUL": ("ministry\0", 0, 1),
    "very long": ("x" * 20_000, 0, 0),
}


@pytest.mark.parametrize(("asked", "statements", "pages"), SEARCHES.values(), ids=SEARCHES.keys())
def test_search(client: TestClient, asked: str, statements: int, pages: int) -> None:
    answer = client.get("/search", params={"q": asked})
    assert answer.status_code == 200
    found = [(statements, "1 statement"), (pages, "1 page")]
    assert [h.text_content() for h in _find(answer.text, "//h2")] == [heading for number, heading in found if number]


def test_a_quote_is_marked_in_its_page(ledger: Ledger, client: TestClient) -> None:
    said = wire().extractions[0].statements[0].content
    marks = _find(client.get(f"/pages/{said.page}?start={said.start}&end={said.end}").text, "//mark")
    assert "".join(mark.text_content() for mark in marks) == said.exact
    assert [mark.get("id") for mark in marks].count("here") == 1


ODD = [
    "start=5",
    "start=-1&end=5",
    "start=9&end=3",
    "start=0&end=99999999999999999999",
    "start=x&end=y",
    "start=٣&end=٤",
    "page=0",
]


@pytest.mark.parametrize("query", ODD)
def test_odd_marks_are_no_marks(ledger: Ledger, client: TestClient, query: str) -> None:
    page = wire().page
    answer = client.get(f"/pages/{page.id}?{query}")
    assert answer.status_code == 200
    (whole,) = _find(answer.text, "//div[@class='whole']")
    for head in whole.findall(".//span[@class='opens']"):
        head.text, head[:] = "", []
    assert page.text in whole.text_content()


def test_downloads_are_the_exports_and_never_shown_as_pages(ledger: Ledger, client: TestClient) -> None:
    for name in (*EXPORTS, "report.html"):
        answer = client.get(f"/exports/{name}")
        assert answer.headers["content-disposition"].startswith("attachment;")
        if name in EXPORTS:
            assert answer.content == EXPORTS[name](ledger)


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    with open_ledger(":memory:", write=True) as ledger:
        put(ledger, hostile("Orsa"))
        ledger.note_unreadable("gone.html", "nothing in it")
        client = _client(ledger)
        assert "1 page may have lost text when read. 1 source could not be read." in words(client.get("/").text)
        assert "gone.html: nothing in it" in words(client.get("/pages").text)


def test_an_empty_ledger() -> None:
    with open_ledger(":memory:", write=True) as ledger:
        client = _client(ledger)
        for address in addresses(ledger):
            if "{" not in address and not address.endswith("/"):
                assert client.get(address).status_code == 200, address
        assert "No incident is told in these pages" in words(client.get("/").text)


def test_what_is_read_in_meanwhile_is_shown() -> None:
    with open_ledger(":memory:", write=True) as ledger:
        client = _client(ledger)
        assert "Camp Orsa" not in client.get("/incidents").text
        put(ledger, wire())
        assert "Camp Orsa" in client.get("/incidents").text


def test_text_that_means_harm_stays_text() -> None:
    with open_ledger(":memory:", write=True) as ledger:
        put(ledger, *(hostile(payload) for payload in HOSTILE))
        client = _client(ledger)
        for address in (*addresses(ledger), *(f"/search?q={p}" for p in ("alert", "<script>alert(1)</script>"))):
            if address.startswith("/exports/") or address == "/style.css":
                continue
            answer = client.get(address).text
            assert not _find(answer, "//script | //style | //img | //iframe | //base | //object | //math"), address
            assert not _find(answer, "//@*[starts-with(name(), 'on')] | //@style | //@src"), address
            assert not _find(answer, "//form[not(@action='/search')] | //link[not(@href='/style.css')]"), address
            leading = map(str, _find(answer, "//@href"))
            assert not [to for to in leading if not to.startswith(("/", "#")) or to.startswith("//")], address
