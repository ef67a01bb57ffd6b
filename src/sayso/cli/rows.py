"""A ledger reader comes in; the rows of each `sayso show` view go out, as plain text cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec

from sayso.cli.assessed import WEIGHED
from sayso.cli.cells import day, place_of, quote
from sayso.ledger.reader import LedgerReader
from sayso.model import Account, DateRange


class View(msgspec.Struct, frozen=True, kw_only=True):
    """A table: its columns and rows, and the sentence to show where it is empty."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str


def _incidents(ledger: LedgerReader) -> Iterable[tuple[str, ...]]:
    for incident in ledger.incidents():
        accounts = [ledger.account(a) for a in incident.accounts]
        names = dict.fromkeys(f"{ledger.actor(s.actor).name} ({s.status})" for a in accounts for s in a.suspects)
        place = ledger.place(incident.place).name if incident.place else ""
        stage = "/".join(dict.fromkeys(str(a.stage) for a in accounts))
        yield (
            incident.id, _when(incident.date, accounts), place, str(incident.type), stage, incident.label,
            str(len(incident.accounts)), "; ".join(names) or "nobody named",
        )  # fmt: skip


def _when(date: DateRange | None, accounts: Sequence[Account]) -> str:
    """The date; where none is known, the first day by which it was told of."""
    told = min((a.reported.end[:10] for a in accounts if a.reported), default="")
    return day(date) or (f"by {told}" if told else "")


def _statements(ledger: LedgerReader) -> Iterable[tuple[str, ...]]:
    for stmt in ledger.statements():
        yield (
            stmt.id, stmt.source.name, str(stmt.act), quote(stmt.content), str(stmt.certainty), str(stmt.polarity),
            str(stmt.stance), str(stmt.mode), place_of(stmt.content),
        )  # fmt: skip


def _suspects(ledger: LedgerReader) -> Iterable[tuple[str, ...]]:
    for incident in ledger.incidents():
        for account in map(ledger.account, incident.accounts):
            for suspect in account.suspects:
                stmt = ledger.statement(suspect.statement) if suspect.statement else None
                yield (
                    incident.label, ledger.actor(suspect.actor).name, str(suspect.status),
                    stmt.source.name if stmt else "the author", "implied" if suspect.implied else "made",
                    quote(stmt.content if stmt else suspect.span), place_of(suspect.span),
                )  # fmt: skip


def _sources(ledger: LedgerReader) -> Iterable[tuple[str, ...]]:
    said: dict[str, list[str]] = {}
    for stmt in ledger.statements():
        said.setdefault(stmt.source.actor or stmt.source.name, []).append(str(stmt.act))
    names = {s.source.actor or s.source.name: s.source for s in ledger.statements()}
    for key, acts in sorted(said.items(), key=lambda item: (-len(item[1]), item[0])):
        source = names[key]
        name = ledger.actor(key).name if source.actor else source.name
        counted = ", ".join(f"{acts.count(a)} {a}" for a in dict.fromkeys(acts))
        yield (name, str(source.kind), "named" if source.named else "unnamed", str(len(acts)), counted)


def _comments(ledger: LedgerReader) -> Iterable[tuple[str, ...]]:
    for doc in ledger.comments():
        note = doc.comment
        if note is None:
            continue
        yield (
            doc.id, note.author or "", day(note.posted), note.reply_to or "", str(note.depth),
            "truncated" if note.truncated else "", ", ".join(note.flags), quote(doc.span),
        )  # fmt: skip


def _evidence(ledger: LedgerReader) -> Iterable[tuple[str, ...]]:
    for item in ledger.evidence():
        bears = "; ".join(f"{ledger.actor(actor).name}: {reading}" for actor, reading in item.bears_on)
        state = "missing" if item.missing else "fits everyone" if item.fits_all else "offered"
        by = ledger.statement(item.statement).source.name if item.statement else ""
        yield item.id, state, item.kind, by or "the author", quote(item.span), bears, place_of(item.span)


def _timeline(ledger: LedgerReader) -> Iterable[tuple[str, ...]]:
    dated = [i for i in ledger.incidents() if i.date]
    undated = [i for i in ledger.incidents() if not i.date]
    for incident in [*sorted(dated, key=lambda i: (i.date.start if i.date else "", i.id)), *undated]:
        answers = [r for r in ledger.responses() if r.trigger == incident.id]
        lag = "; ".join(_lag(r.lag_stated, r.lag_days) for r in answers)
        when = _when(incident.date, [ledger.account(a) for a in incident.accounts])
        yield (
            when or "no date", incident.date.precision if incident.date else "",
            incident.label, str(len(answers)), lag,
        )  # fmt: skip


def _lag(stated: str | None, days: float | None) -> str:
    computed = f"computed {days:g} days" if days is not None else "cannot compute"
    return f"said “{stated}”, {computed}" if stated else computed


def _findings(ledger: LedgerReader) -> Iterable[tuple[str, ...]]:
    for finding in ledger.findings():
        spans = "; ".join(place_of(s) for s in finding.spans[:2])
        yield (finding.check, str(finding.verdict), finding.stated, finding.computed, finding.reason, spans)


_VIEWS: dict[str, tuple[tuple[str, ...], Callable[[LedgerReader], Iterable[tuple[str, ...]]], str]] = {
    "incidents": (
        ("id", "date", "place", "type", "stage", "what", "accounts", "named for it"),
        _incidents, "No incidents in this ledger.",
    ),
    "statements": (
        ("id", "source", "act", "said", "certainty", "polarity", "author's stance", "mode", "where"),
        _statements, "No statements in this ledger.",
    ),
    "suspects": (
        ("incident", "suspect", "status", "on whose say-so", "accusation", "words", "where"),
        _suspects, "Nobody is named for any incident in these texts.",
    ),
    "sources": (("source", "kind", "named", "statements", "acts"), _sources, "No sources in this ledger."),
    "comments": (
        ("id", "author", "posted", "reply to", "depth", "cut", "flags", "words"),
        _comments, "No reader comments in this ledger.",
    ),
    "evidence": (("id", "state", "kind", "by", "words", "bears on", "where"), _evidence, "No evidence was offered in these texts."),
    "timeline": (("date", "precision", "incident", "answers", "lag"), _timeline, "No incidents in this ledger."),
    "findings": (
        ("check", "verdict", "stated", "computed", "reason", "where"),
        _findings, "No findings yet: run `sayso check`.",
    ),
    **WEIGHED,
}  # fmt: skip

KINDS = tuple(_VIEWS)


def view(kind: str, ledger: LedgerReader) -> View:
    """The table of one kind; ``kind`` is one of ``KINDS``."""
    columns, rows, empty = _VIEWS[kind]
    return View(columns=columns, rows=tuple(rows(ledger)), empty=empty)
