"""The graph from Python: build one or load one, look into it, ask it; kg offers all of this by itself."""

from kg.api.building import build
from kg.api.graph import Graph, load
from kg.api.values import Article, Claim, Entity, Listing, Mention

__all__ = ["Article", "Claim", "Entity", "Graph", "Listing", "Mention", "build", "load"]
