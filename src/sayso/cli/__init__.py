"""The command line: read pages into a ledger, look at it, weigh it, report and export it."""

from __future__ import annotations

import sys

from sayso.cli.app import app
from sayso.errors import SaysoError

__all__ = ["app", "main"]


def main() -> None:
    """Run a command; what sayso refuses to do ends with one line that says why, and status 2."""
    try:
        app()
    except SaysoError as error:
        sys.stderr.write(f"sayso: {error}\n")
        raise SystemExit(2) from None
    except BrokenPipeError:  # `sayso show ... | head` closes our output early
        sys.stderr.close()
        raise SystemExit(0) from None
