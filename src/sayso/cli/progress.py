"""Progress for people: a bar with counts and time left on a terminal, silence when piped."""

from __future__ import annotations

from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.progress import Progress as Bar


class TerminalProgress:
    """Shows pages done, words read and time left on standard error; shows nothing where that is no terminal."""

    def __init__(self, *, quiet: bool = False) -> None:
        console = Console(stderr=True)
        self._bar = Bar(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("pages"),
            TextColumn("{task.fields[words]:,} words"), TimeElapsedColumn(), TimeRemainingColumn(),
            console=console, disable=quiet or not console.is_terminal, transient=True,
        )  # fmt: skip
        self._task = self._bar.add_task("reading", total=None, words=0)
        self._words = 0

    def __enter__(self) -> TerminalProgress:
        self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        self._bar.stop()

    def started(self, total: int | None) -> None:
        """How many inputs there are, where that is known."""
        self._bar.update(self._task, total=total)

    def page_done(self, uri: str, *, words: int) -> None:
        """One page is in the ledger."""
        self._words += words
        self._bar.update(self._task, advance=1, words=self._words)

    def page_refused(self, uri: str, reason: str) -> None:
        """One input gave no page."""
        self._bar.update(self._task, advance=1)

    def station(self, name: str) -> None:
        """The work after reading."""
        self._bar.update(self._task, description=name)
