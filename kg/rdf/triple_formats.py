"""graph.ttl as N-Triples and as TriG: a stream from one file to the other, in the same order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import GraphError
from kg.rdf.data_set import ABOUT
from kg.rdf.reading import read_quads
from kg.rdf.terms import PREFIXES

if TYPE_CHECKING:
    import pyoxigraph


def write_ntriples(folder: Path | str, path: Path | str) -> None:
    """Write a built folder's graph as N-Triples, a line each; GraphError where the folder holds none."""
    import pyoxigraph

    triples = (quad.triple for quad in read_quads(folder))
    with Path(path).open("wb") as file:
        pyoxigraph.serialize(triples, file, pyoxigraph.RdfFormat.N_TRIPLES)


def write_trig(folder: Path | str, path: Path | str) -> None:
    """Write a built folder's graph as TriG: the data in a graph named as the data set, its description outside.

    So several data sets can stand in one store and be told apart; void:triples counts what the named graph holds.
    Raises GraphError where the folder holds no graph, or one that describes no data set.
    """
    import pyoxigraph

    name, base = _data_set(folder)
    about = tuple(f"{base}{start}" for start in ABOUT)

    def placed() -> Iterator[pyoxigraph.Quad]:
        for quad in read_quads(folder):
            described = isinstance(quad.subject, pyoxigraph.NamedNode) and quad.subject.value.startswith(about)
            yield quad if described else pyoxigraph.Quad(quad.subject, quad.predicate, quad.object, name)

    with Path(path).open("wb") as file:
        pyoxigraph.serialize(placed(), file, pyoxigraph.RdfFormat.TRIG, prefixes=PREFIXES)


def _data_set(folder: Path | str) -> tuple[pyoxigraph.NamedNode, str]:
    """The data set's name and its base IRI."""
    import pyoxigraph

    for quad in read_quads(folder):
        if quad.predicate.value == f"{PREFIXES['void']}uriSpace":
            assert isinstance(quad.subject, pyoxigraph.NamedNode)
            assert isinstance(quad.object, pyoxigraph.Literal)
            return quad.subject, quad.object.value
    raise GraphError(f"{folder}: its graph describes no data set (void:uriSpace); build it again")
