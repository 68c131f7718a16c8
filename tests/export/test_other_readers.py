"""GraphML and GEXF as igraph and graphology read them, texts that break files among their attributes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from kg.export import write_gexf, write_graphml
from kg.export.flat import EDGE_ATTRIBUTES, flat_edges, flat_nodes
from tests.export.test_formats import legal

# Where make installs what node reads GEXF and GraphML with.
PACKAGES = Path(sys.prefix) / "node" / "node_modules"


def readable(values: dict[str, Any]) -> dict[str, Any]:
    """Attributes as XML can hold them."""
    return {name: legal(value) if isinstance(value, str) else value for name, value in values.items()}


def test_igraph_reads_the_graphml(hostile: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    igraph = pytest.importorskip("igraph", reason="igraph is not installed")
    write_graphml(hostile, tmp_path / "g.graphml")
    back = igraph.Graph.Read_GraphML(str(tmp_path / "g.graphml"))
    assert (back.vcount(), back.ecount(), back.is_directed()) == (59, 61, True)
    nodes = {node["id"]: node.attributes() for node in back.vs}
    for node in flat_nodes(hostile):
        assert {name: nodes[node.id][name] for name in node.attributes} == readable(node.attributes)
        assert nodes[node.id]["label"] == legal(node.label)

    # igraph 1.0 gives edges the ids of nodes, so that they are told apart by what they say.
    def said(edge: Mapping[str, Any]) -> list[str]:
        return [str(edge[name]) for name in ("relation", "evidence", "post", "date_text")]

    wanted = [
        (edge.source, edge.target, *said(dict.fromkeys(EDGE_ATTRIBUTES, "") | readable(edge.attributes)))
        for edge in flat_edges(hostile)
    ]
    names = back.vs["id"]
    assert sorted((names[edge.source], names[edge.target], *said(edge.attributes())) for edge in back.es) == sorted(
        wanted
    )


@pytest.mark.parametrize("format_", ["gexf", "graphml"])
def test_graphology_reads_both(hostile: nx.MultiDiGraph[str], tmp_path: Path, format_: str) -> None:
    node = shutil.which("node")
    if not node or not (PACKAGES / f"graphology-{format_}").is_dir():
        pytest.skip(f"node, or its package graphology-{format_} in {PACKAGES}, is not installed")
    {"gexf": write_gexf, "graphml": write_graphml}[format_](hostile, tmp_path / "g")
    done = subprocess.run(
        [node, str(Path(__file__).with_name("graphology.cjs")), format_, str(tmp_path / "g")],
        env={**os.environ, "NODE_PATH": str(PACKAGES)}, capture_output=True, check=True,
    )  # fmt: skip
    back = json.loads(done.stdout)
    looks = {"color", "size"} if format_ == "gexf" else set()
    assert {name: {key: values[key] for key in values.keys() - looks} for name, values in back["nodes"].items()} == {
        node.id: readable({"label": node.label, **node.attributes}) for node in flat_nodes(hostile)
    }
    more = {"weight": 1} if format_ == "gexf" else {}
    assert back["edges"] == {
        edge.id: [
            edge.source,
            edge.target,
            readable(edge.attributes | ({"label": edge.relation} if more else {})) | more,
        ]
        for edge in flat_edges(hostile)
    }
