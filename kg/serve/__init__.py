"""A built graph on this machine's own address: SPARQL endpoint, query page, graph view, a page for each entity."""

from kg.serve.app import make_app
from kg.serve.run import serve

__all__ = ["make_app", "serve"]
