"""Two readings of one address come in; what was changed, taken out and put in between them goes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz, process

from sayso.model import BlockKind, Page, Record, Span

ALIKE = 60.0  # per cent of characters from which a paragraph is the other one, edited
MOST = 300  # paragraphs on either side that are matched one by one
_UNTOLD = (BlockKind.BOILERPLATE,)


class Changes(Record, frozen=True):
    """``edited`` pairs a paragraph of the older page with what it became; ``gone`` is of the older, ``added`` of the newer page."""

    edited: tuple[tuple[Span, Span], ...] = ()
    gone: tuple[Span, ...] = ()
    added: tuple[Span, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.edited or self.gone or self.added)

    def __str__(self) -> str:
        parts = ((self.edited, "edited"), (self.gone, "taken out"), (self.added, "added"))
        told = [f"{len(spans)} paragraph{'s' if len(spans) > 1 else ''} {word}" for spans, word in parts if spans]
        return ", ".join(told) or "the same words"


def compare_versions(before: Page, after: Page) -> Changes:
    """What the documents of a page, comments among them, say otherwise than they did. Furniture, white space, case and
    punctuation do not count: menus and counters change by the hour."""
    old, new = list(_paragraphs(before)), list(_paragraphs(after))
    gone, added = _without(old, new), _without(new, old)
    edited = _edited(gone, added)
    left, right = {a for a, _ in edited}, {b for _, b in edited}
    return Changes(
        edited=tuple(edited),
        gone=tuple(s for s in gone if s not in left),
        added=tuple(s for s in added if s not in right),
    )


def _paragraphs(page: Page) -> Iterator[Span]:
    for document in page.documents:
        yield from (b.span for b in document.blocks if b.kind not in _UNTOLD and _fold(b.span))


def _fold(span: Span) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in span.exact.casefold()).split())


def _without(these: Sequence[Span], those: Sequence[Span]) -> list[Span]:
    """The paragraphs of one page that the other lacks; a paragraph printed twice must be there twice."""
    there = Counter(map(_fold, those))
    kept = []
    for span in these:
        words = _fold(span)
        if there[words]:
            there[words] -= 1
        else:
            kept.append(span)
    return kept


def _edited(gone: Sequence[Span], added: Sequence[Span]) -> list[tuple[Span, Span]]:
    """Pairs that are alike, best first, each paragraph once, in the older page's order."""
    old, new = gone[:MOST], added[:MOST]
    if not old or not new:
        return []
    alike = process.cdist([_fold(s) for s in old], [_fold(s) for s in new], scorer=fuzz.ratio, score_cutoff=ALIKE)
    scored = sorted((-alike[i][j], i, j) for i in range(len(old)) for j in range(len(new)) if alike[i][j] >= ALIKE)
    pairs: dict[int, int] = {}
    for _, i, j in scored:
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return [(old[i], new[j]) for i, j in sorted(pairs.items())]
