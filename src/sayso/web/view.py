"""A ledger reader in; what every web page shares out: the templates, the links between pages, the page's text in pieces."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from functools import cached_property
from typing import Any
from urllib.parse import quote as in_url

import msgspec
from markupsafe import Markup

from sayso.ledger import Head
from sayso.ledger.reader import LedgerReader
from sayso.model import Document, Page, Span, Statement
from sayso.report.rendering import environment, shorten
from sayso.report.story import Story, tell

_PLACES = {"incident": "incidents", "page": "pages", "actor": "actors", "statement": "statements"}


class View:
    """The ledger as the pages see it. What takes long is told once for each state of the ledger."""

    def __init__(self, ledger: LedgerReader) -> None:
        self.ledger = ledger
        self._told: tuple[Head, Story] | None = None

    @cached_property
    def _templates(self) -> Any:
        return environment(self.ledger, href=href, quote=quote, own="sayso.web")

    def render(self, template: str, /, **values: Any) -> str:
        """A page as HTML."""
        return str(self._templates.get_template(template).render(head=self.ledger.head(), **values))

    def story(self) -> Story:
        """The whole ledger, told."""
        head = self.ledger.head()
        if self._told is None or self._told[0] != head:
            self._told = (head, tell(self.ledger))
        return self._told[1]


def href(kind: str, id_: str) -> str:
    """Where a thing is shown."""
    return f"/{_PLACES.get(kind, kind)}/{in_url(id_, safe='')}" if id_ else f"/{_PLACES.get(kind, kind)}"


def quote(span: Span, words: str = "") -> Markup:
    """A link to the words marked in their page, with the words on it; text that runs right to left stays inside."""
    return Markup('<a class="quote" href="{}?start={}&end={}#here"><bdi>{}</bdi></a>').format(
        href("page", span.page), span.start, span.end, words or shorten(span.exact)
    )


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A run of a page's text: the document that starts here, the first statement that it belongs to, and how it is marked."""

    text: str
    opens: Document | None
    statement: Statement | None
    first: bool  # of the marked words
    marked: bool
    furniture: bool


def pieces(page: Page, statements: Iterable[Statement], marked: tuple[int, int]) -> list[Piece]:
    """The page's whole text, cut where a document, a statement, furniture or the marked words begin or end."""
    said = sorted(statements, key=lambda s: (s.content.end - s.content.start, s.id))  # the narrowest first
    start, end = marked
    edges = {0, len(page.text), *(e for e in marked if 0 <= e <= len(page.text))}
    edges |= {e for s in said for e in (s.content.start, s.content.end)}
    edges |= {e for b in page.furniture for e in (b.span.start, b.span.end)}
    edges |= {e for d in page.documents for e in (d.span.start, d.span.end)}
    opening = {d.span.start: d for d in reversed(page.documents)}
    return [
        Piece(
            text=page.text[a:b],
            opens=opening.get(a),
            statement=next((s for s in said if s.content.start <= a and b <= s.content.end), None),
            first=a == start < end,
            marked=start <= a and b <= end,
            furniture=any(f.span.start <= a and b <= f.span.end for f in page.furniture),
        )
        for a, b in itertools.pairwise(sorted(edges))
    ]
