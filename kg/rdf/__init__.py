"""The graph as RDF: Turtle files, rdflib graphs, SPARQL."""

from kg.rdf.query import query
from kg.rdf.rdflib_graph import from_rdflib, to_rdflib
from kg.rdf.terms import DEFAULT_BASE
from kg.rdf.turtle import write_turtle

__all__ = ["DEFAULT_BASE", "from_rdflib", "query", "to_rdflib", "write_turtle"]
