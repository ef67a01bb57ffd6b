"""An incident and a ledger come in; the tables of `sayso weigh` and `sayso compare` go out."""

from __future__ import annotations

from sayso.assess import Position, compare, count_roots, matrix, positions, roots
from sayso.cli.rows import View, day, place_of, quote
from sayso.errors import InputError
from sayso.ledger.reader import LedgerReader
from sayso.model import Incident

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
