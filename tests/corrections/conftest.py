"""Corrections of the small graph, written as a table is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kg.corrections import Remark, amend, correct, read_corrections
from kg.corrections.table import write_table
from kg.graph import to_graph
from kg.model import Entity, Reading
from kg.rdf import write_turtle
from kg.rdf.reading import read_graph
from kg.rdf.validate import validate

if TYPE_CHECKING:
    import networkx as nx


Followed = tuple["nx.MultiDiGraph[str]", list[Remark]]
Follow = Callable[..., Followed]


@pytest.fixture
def follow(readings: list[Reading], entities: list[Entity], tmp_path: Path) -> Follow:
    """Correct the small graph by rows of cells; the graph that comes of it fits its shapes."""

    def run(*rows: dict[str, str], check: bool = True) -> Followed:
        columns = sorted({"action", "entity"}.union(*rows))
        table = tmp_path / "corrections.csv"
        table.write_bytes(write_table(rows, columns))
        corrected = correct(readings, entities, read_corrections(table))
        graph = to_graph(corrected.readings, corrected.entities)
        remarks = amend(graph, corrected)
        if check:
            write_turtle(graph, tmp_path / "graph.ttl")
            assert validate(tmp_path / "graph.ttl") == []
            assert plain(read_graph(tmp_path / "graph.ttl")) == plain(graph)
        return graph, remarks

    return run


def plain(graph: nx.MultiDiGraph[str]) -> tuple[Any, Any]:
    """All that a graph holds, to be compared."""
    edges = sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[:3])
    return sorted((node, dict(data)) for node, data in graph.nodes(data=True)), edges
