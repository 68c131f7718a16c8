"""The names under which other rooms know the store and the query."""

from kg.rdf.store import GRAPH_FILE, load
from kg.sparql.query import query

__all__ = ["GRAPH_FILE", "load", "query"]
