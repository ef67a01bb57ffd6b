"""A page and a day that a person gives for it come in; the page with that day where it prints none of its own goes out."""

from __future__ import annotations

from datetime import date

import msgspec

from sayso.errors import InputError
from sayso.model import Basis, DateRange, Document, DocumentKind, Page, Precision

REASON = "Given by hand when the page was read in; the page prints no date of its own."


def given_day(words: str) -> str:
    """An ISO day, or a refusal that says what is wanted."""
    try:
        return date.fromisoformat(words.strip()).isoformat()
    except ValueError as error:
        raise InputError(f"{words!r} is no day. Write it as year-month-day, such as 2031-05-04.") from error


def dated_by_hand(page: Page, day: str) -> Page:
    """The day dates every text of the page that has no date; comments keep their own stamps or none."""
    when = DateRange(start=day, end=day, precision=Precision.DAY, basis=Basis.INFERRED, reason=REASON)
    documents = tuple(_dated(d, when) for d in page.documents)
    if documents == page.documents:
        return page
    problems = tuple(p for p in page.problems if p.code != "no_date")
    return msgspec.structs.replace(page, documents=documents, problems=problems)


def _dated(document: Document, when: DateRange) -> Document:
    if document.kind is DocumentKind.COMMENT or (document.published is not None and document.published.start):
        return document
    return msgspec.structs.replace(document, published=when)
