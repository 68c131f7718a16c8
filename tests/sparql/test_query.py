from __future__ import annotations

import csv
import importlib.util
import io
import json
from pathlib import Path

import pytest

from kg.errors import GraphError, RefusedQuery, UsageError, WrongQuery
from kg.sparql import query

SCORE = Path(__file__).parents[2] / "../shared/eval/score.py"


def rows(folder: Path, sparql: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(query(folder, sparql, "csv"))))[1:]


def test_articles_by_their_authors(folder: Path) -> None:
    found = rows(
        folder,
        "SELECT ?page ?name { ?a a kg:Article; kg:page ?page; schema:author/skos:prefLabel ?name } ORDER BY ?page",
    )
    assert found == [["north/001.txt", "田禾"], ["south/002.txt", "田禾"]]


def test_a_fact_with_its_sentence_and_post(folder: Path) -> None:
    found = rows(
        folder,
        """SELECT ?who ?post ?where ?sentence {
            ?claim a rdf:Statement ; rdf:subject ?s ; rdf:predicate kg:affiliatedWith ; rdf:object ?o ;
                   kg:post ?post ; kg:evidence ?sentence ; kg:confidence ?sure FILTER(?sure > 0.9) .
            ?s kg:affiliatedWith ?o ; skos:prefLabel ?who . ?o skos:prefLabel ?where }""",
    )
    sentence = "登封市市场监督管理局局长韩一鸣介绍，行动依据《餐饮服务\\明厨亮灶规范》开展。"
    assert found == [["韩一鸣", "局长", "登封市市场监督管理局", sentence]]


def test_every_mention_is_the_text_at_its_place(folder: Path) -> None:
    found = rows(
        folder,
        """SELECT ?m ?surface (SUBSTR(?text, ?begin + 1, ?end - ?begin) AS ?there) {
            ?m a kg:Mention ; kg:surface ?surface ; kg:begin ?begin ; kg:end ?end ;
               kg:inArticle ?a ; kg:inField ?field .
            VALUES (?field ?text_of) { ("headline" schema:headline) ("body" schema:articleBody) ("byline" kg:byline) }
            ?a ?text_of ?text }""",
    )
    assert len(found) == 22
    assert all(surface == there for _, surface, there in found)


def test_what_an_ambiguous_place_may_be(folder: Path) -> None:
    found = rows(
        folder,
        """SELECT ?name ?code ?score { ?p kg:candidate ?c ; skos:prefLabel ?name .
            ?c kg:candidateCode ?code ; kg:score ?score FILTER NOT EXISTS { ?p kg:divisionCode ?settled } }
           ORDER BY DESC(?score)""",
    )
    assert found == [["幸福社区", "410185001004", "0.5"], ["幸福社区", "530702001003", "0.25"]]


def test_places_inside_places(folder: Path) -> None:
    found = rows(
        folder, "SELECT ?name { ?p kg:partOf+/skos:prefLabel '登封市'@zh ; skos:prefLabel ?name } ORDER BY ?name"
    )
    assert found == [["嵩阳街道"], ["幸福社区"]]


def test_a_table_is_as_wide_as_its_names(folder: Path) -> None:
    sparql = """SELECT ?code ?name ?kind { ?p kg:divisionCode ?code ; skos:prefLabel ?name ; a ?kind
        FILTER(?code < "42") } ORDER BY ?code"""
    assert query(folder, sparql) == (
        "code       name      kind\n"
        "---------  --------  --------\n"
        "410185     登封市    kg:Place\n"
        "410185001  嵩阳街道  kg:Place\n"
    )  # fmt: skip


def test_yes_and_no(folder: Path) -> None:
    assert query(folder, "ASK { ?p kg:anonymised true }") == "true\n"
    assert json.loads(query(folder, "ASK { ?p kg:anonymised false }", "json"))["boolean"] is False


def test_json_keeps_language_and_type(folder: Path) -> None:
    (row,) = json.loads(query(folder, "SELECT ?n { ?p kg:divisionCode '530700' ; skos:prefLabel ?n }", "json"))[
        "results"
    ]["bindings"]
    assert row == {"n": {"type": "literal", "value": "丽江市", "xml:lang": "zh"}}


def test_construct_gives_turtle(folder: Path) -> None:
    text = query(folder, "CONSTRUCT { ?p rdfs:label ?n } WHERE { ?p kg:divisionCode '530700' ; skos:prefLabel ?n }")
    assert text.endswith('<https://w3id.org/newskg/id/place/丽江市-530700> rdfs:label "丽江市"@zh .\n')


def test_updates_are_refused(folder: Path) -> None:
    with pytest.raises(RefusedQuery, match="read-only"):
        query(folder, "DELETE WHERE { ?s ?p ?o }")
    assert query(folder, "ASK { ?s ?p ?o }") == "true\n"


def test_a_wrong_query_says_where(folder: Path) -> None:
    with pytest.raises(WrongQuery, match="line 1, column 18: the prefix nobody: is not declared"):
        query(folder, "SELECT ?x { ?x a nobody:Knows }")


def test_formats_that_do_not_fit(folder: Path) -> None:
    with pytest.raises(UsageError, match="triples, not rows"):
        query(folder, "CONSTRUCT WHERE { ?s kg:kind ?o }", "csv")
    with pytest.raises(UsageError, match="rows, not triples"):
        query(folder, "SELECT * { ?s kg:kind ?o }", "ttl")


def test_a_folder_without_a_graph(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match=r"no graph\.ttl there"):
        query(tmp_path, "ASK {}")
    (tmp_path / "graph.ttl").write_text("this is no Turtle")
    with pytest.raises(GraphError, match="build it again"):
        query(tmp_path, "ASK {}")


@pytest.mark.skipif(not SCORE.exists(), reason="the scorer lies beside the repository only where pages are annotated")
def test_the_scorer_reads_it(folder: Path) -> None:
    spec = importlib.util.spec_from_file_location("score", SCORE)
    assert spec is not None
    assert spec.loader is not None
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    articles, mentions, labels, relations, _, types, codes, evidence = score.read_graph(folder / "graph.ttl")
    base = "https://w3id.org/newskg/id/"
    assert {a["page"] for a in articles.values()} == {"001.txt", "002.txt"}
    assert [a["authors"] for a in articles.values()].count({"田禾"}) == 2
    assert ("002.txt", "Place", "古城区") in mentions[f"{base}place/古城区-530702"]
    assert (labels[f"{base}person/韩一鸣"], types[f"{base}person/韩一鸣"]) == ("韩一鸣", "Person")
    assert len(relations["001.txt"]) == 7
    assert len(relations["002.txt"]) == 3
    assert codes[f"{base}place/登封市-410185"] == "410185"
    assert evidence == 1.0
