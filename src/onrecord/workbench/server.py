"""The server of the workbench: one ledger, this machine only."""

from __future__ import annotations

import errno
import os
import socket
import sys
import threading
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from onrecord.errors import LedgerLocked, NoSuchRecord, OnrecordError, UsageError
from onrecord.ledger import Ledger
from onrecord.workbench import pages
from onrecord.workbench.guard import Guard

ADDRESS = "127.0.0.1"

ROUTES = (
    Route("/", pages.documents),
    Route("/documents/{ref}", pages.document),
    Route("/attributions", pages.attributions),
    Route("/attributions/{ref}", pages.attribution),
    Route("/positions", pages.positions),
    Route("/search", pages.search),
    Route("/originals/{sha256}", pages.original),
    Route("/marks.css", pages.marks_css),
    Mount("/static", StaticFiles(directory=Path(__file__).parent / "static")),
)

STATUS: tuple[tuple[type[OnrecordError], int], ...] = (
    (NoSuchRecord, 404),
    (UsageError, 400),
    (LedgerLocked, 503),
    (OnrecordError, 500),
)
"""The HTTP status of an error; the first that fits."""


class Workbench(Starlette):
    """Starlette with the guard around everything, the pages of unforeseen errors included."""

    def build_middleware_stack(self) -> ASGIApp:
        """The application as it answers."""
        return Guard(super().build_middleware_stack())


def app(ledger_place: str) -> Starlette:
    """The pages over the ledger at ``ledger_place`` (a path or an SQLAlchemy URL), which is opened for each request."""
    made = Workbench(
        routes=ROUTES,
        exception_handlers={
            HTTPException: _http_problem,
            OnrecordError: _problem,
            Exception: _bug,
        },
    )
    made.state.ledger_place = ledger_place
    return made


def serve(ledger_place: str, *, port: int, open_browser: bool = True) -> None:
    """Serve the pages on 127.0.0.1 until Ctrl-C; port 0 takes any that is free.

    Prints the address on standard output. Opens a browser where ``open_browser`` is true, standard output is a
    terminal and there is a screen. Raises :class:`UsageError` where the port cannot be had, and what
    :meth:`Ledger.open` raises where the ledger cannot be used.
    """
    import uvicorn

    with Ledger.open(ledger_place, create=False):
        pass  # what is wrong with the ledger is said here, in one line, rather than on every page
    listening = _listen(port)
    address = f"http://{ADDRESS}:{listening.getsockname()[1]}/"
    config = uvicorn.Config(
        app(ledger_place),
        log_level="warning",
        access_log=False,
        server_header=False,
        lifespan="off",
        ws="none",
        proxy_headers=False,
        timeout_graceful_shutdown=2,
    )
    print(f"Reading page of {ledger_place}: {address} (Ctrl-C ends it)", flush=True)
    if open_browser and sys.stdout.isatty() and _has_screen():
        _open(address)
    try:
        uvicorn.Server(config).run(sockets=[listening])
    except KeyboardInterrupt:
        pass  # how a person ends it
    finally:
        listening.close()


def _listen(port: int) -> socket.socket:
    try:
        return socket.create_server((ADDRESS, port))
    except OSError as error:
        reasons = {
            errno.EADDRINUSE: "another program (perhaps another `onrecord serve`) uses this port",
            errno.EACCES: "this port is kept for the system",
        }
        reason = reasons.get(error.errno or 0, error.strerror or str(error))
        raise UsageError(
            f"{ADDRESS}:{port}: {reason} (choose another with --port, or --port 0 for any)"
        ) from None


def _has_screen() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _open(address: str) -> None:
    import webbrowser

    # Some browsers return only when they are closed.
    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()


def _http_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    said = {404: "There is no such page.", 405: "These pages can only be read."}
    message = said.get(error.status_code, error.detail)
    response = pages.rendered(request, "problem.html", status=error.status_code, message=message)
    response.headers.update(error.headers or {})
    return response


def _problem(request: Request, error: Exception) -> Response:
    status = next((status for kind, status in STATUS if isinstance(error, kind)), 500)
    return pages.rendered(request, "problem.html", status=status, message=str(error))


def _bug(request: Request, error: Exception) -> Response:
    message = "Something went wrong that should not. The terminal in which `onrecord serve` runs says what."
    return pages.rendered(request, "problem.html", status=500, message=message)
