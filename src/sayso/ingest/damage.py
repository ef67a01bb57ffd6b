"""A page's documents come in; places where words or an embed were lost on the way to the dump go out as problems."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.model import BlockKind, Document, DocumentKind, Problem, Span

_READ = (BlockKind.PARAGRAPH, BlockKind.DECK, BlockKind.QUOTATION)
# Joints that no writer leaves: a clitic without its word, an article before a preposition and a determiner.
_TORN = re.compile(
    r"(?<=\w)[,;]['’](?:s|re|ll|ve|d)\b|(?:^|\s)['’](?:s|re|ve|ll)\s|\b(?:[Tt]he|[Aa]n?)\s+(?:in|of|and|to|from|with)\s+(?:his|her|my|their|our|its|the)\b"
)
SHORT = 8  # words: shorter blocks behind a colon are items of a list whose marks were lost
_SPEAKER = re.compile(r"^(?:[A-Z][\w.’'-]+\s*){1,4}:")
_LIST = re.compile(r"^(?:[-–—*•·▪◦]|\(?[\da-zA-Z]{1,2}[.)])\s")
_QUOTE = re.compile(r"^[“\"«„>‘'»]")


def find_damage(documents: Sequence[Document]) -> tuple[Problem, ...]:
    """Torn sentences anywhere, and colons in articles that announce what does not follow."""
    found: list[Problem] = []
    for document in documents:
        found.extend(_torn(document))
        if document.kind is not DocumentKind.COMMENT:
            found.extend(_lost(document))
    return tuple(found)


def _torn(document: Document) -> Iterator[Problem]:
    for match in _TORN.finditer(document.span.exact):
        at = document.span.start
        span = document.span.part(at + match.start(), at + match.end())
        yield Problem(code="damaged", message="Words are missing here.", span=span)


def _lost(document: Document) -> Iterator[Problem]:
    told = [b for b in document.blocks if b.kind in _READ]
    for i, block in enumerate(told):
        following = told[i + 1] if i + 1 < len(told) else None
        words = block.span.exact.rstrip()
        if words.endswith(":") and len(words.split()) >= 4 and not (following and _follows(following.span, document)):
            message = "A colon announces something that does not follow; an embed may be lost."
            yield Problem(code="lost_embed", message=message, span=_tail(block.span, len(words)))


def _follows(span: Span, document: Document) -> bool:
    """What a colon may announce: a quotation (its opening mark may be lost), a list, a transcript."""
    words = span.exact
    before = document.span.exact[: span.start - document.span.start].rsplit("\n", 1)[-1]
    if before.strip() or len(words.split()) < SHORT:
        return True
    torn = words.count("”") > words.count("“") or words.count('"') % 2 == 1
    return torn or bool(_QUOTE.search(words) or _LIST.match(words) or _SPEAKER.match(words))


def _tail(span: Span, length: int) -> Span:
    """The last sentence of a block."""
    words = span.exact[:length]
    start = max(words.rfind(". ") + 2, words.rfind("? ") + 2, words.rfind("! ") + 2, 0) if re.search(r"[.?!] ", words) else 0
    return span.part(span.start + start, span.start + length)
