"""Checks a built graph against the shapes of the ontology: pySHACL the core of SHACL, pyoxigraph its SPARQL."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import UsageError
from kg.rdf.findings import Finding, Language, findings
from kg.rdf.reading import rdflib_graph
from kg.rdf.sample import describe, sampled
from kg.rdf.sparql_shapes import add_results, without_sparql
from kg.rdf.store import load
from kg.rdf.vocabulary import vocabulary_file

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node


def validate(path: Path | str, language: Language = "en", sample: int | None = None) -> list[Finding]:
    """Check a built folder, or one Turtle file, and list what is wrong, by node; an empty list is a sound graph.

    With a sample, the core shapes are tried on so many articles and what they name, evenly chosen; those in SPARQL,
    which take a small part of the time, on all. Raises GraphError where the folder holds no graph that can be read,
    UsageError where pySHACL is not installed.
    """
    return findings(*_report(path, sample), language)


def validation_report(path: Path | str, sample: int | None = None) -> rdflib.Graph:
    """Check likewise, and give the report as the SHACL standard has it, a sh:ValidationReport."""
    return _report(path, sample)[0]


def _report(path: Path | str, sample: int | None) -> tuple[rdflib.Graph, rdflib.Graph]:
    """The report, and the triples that tell the names of what it speaks of."""
    import rdflib

    try:
        import pyshacl
    except ImportError as error:
        raise UsageError("validation needs pySHACL: pip install pyshacl") from error
    store = load(path)
    data, focus = (rdflib_graph(store), None) if sample is None else sampled(store, sample)
    shapes = rdflib.Graph().parse(vocabulary_file("shapes.ttl"))
    _, report, _ = pyshacl.validate(data, shacl_graph=without_sparql(shapes))
    assert isinstance(report, rdflib.Graph)
    if focus is not None:
        _keep(report, focus)
    add_results(report, shapes, store)
    if focus is not None:
        describe(store, data, set(report.objects(None, rdflib.SH.focusNode)) - focus)
    return report, data


def _keep(report: rdflib.Graph, focus: set[Node]) -> None:
    """Keep the results of the nodes alone that were to be checked."""
    from rdflib import RDF, SH, Literal

    (head,) = report.subjects(RDF.type, SH.ValidationReport)
    for result in list(report.objects(head, SH.result)):
        if report.value(result, SH.focusNode) not in focus:
            report.remove((head, SH.result, result))
            report.remove((result, None, None))
    report.set((head, SH.conforms, Literal((head, SH.result, None) not in report)))
