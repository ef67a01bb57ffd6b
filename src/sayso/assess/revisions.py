"""The ledger comes in; the addresses that were read more than once with different words go out, and what was changed between."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from sayso.ledger.reader import LedgerReader
from sayso.model import Record

if TYPE_CHECKING:
    from sayso.ingest.versions import Changes


class Revision(Record, frozen=True):
    """Two readings of one address that followed each other. ``ordered`` is False where no time of fetching tells which came first."""

    uri: str
    before: str  # page ids
    after: str
    fetched_before: str | None
    fetched_after: str | None
    changes: Changes
    ordered: bool = True


def revisions(ledger: LedgerReader) -> tuple[Revision, ...]:
    """Every change of a page's words, by address and time. A page that came back with the same words is none."""
    found: dict[str, list[tuple[str, str]]] = {}
    for capture in ledger.captures():
        found.setdefault(capture.uri, []).append((capture.fetched or "", capture.sha256))
    changed = {uri: sorted(set(seen)) for uri, seen in found.items() if len({sha for _, sha in seen}) > 1}
    if not changed:
        return ()
    pages = {page.sha256: page.id for page in ledger.iter_pages()}
    return tuple(r for uri in sorted(changed) for r in _of(uri, changed[uri], pages, ledger))


def _of(uri: str, seen: list[tuple[str, str]], pages: dict[str, str], ledger: LedgerReader) -> Iterator[Revision]:
    from sayso.ingest.versions import compare_versions  # loads the parsers; most ledgers hold each address once

    known = [(fetched, pages[sha]) for fetched, sha in seen if sha in pages]
    for (earlier, before), (later, after) in pairwise(known):
        if before == after:
            continue
        changes = compare_versions(ledger.page(before), ledger.page(after))
        if changes:
            yield Revision(
                uri=uri, before=before, after=after, fetched_before=earlier or None, fetched_after=later or None,
                changes=changes, ordered=bool(later) and earlier != later,
            )  # fmt: skip
