"""Runs the server until it is told to end."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import NoReturn

from kg.errors import ServeError, UsageError
from kg.rdf.store import graph_file
from kg.serve.app import make_app
from kg.serve.pool import Pool
from kg.sparql import Asked, Limits

HOST = "127.0.0.1"
MAX_ANSWER = 64 * 2**20  # bytes: more than a browser shows, less than a machine feels
MAX_CONNECTIONS = 64


def serve(folder: Path, port: int, timeout: float, workers: int, say: Callable[[str], None]) -> None:
    """Serve a built folder on this machine alone until Ctrl-C or SIGTERM; a port of 0 is a free one.

    timeout is in seconds a query; so many workers, each with the graph in memory, answer queries, and one more the
    pages. say is told the addresses. Raises NoGraph or GraphError where the folder holds no graph that can be read,
    ServeError where the port cannot be had, UsageError where the server's packages are not installed.
    """
    try:
        import uvicorn
    except ImportError as error:
        raise UsageError("the server needs an extra: pip install 'newskg[serve]'") from error

    if folder.is_file():
        raise UsageError(f"{folder}: is a file; give the folder that kg build wrote")
    graph_file(folder)
    limits = Limits(seconds=timeout, answer=MAX_ANSWER)
    queries, own = Pool(folder, workers, limits), Pool(folder, 1, limits)

    class Server(uvicorn.Server):
        def handle_exit(self, sig: int, frame: FrameType | None) -> None:
            # First the processes: a request that waits for one would hold the server up.
            queries.stop()
            own.stop()
            super().handle_exit(sig, frame)

    try:
        own.ask(Asked("ASK {}"))  # a damaged graph is told now, not to the first visitor
        bound = _bound(port)
        address = f"http://{HOST}:{bound.getsockname()[1]}"
        config = uvicorn.Config(
            make_app(folder, queries, own), log_level="warning", access_log=False, server_header=False, lifespan="off",
            ws="none", proxy_headers=False, limit_concurrency=MAX_CONNECTIONS, timeout_graceful_shutdown=2,
        )  # fmt: skip
        say(f"graph   {address}/\nquery   {address}/query\nSPARQL  {address}/sparql\nCtrl-C ends the server")
        signal.signal(signal.SIGTERM, _end)
        Server(config).run(sockets=[bound])
    except KeyboardInterrupt:
        return
    finally:
        queries.close()
        own.close()


def _bound(port: int) -> socket.socket:
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    # Else a port stays taken for a minute after a server has ended; on Windows it would let two servers share one.
    if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
    else:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((HOST, port))
        bound.listen()
    except OSError as error:
        bound.close()
        raise ServeError(f"port {port} cannot be used ({error.strerror}); choose another with --port") from error
    return bound


def _end(*_: object) -> NoReturn:
    """uvicorn hands the signal on once it has shut down: that is no failure."""
    raise SystemExit(0)
