"""The numbered steps that make a ledger's tables, from an empty file to the newest version."""

from __future__ import annotations

import hashlib

APPLICATION_ID = 0x53617973  # "Says" in the file's header

_TABLES = """
CREATE TABLE audit (
  seq INTEGER PRIMARY KEY, at TEXT NOT NULL, kind TEXT NOT NULL, record TEXT NOT NULL, payload TEXT NOT NULL,
  previous TEXT NOT NULL, hash TEXT NOT NULL) STRICT;
CREATE TABLE blobs (
  seq INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, size INTEGER NOT NULL, codec TEXT NOT NULL,
  body BLOB NOT NULL) STRICT;
CREATE TABLE captures (
  seq INTEGER PRIMARY KEY, sha256 TEXT NOT NULL REFERENCES blobs (sha256), uri TEXT NOT NULL, media_type TEXT,
  fetched TEXT) STRICT;
CREATE INDEX captures_sha256 ON captures (sha256);
CREATE INDEX captures_uri ON captures (uri);
CREATE TABLE unreadable (seq INTEGER PRIMARY KEY, uri TEXT NOT NULL, reason TEXT NOT NULL, UNIQUE (uri, reason)) STRICT;
CREATE TABLE pages (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL, sha256 TEXT NOT NULL REFERENCES blobs (sha256), uri TEXT NOT NULL, fetched TEXT,
  made_by TEXT NOT NULL, text TEXT NOT NULL, body BLOB NOT NULL, digest TEXT NOT NULL,
  supersedes INTEGER UNIQUE REFERENCES pages (seq)) STRICT;
CREATE INDEX pages_id ON pages (id);
CREATE INDEX pages_sha256 ON pages (sha256);
CREATE TABLE documents (
  seq INTEGER PRIMARY KEY, page_row INTEGER NOT NULL REFERENCES pages (seq), id TEXT NOT NULL, page TEXT NOT NULL,
  kind TEXT NOT NULL, title TEXT, outlet TEXT, published TEXT, "start" INTEGER NOT NULL, "end" INTEGER NOT NULL,
  reading TEXT NOT NULL) STRICT;
CREATE INDEX documents_id ON documents (id);
CREATE INDEX documents_page_row ON documents (page_row);
CREATE TABLE extractions (
  seq INTEGER PRIMARY KEY, document TEXT NOT NULL, reading TEXT NOT NULL, made_by TEXT NOT NULL, body BLOB NOT NULL,
  digest TEXT NOT NULL, supersedes INTEGER UNIQUE REFERENCES extractions (seq)) STRICT;
CREATE INDEX extractions_document ON extractions (document);
CREATE TABLE records (
  seq INTEGER PRIMARY KEY, extraction INTEGER NOT NULL REFERENCES extractions (seq), kind TEXT NOT NULL, id TEXT NOT NULL,
  document TEXT NOT NULL, what TEXT, actor TEXT, "start" INTEGER, "end" INTEGER, exact TEXT) STRICT;
CREATE INDEX records_id ON records (id);
CREATE INDEX records_extraction ON records (extraction);
CREATE INDEX records_what ON records (kind, what);
CREATE TABLE linkings (
  seq INTEGER PRIMARY KEY, body BLOB NOT NULL, digest TEXT NOT NULL,
  supersedes INTEGER UNIQUE REFERENCES linkings (seq)) STRICT;
CREATE TABLE findings (
  seq INTEGER PRIMARY KEY, body BLOB NOT NULL, digest TEXT NOT NULL,
  supersedes INTEGER UNIQUE REFERENCES findings (seq)) STRICT;
CREATE TABLE reviews (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, record TEXT NOT NULL, decision TEXT NOT NULL, "by" TEXT NOT NULL,
  at TEXT NOT NULL, why TEXT NOT NULL, value TEXT NOT NULL) STRICT;
CREATE INDEX reviews_record ON reviews (record);
"""

_APPEND_ONLY = "".join(
    f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
    f"BEGIN SELECT RAISE(ABORT, 'the ledger never overwrites: {table} only grows'); END;\n"
    for table in (
        "audit", "blobs", "captures", "unreadable", "pages", "documents", "extractions", "records", "linkings",
        "findings", "reviews",
    )
    for verb in ("update", "delete")
)  # fmt: skip

# External content: the words stay in one place, the index can be made again from them. The store feeds it, not a trigger:
# with trusted_schema off, triggers may not touch virtual tables.
_SEARCH = """
CREATE VIRTUAL TABLE page_words USING fts5 (
  text, content='pages', content_rowid='seq', tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE record_words USING fts5 (
  exact, content='records', content_rowid='seq', tokenize='unicode61 remove_diacritics 2');
INSERT INTO page_words (page_words) VALUES ('rebuild');
INSERT INTO record_words (record_words) VALUES ('rebuild');
"""

# A step once released is never edited: a new one is added below it.
MIGRATIONS: tuple[str, ...] = (_TABLES + _APPEND_ONLY, _SEARCH)
NEWEST = len(MIGRATIONS)


def migration_digest(number: int) -> str:
    """The SHA-256 of a step's SQL, as its audit entry holds it."""
    return hashlib.sha256(MIGRATIONS[number - 1].encode()).hexdigest()
