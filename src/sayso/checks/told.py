"""An incident comes in; the dates that texts give it go out, each with the account that gives it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sayso.extract.accounts.dating import CARRIED
from sayso.ledger.reader import LedgerReader
from sayso.model import Account, DateRange, Incident


def dates_of(incident: Incident, ledger: LedgerReader) -> Iterator[tuple[Account, DateRange]]:
    """Every date of the incident's accounts.

    Where one document tells it more than once ("the attack", long after the sentence that dates it), only the dates that
    stand in an account's own words count: the others belong to whatever stands beside them.
    """
    by_document: dict[str, list[Account]] = defaultdict(list)
    for account in map(ledger.account, incident.accounts):
        if account.date is None or account.date.reason != CARRIED:  # a day carried on from the happening before is a guess
            by_document[account.document].append(account)
    for accounts in by_document.values():
        own = [a for a in accounts if len(accounts) == 1 or _in_own_words(a)]
        yield from ((a, a.date) for a in own or accounts if a.date is not None)


def _in_own_words(account: Account) -> bool:
    spans = account.date.spans if account.date else ()
    return any(m.holds(s) for m in (*account.mentions, account.span) for s in spans)
