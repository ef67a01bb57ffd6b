"""Short reports read by rules alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.extract import extract
from sayso.model import Basis, Block, BlockKind, DateRange, Document, DocumentKind, Extraction, Precision, Span

Read = Callable[..., Extraction]


def document(text: str, *, headline: str = "", published: str = "2024-01-18") -> Document:
    whole = f"{headline}\n\n{text}" if headline else text
    span = Span(page="page-test", start=0, end=len(whole), exact=whole)
    start = len(headline) + 2 if headline else 0
    blocks = [Block(kind=BlockKind.HEADLINE, span=span.part(0, len(headline)))] if headline else []
    blocks.append(Block(kind=BlockKind.PARAGRAPH, span=span.part(start, len(whole))))
    day = DateRange(start=published, end=published, precision=Precision.DAY, basis=Basis.STATED)
    return Document(
        id="doc-test", page="page-test", kind=DocumentKind.ARTICLE, span=span, blocks=tuple(blocks), published=day
    )


@pytest.fixture(scope="session")
def read() -> Read:
    def run(text: str, *, headline: str = "") -> Extraction:
        return extract(document(text, headline=headline), model="off")

    return run
