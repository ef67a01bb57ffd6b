"""A ledger reader comes in; what the report tells goes out: incidents, who is named by whom, answers, findings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import TypeVar

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
    SuspectStatus,
    Verdict,
    bare_words,
)
from sayso.model.account import HAPPENED
from sayso.report.happenings import FIRMNESS
from sayso.report.wording import headline

T = TypeVar("T")
UNKNOWN = "The culprit"
COPIED = 4  # words in a row that are no chance likeness, where the source is the same
THIN = 3  # statements about an incident told once; with fewer it is listed, folded, after the others
OF_NOTE = (
    Act.DENIES,
    Act.CLAIMS_RESPONSIBILITY,
    Act.EXONERATES,
    Act.DECLINES_TO_NAME,
    Act.DOUBTS,
    Act.NOTES_MISSING_EVIDENCE,
)


class Naming(msgspec.Struct, frozen=True, kw_only=True):
    """One document naming one suspect: the statement it rests on (None: the author's own telling) and the words.

    ``copies`` are the same words of the same source in other documents.
    """

    suspect: Suspect
    name: str
    document: Document
    statement: Statement | None
    quote: Span
    copies: tuple[Naming, ...] = ()


class Suspicion(msgspec.Struct, frozen=True, kw_only=True):
    """One suspect of one incident: every naming, firmest first, and the independent roots behind them."""

    name: str
    actor: str
    namings: tuple[Naming, ...]
    statuses: tuple[tuple[SuspectStatus, int], ...]
    count: RootCount | None
    roots: tuple[Root, ...]


class Saying(msgspec.Struct, frozen=True, kw_only=True):
    """A statement, and the same words of the same source in other documents."""

    statement: Statement
    copies: tuple[Statement, ...]


class HarmTold(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of harm: the lowest and highest figure that anybody gives, and who gives which."""

    kind: str
    low: int | None
    high: int | None
    figures: tuple[tuple[int | None, int | None, tuple[tuple[str, Span], ...]], ...]  # low, high, (whose, words)


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One incident as the report tells it; ``weight`` is how many statements of reporting are about it."""

    incident: Incident
    title: str
    accounts: tuple[Account, ...]
    documents: int
    weight: int
    lead: Span  # the fullest words that tell of it
    stage: Stage
    place: str
    namings: tuple[Naming, ...]
    suspicions: tuple[Suspicion, ...]
    asides: tuple[Naming, ...]  # the same in readers' comments, which never count as reporting
    said: tuple[tuple[Act, tuple[Saying, ...]], ...]
    harm: tuple[HarmTold, ...]
    weapons: tuple[Span, ...]
    evidence: tuple[Evidence, ...]
    answers: tuple[Response, ...]
    findings: tuple[Finding, ...]
    matrix: Matrix

    @property
    def happened(self) -> bool:
        """At least one account tells it as something that took place or was tried."""
        return self.stage in HAPPENED

    @property
    def thin(self) -> bool:
        """Told once, in passing."""
        return len(self.accounts) == 1 and self.weight < THIN


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """The whole report, before it is drawn."""

    told: tuple[Told, ...]  # the most spoken of first
    passing: tuple[Told, ...]  # told once, with hardly a statement about it
    others: tuple[Told, ...]  # threatened, planned, denied, hypothetical or counted in bulk
    findings: tuple[Finding, ...]
    comments: tuple[Document, ...]
    articles: tuple[Document, ...]


def tell(ledger: LedgerReader) -> Story:
    """Everything the report shows, in its order: the incidents of which most is said first."""
    told = sorted(map(_Teller(ledger).told, ledger.incidents()), key=_importance)
    reported = [t for t in told if any(_is_reporting(ledger.document(a.document)) for a in t.accounts)]
    findings = sorted(ledger.findings(), key=lambda f: (list(Verdict).index(f.verdict) != 1, f.check, f.id))
    return Story(
        told=tuple(t for t in reported if t.happened and not t.thin),
        passing=tuple(t for t in reported if t.happened and t.thin),
        others=tuple(t for t in reported if not t.happened),
        findings=tuple(findings),
        comments=ledger.comments(),
        articles=tuple(d for d in ledger.documents() if _is_reporting(d)),
    )


def tell_one(incident: str, ledger: LedgerReader) -> Told:
    """One incident as the report would tell it."""
    return _Teller(ledger).told(ledger.incident(incident))


def in_time(told: Iterable[Told]) -> tuple[Told, ...]:
    """The dated ones among them, earliest first."""
    dated = [(t.incident.date.start, t.incident.date.end, t.incident.id, t) for t in told if t.incident.date]
    return tuple(t for *_, t in sorted(dated, key=lambda row: row[:3]))


def _importance(told: Told) -> tuple[int, int, str, str]:
    date = told.incident.date
    return (-told.weight - len(told.accounts), -len(told.suspicions), date.start if date else "9999", told.incident.id)


class _Teller:
    """Holds what several incidents share, so that it is looked up once."""

    def __init__(self, ledger: LedgerReader) -> None:
        self._ledger = ledger
        self._about = _statements_by_incident(ledger)
        self._hypotheses: defaultdict[str, list[str]] = defaultdict(list)
        for hypothesis in ledger.hypotheses():
            if hypothesis.actor:
                self._hypotheses[hypothesis.incident].append(hypothesis.actor)

    def told(self, incident: Incident) -> Told:
        """One incident with all that is said of it."""
        ledger = self._ledger
        accounts = tuple(ledger.account(a) for a in incident.accounts)
        namings = tuple(_namings(accounts, ledger))
        reporting = tuple(s for s in self._about[incident.id] if _is_reporting(ledger.document(s.document)))
        place = ledger.place(incident.place) if incident.place else None
        named = tuple(n for n in namings if _is_reporting(n.document))
        shown = {n.statement.id for n in named if n.statement}
        return Told(
            incident=incident,
            title=headline(incident),
            accounts=accounts,
            documents=len({a.document for a in accounts}),
            weight=len(reporting),
            lead=max((a.span for a in accounts), key=lambda span: len(span.exact)),
            stage=_stage(accounts),
            place=place.name if place else "",
            namings=named,
            suspicions=tuple(_suspicions(named, roots=self._roots(incident))),
            asides=tuple(n for n in namings if not _is_reporting(n.document)),
            said=tuple(
                (act, found)
                for act in OF_NOTE
                if (found := tuple(_sayings(s for s in reporting if s.act is act and s.id not in shown)))
            ),
            harm=tuple(_harm(accounts, ledger)),
            weapons=tuple({w.span.exact.lower(): w.span for a in accounts for w in a.weapons}.values()),
            evidence=tuple(e for e in ledger.evidence() if set(e.accounts) & set(incident.accounts)),
            answers=_answers(r for r in ledger.responses() if r.trigger == incident.id),
            findings=tuple(f for f in ledger.findings() if {incident.id, *incident.accounts} & set(f.about)),
            matrix=matrix(incident.id, ledger),
        )

    def _roots(self, incident: Incident) -> dict[str, tuple[Root, ...]]:
        """The roots of what is said of each suspect."""
        return {a: roots(incident.id, self._ledger, suspect=a) for a in self._hypotheses[incident.id]}


def _suspicions(namings: Iterable[Naming], *, roots: Mapping[str, tuple[Root, ...]]) -> Iterable[Suspicion]:
    """The namings by suspect: the most often and most firmly named first. Whoever is said to be unknown is one."""
    by_actor: defaultdict[str, list[Naming]] = defaultdict(list)
    for n in namings:
        by_actor["" if n.suspect.status is SuspectStatus.UNKNOWN_STATED else n.suspect.actor].append(n)
    found = []
    for actor, mine in by_actor.items():
        ordered = sorted(_without_copies(mine), key=lambda n: FIRMNESS.index(n.suspect.status))
        behind = roots.get(actor, ())
        found.append(
            Suspicion(
                name=ordered[0].name if actor else UNKNOWN, actor=actor, namings=tuple(ordered),
                statuses=tuple(Counter(n.suspect.status for n in ordered).items()),
                count=count_roots(behind) if behind else None, roots=behind,
            )
        )  # fmt: skip
    return sorted(found, key=lambda s: (not s.actor, -len(s.namings), FIRMNESS.index(s.namings[0].suspect.status), s.name))


def _without_copies(namings: Iterable[Naming]) -> Iterable[Naming]:
    """The same words of the same source once, with the other documents that have them."""
    once = {(n.suspect.status, n.statement.id if n.statement else "", n.quote): n for n in namings}
    for first, *rest in _alike(once.values(), who=lambda n: (n.suspect.status, _source(n)), words=lambda n: n.quote):
        yield msgspec.structs.replace(first, copies=tuple(rest))


def _source(naming: Naming) -> str:
    return naming.statement.source.name if naming.statement else ""


def _sayings(statements: Iterable[Statement]) -> Iterable[Saying]:
    for first, *rest in _alike(statements, who=lambda s: s.source.name, words=lambda s: s.content):
        yield Saying(statement=first, copies=tuple(rest))


def _alike(items: Iterable[T], *, who: Callable[[T], Hashable], words: Callable[[T], Span]) -> list[list[T]]:
    """Items of one source whose words are all in another's words, on another page: the fullest first of each group."""
    groups: list[list[T]] = []
    ordered = list(items)
    for item in sorted(ordered, key=lambda i: -len(bare_words(words(i).exact))):
        bare = bare_words(words(item).exact)
        there = (
            g
            for g in groups
            if who(g[0]) == who(item)
            and all(words(i).page != words(item).page for i in g)
            and (
                bare == (head := bare_words(words(g[0]).exact))
                or (len(bare.split()) >= COPIED and f" {bare} " in f" {head} ")
            )
        )
        if group := next(there, None):
            group.append(item)
        else:
            groups.append([item])
    return sorted(groups, key=lambda g: ordered.index(g[0]))


def _answers(found: Iterable[Response]) -> tuple[Response, ...]:
    """Each answer once: as a text states it, rather than as the order in time suggests it."""
    ordered = sorted(found, key=lambda r: (r.basis != "stated", r.lag_stated is None, r.id))
    return tuple({r.response: r for r in reversed(ordered) if r.response != r.trigger}.values())[::-1]


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


def _harm(accounts: Iterable[Account], ledger: LedgerReader) -> Iterable[HarmTold]:
    """Each kind of harm, its figures from the most often given to the rarest."""
    kinds: defaultdict[str, list[Harm]] = defaultdict(list)
    for account in accounts:
        for harm in account.harm:
            kinds[harm.kind].append(harm)
    for kind, found in kinds.items():
        known = [n for h in found for n in (h.low, h.best, h.high) if n is not None]
        figures: defaultdict[tuple[int | None, int | None], dict[str, Span]] = defaultdict(dict)
        for h in found:
            whose = ledger.statement(h.source).source.name if h.source else "the author"
            figures[h.low, h.high].setdefault(whose, h.span)
        ordered = sorted(figures.items(), key=lambda row: -len(row[1]))
        yield HarmTold(
            kind=kind, low=min(known, default=None), high=max(known, default=None),
            figures=tuple((low, high, tuple(said.items())) for (low, high), said in ordered),
        )  # fmt: skip


def _is_reporting(document: Document) -> bool:
    return document.kind not in {DocumentKind.COMMENT, DocumentKind.POST}
