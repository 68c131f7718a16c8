"""A loaded graph: what lies in it, found by name, and handed on to networkx, rdflib and SPARQL."""

from __future__ import annotations

import dataclasses
import json
import pickle
from pathlib import Path

import networkx as nx
import pytest
import rdflib

import kg
from kg.errors import KgError, NoGraph, UsageError, WrongQuery
from kg.graph import CLAIMS
from kg.rdf import read_graph, write_turtle


@pytest.fixture
def small(graph: nx.MultiDiGraph[str], tmp_path: Path) -> kg.Graph:
    """The graph of three articles, written and loaded."""
    (tmp_path / "small").mkdir()
    write_turtle(graph, tmp_path / "small" / "graph.ttl")
    return kg.load(tmp_path / "small")


@pytest.fixture(scope="module")
def loaded(built: Path) -> kg.Graph:
    return kg.load(built)


def test_what_a_graph_holds(small: kg.Graph) -> None:
    assert repr(small) == "<Graph of 3 articles, 12 entities, 10 claims>"
    (campaign,) = small.find("阳光餐饮")
    assert repr(campaign) == "<Programme 阳光餐饮 (campaign)>"
    assert [repr(claim) for claim in campaign.claims] == [
        "<Claim 阳光餐饮 appliesTo 嵩阳街道 (0.70)>",
        "<Claim 阳光餐饮 appliesTo 登封市 (0.60)>",
        "<Claim 阳光餐饮 implementedBy 登封市市场监督管理局 (0.85)>",
    ]
    claim = campaign.claims[2]
    assert (claim.subject, claim.relation, claim.object.kind) == (campaign, "implementedBy", kg.Kind.GOVERNMENT)
    assert claim.evidence == "登封市市场监督管理局启动“阳光餐饮”行动，覆盖嵩阳街道。"
    article = claim.article
    assert article is not None
    assert repr(article) == "<Article 登封市“阳光餐饮”受好评 (north/001.txt)>"
    assert (article.date, article.paper, article.number, article.lines) == (
        "2024-08-31", "登封日报", "3", (1, 2, 3, 4, 7, 8),
    )  # fmt: skip
    assert [person.name for person in article.authors] == ["田禾"]
    assert article in campaign.articles
    assert campaign in article.entities
    assert claim in article.claims
    assert len(article.claims) == 6
    (place,) = small.find("嵩阳街道", "Place")
    assert (place.code, place.type, len(place.articles)) == ("410185001", kg.EntityType.PLACE, 2)
    for mention in place.mentions:
        text = getattr(mention.article, mention.field)
        assert text[mention.begin : mention.end] == mention.surface == "嵩阳街道"
    assert repr(place.mentions[0]) == f"<Mention 嵩阳街道 at body[{place.mentions[0].begin}:{place.mentions[0].end}]>"
    (dated,) = [claim for claim in small.claims if claim.date]
    assert (dated.date, dated.relation) == ("2024-08", "locatedIn")
    (reprint,) = [article for article in small.articles if article.reprint_of]
    assert small[reprint.reprint_of] in small.articles
    assert repr(reprint) == "<Article 嵩阳街道新桥通车，幸福社区居民出行更方便。 (north/001.txt)>"


def test_names_are_found_whole_and_in_part(small: kg.Graph) -> None:
    assert [person.kind for person in small.find("田 禾")] == ["author"]
    assert small.find("登封") == ()
    assert [found.name for found in small.search("登封")] == ["登封市", "登封市市场监督管理局"]
    assert [found.name for found in small.search("登封", "Agency")] == ["登封市市场监督管理局"]
    assert len(small.find("吴先生")) == 2
    assert {person.anonymised for person in small.find("吴先生")} == {True}
    (unsure,) = small.find("幸福社区")
    assert [(found.code, found.score) for found in unsure.candidates] == [("410185001004", 0.5), ("530702001003", 0.25)]


def test_a_thing_is_had_by_its_id_or_iri(small: kg.Graph) -> None:
    things: list[kg.Entity | kg.Article] = [*small.entities, *small.articles]
    for thing in things:
        assert small[thing.id] is small[small.base_iri + thing.id] is thing
    with pytest.raises(UsageError, match="has no place/nowhere"):
        small["place/nowhere"]


def test_values_are_frozen_and_equal_over_graphs(small: kg.Graph, tmp_path: Path) -> None:
    again = kg.load(tmp_path / "small")
    assert again.entities == small.entities
    assert again.claims == small.claims
    assert set(again.articles) == set(small.articles)
    (one,) = pickle.loads(pickle.dumps(small.find("阳光餐饮")))
    assert (one, len(one.claims)) == (small.find("阳光餐饮")[0], 3)
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.name = "别的"
    assert isinstance(small.entities[:2], kg.Listing)
    assert small.entities[:2] == small.entities[0:2] == tuple(small.entities)[:2]


def test_the_whole_graph_is_there(loaded: kg.Graph, built: Path) -> None:
    graph = read_graph(built)
    assert len(loaded.entities) + len(loaded.articles) == len(graph)
    assert len(loaded.claims) == sum(edge["relation"] in CLAIMS for *_, edge in graph.edges(data=True))
    counts = loaded.report["counts"]
    assert len(loaded.articles) == counts["articles"]
    assert sum(len(entity.mentions) for entity in loaded.entities) == counts["mentions"]
    assert sum(len(entity.claims) for entity in loaded.entities) == 2 * len(loaded.claims)
    assert sum(len(article.claims) for article in loaded.articles) == len(loaded.claims)
    assert sum(len(article.authors) for article in loaded.articles) == counts["bylines"]
    assert {claim.id for claim in loaded.claims} == {
        str(node).removeprefix(loaded.base_iri) for node in loaded.rdf().subjects(rdflib.RDF.type, rdflib.RDF.Statement)
    }
    copy = loaded.networkx()
    copy.clear()
    assert len(loaded.networkx()) == len(graph)


def test_sparql_answers_as_python_values(small: kg.Graph) -> None:
    rows = small.query(
        "SELECT ?name ?code ?anonymised (COUNT(?a) AS ?n) WHERE { ?e skos:prefLabel ?name ; kg:mentionedIn ?a "
        "OPTIONAL { ?e kg:divisionCode ?code } OPTIONAL { ?e kg:anonymised ?anonymised } FILTER(?name IN "
        '("嵩阳街道"@zh, "吴先生"@zh)) } GROUP BY ?e ?name ?code ?anonymised ORDER BY ?name ?code'
    )
    assert rows == [
        {"name": "吴先生", "code": None, "anonymised": True, "n": 1},
        {"name": "吴先生", "code": None, "anonymised": True, "n": 1},
        {"name": "嵩阳街道", "code": "410185001", "anonymised": None, "n": 2},
    ]
    (mean,) = small.query("SELECT (MAX(?c) AS ?most) WHERE { ?s kg:confidence ?c }")  # type: ignore[misc]
    assert mean == {"most": 1.0}
    assert small.query("ASK { ?p a kg:Place }") is True
    assert small.query("ASK { ?p a kg:Nothing }") is False
    places = small.query("CONSTRUCT WHERE { ?p a kg:Place }")
    assert isinstance(places, rdflib.Graph)
    assert len(places) == len([entity for entity in small.entities if entity.type == "Place"])
    with pytest.raises(WrongQuery):
        small.query("SELECT WHERE")
    with pytest.raises(UsageError):
        small.query("ASK { ?p a kg:Place }", timeout=0)


def test_a_turtle_file_and_another_base_will_do(graph: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    write_turtle(graph, tmp_path / "my.ttl", "https://example.org/news#")
    alone = kg.load(tmp_path / "my.ttl")
    assert (len(alone.entities), alone.report) == (12, {})
    assert alone[f"https://example.org/news#{alone.entities[0].id}"] is alone.entities[0]
    with pytest.raises(NoGraph):
        kg.load(tmp_path)
    (tmp_path / "broken.ttl").write_text("a b", encoding="utf-8")
    with pytest.raises(KgError):
        kg.load(tmp_path / "broken.ttl")


def test_export_writes_beside_or_where_it_is_told(small: kg.Graph) -> None:
    assert small.export("cytoscape") == small.path.with_name("small.cyjs")
    path = small.export("csv", small.path.parent / "tables")
    assert (path / "claims.csv").is_file()
    assert len(json.loads(small.path.with_name("small.cyjs").read_bytes())["elements"]["nodes"]) == 15


def test_names_in_traditional_characters_are_looked_for_in_simplified_ones_too(small: kg.Graph) -> None:
    assert [found.name for found in small.find("嵩陽街道", "Place")] == ["嵩阳街道"]
    assert [found.name for found in small.search("市場")] == ["登封市市场监督管理局"]
    assert not small.find("嵩陽街道", "Person")
