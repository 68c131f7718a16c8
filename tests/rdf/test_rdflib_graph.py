from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import GraphError
from kg.rdf import DEFAULT_BASE, read_graph, to_graph, to_rdflib, write_turtle
from kg.rdf.description import line_ranges
from kg.rdf.rdflib_graph import line_numbers

if TYPE_CHECKING:
    from pathlib import Path

KG = rdflib.Namespace("https://w3id.org/newskg/ontology#")


def shape(graph: nx.MultiDiGraph[str]) -> tuple[list[Any], list[Any]]:
    return list(graph.nodes(data=True)), list(graph.edges(keys=True, data=True))


def test_there_and_back_is_the_same_graph_in_the_same_order(graph: nx.MultiDiGraph[str]) -> None:
    assert shape(to_graph(to_rdflib(graph))) == shape(graph)


def test_there_and_back_over_a_file_and_another_base(tmp_path: Path, graph: nx.MultiDiGraph[str]) -> None:
    base = "https://example.org/x#"
    write_turtle(graph, tmp_path / "g.ttl", base_iri=base)
    parsed = rdflib.Graph().parse(tmp_path / "g.ttl")
    assert set(parsed) == set(to_rdflib(graph, base_iri=base))
    assert shape(to_graph(parsed, base_iri=base)) == shape(graph)
    assert shape(to_graph(parsed)) == shape(read_graph(tmp_path / "g.ttl")) == shape(graph)


def test_without_mentions_only_they_are_lost(graph: nx.MultiDiGraph[str]) -> None:
    bare = graph.copy()
    for _, _, data in bare.edges(data=True):
        if "mentions" in data:
            data["mentions"] = ()
    assert shape(to_graph(to_rdflib(graph, mentions=False))) == shape(bare)


def test_what_others_add_is_left_out(graph: nx.MultiDiGraph[str]) -> None:
    triples = to_rdflib(graph)
    place = rdflib.URIRef(f"{DEFAULT_BASE}place/登封市-410185")
    triples.add((place, rdflib.SKOS.prefLabel, rdflib.Literal("Dengfeng", lang="en")))
    triples.add((place, rdflib.SKOS.exactMatch, rdflib.URIRef("http://www.wikidata.org/entity/Q1011098")))
    triples.add((place, KG.partOf, rdflib.URIRef(f"{DEFAULT_BASE}place/古城区-530702")))  # no claim stands behind it
    assert shape(to_graph(triples)) == shape(graph)


def test_another_base_is_an_error_that_says_so(graph: nx.MultiDiGraph[str]) -> None:
    with pytest.raises(GraphError, match=r"outside the base IRI https://example\.org/"):
        to_graph(to_rdflib(graph), base_iri="https://example.org/")


@pytest.mark.parametrize(
    ("kind", "missing"),
    [
        (rdflib.RDF.Statement, rdflib.RDF.object),
        (rdflib.RDF.Statement, KG.evidence),
        (KG.Mention, KG.inArticle),
        (KG.Candidate, KG.score),
        (KG.Place, rdflib.SKOS.prefLabel),
    ],
)
def test_a_graph_with_a_hole_is_refused(
    graph: nx.MultiDiGraph[str], kind: rdflib.URIRef, missing: rdflib.URIRef
) -> None:
    triples = to_rdflib(graph)
    subject = min(triples.subjects(rdflib.RDF.type, kind), key=str)
    triples.remove((subject, missing, None))
    with pytest.raises(GraphError, match="incomplete"):
        to_graph(triples)


@settings(deadline=None)
@given(st.lists(st.integers(1, 40), max_size=30).map(tuple))
def test_line_numbers_come_back_as_they_were(lines: tuple[int, ...]) -> None:
    assert line_numbers(line_ranges(lines)) == lines


def test_runs_of_lines_are_shown_as_ranges() -> None:
    assert line_ranges((3, 4, 5, 9, 1, 2)) == "3-5 9 1-2"
    assert line_ranges(()) == ""
