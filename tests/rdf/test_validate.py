from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import rdflib
from rdflib import RDF, SKOS, Literal, URIRef

from kg.errors import GraphError
from kg.rdf import to_rdflib, write_turtle
from kg.rdf.terms import DEFAULT_BASE, PREFIXES
from kg.rdf.validate import validate

if TYPE_CHECKING:
    from pathlib import Path

    import networkx as nx

pytest.importorskip("pyshacl", reason="validation needs pySHACL")

KG = rdflib.Namespace(PREFIXES["kg"])
DATA = rdflib.Namespace(DEFAULT_BASE)
COUNTY, TOWN, WU = DATA["place/登封市-410185"], DATA["place/嵩阳街道-410185001"], DATA["person/吴先生-2f61aa90c4d5e7b8"]


def test_a_built_graph_conforms(tmp_path: Path, graph: nx.MultiDiGraph[str]) -> None:
    write_turtle(graph, tmp_path / "graph.ttl")
    assert validate(tmp_path) == []
    write_turtle(graph, tmp_path / "few.ttl", mentions=False)
    assert validate(tmp_path / "few.ttl") == []


Change = tuple[URIRef, URIRef, URIRef | Literal]


@pytest.mark.parametrize(
    ("added", "node", "message"),
    [
        ((COUNTY, SKOS.prefLabel, Literal("登封县", lang="zh")), COUNTY, "one full name in Chinese"),
        ((COUNTY, KG.kind, Literal("company")), COUNTY, "no kind of a place"),
        ((TOWN, KG.divisionCode, Literal("4101850")), TOWN, "6, 9 or 12 digits"),
        ((WU, KG.mentionedIn, DATA["article/b85d6f0a1e3c2974"]), WU, "belongs to one article"),
        ((WU, KG.partOf, TOWN), WU, "from a place to a place"),
        ((COUNTY, KG.locatedIn, TOWN), COUNTY, "from an agency to a place"),
        ((DATA["agency/登封市市场监督管理局-410185"], KG.locatedIn, WU), None, "from an agency to a place"),
        ((DATA["article/7c0b13e2d9f84a56"], KG.page, Literal("2.txt")), None, "path of one page"),
        ((DATA["claim/x"], RDF.type, RDF.Statement), DATA["claim/x"], "one sentence as its evidence"),
        ((DATA["mention/x"], RDF.type, KG.Mention), DATA["mention/x"], "stands in one article"),
        ((DATA["mention/7c0b13e2d9f84a56-body-0-4"], KG.begin, Literal(9)), None, "before its end"),
        ((DATA["candidate/幸福社区-410185001004"], KG.score, Literal(2)), None, "from 0 to 1"),
    ],
)  # fmt: skip
def test_each_fault_is_found(
    tmp_path: Path, graph: nx.MultiDiGraph[str], added: Change, node: URIRef | None, message: str
) -> None:
    triples = to_rdflib(graph)
    assert added not in triples
    triples.add(added)
    triples.serialize(tmp_path / "graph.ttl", format="turtle")
    found = [finding for finding in validate(tmp_path) if finding.node == str(node or added[0])]
    assert any(message in finding.message for finding in found), found


def test_a_name_in_another_language_may_be_added(tmp_path: Path, graph: nx.MultiDiGraph[str]) -> None:
    triples = to_rdflib(graph)
    triples.add((COUNTY, SKOS.prefLabel, Literal("Dengfeng", lang="en")))
    triples.serialize(tmp_path / "graph.ttl", format="turtle")
    assert validate(tmp_path) == []


def test_a_folder_without_a_graph(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="build it first"):
        validate(tmp_path)
    (tmp_path / "graph.ttl").write_text("no Turtle")
    with pytest.raises(GraphError, match="build it again"):
        validate(tmp_path)
