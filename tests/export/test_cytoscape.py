"""Cytoscape's JSON, read back by networkx."""

from __future__ import annotations

import json
from pathlib import Path

import networkx as nx

from kg.export import write_cytoscape
from kg.export.flat import flat_edges, flat_nodes
from kg.view import lay_out_graph


def read(path: Path) -> nx.MultiDiGraph[str]:
    graph = nx.cytoscape_graph(json.loads(path.read_bytes()))
    assert isinstance(graph, nx.MultiDiGraph)
    return graph


def test_every_node_edge_and_attribute_comes_back(hostile: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    write_cytoscape(hostile, tmp_path / "g.cyjs", {})
    back = read(tmp_path / "g.cyjs")
    assert back.is_directed()
    assert {node: back.nodes[node] for node in back} == {
        node.id: {"id": node.id, "value": node.id, "name": node.label, **node.attributes}
        for node in flat_nodes(hostile)
    }
    assert {key: (one, other, data) for one, other, key, data in back.edges(keys=True, data=True)} == {
        edge.id: (
            edge.source,
            edge.target,
            {
                "id": edge.id, "key": edge.id, "source": edge.source, "target": edge.target,
                "interaction": edge.relation, **edge.attributes,
            },
        )
        for edge in flat_edges(hostile)
    }  # fmt: skip
    assert (len(back), back.size()) == (len(hostile), hostile.size()) == (59, 61)


def test_nodes_stand_where_the_page_has_them(graph: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    places = lay_out_graph(graph)
    write_cytoscape(graph, tmp_path / "g.cyjs", places)
    elements = json.loads((tmp_path / "g.cyjs").read_bytes())["elements"]
    assert {node["data"]["id"]: (node["position"]["x"], node["position"]["y"]) for node in elements["nodes"]} == places
    assert len(set(places.values())) == len(graph)


def test_an_empty_graph_is_one_too(tmp_path: Path) -> None:
    write_cytoscape(nx.MultiDiGraph(), tmp_path / "g.cyjs", {})
    assert len(read(tmp_path / "g.cyjs")) == 0
