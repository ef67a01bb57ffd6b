"""A child process: captures come in on standard input, pages go out on standard output, as length-framed msgpack.

It runs under limits on memory, processor time and files, and without a network; whatever a page does to a parser, it does here.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import struct
import sys
from typing import IO, Any

import msgspec

from sayso.errors import SaysoError
from sayso.ingest.capture import Capture, Unreadable
from sayso.model import Page, Record

FRAME = struct.Struct(">I")
LARGEST = 512 * 1024 * 1024  # bytes of one frame
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_FORBIDDEN = (
    "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto", "subprocess.Popen", "os.system", "os.exec",
    "os.fork", "os.posix_spawn",
)  # fmt: skip


class Limits(Record, frozen=True):
    """What one page may use: bytes of memory in its process, seconds of processor time, seconds of waiting."""

    memory: int = 3 * 1024**3
    cpu: int = 60
    wall: float = 120.0


class Task(Record, frozen=True, tag="task"):
    """One capture to read."""

    capture: Capture
    fast: bool = False


class Done(Record, frozen=True):
    """What became of a capture: a page, or the reason why there is none."""

    page: Page | None = None
    unreadable: Unreadable | None = None


def main() -> None:
    """Answer one frame with one frame until the input ends."""
    limits, source, sink = orders()
    from sayso.ingest.page import read_page  # before the limits: imports may need files and memory

    confine(limits)
    while (frame := read_frame(source)) is not None:
        allow_time(limits.cpu)
        task = msgspec.msgpack.decode(frame, type=Task)
        write_frame(sink, msgspec.msgpack.encode(_answer(task, read_page)))


def orders() -> tuple[Limits, IO[bytes], IO[bytes]]:
    """What a child may use, and the streams of frames to it and from it; whatever a library prints goes elsewhere."""
    limits = msgspec.json.decode(sys.argv[1].encode(), type=Limits)
    sink = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return limits, sys.stdin.buffer, sink


def _answer(task: Task, read_page: Any) -> Done:
    capture = task.capture
    try:
        page = read_page(
            capture.raw, uri=capture.uri, media_type=capture.media_type, fetched=capture.fetched, fast=task.fast
        )
    except SaysoError as error:
        return Done(unreadable=Unreadable(uri=capture.uri, reason=str(error)))
    except MemoryError:
        return Done(unreadable=Unreadable(uri=capture.uri, reason="Reading it needs more memory than a page is allowed."))
    return Done(page=page)


def confine(limits: Limits, *, maps: bool = False) -> None:
    """Take away what parsing never needs: more memory than allowed, core files, new files of size, the network, children.

    ``maps``: it looks into files that may be larger than its memory; what it makes itself is limited all the same.
    """
    memory = resource.RLIMIT_DATA if maps else resource.RLIMIT_AS
    resource.setrlimit(memory, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    cut_network()


def cut_network() -> bool:
    """Leave the network: by a namespace of its own where the kernel permits, and by refusing socket calls in any case.

    True where the kernel did it.
    """
    sys.addaudithook(_refuse)
    with contextlib.suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None, use_errno=True)
        return bool(libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0)
    return False


def _refuse(event: str, args: tuple[Any, ...]) -> None:
    if event.startswith(_FORBIDDEN):
        raise PermissionError(f"{event} is not allowed while reading a page")


def allow_time(seconds: int) -> None:
    """Processor time counts from here: the soft limit moves on, page by page."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (spent + seconds + 1, hard))


def read_frame(source: IO[bytes]) -> bytes | None:
    """The next frame, or None at the end or where the stream is no stream of frames."""
    head = source.read(FRAME.size)
    if len(head) < FRAME.size:
        return None
    (size,) = FRAME.unpack(head)
    if size > LARGEST:
        return None
    body = source.read(size)
    return body if len(body) == size else None


def write_frame(sink: IO[bytes], body: bytes) -> None:
    """One frame, flushed."""
    sink.write(FRAME.pack(len(body)))
    sink.write(body)
    sink.flush()
