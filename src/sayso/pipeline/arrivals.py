"""A page that was just read comes in; what the ledger already holds of it goes out: earlier versions, near-copies.

Nothing is dropped for it, and nothing of it is stored: linking finds who copied whom again from all rows, whatever came first.
"""

from __future__ import annotations

from collections.abc import Iterator

from rensa import RMinHash, RMinHashLSH

from sayso.errors import NotInLedger
from sayso.ingest.versions import Changes, compare_versions
from sayso.ledger import Ledger
from sayso.link.wording import SEED, Text, shared, text_of
from sayso.model import DocumentKind, Page, Record

PERMUTATIONS, BANDS = 128, 64  # two rows a band: texts that share a third of their shingles meet with probability .99
LEAST = 40  # words that a text must have to be called a copy
COPIED = 0.5  # of the shorter text's shingles
_TEXTS = (DocumentKind.ARTICLE, DocumentKind.REPUBLISHED, DocumentKind.POST)


class Copy(Record, frozen=True):
    """Two addresses whose texts share wording, and the share of the shorter one's."""

    uri: str
    of: str
    share: float


class Version(Record, frozen=True):
    """An address that was read before with other words."""

    uri: str
    fetched: str | None
    changes: Changes


class Arrivals:
    """What the ledger holds, ready to be compared with what comes; built when the first page comes."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._index = RMinHashLSH(threshold=0.3, num_perm=PERMUTATIONS, num_bands=BANDS)
        self._texts: list[tuple[str, str]] = []  # address and document of each text in the index
        self._pages: dict[str, list[tuple[str, str]]] | None = None

    def compare(self, page: Page) -> tuple[tuple[Version, ...], tuple[Copy, ...]]:
        """Earlier versions of a page and near-copies of its texts; the page is remembered. Call it before the page is stored."""
        known = self._known().setdefault(page.uri, [])
        earlier = [id_ for _, id_ in sorted(known) if id_ != page.id]
        versions = tuple(v for id_ in earlier[-1:] if (v := self._version(id_, page)))
        copies = tuple(c for found in self._enter(page) for c in self._alike(*found, uri=page.uri))
        known.append((page.fetched or "", page.id))
        return versions, copies

    def _known(self) -> dict[str, list[tuple[str, str]]]:
        """When and as what every address was read."""
        if self._pages is None:
            self._pages = {}
            for page in self._ledger.iter_pages():
                self._pages.setdefault(page.uri, []).append((page.fetched or "", page.id))
                self._enter(page)
        return self._pages

    def _version(self, earlier: str, page: Page) -> Version | None:
        before = self._ledger.page(earlier)
        changes = compare_versions(before, page)
        return Version(uri=page.uri, fetched=before.fetched, changes=changes) if changes else None

    def _enter(self, page: Page) -> list[tuple[Text, list[int]]]:
        """Each text of a page with the numbers of those that it resembles; it is in the index then."""
        entered = []
        for document in page.documents:
            text = text_of(document.id, document.span.exact)
            if document.kind in _TEXTS and len(text.words) >= LEAST:
                sketch = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
                sketch.update([" ".join(shingle) for shingle in text.shingles()])
                entered.append((text, self._index.query(sketch)))
                self._index.insert(len(self._texts), sketch)
                self._texts.append((page.uri, document.id))
        return entered

    def _alike(self, text: Text, numbers: list[int], *, uri: str) -> Iterator[Copy]:
        best: dict[str, float] = {}
        for other, id_ in (self._texts[n] for n in numbers):
            if other != uri and id_ != text.id:
                best[other] = max(best.get(other, 0.0), self._share(text, id_))
        yield from (Copy(uri=uri, of=other, share=round(s, 2)) for other, s in sorted(best.items()) if s >= COPIED)

    def _share(self, text: Text, id_: str) -> float:
        try:
            known = self._ledger.document(id_)
        except NotInLedger:  # superseded by a newer reading of its page, which is in the index, too
            return 0.0
        return shared(text, text_of(id_, known.span.exact)).containment
