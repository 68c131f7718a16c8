"""SPARQL 1.1 over a built folder, read-only: the store lives in memory and takes no updates."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kg.errors import GraphError, NoGraph, UsageError
from kg.rdf.terms import PREFIXES

if TYPE_CHECKING:
    import pyoxigraph

GRAPH_FILE = "graph.ttl"

Format = Literal["table", "csv", "json", "ttl"]


def query(path: Path | str, sparql: str, format: Format = "table") -> str:  # noqa: A002
    """Answer a query over a built folder, or over one Turtle file, as text that ends in a line end.

    The prefixes kg, rdf, rdfs, schema, skos and xsd need no declaration. SELECT and ASK give a table, CSV or SPARQL's
    JSON; CONSTRUCT and DESCRIBE give Turtle ("table" too). Raises GraphError where the folder holds no graph or a
    damaged one, UsageError for a query that is no SPARQL or a format that does not fit its kind.
    """
    import pyoxigraph

    store = load(path)
    try:
        result = store.query(sparql, prefixes=PREFIXES)
    except SyntaxError as error:
        raise UsageError(f"the query is no SPARQL 1.1: {error}") from error
    if isinstance(result, pyoxigraph.QueryTriples):
        if format not in ("table", "ttl"):
            raise UsageError(f"CONSTRUCT and DESCRIBE give triples, not {format}: use the format ttl")
        return _turtle(result)
    if format == "ttl":
        raise UsageError("SELECT and ASK give rows, not triples: use the format table, csv or json")
    if format == "table":
        return _table(result) if isinstance(result, pyoxigraph.QuerySolutions) else f"{bool(result)}\n".lower()
    formats = {"csv": pyoxigraph.QueryResultsFormat.CSV, "json": pyoxigraph.QueryResultsFormat.JSON}
    text = result.serialize(format=formats[format])
    assert text is not None
    return text.decode().replace("\r\n", "\n").rstrip("\n") + "\n"


def load(path: Path | str) -> pyoxigraph.Store:
    """Load the graph of a built folder, or of one Turtle file, into memory; GraphError where that cannot be done."""
    import pyoxigraph

    path = Path(path)
    file = path / GRAPH_FILE if path.is_dir() else path
    store = pyoxigraph.Store()
    try:
        with file.open("rb") as stream:
            store.bulk_load(stream, pyoxigraph.RdfFormat.TURTLE)
    except FileNotFoundError as error:
        raise NoGraph(f"{path}: no {file.name} there; build it first: kg build INPUT -o {path}") from error
    except (OSError, SyntaxError) as error:
        raise GraphError(f"{file}: not a graph that can be read ({error}); build it again") from error
    return store


def _turtle(triples: pyoxigraph.QueryTriples) -> str:
    import pyoxigraph

    # A set: a CONSTRUCT yields a triple once for each row that makes it, in no set order.
    text = pyoxigraph.serialize(sorted(set(triples), key=str), format=pyoxigraph.RdfFormat.TURTLE, prefixes=PREFIXES)
    assert text is not None
    return text.decode()


def _table(rows: pyoxigraph.QuerySolutions) -> str:
    """Columns as wide as their widest cell; a Chinese character takes two places on a terminal."""
    names = [variable.value for variable in rows.variables]
    cells = [names] + [[_cell(row[name]) for name in names] for row in rows]
    widths = [max(_width(line[column]) for line in cells) for column in range(len(names))]
    lines = (
        "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in [cells[0], ["-" * width for width in widths], *cells[1:]]
    )
    return "\n".join(lines) + "\n"


def _cell(term: object) -> str:
    import pyoxigraph

    if term is None:
        return ""
    if isinstance(term, pyoxigraph.NamedNode):
        for prefix, iri in PREFIXES.items():
            if term.value.startswith(iri):
                return f"{prefix}:{term.value.removeprefix(iri)}"
        return f"<{term.value}>"
    text = term.value if isinstance(term, pyoxigraph.Literal | pyoxigraph.BlankNode) else str(term)
    return "".join(" " if unicodedata.category(char) in ("Cc", "Zl", "Zp") else char for char in text)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
