"""Folders, files, globs and standard input to captures; the kind of a file follows from its bytes."""

import gzip
import io
import sys
from pathlib import Path

import pytest

from sayso.ingest import Capture, Unreadable, open_sources, read_page

TEXT = (
    b"Bridge closed after second collapse\n\nThe council closed the bridge on Monday, and nobody will say why that is so.\n"
)
HTML = b"<!DOCTYPE html><html><head><title>Bridge closed</title></head><body><p>The council closed the bridge.</p></body></html>"
WARC = (
    b"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: http://a.example/\r\nContent-Type: "
    b"text/plain\r\nContent-Length: %d\r\n\r\n%b\r\n\r\n"
) % (len(TEXT), TEXT)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "one.txt").write_bytes(TEXT)
    (tmp_path / "a.html").write_bytes(HTML)
    (tmp_path / "c.html.gz").write_bytes(gzip.compress(HTML))
    (tmp_path / "d.bin").write_bytes(gzip.compress(WARC))
    (tmp_path / "e.jsonl").write_bytes(b'{"url": "http://j.example/", "text": "Bridge closed."}\n')
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / ".hidden").write_bytes(TEXT)
    return tmp_path


def test_a_folder_is_read_in_a_stable_order(folder: Path) -> None:
    found = list(open_sources([str(folder)]))
    names = [f.uri.removeprefix(folder.as_posix() + "/") for f in found]
    assert names == ["a.html", "b/one.txt", "c.html", "http://a.example/", "http://j.example/", "empty.txt"]
    assert list(open_sources([str(folder)])) == found


def test_what_cannot_be_read_is_listed_with_the_reason(folder: Path) -> None:
    (empty,) = [f for f in open_sources([str(folder)]) if isinstance(f, Unreadable)]
    assert empty.reason == "The file is empty."
    (missing,) = open_sources([str(folder / "nowhere.txt")])
    assert isinstance(missing, Unreadable)
    assert missing.reason.startswith("No such file")


def test_compressed_pages_are_unpacked_and_archives_opened(folder: Path) -> None:
    raws = {f.uri.rsplit("/", 1)[-1]: f.raw for f in open_sources([str(folder)]) if isinstance(f, Capture)}
    assert raws["c.html"] == HTML
    assert TEXT in raws.values()


def test_globs_and_standard_input(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [f.uri for f in open_sources([str(folder / "*.html")])] == [(folder / "a.html").as_posix()]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT)))
    (page,) = open_sources(["-"])
    assert isinstance(page, Capture)
    assert (page.uri, page.raw) == ("stdin", TEXT)


def test_a_bomb_is_refused_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(bytes(64 * 1024 * 1024)))
    (found,) = open_sources([str(tmp_path)])
    assert isinstance(found, Unreadable)
    assert "decompression bomb" in found.reason


def test_packing_over_and_over_is_refused(tmp_path: Path) -> None:
    raw = TEXT
    for _ in range(6):
        raw = gzip.compress(raw)
    (tmp_path / "a.gz").write_bytes(raw)
    (found,) = open_sources([str(tmp_path)])
    assert isinstance(found, Unreadable)


def test_a_saved_page_has_its_own_address(tmp_path: Path) -> None:
    note = b"<!-- saved from url=(0024)http://post.example/page -->"
    (tmp_path / "saved.html").write_bytes(HTML.replace(b"<html>", b"<html>" + note))
    (found,) = open_sources([str(tmp_path)])
    assert isinstance(found, Capture)
    assert (found.uri, found.container) == ("http://post.example/page", (tmp_path / "saved.html").as_posix())


KINDS = [
    ("text", TEXT, None, "text/plain"),
    ("html", HTML, None, "text/html"),
    ("text-with-a-tag", b"Use the <p> tag to begin a paragraph, the manual says.\n" + TEXT, None, "text/plain"),
    ("declared-text", HTML, "text/plain", "text/plain"),
]


@pytest.mark.parametrize(("raw", "declared", "wanted"), [k[1:] for k in KINDS], ids=[k[0] for k in KINDS])
def test_the_bytes_tell_what_a_page_is(raw: bytes, declared: str | None, wanted: str) -> None:
    assert read_page(raw, uri="page", media_type=declared).media_type.split(";")[0] == wanted
