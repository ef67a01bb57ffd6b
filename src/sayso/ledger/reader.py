"""A store in, the ledger as it stands out: latest readings, joined across documents, people's decisions applied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

import msgspec

from sayso.errors import NotInLedger
from sayso.ledger.audit import Head
from sayso.ledger.current import current_reading
from sayso.ledger.packing import unpack, unpack_blob
from sayso.ledger.review import Decisions
from sayso.ledger.store import Store
from sayso.ledger.verify import verify
from sayso.ledger.view import View, make_view
from sayso.model import (
    Account,
    Actor,
    Comparison,
    Derivation,
    Document,
    DocumentKind,
    Evidence,
    Extraction,
    Finding,
    Hypothesis,
    Incident,
    Judgement,
    Linking,
    Measure,
    Page,
    Place,
    Response,
    Review,
    Statement,
)

T = TypeVar("T")
HELD = 2000  # documents kept for asking again: some 20 MB of text


class Capture(NamedTuple):
    """Bytes that were found at an address at a time (None where the time is not known)."""

    sha256: str
    uri: str
    media_type: str | None
    fetched: str | None


class Unread(NamedTuple):
    """Input that could not be read, and why."""

    uri: str
    reason: str


class Hit(NamedTuple):
    """What a search found: kind ``page`` or ``statement``, its id, the page or document it is in, and the words around."""

    kind: str
    id: str
    owner: str
    snippet: str


class LedgerReader:
    """Everything that reasoning, reports and exports may ask. The order never depends on the order of reading in."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._seen: tuple[int, int] | None = None
        self._view: View | None = None
        self._documents: dict[str, Document] = {}
        self._in_order: tuple[tuple[int, int], tuple[Document, ...]] | None = None

    @property
    def path(self) -> str:
        """The file, or ``:memory:``."""
        return self._store.path

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()

    def __enter__(self: T) -> T:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Pages and what is on them

    def iter_pages(self) -> Iterator[Page]:
        """The pages one at a time, so that no two texts need be held."""
        rows = self._store.current("pages", columns=("seq", "id", "uri"))
        for row in sorted(rows, key=lambda row: (row["uri"], row["id"])):
            yield from self._pages(seq=row["seq"])

    def _pages(self, **equals: object) -> Iterator[Page]:
        for row in self._store.current("pages", columns=("id", "uri", "text", "body", "digest"), **equals):
            page = unpack(row["body"], row["digest"], Page, where=f"Page {row['id']} ({row['uri']})", text=row["text"])
            yield msgspec.structs.replace(page, text=row["text"])

    def pages(self) -> tuple[Page, ...]:
        """All pages, by address."""
        return tuple(self.iter_pages())

    def page(self, id_: str) -> Page:
        """The page with this id."""
        return _found(next(self._pages(id=id_), None), "page", id_)

    def raw(self, page: str) -> bytes:
        """The page's bytes as they were fetched."""
        sha256 = self.page(page).sha256
        row = next(self._store.rows("blobs", sha256=sha256))
        return unpack_blob(row["codec"], row["body"], sha256)

    def captures(self, sha256: str | None = None) -> tuple[Capture, ...]:
        """Where and when bytes were found: all of them, or those with one hash."""
        equals = {"sha256": sha256} if sha256 else {}
        rows = self._store.rows("captures", columns=Capture._fields, **equals)
        return tuple(sorted((Capture(**row) for row in rows), key=lambda c: (c.uri, c.fetched or "", c.sha256)))

    def versions(self, uri: str) -> tuple[Capture, ...]:
        """What was found at one address, oldest first; a new hash means that the page changed."""
        rows = self._store.rows("captures", columns=Capture._fields, uri=uri)
        return tuple(sorted((Capture(**row) for row in rows), key=lambda c: (c.fetched or "", c.sha256)))

    def documents(self) -> tuple[Document, ...]:
        """All documents, in the order of the pages and of the text."""
        version = self._store.version()
        if self._in_order is None or self._in_order[0] != version:
            found = tuple(doc for page in self.iter_pages() for doc in _in_order(page))
            self._in_order = (version, found) if len(found) <= HELD else None
            return found
        return self._in_order[1]

    def document(self, id_: str) -> Document:
        """The document with this id."""
        self._now()  # forgets documents that were read before somebody wrote
        if id_ not in self._documents:
            rows = self._store.rows("documents", columns=("page",), id=id_)
            pages = (page for row in rows for page in self._pages(id=row["page"]))
            if len(self._documents) > HELD:
                self._documents.clear()
            self._documents.update((doc.id, doc) for page in pages for doc in page.documents)
        return _found(self._documents.get(id_), "document", id_)

    def comments(self) -> tuple[Document, ...]:
        """The documents that are readers' comments."""
        return tuple(doc for doc in self.documents() if doc.kind is DocumentKind.COMMENT)

    # What the pipeline asks before it reads on

    def needs_reading(self, sha256: str, *, uri: str, made_by: str = "") -> bool:
        """No page of these bytes was made by this version, or only one from an address that sorts later."""
        rows = self._store.current("pages", columns=("uri", "made_by"), sha256=sha256)
        return not any(row["made_by"] == made_by and row["uri"] <= uri for row in rows)

    def pages_done(self) -> frozenset[str]:
        """The SHA-256 of every page that is read in."""
        return frozenset(row["sha256"] for row in self._store.current("pages", columns=("sha256",)))

    def has_extraction(self, document: str, made_by: str) -> bool:
        """This version already extracted this document as it reads now."""
        rows = self._store.current("extractions", columns=("reading", "made_by"), document=document)
        reading = current_reading(self._store, document)
        return any(row["made_by"] == made_by and row["reading"] == reading for row in rows)

    def unreadable(self) -> tuple[Unread, ...]:
        """What could not be read, and why; without what a later run did read."""
        notes = {str(row["seq"]): Unread(row["uri"], row["reason"]) for row in self._store.rows("unreadable")}
        pages = {str(row["seq"]): row["uri"] for row in self._store.rows("pages", columns=("seq", "uri"))} if notes else {}
        open_: dict[Unread, None] = {}
        for entry in self._store.entries() if notes else ():
            if entry.kind == "unreadable":
                open_[notes[entry.record]] = None
            elif entry.kind == "pages":
                open_ = {note: None for note in open_ if note.uri != pages[entry.record]}
        return tuple(sorted(open_))

    # What was extracted, document by document (ids as extraction gave them)

    def extraction(self, document: str) -> Extraction:
        """The latest extraction of a document, without what people rejected."""
        return _found(self._now().extractions.get(document), "extraction of document", document)

    def extractions(self) -> tuple[Extraction, ...]:
        """The latest extraction of every document, in the order of the documents."""
        return tuple(self._now().extractions.values())

    # What stands across documents (actor ids joined, ``about`` as incidents)

    def actors(self) -> tuple[Actor, ...]:
        """The actors, joined across documents."""
        return tuple(self._now().actors.values())

    def actor(self, id_: str) -> Actor:
        """The joined actor with this id, or the one that a document's actor belongs to."""
        view = self._now()
        return _found(view.actors.get(view.resolver.actor(id_) or id_), "actor", id_)

    def places(self) -> tuple[Place, ...]:
        """The places."""
        return tuple(self._now().places.values())

    def place(self, id_: str) -> Place:
        """The place with this id."""
        return _found(self._now().places.get(id_), "place", id_)

    def statements(self) -> tuple[Statement, ...]:
        """The statements, in the order of the documents."""
        return tuple(self._now().statements.values())

    def statement(self, id_: str) -> Statement:
        """The statement with this id."""
        return _found(self._now().statements.get(id_), "statement", id_)

    def accounts(self) -> tuple[Account, ...]:
        """The accounts, in the order of the documents."""
        return tuple(self._now().accounts.values())

    def account(self, id_: str) -> Account:
        """The account with this id."""
        return _found(self._now().accounts.get(id_), "account", id_)

    def incidents(self) -> tuple[Incident, ...]:
        """The incidents, earliest first, those without a date last."""
        return tuple(self._now().incidents.values())

    def incident(self, id_: str) -> Incident:
        """The incident with this id."""
        return _found(self._now().incidents.get(id_), "incident", id_)

    def incident_of(self, account: str) -> Incident:
        """The incident that an account tells of."""
        view = self._now()
        return _found(view.incidents.get(view.resolver.incident(account) or ""), "incident of account", account)

    def hypotheses(self) -> tuple[Hypothesis, ...]:
        """Every answer to "who did it?" that somebody put forward, incident by incident."""
        return self._now().hypotheses

    def derivations(self) -> tuple[Derivation, ...]:
        """Who took it from whom."""
        return self._now().derivations

    def responses(self) -> tuple[Response, ...]:
        """What was given as the answer to what."""
        return self._now().responses

    def comparisons(self) -> tuple[Comparison, ...]:
        """What was set side by side; incidents where the words compare incidents."""
        return self._now().comparisons

    def evidence(self) -> tuple[Evidence, ...]:
        """What was offered as evidence or found missing."""
        return self._now().evidence

    def measures(self) -> tuple[Measure, ...]:
        """Checkable figures as stated."""
        return self._now().measures

    def findings(self) -> tuple[Finding, ...]:
        """The answers of the latest run of the checks."""
        return self._now().findings

    def reviews(self) -> tuple[Review, ...]:
        """People's decisions, in the order in which they were made."""
        return self._now().decisions.reviews

    def ratings(self) -> Mapping[str, Mapping[str, str]]:
        """People's ratings by record: reliability A-F of a source, credibility 1-6 of a statement."""
        return self._now().decisions.ratings

    def judgements(self) -> tuple[Judgement, ...]:
        """Which links were decided how, and why."""
        return self._now().judgements

    def search(self, text: str, limit: int = 20) -> tuple[Hit, ...]:
        """Pages and statements in which all the words stand."""
        statements = self._now().statements
        found = self._store.search(text, limit)
        pages = (Hit("page", *hit[1:]) for hit in found if hit.table == "pages")
        said = (Hit("statement", *hit[1:]) for hit in found if hit.table == "records" and hit.id in statements)
        return (*said, *pages)

    # Trust

    def head(self) -> Head:
        """The last audit entry: keep it elsewhere as a receipt."""
        return self._store.head()

    def verify(self, receipt: Head | None = None) -> Head:
        """Raise ``BrokenAudit`` or ``LedgerError`` unless every row is as its audit entry says; return the audit's head."""
        return verify(self._store, receipt)

    def _now(self) -> View:
        version = self._store.version()
        if self._view is None or self._seen != version:
            self._view, self._seen = self._read(), version
            self._documents.clear()
        return self._view

    def _read(self) -> View:
        linking = next(self._bodies("linkings", Linking), Linking())
        findings: tuple[Finding, ...] = next(self._bodies("findings", tuple[Finding, ...]), ())
        return make_view(self._extractions(), linking, findings=findings, decisions=Decisions(self._reviews()))

    def _bodies(self, table: str, kind: type[T]) -> Iterator[T]:
        for row in self._store.current(table):
            yield unpack(row["body"], row["digest"], kind, where=f"Row {row['seq']} of {table}")

    def _reviews(self) -> Iterator[Review]:
        for row in self._store.rows("reviews"):
            yield msgspec.convert({**row, "value": msgspec.json.decode(row["value"])}, Review)

    def _extractions(self) -> Iterator[Extraction]:
        """Extractions of documents as they read now, in the order of the documents."""
        pages = {row["seq"]: (row["uri"], row["id"]) for row in self._store.current("pages", columns=("seq", "uri", "id"))}
        columns = ("page_row", "id", "start", "reading")
        docs = [row for row in self._store.rows("documents", columns=columns) if row["page_row"] in pages]
        docs.sort(key=lambda row: (*pages[row["page_row"]], row["start"], row["id"]))
        made = self._store.current("extractions", columns=("seq", "document", "reading"))
        latest = {(row["document"], row["reading"]): row["seq"] for row in made}
        for doc in docs:
            if seq := latest.get((doc["id"], doc["reading"])):
                yield self._extraction(seq)

    def _extraction(self, seq: int) -> Extraction:
        row = next(self._store.rows("extractions", seq=seq))
        return unpack(row["body"], row["digest"], Extraction, where=f"The extraction of document {row['document']}")


def _in_order(page: Page) -> Iterable[Document]:
    return sorted(page.documents, key=lambda doc: (doc.span.start, doc.id))


def _found(value: T | None, kind: str, id_: str) -> T:
    if value is None:
        raise NotInLedger(f"The ledger holds no {kind} {id_}.")
    return value
