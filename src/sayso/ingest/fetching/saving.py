"""A server's answer comes in; WARC records of it are appended to a file, one gzip member each, on the disk before it is read."""

from __future__ import annotations

import gzip
import hashlib
import os
import uuid
from datetime import UTC, datetime
from pathlib import Path

from sayso.ingest.fetching.client import Answer

_CRLF = b"\r\n"


def save(answer: Answer, *, into: Path) -> bytes:
    """Append the request and the answer to the WARC file, and return the answer's record as it stands there, unpacked."""
    response = _record(
        "response", answer.raw, uri=answer.target.url, when=answer.when, media_type="application/http; msgtype=response",
        more={"WARC-IP-Address": answer.target.address} | ({"WARC-Truncated": "unspecified"} if answer.cut else {}),
    )  # fmt: skip
    request = _record(
        "request", answer.asked, uri=answer.target.url, when=answer.when, media_type="application/http; msgtype=request",
        more={"WARC-Concurrent-To": _id_of(response)},
    )  # fmt: skip
    members = [] if into.exists() and into.stat().st_size else [_about()]
    _append(into, [*members, response, request])
    return response


def _about() -> bytes:
    when = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    fields = b"software: sayso\r\nformat: WARC File Format 1.1\r\nrobots: obey\r\n"
    return _record("warcinfo", fields, uri=None, when=when, media_type="application/warc-fields", more={})


def _record(kind: str, block: bytes, *, uri: str | None, when: str, media_type: str, more: dict[str, str]) -> bytes:
    fields = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{uuid.uuid4()}>",
        "WARC-Date": when,
        **({"WARC-Target-URI": uri} if uri else {}),
        **more,
        "WARC-Block-Digest": f"sha256:{hashlib.sha256(block).hexdigest()}",
        "Content-Type": media_type,
        "Content-Length": str(len(block)),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return b"WARC/1.1\r\n" + head.encode("utf-8") + _CRLF + block + _CRLF + _CRLF


def _id_of(record: bytes) -> str:
    start = record.index(b"WARC-Record-ID: ") + len(b"WARC-Record-ID: ")
    return record[start : record.index(_CRLF, start)].decode("ascii")


def _append(path: Path, records: list[bytes]) -> None:
    """All records or, after a crash, whole members and one torn one that reading lists as lost."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        for record in records:
            file.write(gzip.compress(record, mtime=0))
        file.flush()
        os.fsync(file.fileno())
