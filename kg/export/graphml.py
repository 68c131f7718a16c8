"""GraphML, for networkx, igraph, yEd, Gephi and Cytoscape.

networkx's own writer stops at lists and None, lets through control characters that no reader takes back, gives edges
ids that are not unique, and writes other bytes where lxml is installed.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.export.documents import Document, write_documents
from kg.export.flat import EDGE_ATTRIBUTES, NODE_ATTRIBUTES, FlatEdge, FlatNode, Value
from kg.export.markup import xml_name, xml_text

if TYPE_CHECKING:
    import networkx as nx

_TYPES = {str: "string", int: "long", float: "double", bool: "boolean"}


def write_graphml(graph: nx.MultiDiGraph[str], path: Path | str) -> None:
    """Write articles, entities and the edges between them as GraphML in UTF-8; equal graphs give equal bytes."""
    write_documents(graph, {Path(path): graphml_document()})


def graphml_document() -> Document:
    """The format."""
    keys = [
        f'  <key id="{scope}.{name}" for="{scope}" attr.name="{name}" attr.type="{_TYPES[kind]}"/>\n'
        for scope, attributes in (("node", {"label": str} | NODE_ATTRIBUTES), ("edge", EDGE_ATTRIBUTES))
        for name, kind in attributes.items()
    ]
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
        f'{"".join(keys)}'
        '  <graph edgedefault="directed">\n'
    )  # fmt: skip
    return Document(head, _node, "", _edge, "  </graph>\n</graphml>\n")


def _node(node: FlatNode) -> str:
    data = _data("node", {"label": node.label, **node.attributes})
    return f"    <node id={xml_name(node.id)}>\n{data}    </node>\n"


def _edge(edge: FlatEdge) -> str:
    ends = f"source={xml_name(edge.source)} target={xml_name(edge.target)}"
    return f'    <edge id="{edge.id}" {ends}>\n{_data("edge", edge.attributes)}    </edge>\n'


def _data(scope: str, values: dict[str, Value]) -> str:
    return "".join([f'      <data key="{scope}.{name}">{xml_text(value)}</data>\n' for name, value in values.items()])
