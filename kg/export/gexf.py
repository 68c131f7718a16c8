"""GEXF 1.2, for Gephi, Sigma and graphology: with labels, a colour for each type, and sizes.

networkx's own writer puts the day's date into the file, and stops at lists and None.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from kg.export.documents import Document, write_documents
from kg.export.flat import EDGE_ATTRIBUTES, NODE_ATTRIBUTES, FlatEdge, FlatNode, Value
from kg.export.markup import xml_attribute, xml_name

if TYPE_CHECKING:
    import networkx as nx

    from kg.view.layout import Point

_TYPES = {str: "string", int: "integer", float: "double", bool: "boolean"}

# Okabe and Ito's colours, told apart by colour-blind readers too; articles are grey behind them.
COLOURS = {
    "Place": (0, 114, 178), "Agency": (230, 159, 0), "Programme": (0, 158, 115), "Person": (204, 121, 167),
    "Article": (123, 128, 136),
}  # fmt: skip


def write_gexf(
    graph: nx.MultiDiGraph[str], path: Path | str, places: Mapping[str, Point] = MappingProxyType({})
) -> None:
    """Write articles, entities and the edges between them as GEXF in UTF-8; equal graphs give equal bytes."""
    write_documents(graph, {Path(path): gexf_document(places)})


def gexf_document(places: Mapping[str, Point] = MappingProxyType({})) -> Document:
    """The format.

    Every edge weighs 1, so that edges which Gephi merges weigh as many articles as say so; an entity's size grows with
    the root of the number of articles that mention it. Nodes stand where places has them, in pixels, y pointing down.
    """
    attributes = []
    for scope, kinds in (("node", NODE_ATTRIBUTES), ("edge", EDGE_ATTRIBUTES)):
        attributes.append(f'    <attributes class="{scope}" mode="static">\n')
        attributes += (f'      <attribute id="{n}" title="{n}" type="{_TYPES[kind]}"/>\n' for n, kind in kinds.items())
        attributes.append("    </attributes>\n")
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:viz="http://www.gexf.net/1.2draft/viz" version="1.2">\n'
        "  <meta>\n    <creator>newskg</creator>\n  </meta>\n"
        '  <graph defaultedgetype="directed" mode="static">\n'
        f'{"".join(attributes)}'
        "    <nodes>\n"
    )  # fmt: skip

    def node(node: FlatNode) -> str:
        head = f"      <node id={xml_name(node.id)} label={xml_attribute(node.label)}>\n"
        return f"{head}{_values(node.attributes)}{_look(node, places.get(node.id))}      </node>\n"

    return Document(head, node, "    </nodes>\n    <edges>\n", _edge, "    </edges>\n  </graph>\n</gexf>\n")


def _edge(edge: FlatEdge) -> str:
    ends = f"source={xml_name(edge.source)} target={xml_name(edge.target)}"
    head = f'      <edge id="{edge.id}" {ends} label={xml_name(edge.relation)} weight="1.0">\n'
    return f"{head}{_values(edge.attributes)}      </edge>\n"


def _values(values: dict[str, Value]) -> str:
    lines = [f'          <attvalue for="{name}" value={xml_attribute(value)}/>\n' for name, value in values.items()]
    return f"        <attvalues>\n{''.join(lines)}        </attvalues>\n"


def _look(node: FlatNode, place: Point | None) -> str:
    red, green, blue = COLOURS[str(node.attributes["type"])]
    size = 5 * math.sqrt(max(1, int(node.attributes.get("articles", 1))))
    # In Gephi y points up.
    position = f'        <viz:position x="{place[0]}" y="{-place[1]}" z="0"/>\n' if place else ""
    return (
        f'        <viz:color r="{red}" g="{green}" b="{blue}" a="1.0"/>\n'
        f'{position}'
        f'        <viz:size value="{size:.2f}"/>\n'
    )  # fmt: skip
