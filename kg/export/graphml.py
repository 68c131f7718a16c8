"""GraphML, for networkx, igraph, yEd, Gephi and Cytoscape.

networkx's own writer stops at lists and None, lets through control characters that no reader takes back, gives edges
ids that are not unique, and writes other bytes where lxml is installed.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.export.flat import EDGE_ATTRIBUTES, NODE_ATTRIBUTES, Value, flat_edges, flat_nodes
from kg.export.markup import xml_attribute, xml_text

if TYPE_CHECKING:
    import networkx as nx

_TYPES = {str: "string", int: "long", float: "double", bool: "boolean"}


def write_graphml(graph: nx.MultiDiGraph[str], path: Path | str) -> None:
    """Write articles, entities and the edges between them as GraphML in UTF-8; equal graphs give equal bytes."""
    with Path(path).open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(_document(graph))


def _document(graph: nx.MultiDiGraph[str]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for scope, attributes in (("node", {"label": str} | NODE_ATTRIBUTES), ("edge", EDGE_ATTRIBUTES)):
        for name, kind in attributes.items():
            yield f'  <key id="{scope}.{name}" for="{scope}" attr.name="{name}" attr.type="{_TYPES[kind]}"/>\n'
    yield '  <graph edgedefault="directed">\n'
    for node in flat_nodes(graph):
        data = _data("node", {"label": node.label, **node.attributes})
        yield f"    <node id={xml_attribute(node.id)}>\n{data}    </node>\n"
    for edge in flat_edges(graph):
        ends = f"source={xml_attribute(edge.source)} target={xml_attribute(edge.target)}"
        yield f"    <edge id={xml_attribute(edge.id)} {ends}>\n{_data('edge', edge.attributes)}    </edge>\n"
    yield "  </graph>\n</graphml>\n"


def _data(scope: str, values: dict[str, Value]) -> str:
    return "".join([f'      <data key="{scope}.{name}">{xml_text(value)}</data>\n' for name, value in values.items()])
