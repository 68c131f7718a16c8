"""A part of a large graph that can be checked by itself: some articles, and all that is said of what they name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from kg.rdf.reading import add_quads, rdflib_term
from kg.rdf.terms import PREFIXES

if TYPE_CHECKING:
    import pyoxigraph
    import rdflib
    from rdflib.term import Node


def sampled(store: pyoxigraph.Store, articles: int) -> tuple[rdflib.Graph, set[Node]]:
    """Choose articles, evenly over their IRIs: the nodes to be checked, and the triples that this needs.

    The nodes are the articles, what they name, their claims and mentions, and the data set. Of other things that the
    triples speak of, the graph holds the class alone.
    """
    import rdflib

    every = sorted(
        (quad.subject for quad in store.quads_for_pattern(None, _term("rdf:type"), _term("kg:Article"))), key=str
    )
    step = max(1, len(every) // articles)
    chosen = every[::step][:articles]
    focus: dict[Any, None] = dict.fromkeys(chosen)
    for article in chosen:
        for predicate in ("kg:inArticle", "kg:mentionedIn"):
            focus.update((quad.subject, None) for quad in store.quads_for_pattern(None, _term(predicate), article))
    for entity in list(focus):
        focus.update((quad.object, None) for quad in store.quads_for_pattern(entity, _term("kg:candidate"), None))
    focus.update((quad.subject, None) for quad in store.quads_for_pattern(None, _term("void:uriSpace"), None))
    graph = rdflib.Graph()
    for other in _describe(store, graph, focus):
        add_quads(graph, store.quads_for_pattern(other, _term("rdf:type"), None))
    return graph, {rdflib_term(node) for node in focus}


def describe(store: pyoxigraph.Store, graph: rdflib.Graph, nodes: Iterable[Node]) -> None:
    """Add to the graph what the store says of the nodes, and of what it says of them."""
    import pyoxigraph
    import rdflib

    named = [pyoxigraph.NamedNode(str(node)) for node in nodes if isinstance(node, rdflib.URIRef)]
    _describe(store, graph, _describe(store, graph, named))


def _describe(store: pyoxigraph.Store, graph: rdflib.Graph, nodes: Iterable[object]) -> set[pyoxigraph.NamedNode]:
    """Add what is said of the nodes; what it speaks of beside them."""
    import pyoxigraph

    spoken: set[pyoxigraph.NamedNode] = set()
    for node in nodes:
        quads = list(store.quads_for_pattern(node, None, None))  # type: ignore[arg-type]
        add_quads(graph, quads)
        spoken.update(quad.object for quad in quads if isinstance(quad.object, pyoxigraph.NamedNode))
    return spoken.difference(nodes)


def _term(term: str) -> pyoxigraph.NamedNode:
    import pyoxigraph

    prefix, _, local = term.partition(":")
    return pyoxigraph.NamedNode(PREFIXES[prefix] + local)
