"""Captures, pages, extractions, links, findings and reviews in; rows that are never overwritten out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any

import msgspec

from sayso.errors import LedgerError, NotInLedger
from sayso.ledger.audit import seal
from sayso.ledger.current import any_row, current_reading, only
from sayso.ledger.keys import Key, keys_of
from sayso.ledger.packing import pack, pack_blob, reading_of
from sayso.ledger.review import check_review
from sayso.ledger.store import Store
from sayso.model import Extraction, Finding, Linking, Page, Review, check_spans, make_id, spans_in


class LedgerWriter:
    """The only way into the ledger. Each call is one transaction; a record that quotes words not in their place is refused.

    Adding what is there already changes nothing. What is added anew supersedes what it replaces; both stay.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def together(self) -> AbstractContextManager[None]:
        """One transaction around several calls, such as a page with all its comments: all of them are kept, or none."""
        return self._store.transaction()

    def add_capture(self, raw: bytes, *, uri: str, media_type: str | None = None, fetched: str | None = None) -> str:
        """Keep the bytes as fetched, before any reader sees them, and return their SHA-256."""
        sha256 = hashlib.sha256(raw).hexdigest()
        with self._store.transaction():
            if not any_row(self._store, "blobs", sha256=sha256):
                codec, body = pack_blob(raw)
                self._add("blobs", sha256=sha256, size=len(raw), codec=codec, body=body)
            if not any_row(self._store, "captures", sha256=sha256, uri=uri, fetched=fetched):
                self._add("captures", sha256=sha256, uri=uri, media_type=media_type, fetched=fetched)
        return sha256

    def add_page(self, page: Page, *, made_by: str = "") -> None:
        """Keep a page as read. ``made_by`` names the version of the reader; a newer reading supersedes the older one.

        Bytes found under several addresses are one page: it is told as read from the address that sorts first, so that the
        order of reading does not show.
        """
        self._check_page(page)
        with self._store.transaction():
            if not any_row(self._store, "blobs", sha256=page.sha256):
                raise LedgerError(f"{page.uri}: its bytes are not kept yet. Call add_capture first.")
            old = only(self._store.current("pages", columns=_PAGE_KEYS, id=page.id))
            body, digest = pack(msgspec.structs.replace(page, text=""), text=page.text)
            if old and (old["digest"] == digest or not _replaces(page, made_by, old)):
                return
            seq = self._add(
                "pages", id=page.id, sha256=page.sha256, uri=page.uri, fetched=page.fetched, made_by=made_by, text=page.text,
                body=body, digest=digest, supersedes=old and old["seq"],
            )  # fmt: skip
            self._index_documents(page, seq)

    def _check_page(self, page: Page) -> None:
        if page.id != make_id("page", page.sha256):
            raise LedgerError(f"{page.uri}: the page's id {page.id} does not follow from its SHA-256.")
        check_spans(page, {page.id: page.text})
        ids = [doc.id for doc in page.documents]
        if len(set(ids)) < len(ids) or any(doc.page != page.id for doc in page.documents):
            raise LedgerError(f"{page.uri}: two of its documents have one id, or one names another page.")

    def _index_documents(self, page: Page, page_row: int) -> None:
        for doc in page.documents:
            row = {
                "page_row": page_row, "id": doc.id, "page": page.id, "kind": doc.kind, "title": doc.title,
                "outlet": doc.outlet,
                "published": doc.published and doc.published.start, "start": doc.span.start, "end": doc.span.end,
                "reading": reading_of(doc, page),
            }  # fmt: skip
            self._store.insert("documents", row)

    def add_extraction(self, extraction: Extraction) -> None:
        """Keep what was read out of a document; it supersedes the document's earlier extraction."""
        with self._store.transaction():
            reading = current_reading(self._store, extraction.document)
            if reading is None:
                raise NotInLedger(f"No document {extraction.document} in {self._store.path}. Add its page first.")
            self._check_quotes(extraction)
            body, digest = pack(extraction)
            old = only(self._store.current("extractions", columns=_EXTRACTION_KEYS, document=extraction.document))
            if old and (old["digest"], old["reading"]) == (digest, reading):
                return
            seq = self._add(
                "extractions", document=extraction.document, reading=reading, made_by=extraction.made_by, body=body,
                digest=digest, supersedes=old and old["seq"],
            )  # fmt: skip
            self._index(keys_of(extraction), seq)

    def _index(self, keys: Iterable[Key], extraction: int) -> None:
        for key in keys:
            self._store.insert("records", {"extraction": extraction, **key._asdict()})

    def add_linking(self, linking: Linking) -> None:
        """Keep what was decided across documents; it supersedes the linking before it."""
        self._supersede("linkings", linking)

    def add_findings(self, findings: Sequence[Finding]) -> None:
        """Keep the answers of one run of the checks; they supersede those of the run before."""
        self._supersede("findings", tuple(findings))

    def _supersede(self, table: str, record: Linking | tuple[Finding, ...]) -> None:
        with self._store.transaction():
            self._check_quotes(record)
            body, digest = pack(record)
            old = only(self._store.current(table, columns=("seq", "digest")))
            if not old or old["digest"] != digest:
                self._add(table, body=body, digest=digest, supersedes=old and old["seq"])

    def add_review(self, review: Review) -> None:
        """Keep a person's decision. The same decision sent twice is one."""
        check_review(review)
        row = msgspec.to_builtins(review)
        row["value"] = msgspec.json.encode(review.value, order="sorted").decode()
        with self._store.transaction():
            old = only(self._store.rows("reviews", columns=tuple(row), id=review.id))
            if old and old != row:
                raise LedgerError(
                    f"Review {review.id} is in the ledger with other words. Give the new decision an id of its own."
                )
            if not old:
                self._add("reviews", **row)

    def note_unreadable(self, uri: str, reason: str) -> None:
        """Keep the name of what could not be read, and why."""
        with self._store.transaction():
            if not any_row(self._store, "unreadable", uri=uri, reason=reason):
                self._add("unreadable", uri=uri, reason=reason)

    def _check_quotes(self, record: object) -> None:
        spans = list(spans_in(record))
        rows = (
            only(self._store.current("pages", columns=("id", "text"), id=id_)) for id_ in sorted({s.page for s in spans})
        )
        check_spans(spans, {row["id"]: row["text"] for row in rows if row})

    def _add(self, table: str, **row: Any) -> int:
        seq = self._store.insert(table, row)
        self._store.audit(table, str(seq), seal(table, row))
        return seq


_PAGE_KEYS = ("seq", "digest", "uri", "fetched", "made_by")
_EXTRACTION_KEYS = ("seq", "digest", "reading", "made_by")


def _replaces(page: Page, made_by: str, old: Mapping[str, Any]) -> bool:
    """A reading by another version, or from an address that sorts no later, takes the place of the old one."""
    return made_by != old["made_by"] or (page.uri, page.fetched or "") <= (old["uri"], old["fetched"] or "")
