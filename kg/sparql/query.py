"""SPARQL 1.1 over a built folder as one call: the question in, the answer as text."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from kg.errors import UsageError
from kg.sparql.process import Asked, Limits, Worker
from kg.sparql.table import table

Format = Literal["table", "csv", "json", "ttl"]

_ROWS = {
    "table": "application/sparql-results+json",
    "json": "application/sparql-results+json",
    "csv": "text/csv",
    "ttl": "",
}
_TRIPLES = {"table": "text/turtle", "ttl": "text/turtle"}


def query(path: Path | str, sparql: str, format: Format = "table", timeout: float = 30.0) -> str:  # noqa: A002
    """Answer a query over a built folder, or over one Turtle file, as text that ends in a line end.

    The prefixes kg, rdf, rdfs, schema, skos and xsd need no declaration. SELECT and ASK give a table, CSV or SPARQL's
    JSON; CONSTRUCT and DESCRIBE give Turtle ("table" too). timeout is in seconds. Raises GraphError where the folder
    holds no graph or a damaged one, UsageError for a query that is no SPARQL, that would change the graph or call
    another server, or a format that does not fit its kind, and QueryStopped where it costs more than it may.
    """
    if timeout <= 0:
        raise UsageError(f"timeout {timeout:g}: give a number of seconds above 0")
    with Worker(path, Limits(seconds=timeout)) as worker:
        answer = worker.ask(Asked(sparql, _ROWS[format], _TRIPLES.get(format, "")))
    if format == "table" and answer.kind == "rows":
        return table(answer.body)
    if format == "table" and answer.kind == "boolean":
        return "true\n" if b"true" in answer.body else "false\n"
    return answer.body.decode().replace("\r\n", "\n").rstrip("\n") + "\n"
