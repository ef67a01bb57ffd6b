"""One target comes in; the server's answer goes out, byte for byte as it came, within limits of size and time."""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import time
from datetime import UTC, datetime
from typing import Any, cast

from sayso.ingest.fetching.addresses import Policy, Refused, Target
from sayso.model import Record

REDIRECTS = frozenset({301, 302, 303, 307, 308})


class Answer(Record, frozen=True):
    """What a server answered: ``raw`` is everything it sent. ``cut`` says why it is not whole."""

    target: Target
    asked: bytes
    raw: bytes
    status: int
    fields: dict[str, str]  # header fields, names in small letters
    when: str
    cut: str = ""

    @property
    def moved_to(self) -> str | None:
        """Where a redirect leads."""
        return self.fields.get("location") if self.status in REDIRECTS else None


def get(target: Target, policy: Policy) -> Answer:
    """Ask for one page. Raise ``Refused`` where nothing useful comes back."""
    asked = _request(target, policy)
    when = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    try:
        with _connect(target, policy) as link:
            link.sendall(asked)
            return _receive(link, target, policy, asked=asked, when=when)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Refused(f"{target.url}: no answer ({type(error).__name__}: {error}).") from error


def _request(target: Target, policy: Policy) -> bytes:
    rows = (
        f"GET {target.path} HTTP/1.1",
        f"Host: {target.netloc}",
        f"User-Agent: {policy.agent}",
        "Accept: text/html, application/xhtml+xml, text/plain, application/pdf, application/xml;q=0.8, */*;q=0.1",
        "Accept-Encoding: gzip",
        "Connection: close",
        "",
        "",
    )
    return "\r\n".join(rows).encode("ascii")


def _connect(target: Target, policy: Policy) -> socket.socket:
    """A connection to the address that was looked at, and to no other."""
    link = socket.create_connection((target.address, target.port), timeout=policy.timeout)
    if target.scheme == "http":
        return link
    try:
        return ssl.create_default_context().wrap_socket(link, server_hostname=target.host)
    except BaseException:
        link.close()
        raise


class _Recorder(io.RawIOBase):
    """Reads from a socket and keeps every byte, until there are too many or it takes too long."""

    def __init__(self, link: socket.socket, policy: Policy) -> None:
        self._link, self._policy = link, policy
        self._until = time.monotonic() + policy.total
        self.kept = bytearray()
        self.cut = ""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        left = self._until - time.monotonic()
        room = self._policy.most - len(self.kept)
        if left <= 0 or room <= 0:
            limit = f"{self._policy.total:g} seconds" if left <= 0 else f"{self._policy.most} bytes"
            self.cut = f"The answer was cut off at {limit}."
            return 0
        self._link.settimeout(min(self._policy.timeout, left))
        view = memoryview(buffer)[:room]
        try:
            count = self._link.recv_into(view)
        except TimeoutError:
            self.cut = "The server stopped sending."
            return 0
        self.kept += view[:count]
        return count


class _Wire:
    """What ``http.client`` needs of a socket."""

    def __init__(self, recorder: _Recorder) -> None:
        self._recorder = recorder

    def makefile(self, mode: str = "rb") -> io.BufferedReader:
        return io.BufferedReader(self._recorder)


def _receive(link: socket.socket, target: Target, policy: Policy, *, asked: bytes, when: str) -> Answer:
    recorder = _Recorder(link, policy)
    answer = http.client.HTTPResponse(cast("socket.socket", _Wire(recorder)), method="GET")
    answer.begin()
    cut = ""
    try:
        while answer.read(64 * 1024):
            pass
        if answer.length:  # bytes that were announced and did not come
            cut = "The server closed the connection early."
    except http.client.IncompleteRead:
        cut = "The server closed the connection early."
    fields = {name.lower(): value for name, value in answer.getheaders()}
    raw = bytes(recorder.kept)
    return Answer(
        target=target, asked=asked, raw=raw, status=answer.status, fields=fields, when=when, cut=recorder.cut or cut
    )
