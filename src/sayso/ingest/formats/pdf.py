"""The bytes of a PDF come in; the text of its pages goes out."""

from __future__ import annotations

import io
import logging
import re
import warnings

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from sayso.errors import UnreadablePage
from sayso.model import Problem, Record

MOST_PAGES = 2_000
MOST_TEXT = 20_000_000  # characters
_HYPHEN = re.compile(r"(?<=[a-z])-\n(?=[a-z])")


class PdfText(Record, frozen=True):
    """The text of a PDF, pages parted by form feeds, and what its document information says."""

    text: str
    title: str | None = None
    author: str | None = None
    created: str | None = None
    problems: tuple[Problem, ...] = ()


def read_pdf(raw: bytes, *, uri: str) -> PdfText:
    """The text layer of a PDF. Scanned pages without one are reported; an encrypted file is refused."""
    logging.getLogger("pypdf").setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # pypdf warns of every oddity that it repairs
            return _read(raw, uri=uri)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, IndexError) as error:
        raise UnreadablePage(f"{uri}: not a PDF that can be read ({type(error).__name__}: {error}).") from error


def _read(raw: bytes, *, uri: str) -> PdfText:
    reader = PdfReader(io.BytesIO(raw))
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadablePage(f"{uri}: the PDF is encrypted.")
    texts, size, problems = [], 0, []
    for number, page in enumerate(reader.pages):
        if number >= MOST_PAGES or size > MOST_TEXT:
            problems.append(Problem(code="limit", message=f"Read up to page {number}; the PDF has {len(reader.pages)}."))
            break
        texts.append(_HYPHEN.sub("", page.extract_text()))
        size += len(texts[-1])
    empty = sum(not t.strip() for t in texts)
    if empty:
        problems.append(
            Problem(code="partial", message=f"{empty} of {len(texts)} pages have no text layer; they may be scans.")
        )
    if empty == len(texts):
        raise UnreadablePage(f"{uri}: no page of the PDF has a text layer; it may be a scan.")
    info = reader.metadata
    created = info.creation_date.isoformat() if info and _date_ok(info.get("/CreationDate")) and info.creation_date else None
    return PdfText(
        text="\n\f\n".join(texts), title=_clean(info.title if info else None), author=_clean(info.author if info else None),
        created=created, problems=tuple(problems),
    )  # fmt: skip


def _date_ok(value: object) -> bool:
    return bool(re.match(r"D?:?\d{8}", str(value or "")))


def _clean(value: object) -> str | None:
    words = str(value).strip() if value else ""
    return words or None
