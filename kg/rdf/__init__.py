"""The graph as RDF: Turtle and other files, rdflib graphs."""

from kg.rdf.jsonld import write_jsonld
from kg.rdf.rdflib_graph import to_graph, to_rdflib
from kg.rdf.reading import read_graph, read_rdflib
from kg.rdf.terms import DEFAULT_BASE
from kg.rdf.triple_formats import write_ntriples, write_trig
from kg.rdf.turtle import write_turtle

__all__ = [
    "DEFAULT_BASE",
    "read_graph",
    "read_rdflib",
    "to_graph",
    "to_rdflib",
    "write_jsonld",
    "write_ntriples",
    "write_trig",
    "write_turtle",
]
