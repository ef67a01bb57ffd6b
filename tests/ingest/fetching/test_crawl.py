"""Fetching from a server of the tests' own: saved first, then read; rules, waits and limits kept."""

from __future__ import annotations

import gzip
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from tests.ingest.fetching.server import Routes, moved, page, policy, serving

from sayso.ingest import Capture, Unreadable, open_sources, read_page
from sayso.ingest.archive import Chunk, read_records
from sayso.ingest.fetching import fetch

HTML = b"<html><head><title>Bridge closed</title></head><body><p>The council closed the bridge on Monday.</p></body></html>"


def _fetch(
    routes: Routes, *paths: str, into: Path, host: str = "news.example", **changes: Any
) -> list[Capture | Unreadable]:
    with serving(routes) as (port, _):
        urls = [f"http://{host}:{port}{p}" for p in paths]
        return list(fetch(urls, into=into, policy=policy(port, **changes), sleep=lambda seconds: None))


def _records(into: Path) -> list[Chunk]:
    return [r for r in read_records(into.read_bytes(), uri="x") if isinstance(r, Chunk)]


def test_a_page_is_saved_and_reading_the_file_gives_the_same_page(tmp_path: Path) -> None:
    into = tmp_path / "case" / "web.warc.gz"
    (found,) = _fetch({"/a": page(HTML)}, "/a", into=into)
    assert isinstance(found, Capture)
    assert (found.raw, found.media_type, found.container) == (HTML, "text/html", str(into))
    (again,) = open_sources([str(into)])
    assert again == found
    assert read_page(found.raw, uri=found.uri).title == "Bridge closed"


def test_what_is_saved_is_what_came_with_time_hash_and_address(tmp_path: Path) -> None:
    into = tmp_path / "web.warc.gz"
    _fetch({"/a": page(HTML, X_Seen="yes")}, "/a", "/gone", into=into)
    about, answer, asked, gone, _ = _records(into)
    assert [r.fields["warc-type"] for r in (about, answer, asked, gone)] == ["warcinfo", "response", "request", "response"]
    assert answer.block.startswith(b"HTTP/1.1 200 OK\r\n")
    assert b"X-Seen: yes\r\n" in answer.block
    assert answer.block.endswith(HTML)
    assert answer.fields["warc-ip-address"] == "127.0.0.1"
    assert answer.fields["warc-block-digest"].startswith("sha256:")
    assert asked.block.startswith(b"GET /a HTTP/1.1\r\nHost: news.example:")
    assert asked.fields["warc-concurrent-to"] == answer.fields["warc-record-id"]
    assert gone.block.startswith(b"HTTP/1.1 404")


def test_packed_and_chunked_answers_are_read(tmp_path: Path) -> None:
    def chunked(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        handler.wfile.write(b"%x\r\n%b\r\n0\r\n\r\n" % (len(HTML), HTML))

    routes = {"/zip": page(gzip.compress(HTML), Content_Encoding="gzip"), "/chunks": chunked}
    found = _fetch(routes, "/zip", "/chunks", into=tmp_path / "web.warc.gz")
    assert [f.raw for f in found if isinstance(f, Capture)] == [HTML, HTML]


def test_redirects_are_followed_and_saved(tmp_path: Path) -> None:
    into = tmp_path / "web.warc.gz"
    (found,) = _fetch({"/a": moved("/b"), "/b": page(HTML)}, "/a", into=into)
    assert isinstance(found, Capture)
    assert found.uri.endswith("/b")
    answers = [r.block[:12] for r in _records(into) if r.fields["warc-type"] == "response"]
    assert answers == [b"HTTP/1.1 302", b"HTTP/1.1 200"]


@pytest.mark.parametrize(
    "to",
    [
        "http://169.254.169.254/latest/", "http://127.1/", "http://[::1]/", "file:///etc/passwd", "http://inside.example/",
        "//10.0.0.1/", "http://localhost/", "ftp://news.example/",
    ],
)  # fmt: skip
def test_a_redirect_inside_is_refused(to: str, tmp_path: Path) -> None:
    def resolve(host: str, port: int) -> list[str]:
        return ["10.0.0.1"] if host == "inside.example" else ["127.0.0.1"]

    with serving({"/a": moved(to)}) as (port, _):
        open_to = policy(port, ports=frozenset({port, 80}), resolver=resolve)
        (found,) = fetch([f"http://news.example:{port}/a"], into=tmp_path / "web.warc.gz", policy=open_to)
    assert isinstance(found, Unreadable)


def test_redirects_end(tmp_path: Path) -> None:
    (found,) = _fetch({"/a": moved("/a")}, "/a", into=tmp_path / "web.warc.gz")
    assert isinstance(found, Unreadable)
    assert "redirected more than 5 times" in found.reason


def test_a_name_that_turns_inside_between_two_looks_is_refused(tmp_path: Path) -> None:
    answers = iter([["127.0.0.1"], ["127.0.0.1"], ["192.168.0.1"]])
    with serving({"/a": moved("/b"), "/b": page(HTML)}) as (port, asked):
        two_faced = policy(port, resolver=lambda host, port: next(answers))
        (found,) = fetch([f"http://news.example:{port}/a"], into=tmp_path / "web.warc.gz", policy=two_faced)
        assert asked == ["/robots.txt", "/a"]
    assert isinstance(found, Unreadable)
    assert "192.168.0.1" in found.reason


ROBOTS = b"User-agent: *\nDisallow: /closed/\nAllow: /closed/*.html$\nCrawl-delay: 3\n\nUser-agent: other\nDisallow: /\n"


def test_robots_and_waits_are_kept(tmp_path: Path) -> None:
    waits: list[float] = []
    routes = {"/robots.txt": page(ROBOTS, Content_Type="text/plain"), "/a": page(HTML), "/closed/b.html": page(HTML)}
    with serving(routes) as (port, asked):
        urls = [f"http://news.example:{port}{p}" for p in ("/a", "/closed/a", "/closed/b.html")]
        found = list(fetch(urls, into=tmp_path / "web.warc.gz", policy=policy(port), sleep=waits.append))
    assert [type(f) for f in found] == [Capture, Unreadable, Capture]
    assert asked == ["/robots.txt", "/a", "/closed/b.html"]
    assert [round(w) for w in waits] == [3, 3]


def test_a_site_that_wants_too_long_waits_is_not_fetched(tmp_path: Path) -> None:
    routes = {"/robots.txt": page(b"User-agent: *\nCrawl-delay: 3600\n"), "/a": page(HTML)}
    (found,) = _fetch(routes, "/a", into=tmp_path / "web.warc.gz")
    assert isinstance(found, Unreadable)
    assert "3600 seconds between requests" in found.reason


def test_without_a_robots_file_that_can_be_had_nothing_is_fetched(tmp_path: Path) -> None:
    (found,) = _fetch({"/robots.txt": page(b"", status=500), "/a": page(HTML)}, "/a", into=tmp_path / "web.warc.gz")
    assert isinstance(found, Unreadable)
    assert "its robots.txt answers with status 500" in found.reason


def test_a_busy_server_is_asked_once_more_when_it_says_so(tmp_path: Path) -> None:
    waits: list[float] = []
    answers = iter([page(b"", status=503, Retry_After="7"), page(HTML)])
    with serving({"/a": lambda handler: next(answers)(handler)}) as (port, _):
        (found,) = fetch(
            [f"http://news.example:{port}/a"], into=tmp_path / "web.warc.gz", policy=policy(port), sleep=waits.append
        )
    assert isinstance(found, Capture)
    assert [round(w) for w in waits if w > 1] == [7]


def test_a_long_answer_is_cut_and_says_so(tmp_path: Path) -> None:
    into = tmp_path / "web.warc.gz"
    warned, found = _fetch({"/a": page(HTML + b" " * 50_000)}, "/a", into=into, most=20_000)
    assert isinstance(warned, Unreadable)
    assert "cut off at 20000 bytes" in warned.reason
    assert isinstance(found, Capture)
    assert found.raw.startswith(HTML)
    assert _records(into)[1].fields["warc-truncated"] == "unspecified"


def test_a_slow_answer_is_cut_and_says_so(tmp_path: Path) -> None:
    def slow(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Content-Length", "100000")
        handler.end_headers()
        handler.wfile.write(HTML)
        handler.wfile.flush()
        time.sleep(0.6)

    warned, found = _fetch({"/a": slow}, "/a", into=tmp_path / "web.warc.gz", total=0.3)
    assert isinstance(warned, Unreadable)
    assert isinstance(found, Capture)
    assert found.raw == HTML


@pytest.mark.parametrize(
    ("route", "reason"),
    [
        (page(b"gone", status=404), "answered with status 404"),
        (page(b"\x89PNG", Content_Type="image/png"), "No page was answered but image/png"),
        (lambda handler: handler.wfile.write(b"nonsense\r\n\r\n"), "no answer"),
    ],
    ids=["missing", "picture", "no-http"],
)
def test_what_is_no_page_is_listed(route: Any, reason: str, tmp_path: Path) -> None:
    (found,) = _fetch({"/a": route}, "/a", into=tmp_path / "web.warc.gz")
    assert isinstance(found, Unreadable)
    assert reason in found.reason
