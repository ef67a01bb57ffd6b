"""A ledger reader in; its findings as drafts of ClaimReview (schema.org, JSON-LD) out, for a fact-checker to finish.

A finding says whether a checkable figure, date, distance or order agrees with what else the ledger holds: no more, so every
review is a ``Draft``, rates in words and has no author. Whoever signs it checks it first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from sayso.ledger.reader import LedgerReader
from sayso.model import Document, Finding, Page, Span, Statement
from sayso.report.gaps import gaps, is_partial
from sayso.report.wording import WORDS

CONTEXT = ["https://schema.org", {"sayso": "urn:sayso:"}]
_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|\n")
_encode = msgspec.json.Encoder(order="sorted").encode
Json = dict[str, Any]


def ledger_claimreview(ledger: LedgerReader) -> bytes:
    """A graph of drafts, one a finding, and what the ledger may lack."""
    pages = {page.id: page for page in ledger.iter_pages()}
    documents = ledger.documents()
    statements = {statement.id: statement for statement in ledger.statements()}
    drafts = [_draft(finding, pages, documents, statements) for finding in ledger.findings() if finding.spans]
    return _encode({"@context": CONTEXT, "@graph": drafts, "sayso:gaps": gaps(ledger).told()}) + b"\n"


def _draft(
    finding: Finding, pages: Mapping[str, Page], documents: Iterable[Document], statements: Mapping[str, Statement]
) -> Json:
    words, *others = finding.spans
    page = pages[words.page]
    document = next((doc for doc in documents if doc.page == words.page and doc.span.holds(words)), None)
    return {
        "@type": "ClaimReview",
        "@id": f"urn:sayso:{finding.id}",
        "creativeWorkStatus": "Draft",
        "claimReviewed": sentence_around(words, page.text),
        "itemReviewed": {
            "@type": "Claim",
            "author": _who(words, document, statements),
            "appearance": _work(page, document),
        },
        "reviewRating": {"@type": "Rating", "alternateName": WORDS[finding.verdict], "ratingExplanation": finding.reason},
        "citation": [{"@type": "Quotation", "text": span.exact, "isPartOf": pages[span.page].uri} for span in others],
        "sayso:check": finding.check,
        "sayso:stated": finding.stated or words.exact,
        "sayso:computed": finding.computed,
    }


def _who(words: Span, document: Document | None, statements: Mapping[str, Statement]) -> Json:
    """Who says it: the innermost speaker whose words these are, or the document's author or outlet."""
    said = [s for s in statements.values() if s.content.page == words.page and s.content.holds(words) and s.source.span]
    if said:
        return {"@type": "Thing", "name": min(said, key=lambda s: len(s.content.exact)).source.name}
    if document is None:
        return {"@type": "Thing", "name": "not known"}
    by = document.comment.author if document.comment else ", ".join(document.authors) or document.outlet
    return {"@type": "Thing", "name": by or "the text's author, not named"}


def _work(page: Page, document: Document | None) -> Json:
    dated = document.published.start if document and document.published else None
    work = {
        "@type": "CreativeWork",
        "url": page.uri,
        "headline": (document.title if document else None) or page.title,
        "datePublished": dated,
        "sayso:sha256": page.sha256,
        "sayso:partial": is_partial(page),
    }
    return {name: value for name, value in work.items() if value is not None}


def sentence_around(words: Span, text: str) -> str:
    """The sentence of the page's text in which the words stand, or the whole of what they run across."""
    ends = [m.end() for m in _SENTENCE_END.finditer(text, max(0, words.start - 1000), words.start)]
    stop = _SENTENCE_END.search(text, words.end, words.end + 1000)
    return text[max(ends, default=max(0, words.start - 1000)) : stop.start() + 1 if stop else words.end + 1000].strip()
