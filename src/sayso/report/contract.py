"""A ledger reader in; the ``sayso-ledger/1`` JSON out, the same bytes for the same ledger, and the schema it keeps to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

import msgspec

from sayso.assess import revisions, toll
from sayso.ledger import hypothesis_id
from sayso.ledger.reader import LedgerReader
from sayso.model import (
    Account,
    DateRange,
    Document,
    DocumentKind,
    Evidence,
    Origin,
    Page,
    Record,
    Span,
    Statement,
    Suspect,
)
from sayso.report import shapes
from sayso.report.shapes import FORMAT, Row

SCHEMA_ID = "sayso-ledger-1.schema.json"
_encode = msgspec.json.Encoder(order="sorted").encode


def ledger_json(ledger: LedgerReader, harm_rule: str = toll.DEFAULT) -> bytes:
    """The whole ledger as one JSON object; incidents' figures of harm by the rule of that name."""
    return b"".join(ledger_json_pieces(ledger, harm_rule))


def ledger_json_pieces(ledger: LedgerReader, harm_rule: str = toll.DEFAULT) -> Iterator[bytes]:
    """The same object piece by piece, so that page texts need not be held all at once."""
    yield b'{"format":' + _encode(FORMAT)
    for key, rows in _tables(harm_rule).items():
        yield b",\n" + _encode(key) + b":["
        for number, row in enumerate(rows(ledger)):
            yield (b",\n" if number else b"\n") + _encode(row)
        yield b"]"
    yield b"}\n"


def ledger_jsonl(ledger: LedgerReader, harm_rule: str = toll.DEFAULT) -> bytes:
    """One record a line, each with its ``kind`` of row (the object's key); the first line names the format.

    A row's own ``kind`` is under ``row``, as are all its keys.
    """
    lines = [_encode({"kind": "format", "row": FORMAT})]
    lines += [_encode({"kind": key, "row": row}) for key, rows in _tables(harm_rule).items() for row in rows(ledger)]
    return b"\n".join(lines) + b"\n"


def ledger_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the object, made from the types of its rows."""
    (ref,), parts = msgspec.json.schema_components((shapes.LedgerObject,), ref_template="#/$defs/{name}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": FORMAT,
        **ref,
        "$defs": {name: {key: value for key, value in parts[name].items() if key != "title"} for name in sorted(parts)},
    }


def schema_bytes() -> bytes:
    """The schema as published under ``docs/reference``."""
    return msgspec.json.format(_encode(ledger_schema()), indent=2) + b"\n"


def _row(kind: type[Row], record: Record, **others: Any) -> Row:
    """A row whose fields are the record's own of the same name, but for the ``others``."""
    return kind(
        **{name: others[name] if name in others else _plain(getattr(record, name)) for name in kind.__struct_fields__}
    )


def _plain(value: Any) -> Any:
    if isinstance(value, Span):
        return shapes.SpanRow(page=value.page, start=value.start, end=value.end, exact=value.exact)
    if isinstance(value, DateRange):
        return _row(shapes.DateRow, value)
    if isinstance(value, tuple):
        return tuple(_plain(item) for item in value)
    return value


def _rows(kind: type[Row], records: Iterable[Record]) -> tuple[Any, ...]:
    return tuple(_row(kind, record) for record in records)


def _pages(ledger: LedgerReader) -> Iterator[Row]:
    for page in ledger.iter_pages():
        yield _page(page, ledger)


def _page(page: Page, ledger: LedgerReader) -> Row:
    captures = (
        shapes.CaptureRow(uri=found.uri, media_type=found.media_type, fetched=found.fetched)
        for found in ledger.captures(page.sha256)
    )
    problems = _rows(shapes.ProblemRow, page.problems)
    return _row(shapes.PageRow, page, captures=tuple(captures), problems=problems)


def _documents(ledger: LedgerReader) -> Iterator[Row]:
    for doc in ledger.documents():
        origins = tuple(_origin(origin) for origin in doc.derived_from)
        yield _row(shapes.DocumentRow, doc, derived_from=origins, blocks=_rows(shapes.BlockRow, doc.blocks))


def _origin(origin: Origin) -> Row:
    author = origin.role == "author"
    return _row(shapes.OriginRow, origin, outlet=None if author else origin.name, actor=origin.name if author else None)


def _comments(ledger: LedgerReader) -> Iterator[Row]:
    docs = ledger.documents()
    there = {doc.id for doc in docs}
    for doc in docs:
        if doc.kind is DocumentKind.COMMENT:
            yield _comment(doc, there)


def _comment(doc: Document, there: set[str]) -> Row:
    about = doc.comment
    if about is None:
        return shapes.CommentRow(
            id=doc.id, author=next(iter(doc.authors), None), posted=_plain(doc.published), reply_to=None, candidates=(),
            depth=0, truncated=False, flags=(),
        )  # fmt: skip
    parent = about.reply_to if about.reply_to in there else None
    return _row(shapes.CommentRow, about, id=doc.id, reply_to=parent)


def _accounts(ledger: LedgerReader) -> Iterator[Row]:
    incident_of = {account: incident.id for incident in ledger.incidents() for account in incident.accounts}
    for account in ledger.accounts():
        yield _row(
            shapes.AccountRow,
            account,
            incident=incident_of.get(account.id),
            weapons=tuple(_plain(weapon.span) for weapon in account.weapons),
            targets=_rows(shapes.TargetRow, account.targets),
            victims=_rows(shapes.VictimRow, account.victims),
            harm=_rows(shapes.HarmRow, account.harm),
            suspects=_rows(shapes.SuspectRow, account.suspects),
        )


def _incidents(ledger: LedgerReader, harm_rule: str) -> Iterator[Row]:
    for incident in ledger.incidents():
        accounts = [ledger.account(id_) for id_ in incident.accounts]
        harm = {kind: _row(shapes.HarmRange, told) for kind, told in toll.tolls(accounts, ledger, rule=harm_rule).items()}
        yield _row(shapes.IncidentRow, incident, harm=harm, suspects=united_suspects(accounts))


def united_suspects(accounts: Iterable[Account]) -> tuple[shapes.NamedRow, ...]:
    """Each actor with each status that some account gives him, and the statements behind it."""
    behind: dict[tuple[str, Any], list[str]] = {}
    for suspect in (suspect for account in accounts for suspect in account.suspects):
        behind.setdefault((suspect.actor, suspect.status), []).extend(_behind(suspect))
    return tuple(
        shapes.NamedRow(actor=actor, status=status, statements=tuple(dict.fromkeys(behind[actor, status])))
        for actor, status in sorted(behind)
    )


def _behind(suspect: Suspect) -> tuple[str, ...]:
    return (suspect.statement,) if suspect.statement else ()


def _statements(ledger: LedgerReader) -> Iterator[Row]:
    for statement in ledger.statements():
        yield _statement(statement)


def _statement(statement: Statement) -> Row:
    source = _row(shapes.SourceRow, statement.source)
    return _row(shapes.StatementRow, statement, source=source, chain=_rows(shapes.LinkRow, statement.chain))


def _derivations(ledger: LedgerReader) -> Iterator[Row]:
    for derivation in ledger.derivations():
        yield _row(shapes.DerivationRow, derivation, origin=derivation.that, taker=derivation.this)


def _versions(ledger: LedgerReader) -> Iterator[Row]:
    for found in revisions(ledger):
        edits = tuple(shapes.EditRow(before=_plain(a), after=_plain(b)) for a, b in found.changes.edited)
        gone, added = _plain(found.changes.gone), _plain(found.changes.added)
        yield _row(shapes.VersionRow, found, edited=edits, gone=gone, added=added)


def _evidence(ledger: LedgerReader) -> Iterator[Row]:
    incident_of = {account: incident.id for incident in ledger.incidents() for account in incident.accounts}
    known = {hypothesis.id for hypothesis in ledger.hypotheses()}
    for item in ledger.evidence():
        incidents = tuple(dict.fromkeys(incident_of[id_] for id_ in item.accounts if id_ in incident_of))
        source = ledger.statement(item.statement).source.actor if item.statement else None
        yield _row(shapes.EvidenceRow, item, incidents=incidents, source=source, bears_on=_bearings(item, incidents, known))


def _bearings(item: Evidence, incidents: Iterable[str], known: set[str]) -> tuple[shapes.BearingRow, ...]:
    pairs = ((hypothesis_id(incident, actor), reading) for incident in incidents for actor, reading in item.bears_on)
    return tuple(
        shapes.BearingRow(hypothesis=hypothesis, reading=reading, basis="span")  # type: ignore[arg-type]
        for hypothesis, reading in dict.fromkeys(pairs)
        if hypothesis in known
    )


def _plainly(kind: type[Row], records: Callable[[LedgerReader], Iterable[Any]]) -> Callable[[LedgerReader], Iterable[Row]]:
    return lambda ledger: _rows(kind, records(ledger))


def _tables(harm_rule: str) -> dict[str, Callable[[LedgerReader], Iterable[Row]]]:
    """The object's keys in their order, and the rows of each."""
    return {
        "pages": _pages,
        "documents": _documents,
        "comments": _comments,
        "actors": _plainly(shapes.ActorRow, LedgerReader.actors),
        "places": _plainly(shapes.PlaceRow, LedgerReader.places),
        "accounts": _accounts,
        "incidents": partial(_incidents, harm_rule=harm_rule),
        "statements": _statements,
        "derivations": _derivations,
        "evidence": _evidence,
        "hypotheses": _plainly(shapes.HypothesisRow, LedgerReader.hypotheses),
        "responses": _plainly(shapes.ResponseRow, LedgerReader.responses),
        "comparisons": _plainly(shapes.ComparisonRow, LedgerReader.comparisons),
        "findings": _plainly(shapes.FindingRow, lambda ledger: ledger.findings()),
        "reviews": _plainly(shapes.ReviewRow, LedgerReader.reviews),
        "unreadable": _plainly(shapes.UnreadableRow, LedgerReader.unreadable),
        "versions": _versions,
    }
