"""Accounts and a place in the text come in; the account told there, just before it or just after it goes out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from sayso.model import Account, Record, Span, Stage, Statement

if TYPE_CHECKING:  # what reads ledgers asks here too, and should not wait for the language pipeline
    from spacy.tokens import Span as Slice

    from sayso.extract.parse import ParsedBlock

# What did not happen cannot be the cause of anything; a count of many is no single happening either.
UNREAL = frozenset({Stage.HYPOTHETICAL, Stage.PLANNED, Stage.THREATENED, Stage.DENIED})
REACH = 1500  # characters back that a "then" or "in response" still looks: about two paragraphs


class Told(Record, frozen=True):
    """One mention of one account."""

    account: Account
    span: Span


def tellings(accounts: Sequence[Account], *, unreal: bool = False) -> tuple[Told, ...]:
    """Every mention of every account, in reading order; what did not happen only where it is asked for."""
    told = [
        Told(account=account, span=span)
        for account in accounts
        if unreal or account.stage not in UNREAL
        for span in dict.fromkeys((*account.mentions, account.span))
    ]
    return tuple(sorted(told, key=lambda t: (t.span.start, t.span.end, t.account.id)))


def before(told: Iterable[Told], position: int, *, floor: int, besides: Sequence[str] = ()) -> Account | None:
    """The account mentioned last between ``floor`` and ``position``."""
    found = [t for t in told if floor <= t.span.start and t.span.end <= position and t.account.id not in besides]
    return max(found, key=lambda t: (t.span.end, -len(t.span.exact))).account if found else None


def after(told: Iterable[Told], position: int, *, ceiling: int, besides: Sequence[str] = ()) -> Account | None:
    """The account mentioned first between ``position`` and ``ceiling``."""
    found = [t for t in told if position <= t.span.start and t.span.end <= ceiling and t.account.id not in besides]
    return min(found, key=lambda t: (t.span.start, len(t.span.exact))).account if found else None


def across(told: Iterable[Told], position: int, *, besides: Sequence[str] = ()) -> Account | None:
    """The account whose tightest mention runs across the position."""
    found = [t for t in told if t.span.start < position < t.span.end and t.account.id not in besides]
    return min(found, key=lambda t: len(t.span.exact)).account if found else None


def page_range(block: ParsedBlock, sentence: Slice) -> tuple[int, int]:
    """The page offsets of a sentence."""
    return block.span.start + sentence.start_char, block.span.start + sentence.end_char


def said_in(statements: Iterable[Statement], start: int, end: int) -> Iterator[Statement]:
    """Statements whose saying word or content begins in the range, in reading order."""
    inside = [s for s in statements if start <= (s.cue or s.content).start < end]
    yield from sorted(inside, key=lambda s: ((s.cue or s.content).start, s.content.start))


def _reach(statement: Statement) -> tuple[int, int]:
    spans = [s for s in (statement.content, statement.cue, statement.source.span) if s]
    return min(s.start for s in spans), max(s.end for s in spans)
