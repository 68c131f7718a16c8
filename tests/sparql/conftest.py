"""A small built folder to ask, and a server that must never be asked."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.rdf import write_turtle

if TYPE_CHECKING:
    import networkx as nx


@pytest.fixture
def folder(tmp_path: Path, graph: nx.MultiDiGraph[str]) -> Path:
    """A folder with the small graph's Turtle file."""
    write_turtle(graph, tmp_path / "graph.ttl")
    return tmp_path


class Elsewhere:
    """Another server, with the paths that it was asked for."""

    def __init__(self) -> None:
        asked = self.asked = []

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                asked.append(self.path)
                self.send_response(200)
                self.send_header("Content-Type", "application/sparql-results+json")
                self.end_headers()
                self.wfile.write(b'{"head": {"vars": []}, "results": {"bindings": []}}')

            do_GET = do_POST  # noqa: N815

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/sparql"

    asked: list[str]


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    """A running server that is not ours."""
    found = Elsewhere()
    thread = threading.Thread(target=found.server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield found
    found.server.shutdown()
    thread.join()
    found.server.server_close()
