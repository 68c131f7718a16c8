from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.export import write_gexf, write_graphml
from kg.export.documents import write_documents
from kg.export.gexf import gexf_document
from kg.export.graphml import graphml_document

if TYPE_CHECKING:
    import networkx as nx


def test_formats_written_together_are_what_each_is_alone(graph: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    places = {node: (number, -number) for number, node in enumerate(graph)}
    one, other = tmp_path / "one", tmp_path / "other"
    write_documents(graph, {one: graphml_document(), other: gexf_document(places)})
    write_graphml(graph, tmp_path / "graphml")
    write_gexf(graph, tmp_path / "gexf", places)
    assert one.read_bytes() == (tmp_path / "graphml").read_bytes()
    assert other.read_bytes() == (tmp_path / "gexf").read_bytes()
