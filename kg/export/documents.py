"""Formats that tell of node after node and then of edge after edge: several are written in one walk over a graph."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg.export.flat import FlatEdge, FlatNode, flat_edges, flat_nodes

if TYPE_CHECKING:
    import networkx as nx


class Document(NamedTuple):
    """How a format tells of a graph: what opens the file, each node, what follows the last, each edge, and the end."""

    head: str
    node: Callable[[FlatNode], str]
    between: str
    edge: Callable[[FlatEdge], str]
    foot: str


def write_documents(graph: nx.MultiDiGraph[str], documents: Mapping[Path, Document]) -> None:
    """Write articles, entities and the edges between them into files in UTF-8; equal graphs give equal bytes.

    To flatten a graph takes nearly as long as to write it in one of the formats.
    """
    with ExitStack() as opened:
        written = [
            (opened.enter_context(path.open("w", encoding="utf-8", newline="\n")).write, document)
            for path, document in documents.items()
        ]
        for write, document in written:
            write(document.head)
        for node in flat_nodes(graph):
            for write, document in written:
                write(document.node(node))
        for write, document in written:
            write(document.between)
        for edge in flat_edges(graph):
            for write, document in written:
                write(document.edge(edge))
        for write, document in written:
            write(document.foot)
