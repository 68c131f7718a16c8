"""A built folder's graph.ttl, read back: as triples, as an rdflib.Graph, as the networkx graph.

pyoxigraph does the parsing, which is many times faster than rdflib's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import GraphError
from kg.rdf.rdflib_graph import to_graph
from kg.rdf.store import DATA_SET, graph_file, incomplete, open_graph
from kg.rdf.terms import PREFIXES
from kg.rdf.triples import Triples

if TYPE_CHECKING:
    import networkx as nx
    import pyoxigraph
    import rdflib
    from rdflib.term import Node

_STRINGS = (f"{PREFIXES['xsd']}string", f"{PREFIXES['rdf']}langString")


def read_graph(path: Path | str) -> nx.MultiDiGraph[str]:
    """Read the graph of a built folder, or of one Turtle file; GraphError where that cannot be done."""
    return to_graph(Triples(read_quads(path)))


def read_rdflib(path: Path | str) -> rdflib.Graph:
    """Read a built folder, or one Turtle file, into rdflib; GraphError where that cannot be done."""
    return rdflib_graph(read_quads(path))


def rdflib_graph(quads: Iterable[pyoxigraph.Quad]) -> rdflib.Graph:
    """The triples as rdflib has them, with the prefixes bound."""
    import rdflib

    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, iri in PREFIXES.items():
        graph.bind(prefix, iri)
    add_quads(graph, quads)
    return graph


def add_quads(graph: rdflib.Graph, quads: Iterable[pyoxigraph.Quad]) -> None:
    """Add the triples to a graph."""
    for quad in quads:
        graph.add((rdflib_term(quad.subject), rdflib_term(quad.predicate), rdflib_term(quad.object)))


def rdflib_term(term: object) -> Node:
    """A term of pyoxigraph as rdflib has it, the form of a literal as it is; GraphError for a quoted triple."""
    import pyoxigraph
    import rdflib

    if isinstance(term, pyoxigraph.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, pyoxigraph.BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, pyoxigraph.Literal):
        datatype = None if term.datatype.value in _STRINGS else rdflib.URIRef(term.datatype.value)
        return rdflib.Literal(term.value, lang=term.language, datatype=datatype, normalize=False)
    raise GraphError(f"{term}: a triple inside a triple, which rdflib cannot hold")


def read_quads(path: Path | str) -> Iterator[pyoxigraph.Quad]:
    """Yield the triples in the order of the file, without holding them.

    Raises GraphError where it is no Turtle, and at the end of a built folder's file that says nothing of its data set.
    """
    import pyoxigraph

    data_set, whole = pyoxigraph.NamedNode(DATA_SET), not Path(path).is_dir()
    try:
        with open_graph(path) as file:
            for quad in pyoxigraph.parse(file, format=pyoxigraph.RdfFormat.TURTLE):
                whole = whole or quad.object == data_set
                yield quad
    except (OSError, SyntaxError) as error:
        raise GraphError(f"{graph_file(path)}: not a graph that can be read ({error}); build it again") from error
    if not whole:
        raise incomplete(path)
