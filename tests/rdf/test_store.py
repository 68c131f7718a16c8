"""A built folder whose graph is empty or cut off is refused wherever it is opened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from kg.errors import GraphError
from kg.rdf import read_graph, write_turtle
from kg.rdf.store import load
from kg.rdf.validate import validate

OPENERS: list[Callable[[Path], Any]] = [load, read_graph, validate]


@pytest.mark.parametrize("opened", OPENERS)
def test_a_folder_whose_graph_is_empty_or_cut_off_is_refused(
    opened: Callable[[Path], Any], graph: nx.MultiDiGraph[str], tmp_path: Path
) -> None:
    write_turtle(graph, tmp_path / "graph.ttl")
    opened(tmp_path)
    whole = (tmp_path / "graph.ttl").read_text(encoding="utf-8")
    for text in ("", whole.partition("\n\n")[0] + "\n", whole[: whole.index("\n\n", len(whole) // 2) + 1]):
        (tmp_path / "graph.ttl").write_text(text, encoding="utf-8")
        with pytest.raises(GraphError, match=r"which data set it is.*build it again"):
            opened(tmp_path)


def test_a_file_given_by_itself_need_not_be_of_ours(tmp_path: Path) -> None:
    file = tmp_path / "other.ttl"
    file.write_text("<urn:a> <urn:b> <urn:c> .\n", encoding="utf-8")
    assert len(load(file)) == 1
