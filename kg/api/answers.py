"""Answers to SPARQL queries as Python has them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from kg.errors import UsageError

if TYPE_CHECKING:
    import rdflib

Value = str | int | float | bool | None
Rows = list[dict[str, Value]]
Answer: TypeAlias = "Rows | bool | rdflib.Graph"

_XSD = "http://www.w3.org/2001/XMLSchema#"
_WHOLE = frozenset({f"{_XSD}integer", f"{_XSD}int", f"{_XSD}long"})
_NUMBERS = frozenset({f"{_XSD}decimal", f"{_XSD}double", f"{_XSD}float"})


def answer(path: Path, sparql: str, timeout: float) -> Answer:
    """Answer a query over a built folder; kg.api.Graph.query tells what comes."""
    from kg.sparql import Asked, Limits, Worker

    if timeout <= 0:
        raise UsageError(f"timeout {timeout:g}: give a number of seconds above 0")
    with Worker(path, Limits(seconds=timeout)) as worker:
        found = worker.ask(Asked(sparql, triples="application/n-triples"))
    if found.kind == "triples":
        import pyoxigraph

        from kg.rdf.reading import rdflib_graph

        return rdflib_graph(pyoxigraph.parse(found.body, format=pyoxigraph.RdfFormat.N_TRIPLES))
    told: dict[str, Any] = json.loads(found.body)
    if found.kind == "boolean":
        return bool(told["boolean"])
    return [{name: _value(row.get(name)) for name in told["head"]["vars"]} for row in told["results"]["bindings"]]


def _value(term: dict[str, Any] | None) -> Value:
    if term is None:
        return None
    kind, text = term.get("datatype", ""), term["value"]
    if kind == f"{_XSD}boolean":
        return bool(text in ("true", "1"))
    if kind in _WHOLE:
        return int(text)
    if kind in _NUMBERS:
        return float(text)
    return text if isinstance(text, str) else json.dumps(text, ensure_ascii=False)
