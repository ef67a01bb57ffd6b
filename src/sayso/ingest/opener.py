"""Archives, packed files, feeds and exports come in; their captures go out, made in a child process under limits and without a network.

A file that kills its opener costs only itself; what came out of it before is kept.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from sayso.ingest.capture import Capture, Unreadable
from sayso.ingest.child import Child
from sayso.ingest.worker import Limits, allow_time, confine, orders, read_frame, write_frame
from sayso.model import Record


class Parcel(Record, frozen=True):
    """A file to open: where it is, or its bytes."""

    uri: str
    path: str | None = None
    raw: bytes | None = None


class Taken(Record, frozen=True):
    """One thing taken out of a file; with neither, there is nothing more in it."""

    capture: Capture | None = None
    unreadable: Unreadable | None = None


_ANSWERS = msgspec.msgpack.Decoder(Taken)  # made here, before there are threads


class Opener:
    """Opens files one after another in one child process, which starts with the first of them."""

    def __init__(self, limits: Limits) -> None:
        self._child = Child("sayso.ingest.opener", limits, work="Opening")

    def open_path(self, path: str, *, uri: str) -> Iterator[Capture | Unreadable]:
        """The captures of a file on disk."""
        return self._open(Parcel(uri=uri, path=path))

    def open_raw(self, raw: bytes, *, uri: str) -> Iterator[Capture | Unreadable]:
        """The captures in some bytes."""
        return self._open(Parcel(uri=uri, raw=raw))

    def close(self) -> None:
        """End the child, whatever it is doing."""
        self._child.kill()
        self._child.end()

    def _open(self, parcel: Parcel) -> Iterator[Capture | Unreadable]:
        asked, whole = msgspec.msgpack.encode(parcel), False
        try:
            while True:
                taken, late = self._next(asked)
                if taken is None:
                    yield Unreadable(uri=parcel.uri, reason=self._child.why(late=late))
                    whole = True
                    return
                found = taken.capture or taken.unreadable
                if found is None:
                    whole = True
                    return
                asked = b""
                yield found
        finally:
            if not whole:  # whoever asked wants no more of it: the rest must not be taken for the next file's
                self.close()

    def _next(self, asked: bytes) -> tuple[Taken | None, bool]:
        """The child's next answer, None where it gave none, and whether it was waited for in vain."""
        frame, late = self._child.ask(asked)
        try:
            taken = _ANSWERS.decode(frame) if frame is not None else None
        except (msgspec.DecodeError, ValueError):
            taken = None
        if taken is not None:
            self._child.fresh = False
        return taken, late


def main() -> None:
    """Answer each frame with the captures of its file, one frame each, and an empty one behind the last."""
    limits, source, sink = orders()
    from sayso.ingest.opening import open_bytes, open_file  # before the limits: imports may need files and memory

    confine(limits, maps=True)
    while (frame := read_frame(source)) is not None:
        allow_time(limits.cpu)
        parcel = msgspec.msgpack.decode(frame, type=Parcel)
        uri, raw = parcel.uri, parcel.raw
        for found in open_file(parcel.path or "", uri=uri) if raw is None else open_bytes(raw, uri=uri):
            taken = Taken(capture=found) if isinstance(found, Capture) else Taken(unreadable=found)
            write_frame(sink, msgspec.msgpack.encode(taken))
            allow_time(limits.cpu)
        write_frame(sink, msgspec.msgpack.encode(Taken()))
