"""A web server of the tests' own on this machine, and a policy under which its made-up names lead to it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import msgspec

from sayso.ingest.fetching import Policy

Routes = dict[str, Callable[[BaseHTTPRequestHandler], None]]


def page(body: bytes, *, status: int = 200, **fields: str) -> Callable[[BaseHTTPRequestHandler], None]:
    """A route that answers with these bytes."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in {"Content-Type": "text/html", "Content-Length": str(len(body)), **fields}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def moved(to: str) -> Callable[[BaseHTTPRequestHandler], None]:
    """A route that redirects."""
    return page(b"", status=302, Location=to)


@contextmanager
def serving(routes: Routes) -> Iterator[tuple[int, list[str]]]:
    """The port of a server with these routes, and the list of what it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            asked.append(self.path)
            routes.get(self.path, page(b"gone", status=404))(self)

        def log_message(self, format: str, *args: Any) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server.server_address[1], asked
    finally:
        server.shutdown()
        server.server_close()


def policy(port: int, **changes: Any) -> Policy:
    """All names lead to the tests' server."""
    plain = Policy(
        ports=frozenset({port}),
        delay=0.0,
        timeout=2.0,
        resolver=lambda host, port: ["127.0.0.1"],
        open_to=frozenset({"127.0.0.1"}),
    )
    return msgspec.structs.replace(plain, **changes)
