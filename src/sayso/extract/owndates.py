"""Accounts of one incident come in; the dates that they give of their own go out, each with its account."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from sayso.model import Account, DateRange


def own_dates(accounts: Iterable[Account]) -> Iterator[tuple[Account, DateRange]]:
    """Every date of the accounts, but for days carried on from the happening told before, which are guesses.

    Where one document tells the incident more than once ("the attack", long after the sentence that dates it), only the
    dates that stand in an account's own words count: the others belong to whatever stands beside them.
    """
    by_document: dict[str, list[Account]] = defaultdict(list)
    for account in accounts:
        if account.date is None or not account.date.carried:
            by_document[account.document].append(account)
    for told in by_document.values():
        own = [a for a in told if len(told) == 1 or _in_own_words(a)]
        yield from ((a, a.date) for a in own or told if a.date is not None)


def _in_own_words(account: Account) -> bool:
    spans = account.date.spans if account.date else ()
    return any(m.holds(s) for m in (*account.mentions, account.span) for s in spans)
