"""A ledger reader comes in; what the report tells goes out: incidents, who is named by whom, answers, findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import msgspec

from sayso.assess import Matrix, RootCount, count_roots, matrix, roots
from sayso.ledger.reader import LedgerReader
from sayso.model import (
    Account,
    Act,
    Document,
    DocumentKind,
    Evidence,
    Finding,
    Harm,
    Incident,
    Response,
    Root,
    Span,
    Stage,
    Statement,
    Suspect,
    Verdict,
)

HAPPENED = frozenset({Stage.ACCOMPLISHED, Stage.ATTEMPTED})
OF_NOTE = (
    Act.DENIES,
    Act.CLAIMS_RESPONSIBILITY,
    Act.EXONERATES,
    Act.DECLINES_TO_NAME,
    Act.DOUBTS,
    Act.NOTES_MISSING_EVIDENCE,
)


class Naming(msgspec.Struct, frozen=True, kw_only=True):
    """One document naming one suspect: the statement it rests on (None: the author's own telling) and the words."""

    suspect: Suspect
    name: str
    document: Document
    statement: Statement | None
    quote: Span


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One incident as the report tells it."""

    incident: Incident
    accounts: tuple[Account, ...]
    stage: Stage
    place: str
    namings: tuple[Naming, ...]
    asides: tuple[Naming, ...]  # the same in readers' comments, which never count as reporting
    said: tuple[tuple[Act, tuple[Statement, ...]], ...]
    harm: tuple[tuple[str, int | None, int | None, tuple[Harm, ...]], ...]
    weapons: tuple[Span, ...]
    evidence: tuple[Evidence, ...]
    answers: tuple[Response, ...]
    findings: tuple[Finding, ...]
    roots: tuple[tuple[str, RootCount, tuple[Root, ...]], ...]  # for each suspect
    matrix: Matrix

    @property
    def happened(self) -> bool:
        """At least one account tells it as something that took place or was tried."""
        return self.stage in HAPPENED


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """The whole report, before it is drawn."""

    told: tuple[Told, ...]
    others: tuple[Told, ...]  # threatened, planned, denied, hypothetical or counted in bulk
    findings: tuple[Finding, ...]
    comments: tuple[Document, ...]
    articles: tuple[Document, ...]


def tell(ledger: LedgerReader) -> Story:
    """Everything the report shows, in its order: incidents by date, then by how many accounts they have."""
    about = _statements_by_incident(ledger)
    told = [_told(i, ledger, about=about[i.id]) for i in ledger.incidents()]
    reported = [t for t in told if any(_is_reporting(ledger.document(a.document)) for a in t.accounts)]
    reported.sort(key=lambda t: (t.incident.date.start if t.incident.date else "9999", -len(t.accounts), t.incident.id))
    findings = sorted(ledger.findings(), key=lambda f: (list(Verdict).index(f.verdict) != 1, f.check, f.id))
    return Story(
        told=tuple(t for t in reported if t.happened),
        others=tuple(t for t in reported if not t.happened),
        findings=tuple(findings),
        comments=ledger.comments(),
        articles=tuple(d for d in ledger.documents() if _is_reporting(d)),
    )


def _told(incident: Incident, ledger: LedgerReader, *, about: tuple[Statement, ...]) -> Told:
    accounts = tuple(ledger.account(a) for a in incident.accounts)
    namings = tuple(_namings(accounts, ledger))
    reporting = tuple(s for s in about if _is_reporting(ledger.document(s.document)))
    return Told(
        incident=incident,
        accounts=accounts,
        stage=_stage(accounts),
        place=ledger.place(incident.place).name if incident.place else "",
        namings=tuple(n for n in namings if _is_reporting(n.document)),
        asides=tuple(n for n in namings if not _is_reporting(n.document)),
        said=tuple((act, found) for act in OF_NOTE if (found := tuple(s for s in reporting if s.act is act))),
        harm=tuple(_harm(accounts)),
        weapons=tuple({w.span.exact.lower(): w.span for a in accounts for w in a.weapons}.values()),
        evidence=tuple(e for e in ledger.evidence() if set(e.accounts) & set(incident.accounts)),
        answers=tuple(r for r in ledger.responses() if r.trigger == incident.id),
        findings=tuple(f for f in ledger.findings() if {incident.id, *incident.accounts} & set(f.about)),
        roots=tuple(_roots(incident, ledger)),
        matrix=matrix(incident.id, ledger),
    )


def _roots(incident: Incident, ledger: LedgerReader) -> Iterable[tuple[str, RootCount, tuple[Root, ...]]]:
    """Each named suspect with the roots of what is said of it."""
    for hypothesis in ledger.hypotheses():
        if hypothesis.incident == incident.id:
            found = roots(incident.id, ledger, suspect=hypothesis.actor)
            yield hypothesis.label, count_roots(found), found


def _statements_by_incident(ledger: LedgerReader) -> defaultdict[str, tuple[Statement, ...]]:
    found: defaultdict[str, tuple[Statement, ...]] = defaultdict(tuple)
    for stmt in ledger.statements():
        for incident in dict.fromkeys(stmt.about):
            found[incident] += (stmt,)
    return found


def _namings(accounts: Iterable[Account], ledger: LedgerReader) -> Iterable[Naming]:
    for account in accounts:
        document = ledger.document(account.document)
        for suspect in account.suspects:
            stmt = ledger.statement(suspect.statement) if suspect.statement else None
            yield Naming(
                suspect=suspect,
                name=ledger.actor(suspect.actor).name,
                document=document,
                statement=stmt,
                quote=stmt.content if stmt else suspect.span,
            )


def _stage(accounts: Iterable[Account]) -> Stage:
    """The firmest stage that any account gives."""
    stages = [a.stage for a in accounts]
    return min(stages, key=list(Stage).index, default=Stage.HYPOTHETICAL)


def _harm(accounts: Iterable[Account]) -> Iterable[tuple[str, int | None, int | None, tuple[Harm, ...]]]:
    """Each kind of harm with the lowest and highest figure that anybody gives, and all the figures."""
    kinds: defaultdict[str, list[Harm]] = defaultdict(list)
    for account in accounts:
        for harm in account.harm:
            kinds[harm.kind].append(harm)
    for kind, figures in kinds.items():
        known = [n for h in figures for n in (h.low, h.best, h.high) if n is not None]
        yield kind, min(known, default=None), max(known, default=None), tuple(figures)


def _is_reporting(document: Document) -> bool:
    return document.kind not in {DocumentKind.COMMENT, DocumentKind.POST}
