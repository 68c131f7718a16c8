"""The first picture as a pyvis Network: which nodes and lines vis-network draws, where, in what shape."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyvis.network import Network

# Shapes as well as colours tell the types apart; the colours stand in the style sheet, light and dark.
SHAPES = {"Place": "dot", "Agency": "square", "Programme": "diamond", "Person": "triangle", "Article": "hexagon"}

OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},  # every place was computed when the page was built
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "interaction": {"hover": True, "hoverConnectedEdges": False, "selectConnectedEdges": False, "multiselect": False,
                    "tooltipDelay": 100000, "keyboard": False, "zoomSpeed": 0.6},
    "nodes": {"borderWidth": 1.5, "borderWidthSelected": 3},
    "edges": {"smooth": False, "selectionWidth": 1.5, "hoverWidth": 1,
              "arrows": {"to": {"scaleFactor": 0.45}}},
    "groups": {name: {"shape": shape} for name, shape in SHAPES.items()},
}  # fmt: skip


def to_network(records: dict[str, Any], overview: Iterable[str], heading: str) -> Network:
    """Draw the overview's nodes, and a line for each pair of them that a claim or a mention links."""
    from pyvis.network import Network

    network = Network(directed=True, heading=heading, cdn_resources="in_line")
    network.options = json.loads(json.dumps(OPTIONS))
    shown = set(overview)
    for node in records["nodes"]:
        if node["id"] in shown:
            network.add_node(
                node["id"], label=node["label"], shape=SHAPES[node["type"]], group=node["type"], size=node["size"],
                x=node["at"][0], y=node["at"][1],
            )  # fmt: skip
    for source, target, claims in lines(records):
        if source in shown and target in shown:
            network.add_edge(
                source, target, id=f"{source} {target}", arrows="to" if claims else "", width=line_width(claims)
            )
    return network


def lines(records: dict[str, Any]) -> list[tuple[str, str, int]]:
    """Count the claims between each linked pair, in order of their direction; 0 where one is named in the other."""
    names = [node["id"] for node in records["nodes"]]
    found: dict[tuple[str, str], int] = {}
    for subject, _, obj, *_ in records["claims"]:
        found[names[subject], names[obj]] = found.get((names[subject], names[obj]), 0) + 1
    for entity, article, _ in records["mentions"]:
        found.setdefault((names[entity], names[article]), 0)
    return [(source, target, count) for (source, target), count in sorted(found.items())]


def line_width(claims: int) -> float:
    """A line's width in pixels: thin for a mention, and wider the more articles state the facts."""
    return 0.6 if claims == 0 else round(min(5.0, 1.0 + 0.5 * claims), 1)
