"""The endpoint as its clients meet it: curl and SPARQLWrapper over HTTP."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import threading
import time
from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import urlencode
from xml.etree import ElementTree

import pyoxigraph
import pytest

from tests.serve.conftest import FORMATS, Server

pytestmark = pytest.mark.skipif(shutil.which("curl") is None, reason="these tests call the endpoint with curl")
NAMES = "SELECT ?name { ?p a kg:Place ; skos:prefLabel ?name } ORDER BY ?name"
ENDLESS = "SELECT (COUNT(*) AS ?n) { " + " . ".join(f"?a{n} ?b{n} ?c{n}" for n in range(9)) + " }"


class Got(NamedTuple):
    status: int
    type: str
    headers: dict[str, str]
    body: str


def curl(server: Server, path: str, *options: str) -> Got:
    command = ["curl", "--silent", "--show-error", "--include", "--max-time", "20", *options, server.address + path]
    done = subprocess.run(command, capture_output=True, check=True)
    head, _, body = done.stdout.partition(b"\r\n\r\n")
    status, *lines = head.decode().split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    return Got(int(status.split()[1]), headers.get("content-type", ""), headers, body.decode())


def ask(server: Server, query: str, accept: str = "*/*", *options: str) -> Got:
    return curl(server, "/sparql?" + urlencode({"query": query}), "--header", f"Accept: {accept}", *options)


def test_the_three_ways_of_asking_give_the_same(server: Server) -> None:
    got = ask(server, NAMES, "text/csv")
    assert (got.status, got.type, got.body) == (200, "text/csv; charset=utf-8", "name\r\n嵩阳街道\r\n登封市\r\n")
    form = curl(server, "/sparql", "--header", "Accept: text/csv", "--data-urlencode", f"query={NAMES}")
    direct = curl(
        server, "/sparql", "--header", "Accept: text/csv", "--header", "Content-Type: application/sparql-query",
        "--data-binary", NAMES,
    )  # fmt: skip
    assert (form.status, form.body) == (direct.status, direct.body) == (200, got.body)


def test_rows_come_in_every_format(server: Server) -> None:
    got = ask(server, NAMES, "application/sparql-results+json")
    found = [row["name"]["value"] for row in json.loads(got.body)["results"]["bindings"]]
    assert found == ["嵩阳街道", "登封市"]
    got = ask(server, NAMES, "application/sparql-results+xml")
    assert got.type == "application/sparql-results+xml"
    literals = ElementTree.fromstring(got.body).iter("{http://www.w3.org/2005/sparql-results#}literal")
    assert [literal.text for literal in literals] == found
    got = ask(server, NAMES, "text/tab-separated-values")
    assert got.body.splitlines() == ["?name", *(f'"{name}"@zh' for name in found)]
    assert ask(server, NAMES).type == "application/sparql-results+json"
    assert ask(server, NAMES, "text/csv;q=0.3, application/json;q=0.8").type == "application/json"
    assert [row[0] for row in csv.reader(io.StringIO(ask(server, NAMES, "text/csv").body))] == ["name", *found]
    assert json.loads(ask(server, "ASK {}").body)["boolean"] is True


@pytest.mark.parametrize("media", FORMATS)
def test_graphs_come_in_every_format(server: Server, media: str) -> None:
    got = ask(server, "CONSTRUCT { ?p rdfs:label ?n } { ?p a kg:Place ; skos:prefLabel ?n }", media)
    assert got.type.partition(";")[0] == media
    form = pyoxigraph.RdfFormat.from_media_type(media)
    found = {quad.object.value for quad in pyoxigraph.parse(got.body, form)}
    assert found == {"登封市", "嵩阳街道"}
    assert ask(server, "DESCRIBE <https://w3id.org/newskg/id/place/410185>", media).status == 200


def test_what_cannot_be_given_is_said(server: Server) -> None:
    got = ask(server, NAMES, "image/png")
    assert got.status == 406
    assert "application/sparql-results+json" in got.body
    assert ask(server, NAMES, "text/turtle").status == 406
    assert ask(server, "CONSTRUCT WHERE { ?s ?p ?o }", "text/csv").status == 406


@pytest.mark.parametrize(
    ("query", "status", "sentence"),
    [
        ("SELECT ?x { ?x a", 400, "line 1, column 17: the query ends where"),
        ("", 400, "line 1, column 1: the query ends where"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", 403, "SERVICE is refused"),
        ("DELETE WHERE { ?s ?p ?o }", 403, "read-only"),
        ("LOAD <http://127.0.0.1:9/>", 403, "read-only"),
    ],
)
def test_what_is_no_query_is_told_why(server: Server, query: str, status: int, sentence: str) -> None:
    got = ask(server, query)
    assert (got.status, got.type) == (status, "text/plain; charset=utf-8")
    assert sentence in got.body


@pytest.mark.parametrize(
    ("path", "options", "status"),
    [
        ("/sparql", ["--data-urlencode", "update=CLEAR ALL"], 403),
        ("/sparql", ["--header", "Content-Type: application/sparql-update", "--data", "CLEAR ALL"], 403),
        ("/sparql?update=CLEAR%20ALL", [], 403),
        ("/sparql?query=ASK{}&query=ASK{}", [], 400),
        ("/sparql?query=ASK{}&default-graph-uri=http://example.org/", [], 400),
        ("/sparql?query=ASK{}&named-graph-uri=http://example.org/", [], 400),
        ("/sparql?query=%ff", [], 400),
        ("/sparql", ["--data", "nothing=here"], 400),
        ("/sparql", ["--header", "Content-Type: text/plain", "--data", "ASK{}"], 415),
        ("/sparql?query=ASK{}", ["--request", "PUT"], 405),
        ("/sparql?query=ASK{}", ["--request", "DELETE"], 405),
        ("/nowhere", [], 404),
        ("/assets/..%2fapp.py", [], 404),
        ("/assets/entity.html", [], 404),
    ],
)
def test_other_requests_are_refused(server: Server, path: str, options: list[str], status: int) -> None:
    assert curl(server, path, "--globoff", "--path-as-is", *options).status == status


def test_queries_and_bodies_have_a_limit(server: Server) -> None:
    long = "ASK {} #" + "x" * 300_000
    direct = ["--header", "Content-Type: application/sparql-query", "--header", "Expect:", "--data-binary", "@-"]
    for text in (long, long * 10):
        command = [
            "curl",
            "--silent",
            "--write-out",
            "%{http_code}",
            "--output",
            "-",
            *direct,
            f"{server.address}/sparql",
        ]
        done = subprocess.run(command, input=text.encode(), capture_output=True, check=False)
        assert done.stdout.endswith(b"413")


def test_a_slow_query_is_stopped_and_the_next_is_answered(server: Server) -> None:
    got = ask(server, ENDLESS)
    assert got.status == 504
    assert "stopped after 2 seconds" in got.body
    assert ask(server, NAMES).status == 200


def test_slow_queries_block_neither_others_nor_pages_and_more_than_there_is_room_for_is_told(
    start: Callable[..., Server],
) -> None:
    server = start("--timeout", "3", "--workers", "2")
    ask(server, NAMES)
    slow: list[int] = []
    threads = [threading.Thread(target=lambda: slow.append(ask(server, ENDLESS).status)) for _ in range(3)]
    threads[0].start()
    time.sleep(0.3)
    began = time.monotonic()
    assert ask(server, NAMES).status == 200
    for thread in threads[1:]:
        thread.start()
    time.sleep(0.3)
    assert curl(server, "/id/place/410185", "--header", "Accept: text/html").status == 200
    assert time.monotonic() - began < 2.5
    for thread in threads:
        thread.join()
    # The third waited for one of the two, and had it or had to give up.
    assert sorted(slow) in ([504, 504, 503], [504, 504, 504], [503, 504, 504])


def test_other_sites_are_kept_out(server: Server) -> None:
    port = server.address.rpartition(":")[2]
    assert ask(server, NAMES, "*/*", "--header", f"Host: evil.example:{port}").status == 403
    assert ask(server, NAMES, "*/*", "--header", f"Host: 127.0.0.1.evil.example:{port}").status == 403
    assert ask(server, NAMES, "*/*", "--header", "Origin: https://evil.example").status == 403
    assert ask(server, NAMES, "*/*", "--header", "Origin: null").status == 403
    assert ask(server, NAMES, "*/*", "--header", "Origin: http://127.0.0.1:1").status == 403
    assert ask(server, NAMES, "*/*", "--header", f"Origin: {server.address}").status == 200
    assert ask(server, NAMES, "*/*", "--header", f"Host: localhost:{port}").status == 200
    assert not [name for name in ask(server, NAMES).headers if name.startswith("access-control")]


def test_head_and_options(server: Server) -> None:
    got = ask(server, NAMES, "text/csv", "--head")
    assert (got.status, got.type) == (200, "text/csv; charset=utf-8")
    got = curl(server, "/sparql", "--request", "OPTIONS")
    assert (got.status, got.headers["allow"]) == (204, "GET, HEAD, POST, OPTIONS")


def test_the_endpoint_describes_itself(server: Server) -> None:
    got = curl(server, "/sparql", "--header", "Accept: text/turtle")
    said = {(quad.predicate.value.partition("#")[2], str(quad.object)) for quad in
            pyoxigraph.parse(got.body, pyoxigraph.RdfFormat.TURTLE)}  # fmt: skip
    assert ("endpoint", f"<{server.address}/sparql>") in said
    got = curl(server, "/sparql", "--header", "Accept: text/html")
    assert (got.status, got.headers["location"]) == (303, "/query")


def test_every_response_carries_a_policy(server: Server) -> None:
    for path in ("/", "/query", "/sparql?query=ASK{}", "/id/place/410185", "/assets/page.css", "/nowhere"):
        headers = curl(server, path, "--globoff", "--header", "Accept: text/html, */*;q=0.5").headers
        assert "frame-ancestors 'none'" in headers["content-security-policy"], path
        assert headers["x-content-type-options"] == "nosniff"
        assert "server" not in headers


# SPARQLWrapper 2.0 makes a class of rdflib that rdflib is about to drop.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_sparqlwrapper_gets_rows_and_graphs(server: Server) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper", reason="this test needs: pip install SPARQLWrapper")
    client = wrapper.SPARQLWrapper(f"{server.address}/sparql")
    client.setQuery(NAMES)
    client.setReturnFormat(wrapper.JSON)
    found: Any = client.query().convert()
    assert [row["name"]["value"] for row in found["results"]["bindings"]] == ["嵩阳街道", "登封市"]
    client.setMethod(wrapper.POST)
    client.setRequestMethod(wrapper.POSTDIRECTLY)
    client.setReturnFormat(wrapper.XML)
    assert client.query().convert().toxml().count("<binding") == 2
    client.setQuery("CONSTRUCT { ?p rdfs:label ?n } { ?p a kg:Place ; skos:prefLabel ?n }")
    client.setReturnFormat(wrapper.RDFXML)
    assert len(client.query().convert()) == 2
    client.setReturnFormat(wrapper.JSON)
    client.setQuery("SELECT ?x {")
    with pytest.raises(wrapper.SPARQLExceptions.QueryBadFormed, match="line 1, column 12"):
        client.query()
