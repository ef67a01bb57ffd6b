"""A ledger reader in; the app that serves its pages on the loopback address out."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Awaitable, Callable
from functools import partial
from http import HTTPStatus

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from sayso.errors import InputError, NotInLedger
from sayso.ledger.reader import LedgerReader
from sayso.web import pages
from sayso.web.guard import Guard
from sayso.web.view import View

ADDRESS = "127.0.0.1"
Page = Callable[[View, Request], Response]

ROUTES: dict[str, Page] = {
    "/": pages.home,
    "/search": pages.search,
    "/incidents": pages.incidents,
    "/incidents/{id}": pages.incident,
    "/actors": pages.actors,
    "/actors/{id}": pages.actor,
    "/statements": pages.statements,
    "/statements/{id}": pages.statement,
    "/findings": pages.findings,
    "/comments": pages.comments,
    "/pages": pages.texts,
    "/pages/{id}": pages.text,
    "/exports": pages.exports,
    "/exports/{name}": pages.export,
    "/style.css": pages.style,
}


def make_app(ledger: LedgerReader) -> ASGIApp:
    """The pages of one ledger, behind the guard."""
    view = View(ledger)
    routes = [Route(path, partial(page, view)) for path, page in ROUTES.items()]
    handlers = {
        HTTPException: _refusal(view),
        NotInLedger: _refusal(view, HTTPStatus.NOT_FOUND),
        Exception: _refusal(view, HTTPStatus.INTERNAL_SERVER_ERROR),
    }
    return Guard(Starlette(routes=routes, exception_handlers=handlers))


def _refusal(view: View, status: HTTPStatus | None = None) -> Callable[[Request, Exception], Awaitable[Response]]:
    """An error page that names no path, query or stack."""

    async def answer(_: Request, error: Exception) -> Response:
        code = status or HTTPStatus(getattr(error, "status_code", HTTPStatus.BAD_REQUEST))
        told = {404: "The ledger holds nothing at this address."}.get(code, "This page could not be made.")
        return HTMLResponse(view.render("error.html.j2", here="", title=code.phrase, told=told), code)

    return answer


def serve(ledger: LedgerReader, *, port: int, ready: Callable[[str], None]) -> None:
    """Serve until stopped; ``ready`` hears the address once the port is ours."""
    with contextlib.closing(socket.socket()) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((ADDRESS, port))
            listening.listen()  # who comes before the server is up waits instead of being refused
        except (OSError, OverflowError) as error:
            raise InputError(f"Port {port} on {ADDRESS} cannot be used: {error}. Choose another with --port.") from error
        ready(f"http://{ADDRESS}:{listening.getsockname()[1]}/")
        config = uvicorn.Config(make_app(ledger), log_level="warning", access_log=False, server_header=False, ws="none")
        uvicorn.Server(config).run(sockets=[listening])
