from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks import triples
from kg.rdf import to_rdflib

if TYPE_CHECKING:
    import networkx as nx


def test_every_triple_is_counted_once(graph: nx.MultiDiGraph[str]) -> None:
    found = triples.sizes(graph)
    assert sum(number for _, number in found.values()) == len(to_rdflib(graph))
    assert {row: number for row, (number, _) in found.items() if row != "description of the data set"} == {
        "newspapers": 1, "articles": 3, "entities": 12, "candidates": 2, "claims": 10, "mentions": 22,
    }  # fmt: skip


def test_copies_are_as_many_graphs(graph: nx.MultiDiGraph[str]) -> None:
    many = triples.copies(graph, 3)
    assert (len(many), many.size()) == (3 * len(graph), 3 * graph.size())
    assert {data["article"] for *_, data in many.edges(data=True) if "article" in data} <= set(many)


def test_the_table_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "page.txt").write_text(
        "桃子熟了\n\n本报记者 田 禾\n\n德清县钟管镇茅山村的桃子熟了。\n", encoding="utf-8"
    )
    triples.main([str(tmp_path), "--copies", "2"])
    told = capsys.readouterr().out
    assert "| articles | 1 | 7 | 7.0 | 7.0 |\n" in told
    assert told.count(" triples/s\n") == 2
