"""A function of this package comes in; a confined child process that runs it and answers frames with frames goes out."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading

import msgspec

from sayso.ingest.worker import Limits, read_frame, write_frame

STARTUP = 60.0  # seconds that a child may take to import its parsers
_SIGXCPU = -24


class Child:
    """A child process that is started when it is needed, and again after it died.

    ``entry`` is the module whose ``main`` it runs; ``work`` says in its messages what it was doing.
    """

    def __init__(self, entry: str, limits: Limits, *, work: str) -> None:
        self._entry, self.limits, self._work = entry, limits, work
        self._process: subprocess.Popen[bytes] | None = None
        self.fresh = True  # has answered nothing yet

    def alive(self) -> subprocess.Popen[bytes]:
        """The process, running."""
        if self._process is None or self._process.poll() is not None:
            self.end()
            command = [
                sys.executable,
                "-P",  # a page's folder must not lend modules
                "-c",
                f"from {self._entry} import main; main()",
                msgspec.json.encode(self.limits).decode(),
            ]
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
            self.fresh = True
        return self._process

    @property
    def patience(self) -> float:
        """Seconds to wait for the next answer."""
        return self.limits.wall + (STARTUP if self.fresh else 0.0)

    def ask(self, question: bytes) -> tuple[bytes | None, bool]:
        """The next answer to a question, or (where it is empty) to the one before; None where none came, and whether it was
        waited for in vain."""
        process = self.alive()
        timer = threading.Timer(self.patience, process.kill)
        timer.start()
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            if question:
                write_frame(process.stdin, question)
            return read_frame(process.stdout), not timer.is_alive()
        except (OSError, ValueError):
            return None, not timer.is_alive()
        finally:
            timer.cancel()

    def kill(self) -> None:
        """End it at once, whatever it is doing."""
        if self._process is not None:
            self._process.kill()

    def why(self, *, late: bool) -> str:
        """Why it gave no answer; it is ended, the next question gets another."""
        code = self.end()
        if late:
            return f"{self._work} it took longer than {self.limits.wall:g} seconds."
        if code == _SIGXCPU:
            return f"{self._work} it took more than {self.limits.cpu} seconds of processor time."
        return f"Its reader died (exit status {code}); memory and time are limited for each page."

    def end(self) -> int | None:
        """Close it and return its exit status, None where none ran."""
        process, self._process = self._process, None
        if process is None:
            return None
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        try:
            return process.wait(timeout=0.5)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait()
