"""Packed files, feeds and exports are opened in a child: the same captures, and a hostile file costs only itself."""

import io
import os
import zipfile
from pathlib import Path

import pytest

from sayso.ingest import Capture, Limits, Unreadable, open_sources
from sayso.ingest.opener import Opener
from sayso.ingest.opening import open_bytes

ITEM = "<item><title>Bridge closed</title><link>http://a.example/{}</link><description>The council closed it.</description></item>"
FEED = '<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Post</title>{}</channel></rss>'
GOOD = FEED.format("".join(map(ITEM.format, range(3)))).encode()
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghij", "bcdefghijk", strict=True))
    + "]><rss><channel><item><title>&k;</title><link>http://a.example/x</link><description>Words &k;.</description></item>"
    "</channel></rss>"
).encode()
OUTSIDE = (
    b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/hostname">]>'
    b"<rss><channel><item><title>Bridge &f;</title><link>http://a.example/x</link></item></channel></rss>"
)
DEEP = FEED.format("<item><title>Deep</title><link>http://a.example/d</link><description>" + "<b>" * 200_000 + "x").encode()


def _zip(**members: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, raw in members.items():
            opened.writestr(name.replace("_", "."), raw)
    return packed.getvalue()


def _opened(raw: bytes, **limits: int) -> list[Capture | Unreadable]:
    opener = Opener(Limits(**limits))
    try:
        return list(opener.open_raw(raw, uri="f.xml"))
    finally:
        opener.close()


@pytest.mark.parametrize("raw", [GOOD, _zip(a_xml=GOOD, b_html=b"<html><p>Words</p></html>")], ids=["feed", "zip"])
def test_the_child_finds_what_opening_here_finds(raw: bytes) -> None:
    assert _opened(raw) == list(open_bytes(raw, uri="f.xml"))
    assert len(_opened(raw)) >= 3


def test_files_follow_one_another_and_keep_their_order(tmp_path: Path) -> None:
    for name, raw in {"a.xml": GOOD, "b.zip": _zip(x_html=b"<html><p>Words</p></html>"), "c.html": b"<p>Words</p>"}.items():
        (tmp_path / name).write_bytes(raw)
    found = [f.uri.rsplit("/", 1)[-1] for f in open_sources([str(tmp_path)])]
    assert found == ["0", "1", "2", "b.zip!x.html", "c.html"]


def test_what_is_left_of_a_file_is_not_taken_for_the_next_one() -> None:
    opener = Opener(Limits())
    first = opener.open_raw(GOOD, uri="f.xml")
    assert next(first).uri.endswith("/0")
    first.close()  # type: ignore[attr-defined]  # a generator
    assert [f.uri for f in opener.open_raw(_zip(x_html=b"<p>Words</p>"), uri="g.zip")] == ["g.zip!x.html"]
    opener.close()


@pytest.mark.parametrize("raw", [LAUGHS, DEEP], ids=["billion-laughs", "deep-xml"])
def test_a_hostile_feed_neither_grows_nor_ends_the_run(raw: bytes) -> None:
    found = _opened(raw, memory=700 * 1024**2, cpu=20)
    assert all(len(f.raw) < 1_000_000 for f in found if isinstance(f, Capture))
    assert len(found) <= 1


def test_no_entity_reads_a_file() -> None:
    host = Path("/etc/hostname").read_bytes().strip() if os.path.exists("/etc/hostname") else b"nowhere"
    assert not any(host in f.raw for f in _opened(OUTSIDE) if isinstance(f, Capture) and host)


def test_a_zip_bomb_is_refused_by_name_and_the_rest_is_read() -> None:
    found = _opened(_zip(bomb_html=b"0" * 200_000_000, page_html=b"<html><p>Words</p></html>"))
    (bomb, page) = found
    assert isinstance(bomb, Unreadable)
    assert "decompression bomb" in bomb.reason
    assert isinstance(page, Capture)


def test_zips_in_zips_end() -> None:
    raw = _zip(page_html=b"<html><p>Words</p></html>")
    for _ in range(6):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as opened:
            opened.writestr("inner.txt", raw)
        raw = packed.getvalue()
    (found,) = _opened(raw)
    assert isinstance(found, Unreadable)
    assert "more than three times" in found.reason


@pytest.mark.slow
def test_a_file_that_needs_too_much_memory_costs_only_itself() -> None:
    opener = Opener(Limits(memory=500 * 1024**2, cpu=30))
    (big,) = opener.open_raw(b"[" + b"[],[1]," * 6_000_000 + b"0]", uri="big.json")
    assert isinstance(big, Unreadable)
    assert len(list(opener.open_raw(GOOD, uri="f.xml"))) == 3
    opener.close()


@pytest.mark.slow
def test_a_file_that_takes_too_long_costs_only_itself() -> None:
    many = FEED.format("".join(map(ITEM.format, range(300_000)))).encode()
    opener = Opener(Limits(cpu=60, wall=0.01))
    *_, last = opener.open_raw(many, uri="many.xml")
    assert isinstance(last, Unreadable)
    opener.close()


BODY = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Words</p>"
RECORD = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/1\r\n"
    b"Content-Type: application/http\r\nContent-Length: %d\r\n\r\n" % len(BODY) + BODY + b"\r\n\r\n"
)


@pytest.mark.parametrize(
    ("name", "raw"),
    [("a.warc", RECORD), ("a.jsonl", b'{"url": "http://a.example/1", "html": "<p>Words</p>"}\n')],
    ids=["warc", "lines"],
)
def test_archives_and_lines_are_opened_in_the_child_alone(
    name: str, raw: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("opened here")

    monkeypatch.setattr("sayso.ingest.opening.read_warc", never)
    monkeypatch.setattr("sayso.ingest.opening.read_jsonl", never)
    (tmp_path / name).write_bytes(raw)
    (found,) = open_sources([str(tmp_path / name)])
    assert isinstance(found, Capture)
    assert found.uri == "http://a.example/1"
    assert b"<p>Words</p>" in found.raw


def test_an_archive_may_be_larger_than_the_memory_of_its_reader(tmp_path: Path) -> None:
    file = tmp_path / "a.warc"
    with file.open("wb") as stream:
        stream.write(RECORD)
        stream.truncate(700 * 1024**2)
        stream.seek(0, os.SEEK_END)
        stream.write(RECORD)
    found = list(open_sources([str(file)], limits=Limits(memory=256 * 1024**2)))
    assert [f.uri for f in found] == ["http://a.example/1"] * 2
