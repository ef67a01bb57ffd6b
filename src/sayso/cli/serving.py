"""A ledger file comes in; its pages are served to this machine, or its chain of changes is verified."""

from __future__ import annotations

import sys
from pathlib import Path

from sayso.cli.output import say
from sayso.errors import InputError
from sayso.ledger import Head, open_ledger

_DIGITS = 64  # of a SHA-256 in hex


def serve_ledger(ledger: Path, *, port: int) -> None:
    """Serve until stopped with Ctrl+C."""
    from sayso.web import serve

    with open_ledger(ledger) as book:
        serve(book, port=port, ready=lambda address: _ready(ledger, address))


def _ready(ledger: Path, address: str) -> None:
    say(f"Reading {ledger} at {address} (Ctrl+C stops)")
    sys.stdout.flush()  # whoever started us through a pipe waits for this line


def verify_ledger(ledger: Path, *, receipt: str) -> None:
    """Say that everything is as it was written, and print the receipt to keep; else refuse with what was changed."""
    with open_ledger(ledger) as book:
        head = book.verify(_receipt(receipt) if receipt else None)
    since = " Nothing was taken back since that receipt." if receipt else ""
    say(f"{ledger}: every row is as its audit entry says, and every page's bytes match their SHA-256.{since}")
    say(f"Receipt, to keep elsewhere: {head.seq}:{head.hash}")


def _receipt(given: str) -> Head:
    seq, _, digest = given.strip().partition(":")
    if not seq.isdigit() or len(digest) != _DIGITS:
        raise InputError(f"{given!r} is no receipt. One looks like 42:9f86d0… (the number, a colon, 64 digits).")
    return Head(int(seq), digest.lower())
