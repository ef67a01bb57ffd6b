"""A ledger reader comes in; the rows of the `sayso show` views that weigh it as a whole go out: answers, standards, series,
threats, evasions, shifts, copies, versions and remarks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise

from sayso.assess import (
    Answer,
    Threat,
    chains,
    evasions,
    fits,
    notes,
    parities,
    positions,
    responses,
    revisions,
    series,
    shifts,
    threats,
    unanswered,
)
from sayso.assess.voices import actor_or_none
from sayso.cli.cells import day, place_of, quote
from sayso.errors import NotInLedger
from sayso.ledger.reader import LedgerReader
from sayso.model import Span
from sayso.model.account import HAPPENED

Rows = Iterable[tuple[str, ...]]


def _label(id_: str | None, ledger: LedgerReader) -> str:
    """The name of an incident, the words of a statement, or the id where the ledger has neither."""
    if id_ is None:
        return "not told"
    try:
        return ledger.incident(id_).label
    except NotInLedger:
        pass
    try:
        return f"“{quote(ledger.statement(id_).content, width=80)}”"
    except NotInLedger:
        pass
    told = next((r.span for r in ledger.responses() if r.id == id_ and r.span), None)
    return f"“{quote(told, width=80)}”" if told else id_


def _named(ids: Iterable[str], ledger: LedgerReader) -> str:
    return "; ".join(dict.fromkeys(_label(i, ledger) for i in ids))


def _where(*spans: Span | None) -> str:
    return "; ".join(place_of(s) for s in spans if s)


def _answers(ledger: LedgerReader) -> Rows:
    for answer in responses(ledger):
        yield _answer(answer, ledger)
    for left in unanswered(ledger):
        if not any(str(ledger.account(a).stage) != "accomplished" for a in ledger.incident(left.incident).accounts):
            yield _label(left.incident, ledger), "none told", "", "", "", "", "", left.reason, ""
    for response in ledger.responses():
        if response.stage not in HAPPENED:
            yield (
                _label(response.trigger, ledger), _label(response.response, ledger), response.kind,
                _answerer([response.by] if response.by else [], [response.who] if response.who else [], ledger),
                f"{response.stage}, not told as done", response.lag_stated or "", "", "", _where(response.span),
            )  # fmt: skip


def _answer(answer: Answer, ledger: LedgerReader) -> tuple[str, ...]:
    return (
        _label(answer.trigger, ledger), _label(answer.response, ledger), ", ".join(answer.kinds),
        _answerer(answer.by, answer.who, ledger), "said to answer it" if answer.causal else "order only",
        "; ".join(answer.lag_stated), "" if answer.lag_days is None else f"{answer.lag_days:g} days", answer.reason,
        _where(*answer.spans[:2]),
    )  # fmt: skip


def _answerer(by: Iterable[str], who: Iterable[Span], ledger: LedgerReader) -> str:
    """Who answered: the actors, or where none is known the words for them."""
    names = [actor.name for i in by if (actor := actor_or_none(i, ledger))]
    return ", ".join(dict.fromkeys(names or [quote(w, width=40) for w in who]))


def _chains(ledger: LedgerReader) -> Rows:
    answers = responses(ledger)
    words = {(a.trigger, a.response): a.spans for a in answers}
    for way in chains(answers):
        spans = [s for step in pairwise(way) for s in words.get(step, ())[:1]]
        yield " → ".join(_label(i, ledger) for i in way), str(len(way) - 1), _where(*spans)


def _comparisons(ledger: LedgerReader) -> Rows:
    for claim in ledger.comparisons():
        try:
            by = ledger.actor(claim.by).name if claim.by else "the author"
        except NotInLedger:
            by = "the author"
        said = quote(claim.likeness or claim.difference or claim.span)
        yield claim.kind, _label(claim.this, ledger), _label(claim.that, ledger), by, said, _where(claim.span)


def _standards(ledger: LedgerReader) -> Rows:
    for pair in parities(ledger):
        kinds = ", ".join(dict.fromkeys(c.kind for c in pair.claims))
        yield (
            _label(pair.this, ledger), _label(pair.that, ledger), kinds, pair.reason, pair.table.reason,
            _where(*(c.span for c in pair.claims[:2])),
        )  # fmt: skip


def _justifications(ledger: LedgerReader) -> Rows:
    for fit in fits(ledger):
        for point, told in fit.points:
            yield _label(fit.trigger, ledger), _label(fit.response, ledger), point, told, _where(*fit.spans[:1])


def _series(ledger: LedgerReader) -> Rows:
    for found in series(ledger):
        for charge in found.charges:
            offered = "something offered" if charge.supported else "nothing offered"
            yield (
                found.accuser,
                found.accused,
                day(charge.when),
                charge.label,
                offered,
                quote(charge.span),
                _where(charge.span),
            )


def _threats(ledger: LedgerReader) -> Rows:
    for threat in threats(ledger):
        yield _threat(threat, ledger)


def _threat(threat: Threat, ledger: LedgerReader) -> tuple[str, ...]:
    return (
        day(threat.when), threat.speaker, quote(threat.span), quote(threat.condition, width=60), _named(threat.met[:3], ledger),
        _named(threat.answers[:3], ledger), threat.reason, _where(threat.span),
    )  # fmt: skip


def _evasions(ledger: LedgerReader) -> Rows:
    for found in evasions(ledger):
        yield (
            day(found.when), found.speaker, quote(found.question) or "no question told", quote(found.span),
            _named(found.incidents, ledger), _where(found.span),
        )  # fmt: skip


def _shifts(ledger: LedgerReader) -> Rows:
    for incident in ledger.incidents():
        for shift in shifts(positions(incident.id, ledger)):
            yield (
                incident.label, shift.speaker, day(shift.before.when), day(shift.after.when), shift.reason,
                quote(shift.before.span, width=60), quote(shift.after.span, width=60), _where(shift.before.span, shift.after.span),
            )  # fmt: skip


def _copies(ledger: LedgerReader) -> Rows:
    names = {d.id: _title(d.title, d.outlet, d.authors, d.id) for d in ledger.documents()}
    for step in ledger.derivations():
        if step.this in names or step.that in names:
            share = "" if step.overlap is None else f"{step.overlap:.0%} of its wording"
            yield (
                names.get(step.this, _actor(step.this, ledger)), str(step.kind), names.get(step.that, _actor(step.that, ledger)),
                step.basis, share, quote(step.span, width=80), _where(step.span),
            )  # fmt: skip


def _versions(ledger: LedgerReader) -> Rows:
    for found in revisions(ledger):
        changes = found.changes
        was, now = next(iter(changes.edited), (next(iter(changes.gone), None), next(iter(changes.added), None)))
        yield (
            found.uri, found.fetched_before or "no date", found.fetched_after or "no date", str(changes),
            quote(was, width=60), quote(now, width=60), _where(was, now),
        )  # fmt: skip


def _title(title: str | None, outlet: str | None, authors: tuple[str, ...], id_: str) -> str:
    return ": ".join(p for p in (outlet, title) if p) or ", ".join(authors) or id_


def _actor(id_: str, ledger: LedgerReader) -> str:
    try:
        return ledger.actor(id_).name
    except NotInLedger:
        return id_.removeprefix("outlet:")


def _notes(ledger: LedgerReader) -> Rows:
    for note in notes(ledger):
        yield (
            note.kind, note.speaker, note.detail, quote(note.words, width=60), quote(note.span), str(note.certainty),
            _named(note.incidents, ledger), _where(note.words),
        )  # fmt: skip


WEIGHED: dict[str, tuple[tuple[str, ...], Callable[[LedgerReader], Rows], str]] = {
    "answers": (
        ("incident", "answer", "how", "by", "ground", "said after", "computed", "why", "where"),
        _answers, "No incident in this ledger.",
    ),
    "chains": (("escalation", "steps", "where"), _chains, "No text gives one happening as the answer to another."),
    "comparisons": (("kind", "this", "with", "by", "words", "where"), _comparisons, "No text sets two happenings side by side."),
    "standards": (
        ("this", "that", "likened as", "what was done after each", "features", "where"),
        _standards, "No text likens two incidents of this ledger.",
    ),
    "justifications": (
        ("said to be answered", "answer", "point", "told", "where"),
        _justifications, "No text gives one incident as the answer to another.",
    ),
    "series": (
        ("accuser", "accused", "date", "incident", "evidence", "words", "where"),
        _series, "Nobody names the same party for two incidents.",
    ),
    "threats": (
        ("said", "speaker", "words", "condition", "told after it", "answers told", "reading", "where"),
        _threats, "No threat or warning with a speaker in these texts.",
    ),
    "evasions": (
        ("date", "speaker", "question", "words", "incident", "where"),
        _evasions, "Nobody declines to name a culprit in these texts.",
    ),
    "shifts": (
        ("incident", "speaker", "first on", "then on", "shift", "first", "then", "where"),
        _shifts, "Nobody's stand changes in these texts.",
    ),
    "copies": (("text", "is", "of", "known by", "share", "words", "where"), _copies, "No text shows that it took from another."),
    "versions": (
        ("address", "read", "read again", "changes", "was", "is", "where"),
        _versions, "No address in this ledger was read twice with different words.",
    ),
    "notes": (
        ("kind", "by", "reading", "words", "said", "certainty", "incident", "where"),
        _notes, "No remark on intelligence, motives, interests or investigations in these texts.",
    ),
}  # fmt: skip
