"""WARC files whole, cut and flipped: every whole record comes back, and no byte goes missing without a word."""

import base64
import gzip
import hashlib
import random

import pytest

from sayso.ingest.archive import Chunk, read_records, read_warc
from sayso.ingest.capture import Capture, Unreadable

WORDS = ["harbour", "bridge", "collapse", "engineer", "survey", "mill", "ferry", "council"]
FLIPS = 150  # bench code runs a thousand


def record(number: int, rng: random.Random, *, digest: bool = True, kind: str = "response") -> tuple[bytes, bytes]:
    body = " ".join(rng.choice(WORDS) + str(rng.random()) for _ in range(rng.randint(20, 120)))
    block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body><p>{number} {body}</p></body></html>".encode()
    seal = base64.b32encode(hashlib.sha1(block, usedforsecurity=False).digest()).decode()
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: http://harbour.example/{number}\r\nWARC-Date: "
        f"2020-01-01T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
    )
    head += f"WARC-Block-Digest: sha1:{seal}\r\n" if digest else ""
    return f"{head}Content-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n", block


def build(count: int, *, packed: bool, digest: bool = True) -> tuple[bytes, list[tuple[int, int, bytes]]]:
    rng, data, places = random.Random(7), b"", []
    for number in range(count):
        raw, block = record(number, rng, digest=digest)
        piece = gzip.compress(raw, mtime=0) if packed else raw
        places.append((len(data), len(data) + len(piece), block))
        data += piece
    return data, places


FORMS = pytest.mark.parametrize(
    ("packed", "digest"),
    [(True, True), (True, False), (False, True), (False, False)],
    ids=["gz", "gz-bare", "plain", "plain-bare"],
)


@FORMS
def test_a_whole_archive_comes_back_whole(packed: bool, digest: bool) -> None:
    data, places = build(12, packed=packed, digest=digest)
    found = list(read_records(data, uri="a"))
    assert [r.block for r in found if isinstance(r, Chunk)] == [block for *_, block in places]
    assert len(found) == 12


@FORMS
def test_flipped_bits_cost_at_most_the_record_they_hit(packed: bool, digest: bool) -> None:
    data, places = build(12, packed=packed, digest=digest)
    whole = silent = total = 0
    for seed in range(FLIPS):
        rng = random.Random(seed)
        at = rng.randrange(len(data))
        flipped = bytearray(data)
        flipped[at] ^= 1 << rng.randrange(8)
        found = list(read_records(bytes(flipped), uri="a"))
        blocks = {r.block for r in found if isinstance(r, Chunk)}
        lost = [(r.start or 0, r.end or 0) for r in found if isinstance(r, Unreadable)]
        for start, end, block in places:
            if start <= at < end:
                continue
            total += 1
            whole += block in blocks
            silent += block not in blocks and not any(a < end and start < b for a, b in lost)
    assert whole / total >= 0.99
    assert silent == 0


@FORMS
def test_a_cut_archive_gives_what_stands_before_the_cut_and_names_the_rest(packed: bool, digest: bool) -> None:
    data, places = build(8, packed=packed, digest=digest)
    for seed in range(40):
        cut = random.Random(seed).randrange(1, len(data))
        found = list(read_records(data[:cut], uri="a"))
        blocks = [r.block for r in found if isinstance(r, Chunk)]
        assert blocks[: sum(end <= cut for _, end, _ in places)] == [b for _, end, b in places if end <= cut]
        partial = next((start for start, end, _ in places if start < cut < end - 4), None)
        if partial is not None and len(blocks) == sum(end <= cut for _, end, _ in places):
            assert any(isinstance(r, Unreadable) and (r.start or 0) <= partial < (r.end or 0) for r in found)


def test_the_lost_stretch_is_listed_by_its_bytes() -> None:
    data, places = build(3, packed=True)
    start, end, _ = places[1]
    broken = data[: start + 40] + bytes(end - start - 40) + data[end:]
    lost = [r for r in read_records(broken, uri="a.warc.gz") if isinstance(r, Unreadable)]
    assert [(r.start, r.end, r.uri) for r in lost] == [(start, end, "a.warc.gz")]


def test_captures_carry_address_time_and_type() -> None:
    data, _ = build(1, packed=True)
    (capture,) = read_warc(data, uri="a.warc.gz")
    assert isinstance(capture, Capture)
    assert (capture.uri, capture.fetched, capture.media_type) == (
        "http://harbour.example/0",
        "2020-01-01T00:00:00Z",
        "text/html",
    )
    assert capture.raw.startswith(b"<html>")


def test_requests_are_no_pages() -> None:
    raw, _ = record(1, random.Random(1), kind="request")
    assert list(read_warc(raw, uri="a")) == []


def test_text_records_of_a_wet_file_are_pages() -> None:
    text = b"Bridge closed.\n\nThe council closed it."
    raw = (
        (
            f"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: http://harbour.example/\r\nContent-Type: "
            f"text/plain\r\nContent-Length: {len(text)}\r\n\r\n"
        ).encode()
        + text
        + b"\r\n\r\n"
    )
    (capture,) = read_warc(raw, uri="a.wet")
    assert isinstance(capture, Capture)
    assert (capture.raw, capture.media_type) == (text, "text/plain")


def _answer(head: str, body: bytes) -> bytes:
    block = f"HTTP/1.1 {head}\r\n\r\n".encode() + body
    return (
        (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://harbour.example/\r\nContent-Type: "
            f"application/http\r\nContent-Length: {len(block)}\r\n\r\n"
        ).encode()
        + block
        + b"\r\n\r\n"
    )


PAGE = b"<html><body>Bridge closed</body></html>"
ANSWERS = [
    ("gzip", "200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip", gzip.compress(PAGE), PAGE),
    ("gzip-undone", "200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip", PAGE, PAGE),
    (
        "chunked",
        "200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked",
        b"5\r\n<html\r\n22\r\n><body>Bridge closed</body></html>\r\n0\r\n\r\n",
        PAGE,
    ),
    ("chunked-undone", "200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked", PAGE, PAGE),
]


@pytest.mark.parametrize(("head", "body", "wanted"), [a[1:] for a in ANSWERS], ids=[a[0] for a in ANSWERS])
def test_the_transfer_is_undone_where_it_is_there(head: str, body: bytes, wanted: bytes) -> None:
    (capture,) = read_warc(_answer(head, body), uri="a")
    assert isinstance(capture, Capture)
    assert capture.raw == wanted


@pytest.mark.parametrize(
    "head",
    [
        "404 Not Found\r\nContent-Type: text/html",
        "301 Moved\r\nContent-Type: text/html",
        "200 OK\r\nContent-Type: image/png",
    ],
)
def test_errors_redirects_and_images_are_no_pages(head: str) -> None:
    assert list(read_warc(_answer(head, PAGE), uri="a")) == []


def test_a_bomb_inside_an_answer_is_refused_with_the_reason() -> None:
    bomb = gzip.compress(bytes(64 * 1024 * 1024), compresslevel=9)
    (refused,) = read_warc(_answer("200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip", bomb), uri="a")
    assert isinstance(refused, Unreadable)
    assert "decompression bomb" in refused.reason


def test_a_bomb_as_an_archive_member_costs_only_itself() -> None:
    good, _ = build(1, packed=True)
    bomb = gzip.compress(b"WARC/1.0\r\n" + bytes(64 * 1024 * 1024), compresslevel=9)
    found = list(read_warc(bomb + good, uri="a"))
    assert [type(f) for f in found] == [Unreadable, Capture]


def test_noise_is_one_lost_stretch() -> None:
    noise = random.Random(3).randbytes(5000)
    (lost,) = read_records(noise, uri="a")
    assert isinstance(lost, Unreadable)
    assert (lost.start, lost.end) == (0, 5000)
