"""An incident or words in; what the ledger knows of its day where no full date is printed goes out."""

from __future__ import annotations

import re

from sayso.errors import NotInLedger
from sayso.ledger.reader import LedgerReader
from sayso.model.account import HAPPENED
from sayso.model.reckon import DAY_SLACK, day_range

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)})", re.I)


def month_and_days(words: str) -> tuple[int, frozenset[int]]:
    """The month (0 where none is named) and the days of the month that the words print."""
    found = _MONTH.search(words)
    month = MONTHS.index(found[0].lower()) + 1 if found else 0
    return month, frozenset(int(d) for d in re.findall(r"\b\d{1,2}\b", words))


def not_after(id_: str, ledger: LedgerReader, *, document: str | None = None) -> tuple[int, int] | None:
    """What is told as done had happened by the day on which the first text (or this one) told of it; when it began to be
    possible is not known."""
    try:
        accounts = [ledger.account(a) for a in ledger.incident_of(id_).accounts]
    except NotInLedger:
        return None
    told = [ledger.document(a.document) for a in accounts if a.stage in HAPPENED and document in {None, a.document}]
    days = [day_range(d.published or (d.comment.posted if d.comment else None)) for d in told]
    latest = min((d[1] for d in days if d), default=None)
    return (1, latest + DAY_SLACK) if latest else None
