"""An incident and a ledger come in; the tables of `sayso weigh` and `sayso compare` go out."""

from __future__ import annotations

from sayso.assess import (
    Position,
    beside,
    compare,
    count_roots,
    facts,
    matrix,
    positions,
    presence,
    rival_readings,
    roots,
    shifts,
    silence,
)
from sayso.cli.cells import day, place_of, quote
from sayso.cli.rows import View
from sayso.errors import InputError
from sayso.ledger.reader import LedgerReader
from sayso.model import Incident, in_words

_SIGN = {"consistent": "+", "inconsistent": "−", "neutral": "0"}


def find_incident(wanted: str, ledger: LedgerReader) -> Incident:
    """The incident with this id, or the only one whose label has these words."""
    incidents = ledger.incidents()
    if exact := [i for i in incidents if i.id == wanted]:
        return exact[0]
    words = wanted.casefold().split()
    found = [i for i in incidents if all(w in i.label.casefold() for w in words)]
    if len(found) == 1:
        return found[0]
    listed = "; ".join(f"{i.id} ({i.label})" for i in (found or incidents)[:8])
    if found:
        raise InputError(f"{len(found)} incidents have {wanted!r} in their label. Give an id: {listed}")
    raise InputError(f"No incident has the id or words {wanted!r}. `sayso show incidents` lists them: {listed}")


def comparison_view(this: Incident, that: Incident, *, ledger: LedgerReader) -> View:
    """Both incidents feature by feature, and the likenesses that texts claim."""
    found = compare(this.id, that.id, ledger)
    alike = {True: "alike", False: "unlike", None: "cannot tell"}
    rows = [(f.name, f.this, f.that, alike[f.alike], "; ".join(place_of(s) for s in f.spans[:2])) for f in found.features]
    rows += [("said in a text", quote(c.likeness), quote(c.difference), c.kind, place_of(c.span)) for c in found.claimed]
    return View(columns=("", this.label, that.label, "reading", "where"), rows=tuple(rows), empty=found.reason)


def positions_view(incident: Incident, *, ledger: LedgerReader) -> View:
    """Who says what of whom, in order of time."""
    columns = ("when", "speaker", "act", "suspect", "certainty", "words", "where")
    rows = tuple(map(_position, positions(incident.id, ledger)))
    return View(columns=columns, rows=rows, empty="Nobody says who did it in these texts.")


def _position(held: Position) -> tuple[str, ...]:
    sure = f"{held.certainty}{', negated' if held.polarity == '-' else ''}"
    suspect = f"{held.suspect or ''}{' (implied)' if held.implied else ''}"
    return (day(held.when), held.speaker, held.act, suspect, sure, quote(held.span, width=80), place_of(held.span))


def roots_view(incident: Incident, *, ledger: LedgerReader) -> View:
    """The independent roots behind each named suspect."""
    rows = []
    for hypothesis in (h for h in ledger.hypotheses() if h.incident == incident.id):
        found = roots(incident.id, ledger, suspect=hypothesis.actor)
        count = count_roots(found)
        number = str(count.low) if count.low == count.high else f"{count.low}–{count.high}"
        rows.append((hypothesis.label, number, "; ".join(r.name for r in found), count.reason))
    columns = ("suspect", "roots", "which", "why")
    return View(columns=columns, rows=tuple(rows), empty="Nobody is named for it in these texts.")


def matrix_view(incident: Incident, *, ledger: LedgerReader) -> View:
    """Evidence against hypotheses: + consistent, − inconsistent, 0 neutral; and whether it tells them apart."""
    found = matrix(incident.id, ledger)
    rows = [
        (
            quote(row.span, width=70), "missing" if row.missing else row.kind,
            *(_SIGN[r.reading] for r in row.readings),
            "tells them apart" if row.discriminates else "fits all alike", row.reason,
        )
        for row in found.rows
    ]  # fmt: skip
    columns = ("evidence", "kind", *(h.label for h in found.hypotheses), "weight", "why")
    return View(columns=columns, rows=tuple(rows), empty=found.reason)


def facts_view(incident: Incident, *, ledger: LedgerReader) -> View:
    """What is told of the happening itself, and who says so, apart from who did it."""
    rows = tuple(
        (f.name, f.value, "; ".join(f.said_by), "; ".join(f.official), str(f.documents), place_of(f.spans[0]))
        for f in facts(incident.id, ledger)
    )
    columns = ("what", "told", "by", "officials among them", "documents", "where")
    return View(columns=columns, rows=rows, empty="Nothing but the happening itself is told.")


def shifts_view(incident: Incident, *, ledger: LedgerReader) -> View:
    """Whose stand changed."""
    rows = tuple(
        (s.speaker, day(s.before.when), day(s.after.when), s.reason, place_of(s.after.span))
        for s in shifts(positions(incident.id, ledger))
    )
    columns = ("speaker", "first on", "then on", "shift", "where")
    return View(columns=columns, rows=rows, empty="Nobody's stand on it changes in these texts.")


def silence_view(incident: Incident, *, ledger: LedgerReader) -> View:
    """What these texts do not hold."""
    rows = tuple(
        (in_words(s.kind), s.reason, place_of(s.spans[0] if s.spans else None)) for s in silence(incident.id, ledger)
    )
    return View(columns=("silence", "what it is", "where"), rows=rows, empty="No gap is seen.")


def readings_view(incident: Incident, *, ledger: LedgerReader) -> View:
    """Rival readings of the same intelligence."""
    rows = tuple(
        (n.speaker, n.detail, quote(n.span), place_of(n.words)) for n in rival_readings(ledger).get(incident.id, ())
    )
    return View(
        columns=("who reads it", "how", "words", "where"), rows=rows, empty="No two readings of intelligence are told."
    )


def surroundings_view(incident: Incident, *, ledger: LedgerReader) -> View:
    """Other happenings of that place and time."""
    rows = tuple(
        (
            b.label, "said to be the same time" if b.same_night else "" if b.days is None else f"{b.days} days",
            "" if b.km is None else f"{b.km:.0f} km", "; ".join(b.others) or "nobody else", place_of(b.spans[0] if b.spans else None),
        )
        for b in beside(incident.id, ledger)
    )  # fmt: skip
    columns = ("also told", "apart", "away", "named for that only", "where")
    return View(columns=columns, rows=rows, empty="Nothing else is told of that place and time.")


def presence_view(incident: Incident, *, ledger: LedgerReader) -> View:
    """Which of those named was active there."""
    rows = tuple(
        (p.name, str(len(p.incidents)), p.reason, "; ".join(quote(r, width=60) for r in p.remarks))
        for p in presence(incident.id, ledger)
    )
    return View(columns=("named", "others there", "which", "remarks"), rows=rows, empty="Nobody is named for it.")


# The parts of `sayso weigh`, in the order in which they are read; the names are the keys of its JSON.
WEIGHINGS = {
    "facts": facts_view, "positions": positions_view, "shifts": shifts_view, "roots": roots_view, "matrix": matrix_view,
    "silence": silence_view, "readings": readings_view, "presence": presence_view, "surroundings": surroundings_view,
}  # fmt: skip
