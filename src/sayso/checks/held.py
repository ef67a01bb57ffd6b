"""A ledger and a way to index its records come in; the index goes out, made once and again when the records are others."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast
from weakref import WeakKeyDictionary

from sayso.ledger.reader import LedgerReader

T = TypeVar("T")
_HELD: WeakKeyDictionary[LedgerReader, dict[str, tuple[tuple[object, ...], object]]] = WeakKeyDictionary()


def held(name: str, ledger: LedgerReader, *records: object, make: Callable[[], T]) -> T:
    """What ``make`` gives for these records of the ledger. A check asks for it at every measure."""
    known = _HELD.setdefault(ledger, {})
    if name not in known or any(a is not b for a, b in zip(known[name][0], records, strict=True)):
        known[name] = records, make()
    return cast(T, known[name][1])
