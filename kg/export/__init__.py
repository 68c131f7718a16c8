"""The graph in other programs' formats, one module a format."""

from kg.export.gexf import write_gexf
from kg.export.graphml import write_graphml

__all__ = ["write_gexf", "write_graphml"]
