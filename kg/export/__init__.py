"""The graph in other programs' formats, one module a format."""

from kg.export.cytoscape import write_cytoscape
from kg.export.gexf import write_gexf
from kg.export.graphml import write_graphml
from kg.export.neo4j import write_neo4j
from kg.export.parquet import write_parquet
from kg.export.spreadsheet import write_csv

__all__ = ["write_csv", "write_cytoscape", "write_gexf", "write_graphml", "write_neo4j", "write_parquet"]
