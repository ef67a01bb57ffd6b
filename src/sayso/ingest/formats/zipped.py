"""A WACZ or other zip file comes in; its archives and pages go out. Names inside are labels, never paths to write to."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from sayso.ingest.inflate import Swollen, guard

MOST_MEMBERS = 100_000
_PAGES = (
    ".html",
    ".htm",
    ".xhtml",
    ".txt",
    ".mhtml",
    ".mht",
    ".pdf",
    ".xml",
    ".jsonl",
    ".ndjson",
    ".warc",
    ".warc.gz",
    ".wet",
    ".wet.gz",
)


def members(raw: bytes, *, uri: str) -> Iterator[tuple[str, bytes | None, str]]:
    """Name, bytes and, where it cannot be read, the reason, of every member that may hold pages.

    A WACZ keeps its pages in ``archive/``; its index and its page list hold nothing that is not there.
    """
    try:
        opened = zipfile.ZipFile(io.BytesIO(raw))
    except (zipfile.BadZipFile, ValueError) as error:
        yield uri, None, f"Not a zip file that can be read ({error})."
        return
    with opened:
        infos = opened.infolist()
        wacz = any(i.filename == "datapackage.json" for i in infos)
        for info in infos[:MOST_MEMBERS]:
            name = info.filename.lower()
            if info.is_dir() or not name.endswith(_PAGES) or (wacz and not name.startswith("archive/")):
                continue
            yield _member(opened, info, uri=uri)
        if len(infos) > MOST_MEMBERS:
            yield uri, None, f"The zip file has {len(infos)} members; the first {MOST_MEMBERS} were read."


def _member(opened: zipfile.ZipFile, info: zipfile.ZipInfo, *, uri: str) -> tuple[str, bytes | None, str]:
    where = f"{uri}!{info.filename}"
    try:
        guard(info.file_size, info.compress_size, what=where)
        with opened.open(info) as stream:
            data = stream.read(info.file_size + 1)
        guard(len(data), info.compress_size, what=where)
    except Swollen as error:
        return where, None, str(error)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError) as error:
        return where, None, f"Damaged or unreadable member ({error})."
    return where, data, ""
