"""The shapes' SHACL-SPARQL constraints, asked of pyoxigraph: each SELECT once of the whole graph, not of every node.

pySHACL asks rdflib once for each target node, which takes over a minute for the few thousand nodes of four pages; the
rows are the same, as each SELECT of ours binds $this by itself and rows of other nodes than targets are dropped.
https://www.w3.org/TR/shacl/#sparql-constraints says what a result holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.rdf.reading import rdflib_term

if TYPE_CHECKING:
    import pyoxigraph
    import rdflib
    from rdflib.term import Node


def without_sparql(shapes: rdflib.Graph) -> rdflib.Graph:
    """The shapes without their SPARQL constraints, for a processor of the core alone."""
    import rdflib
    from rdflib import SH

    core = rdflib.Graph()
    for triple in shapes:
        if triple[1] != SH.sparql:
            core.add(triple)
    return core


def add_results(report: rdflib.Graph, shapes: rdflib.Graph, store: pyoxigraph.Store) -> None:
    """Add to a validation report what the SPARQL constraints find in the store."""
    import rdflib
    from rdflib import RDF, SH, BNode, Literal

    (head,) = report.subjects(RDF.type, SH.ValidationReport)
    for shape, constraint in sorted(shapes.subject_objects(SH.sparql)):
        targets = set(_targets(shape, shapes, store))
        for focus, path, value in _rows(store, shapes, constraint):
            if focus not in targets:
                continue
            result = BNode()
            report.add((head, SH.result, result))
            report.set((head, SH.conforms, Literal(False)))
            said = [
                (RDF.type, SH.ValidationResult),
                (SH.focusNode, focus),
                (SH.value, focus if value is None else value),
                (SH.resultSeverity, next(iter(shapes.objects(shape, SH.severity)), SH.Violation)),
                (SH.sourceConstraintComponent, SH.SPARQLConstraintComponent),
                (SH.sourceConstraint, constraint),
                (SH.sourceShape, shape),
                *((SH.resultMessage, message) for message in shapes.objects(constraint, SH.message)),
            ]
            if isinstance(path, rdflib.URIRef):
                said.append((SH.resultPath, path))
            for predicate, obj in said:
                report.add((result, predicate, obj))


def _targets(shape: Node, shapes: rdflib.Graph, store: pyoxigraph.Store) -> Iterator[Node]:
    import pyoxigraph
    from rdflib import RDF, SH

    patterns: list[tuple[str, str | None]] = [
        (str(RDF.type), str(kind)) for kind in shapes.objects(shape, SH.targetClass)
    ]
    patterns += [(str(predicate), None) for predicate in shapes.objects(shape, SH.targetSubjectsOf)]
    for predicate, obj in patterns:
        kind = pyoxigraph.NamedNode(obj) if obj else None
        for quad in store.quads_for_pattern(None, pyoxigraph.NamedNode(predicate), kind):
            yield rdflib_term(quad.subject)


def _rows(
    store: pyoxigraph.Store, shapes: rdflib.Graph, constraint: Node
) -> Iterator[tuple[Node, Node | None, Node | None]]:
    """Each row's $this, ?path and ?value, if the query has them."""
    import pyoxigraph
    from rdflib import SH

    prefixes = {
        str(shapes.value(declared, SH.prefix)): str(shapes.value(declared, SH.namespace))
        for where in shapes.objects(constraint, SH.prefixes)
        for declared in shapes.objects(where, SH.declare)
    }
    rows = store.query(str(shapes.value(constraint, SH.select)), prefixes=prefixes)
    assert isinstance(rows, pyoxigraph.QuerySolutions)
    names = {variable.value for variable in rows.variables}
    for row in rows:
        path, value = (rdflib_term(row[name]) if name in names and row[name] else None for name in ("path", "value"))
        yield rdflib_term(row["this"]), path, value
