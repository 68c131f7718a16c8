"""Checks a built graph against the shapes of the ontology, with pySHACL."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import GraphError, NoGraph, UsageError
from kg.rdf.query import GRAPH_FILE
from kg.rdf.vocabulary import vocabulary_file

if TYPE_CHECKING:
    from rdflib.term import Node


class Finding(NamedTuple):
    """Something in the graph that a shape forbids."""

    node: str  # the IRI
    path: str  # the property's IRI; "" where the node itself is wrong
    message: str
    value: str  # the offending value; "" where something is missing


def validate(path: Path | str) -> list[Finding]:
    """Check a built folder, or one Turtle file, and list what is wrong, by node; an empty list is a sound graph.

    Raises GraphError where the folder holds no graph that can be read, UsageError where pySHACL is not installed.
    """
    import rdflib
    from rdflib import RDF, SH

    try:
        import pyshacl
    except ImportError as error:
        raise UsageError("validation needs pySHACL: pip install pyshacl") from error
    path = Path(path)
    file = path / GRAPH_FILE if path.is_dir() else path
    try:
        data = rdflib.Graph().parse(file, format="turtle")
    except FileNotFoundError as error:
        raise NoGraph(f"{path}: no {file.name} there; build it first: kg build INPUT -o {path}") from error
    except (OSError, SyntaxError, ValueError) as error:
        raise GraphError(f"{file}: not a graph that can be read ({error}); build it again") from error
    shapes = rdflib.Graph().parse(vocabulary_file("shapes.ttl"))
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes)

    def one(result: Node, about: rdflib.URIRef) -> str:
        values = sorted(report.objects(result, about), key=str)
        english = [value for value in values if getattr(value, "language", None) == "en"]
        return str(next(iter(english or values), ""))

    asked = (SH.focusNode, SH.resultPath, SH.resultMessage, SH.value)
    results = report.subjects(RDF.type, SH.ValidationResult)
    return sorted({Finding(*(one(result, about) for about in asked)) for result in results})
