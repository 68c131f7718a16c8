"""Cytoscape's JSON: what Cytoscape opens as a network (.cyjs), and what cytoscape.js takes as its elements."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.export.flat import flat_edges, flat_nodes
from kg.rdf.terms import clean

if TYPE_CHECKING:
    import networkx as nx

    from kg.view.layout import Point


def write_cytoscape(graph: nx.MultiDiGraph[str], path: Path, places: Mapping[str, Point]) -> None:
    """Write articles, entities and the edges between them, nodes at their places in pixels (y points down).

    Equal graphs give equal bytes.
    """
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(_document(graph, places))


def _document(graph: nx.MultiDiGraph[str], places: Mapping[str, Point]) -> Iterator[str]:
    yield '{"data": {"name": "newskg"}, "directed": true, "multigraph": true, "elements": {\n"nodes": ['
    before = "\n"
    for node in flat_nodes(graph):
        # networkx takes value for the name of the node, Cytoscape name for its label.
        element: dict[str, Any] = {"data": {"id": node.id, "value": node.id, "name": node.label, **node.attributes}}
        if node.id in places:
            x, y = places[node.id]
            element["position"] = {"x": x, "y": y}
        yield before + _json(element)
        before = ",\n"
    yield '\n],\n"edges": ['
    before = "\n"
    for edge in flat_edges(graph):
        # networkx takes key for what tells parallel edges apart, Cytoscape interaction for the edge's label.
        said = {"id": edge.id, "key": edge.id, "source": edge.source, "target": edge.target}
        yield before + _json({"data": {**said, "interaction": edge.relation, **edge.attributes}})
        before = ",\n"
    yield "\n]}}\n"


def _json(value: object) -> str:
    return clean(json.dumps(value, ensure_ascii=False))
