"""One happening in; the values that several event tables ask of it out, and cells that no spreadsheet runs as a formula."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from sayso.codelists import table
from sayso.model import Precision, SuspectStatus
from sayso.report.happenings import Happening

Cell = str | int | float | None
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
NOTE_WIDTH = 400  # characters of the quoted account that a notes column holds
BY_ITS_OWN_WORD = (SuspectStatus.FACT, SuspectStatus.CLAIMED)  # no one's mere accusation
DAYS = frozenset({Precision.MINUTE, Precision.DAY})
MONTHS = DAYS | {Precision.DAYS, Precision.WEEK, Precision.MONTH}


def escape(row: Mapping[str, Cell]) -> tuple[dict[str, Cell], list[str]]:
    """The row with an apostrophe before each text that would run as a formula, and the names of those columns."""
    escaped = [name for name, cell in row.items() if isinstance(cell, str) and cell.startswith(FORMULA)]
    return {name: f"'{cell}" if name in escaped else cell for name, cell in row.items()}, escaped


def start(h: Happening) -> str | None:
    """The first day it may have happened."""
    return h.incident.date.start[:10] if h.incident.date else None


def end(h: Happening) -> str | None:
    """The last day it may have happened."""
    return h.incident.date.end[:10] if h.incident.date else None


def time_code(codes: Mapping[Precision, int]) -> Callable[[Happening], Cell]:
    """How precise its date is, in a table's own codes."""
    return lambda h: codes.get(h.incident.date.precision) if h.incident.date else None


def date_part(index: int, known: frozenset[Precision]) -> Callable[[Happening], Cell]:
    """Year, month or day of a date that is precise enough to have one; GTD writes 0 for what is not known."""
    return lambda h: (
        int(h.incident.date.start[:10].split("-")[index]) if h.incident.date and h.incident.date.precision in known else 0
    )


def country(h: Happening) -> str | None:
    """Where it happened, by name."""
    code = h.place.country if h.place else None
    return table("countries").get(code, {}).get("name", code) if code else None


def place_name(h: Happening) -> str | None:
    """The place as the gazetteer names it."""
    return h.place.name if h.place else None


def words_of_place(h: Happening) -> str | None:
    """The place in the words of the text."""
    return next((account.place_span.exact for account in h.accounts if account.place_span), None)


def lat(h: Happening) -> float | None:
    """Degrees north."""
    return h.place.lat if h.place else None


def lon(h: Happening) -> float | None:
    """Degrees east."""
    return h.place.lon if h.place else None


def harm_figure(kind: str, which: str) -> Callable[[Happening], Cell]:
    """The ``low``, ``best`` or ``high`` figure of a kind of harm."""
    return lambda h: getattr(h.harm[kind], which) if kind in h.harm else None


def note(h: Happening) -> str:
    """The fullest words that tell of it."""
    return " ".join(max((a.span.exact for a in h.accounts), key=len).split())[:NOTE_WIDTH]


def outlets(h: Happening) -> str:
    """Who published it; the address where no outlet is known."""
    names = (doc.outlet or address for doc, address in zip(h.documents, h.addresses, strict=True))
    return "; ".join(dict.fromkeys(names))


def doer(h: Happening) -> str | None:
    """Who did it as a fact, or by own admission; never who is merely accused."""
    return next((named.actor.name for named in h.named(*BY_ITS_OWN_WORD)), None)


def civilians(h: Happening) -> bool:
    """Somebody hurt was a civilian."""
    return any(victim.kind == "civilian" for account in h.accounts for victim in account.victims)


def hit_civilians(h: Happening) -> str | None:
    """ACLED's and UCDP's name for civilians as the side that was hit."""
    where = country(h)
    return (f"Civilians ({where})" if where else "Civilians") if civilians(h) else None


def named_with_status(h: Happening, names: Iterable[SuspectStatus]) -> str:
    """The suspects with these statuses, each with the status."""
    return "; ".join(f"{named.actor.name}: {named.status}" for named in h.suspects if named.status in names)
