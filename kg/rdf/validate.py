"""Checks a built graph against the shapes of the ontology: pySHACL the core of SHACL, pyoxigraph its SPARQL."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import UsageError
from kg.rdf.findings import Finding, Language, findings
from kg.rdf.reading import read_rdflib
from kg.rdf.sparql_shapes import add_results, without_sparql
from kg.rdf.store import load
from kg.rdf.vocabulary import vocabulary_file

if TYPE_CHECKING:
    import rdflib


def validate(path: Path | str, language: Language = "en") -> list[Finding]:
    """Check a built folder, or one Turtle file, and list what is wrong, by node; an empty list is a sound graph.

    Raises GraphError where the folder holds no graph that can be read, UsageError where pySHACL is not installed.
    """
    data = read_rdflib(path)
    return findings(_report(path, data), data, language)


def validation_report(path: Path | str) -> rdflib.Graph:
    """Check likewise, and give the report as the SHACL standard has it, a sh:ValidationReport."""
    return _report(path, read_rdflib(path))


def _report(path: Path | str, data: rdflib.Graph) -> rdflib.Graph:
    import rdflib

    try:
        import pyshacl
    except ImportError as error:
        raise UsageError("validation needs pySHACL: pip install pyshacl") from error
    shapes = rdflib.Graph().parse(vocabulary_file("shapes.ttl"))
    _, report, _ = pyshacl.validate(data, shacl_graph=without_sparql(shapes))
    assert isinstance(report, rdflib.Graph)
    add_results(report, shapes, data, load(path))
    return report
