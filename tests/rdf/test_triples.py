"""A graph read from Turtle through plain dictionaries is the graph that rdflib gives."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pyoxigraph
import pytest

from kg.errors import GraphError
from kg.rdf import read_graph, read_rdflib, to_graph, write_turtle
from kg.rdf.triples import Triples


def everything(graph: nx.MultiDiGraph[str]) -> tuple[list[object], list[object]]:
    return list(graph.nodes(data=True)), list(graph.edges(keys=True, data=True))


def test_the_examples_are_read_as_rdflib_reads_them(built: Path) -> None:
    read = everything(read_graph(built))
    assert read == everything(to_graph(read_rdflib(built)))
    assert min(map(len, read)) > 100


def test_a_triple_said_twice_is_one_and_a_label_in_another_language_is_none(
    graph: nx.MultiDiGraph[str], tmp_path: Path
) -> None:
    file = tmp_path / "graph.ttl"
    write_turtle(graph, file)
    before = everything(read_graph(file))
    text = file.read_text(encoding="utf-8")
    start = text.index("\nplace:嵩阳街道-410185001 a ") + 1
    described = text[start : text.index(" .\n", start) + 3]
    label = 'place:嵩阳街道-410185001 skos:prefLabel "A Songyang"@en .\n'
    file.write_text(f"{text}{described}{label}", encoding="utf-8")
    assert everything(read_graph(file)) == before


def test_a_triple_inside_a_triple_is_refused() -> None:
    one = pyoxigraph.NamedNode("https://example.org/a")
    inner = pyoxigraph.Triple(one, one, one)
    with pytest.raises(GraphError, match="inside a triple"):
        Triples([pyoxigraph.Quad(one, one, inner)])
