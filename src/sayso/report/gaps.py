"""A ledger reader in; what its texts may lack out: pages that lost text when read, and sources that gave no page."""

from __future__ import annotations

from sayso.ledger.reader import LedgerReader, Unread
from sayso.model import Page, Record


class Gaps(Record, frozen=True):
    """What anybody who counts must know. ``partial`` are the pages that may have lost text."""

    pages: int
    partial: tuple[Page, ...]
    unreadable: tuple[Unread, ...]

    @property
    def partial_ids(self) -> frozenset[str]:
        """The ids of the partial pages."""
        return frozenset(page.id for page in self.partial)

    def told(self) -> dict[str, object]:
        """For an export that has a place for it."""
        return {
            "pages": self.pages,
            "partial": [page.uri for page in self.partial],
            "unreadable": [{"uri": uri, "reason": reason} for uri, reason in self.unreadable],
        }


def is_partial(page: Page) -> bool:
    """Reading it may have lost text."""
    return any(problem.code == "partial" for problem in page.problems)


def gaps(ledger: LedgerReader) -> Gaps:
    """The gaps of a ledger."""
    number, partial = 0, []
    for page in ledger.iter_pages():
        number += 1
        if is_partial(page):
            partial.append(page)
    return Gaps(pages=number, partial=tuple(partial), unreadable=ledger.unreadable())
