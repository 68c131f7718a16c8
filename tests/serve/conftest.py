"""A server as users start it, on a free port, over a small graph with names that try to break out of the page."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.rdf import write_turtle

pytest.importorskip("starlette", reason="the server's tests need: pip install 'newskg[serve]'")
pytest.importorskip("uvicorn", reason="the server's tests need: pip install 'newskg[serve]'")

BASE = "https://w3id.org/newskg/id/"
FORMATS = ("text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml")
HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small graph; graph.html is a page of one line."""
    import networkx as nx

    from kg.model import Candidate, EntityType, Field, Mention

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    body = f"登封市发布{HOSTILE}。\n嵩阳街道的韩一鸣书记到场。"
    article = "article/2f61aa90c4d5e7b8"
    graph.add_node(
        article,
        type="Article",
        page="001.txt",
        headline=f"登封{HOSTILE}",
        byline="本报记者 田 禾",
        body=body,
        lines=(1, 2),
    )
    of = {"Place": "county", "Programme": "document", "Person": "official"}

    def add(node: str, kind: str, name: str, **rest: object) -> None:
        data = {"names": (), "code": "", "candidates": (), "anonymised": False, **rest}
        graph.add_node(node, type=kind, kind=of[kind], name=name, **data)
        mention = Mention(Field.BODY, 0, 3, "登封市", EntityType(kind))
        graph.add_edge(node, article, key=f"mentionedIn {article}", relation="mentionedIn", mentions=(mention,))

    add("place/410185", "Place", "登封市", code="410185", names=("登封",))
    add("place/嵩阳街道", "Place", "嵩阳街道", candidates=(Candidate("410185001", 0.5), Candidate("410185002", 0.25)))
    add(f"programme/{HOSTILE}100%", "Programme", f"{HOSTILE}100%")
    add("person/韩一鸣@嵩阳街道", "Person", "韩一鸣")
    for subject, relation, obj, post in [
        (f"programme/{HOSTILE}100%", "implementedBy", "place/410185", ""),
        ("place/嵩阳街道", "partOf", "place/410185", ""),
        ("person/韩一鸣@嵩阳街道", "affiliatedWith", "place/嵩阳街道", "书记"),
    ]:
        sentence = body.split("\n")[0 if relation == "implementedBy" else 1]
        graph.add_edge(
            subject, obj, key=f"{relation} {article}", relation=relation, article=article, evidence=sentence,
            confidence=0.75, post=post, note="",
        )  # fmt: skip
    graph.add_edge(
        "person/韩一鸣@嵩阳街道", "place/410185", key="associatedPlace x", relation="associatedPlace", article="",
        source=f"年鉴{HOSTILE}", by=f"李编辑{HOSTILE}", origin="person", evidence="韩一鸣，登封人。", confidence=1.0,
        post="", note="",
    )  # fmt: skip
    folder = tmp_path_factory.mktemp("served")
    write_turtle(graph, folder / "graph.ttl")
    (folder / "graph.html").write_text("<!doctype html><title>graph</title>", encoding="utf-8")
    return folder


class Server:
    """A running kg serve."""

    def __init__(self, folder: Path, *options: str) -> None:
        command = [sys.executable, "-m", "kg", "serve", str(folder), "--port", "0", *options]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert self.process.stdout
        said = [self.process.stdout.readline() for _ in range(4)]
        found = re.search(r"(http://127\.0\.0\.1:[0-9]+)/\n", said[0])
        assert found, (said, self.process.stderr and self.process.stderr.read())
        self.address = found[1]

    def end(self) -> str:
        """End it; returns what it said on its standard error."""
        self.process.terminate()
        return self.process.communicate(timeout=20)[1]


@pytest.fixture(scope="session")
def server(served: Path) -> Iterator[Server]:
    """One server for all tests that only ask it; queries may take two seconds."""
    found = Server(served, "--timeout", "2")
    yield found
    assert found.end() == ""


@pytest.fixture
def start(served: Path) -> Iterator[Callable[..., Server]]:
    """Start servers of one's own."""
    started: list[Server] = []

    def start(*options: str) -> Server:
        started.append(Server(served, *options))
        return started[-1]

    yield start
    for found in started:
        if found.process.poll() is None:
            found.end()
