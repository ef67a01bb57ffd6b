"""Archives under damage, and memory over many pages: made from a fixed seed, so the same figures come out anywhere."""

from __future__ import annotations

import gzip
import hashlib
import os
import random
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from sayso.ingest import Unreadable, open_sources, read_isolated
from sayso.ingest.archive import Chunk, read_records
from sayso.model import Record

SEED = 1989
RECORDS = 120
FAULTS = 1_000  # two thirds single flipped bits, one third cuts
PAGES = 10_000
WARM = 1_000  # pages after which a process has all that it keeps: compiled patterns, caches, pools
_WORDS = tuple(
    "bridge council closed survey engineer spring crack ferry mill steel report police army rebel blast camp rocket minister "  # noqa: SIM905
    "denied said blamed nobody knew officials evidence launcher orchard valley town border soldiers killed wounded night inquiry".split()
)


class Kept(Record, frozen=True):
    """One record of a whole archive: its content, and where it stands."""

    digest: str
    uri: str
    start: int
    end: int


Hit = Callable[[Kept], bool]  # whether a fault touched a record


def archives(folder: Path) -> dict[str, float]:
    """Share of undamaged records recovered, losses that nothing reports, and memory over 10,000 pages. ``folder`` is not used:
    the archives are made here."""
    return {**damage(), **memory()}


def damage(*, faults: int = FAULTS, seed: int = SEED) -> dict[str, float]:
    """Figures over single faults in a packed and a plain archive."""
    draw = random.Random(seed)
    wholes = [_archive(draw, packed=packed) for packed in (True, False)]
    counts: Counter[str] = Counter()
    for number in range(faults):
        data, kept = wholes[number % 2]
        counts.update(_cut(data, kept, draw) if number % 3 == 2 else _flipped(data, kept, draw))
    return {
        "faults": float(faults),
        "recovered": round(counts["recovered"] / counts["undamaged"], 5),
        "lost_silently": float(counts["silent"]),
        "wrong_content": float(counts["wrong"]),
        "wrong_address": float(counts["relabelled"]),  # header fields of an unpacked archive have no checksum
        "damaged_rescued": round(counts["rescued"] / counts["damaged"], 3) if counts["damaged"] else 0.0,
    }


def _flipped(data: bytes, kept: list[Kept], draw: random.Random) -> Counter[str]:
    at = draw.randrange(len(data))
    hurt = bytearray(data)
    hurt[at] ^= 1 << draw.randrange(8)
    return _count(bytes(hurt), kept, hit=lambda k: k.start <= at < k.end)


def _cut(data: bytes, kept: list[Kept], draw: random.Random) -> Counter[str]:
    """At any byte, or at a record's edge and one byte beside it."""
    edge = draw.choice(kept).end + draw.choice((-1, 0, 1))
    at = min(len(data), edge) if draw.random() < 0.5 else draw.randrange(1, len(data))
    return _count(data[:at], [k for k in kept if k.start < at], hit=lambda k: k.end > at)


def _count(data: bytes, kept: list[Kept], *, hit: Hit) -> Counter[str]:
    uris, told = _read(data)
    found = Counter(digest for digest, _ in uris)
    counts: Counter[str] = Counter(wrong=sum((found - Counter(k.digest for k in kept)).values()))
    counts["relabelled"] = sum((uris - Counter((k.digest, k.uri) for k in kept)).values()) - counts["wrong"]
    for record in kept:
        whole, there = not hit(record), found[record.digest] > 0
        counts["undamaged" if whole else "damaged"] += 1
        counts["recovered" if whole else "rescued"] += there
        counts["silent"] += not there and not _is_told(record, told)
    return counts


def _read(data: bytes) -> tuple[Counter[tuple[str, str]], list[tuple[int, int]]]:
    """Digests and addresses of the records that are given out as sound, and the stretches that are reported as lost or doubtful."""
    found: Counter[tuple[str, str]] = Counter()
    told = []
    for record in read_records(data, uri="archive"):
        if isinstance(record, Chunk) and not record.doubt:
            found[hashlib.sha256(record.block).hexdigest(), record.fields.get("warc-target-uri", "")] += 1
        else:
            told.append((record.start or 0, record.end or 0))
    return found, told


def _is_told(record: Kept, told: list[tuple[int, int]]) -> bool:
    return any(start < record.end and record.start < end for start, end in told)


def _archive(draw: random.Random, *, packed: bool, records: int = RECORDS) -> tuple[bytes, list[Kept]]:
    data = bytearray()
    kept = []
    for number in range(records):
        block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + _page(draw, number)
        record = _record(block, number)
        start = len(data)
        data += gzip.compress(record, mtime=0) if packed else record
        kept.append(
            Kept(
                digest=hashlib.sha256(block).hexdigest(),
                uri=f"https://news.example/{number}",
                start=start,
                end=len(data) - (0 if packed else 4),
            )
        )
    return bytes(data), kept


def _record(block: bytes, number: int) -> bytes:
    head = (
        "WARC/1.1", "WARC-Type: response", f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012d}>",
        "WARC-Date: 2019-05-02T10:00:00Z", f"WARC-Target-URI: https://news.example/{number}",
        f"WARC-Block-Digest: sha256:{hashlib.sha256(block).hexdigest()}", "Content-Type: application/http; msgtype=response",
        f"Content-Length: {len(block)}", "", "",
    )  # fmt: skip
    return "\r\n".join(head).encode() + block + b"\r\n\r\n"


def _page(draw: random.Random, number: int) -> bytes:
    told = "".join(f"<p>{_sentences(draw)}</p>" for _ in range(draw.randrange(3, 9)))
    title = " ".join(draw.choices(_WORDS, k=6)).capitalize()
    return (
        f"<!doctype html><html><head><title>{title}</title></head><body><nav><a href='/'>Home</a></nav><article><h1>{title}</h1>"
        f"<p>By Ann Leeds</p>{told}</article><footer>Page {number}</footer></body></html>"
    ).encode()


def _sentences(draw: random.Random) -> str:
    rows = (" ".join(draw.choices(_WORDS, k=draw.randrange(6, 18))).capitalize() for _ in range(draw.randrange(2, 6)))
    return ". ".join(rows) + "."


def memory(*, pages: int = PAGES, warm: int = WARM, seed: int = SEED) -> dict[str, float]:
    """Memory while an archive of many pages is read as `sayso read` reads it: this process and the child that parses."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "many.warc.gz"
        _write_many(path, pages=pages, seed=seed)
        sizes: list[float] = []
        read, peak = 0, 0.0
        for number, page in enumerate(read_isolated(open_sources([str(path)])), 1):
            read += not isinstance(page, Unreadable)
            # of this run's own children: what the system keeps of those that ended is the largest of any, a browser's say
            peak = max(peak, *(_size(pid, "VmHWM") for pid in _children()), 0.0)
            if number >= warm and number % (pages // 20 or 1) == 0:
                sizes.append(_resident())
    return {
        "pages_read": float(read),
        "parser_peak_mb": round(peak / 1024, 1),
        "memory_growth_mb": round(max(sizes[-3:]) - sizes[0], 1) if len(sizes) > 3 else 0.0,
    }


def _write_many(path: Path, *, pages: int, seed: int) -> None:
    draw = random.Random(seed)
    with path.open("wb") as file:
        for number in range(pages):
            block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + _page(draw, number)
            file.write(gzip.compress(_record(block, number), mtime=0))


def _resident() -> float:
    """Megabytes that this process and its children hold."""
    return sum(_size(pid, "VmRSS") for pid in (os.getpid(), *_children())) / 1024


def _children() -> Iterator[int]:
    for path in Path("/proc/self/task").glob("*/children"):
        yield from map(int, path.read_text("ascii").split())


def _size(pid: int, field: str) -> int:
    """Kilobytes: ``VmRSS`` now, ``VmHWM`` at most so far. Nothing of a process that has just ended."""
    try:
        rows = Path(f"/proc/{pid}/status").read_text("utf-8").splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return next((int(row.split()[1]) for row in rows if row.startswith(f"{field}:")), 0)
