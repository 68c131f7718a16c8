from pathlib import Path

import networkx as nx
import pytest

from kg.errors import GraphError, UsageError
from kg.graph import Edit
from kg.rdf import write_turtle
from kg.show import cards

# The graph of tests/conftest.py.


@pytest.fixture
def folder(graph: "nx.MultiDiGraph[str]", tmp_path: Path) -> Path:
    write_turtle(graph, tmp_path / "graph.ttl")
    return tmp_path


def test_a_card_tells_type_kind_code_and_iri(folder: Path) -> None:
    lines = cards(folder, "登封市").splitlines()
    assert lines[0] == "登封市  410185"
    assert lines[1].strip() == "Place, county"
    assert lines[2].strip().startswith("<https://w3id.org/newskg/id/place/")


def test_a_card_gives_each_fact_with_its_sentence_and_article(folder: Path) -> None:
    lines = [line.strip() for line in cards(folder, "登封市市场监督管理局").splitlines()]
    at = lines.index("locatedIn")
    assert lines[at + 1] == "登封市  0.90"
    assert lines[at + 2] == "“登封市市场监督管理局启动“阳光餐饮”行动，覆盖嵩阳街道。”"
    assert lines[at + 3] == "登封市“阳光餐饮”受好评 [north/001.txt]"


def test_facts_that_point_at_it_and_posts_are_told_too(folder: Path) -> None:
    lines = [line.strip() for line in cards(folder, "登封市市场监督管理局").splitlines()]
    assert lines[lines.index("← affiliatedWith") + 1] == "韩一鸣 (局长)  0.95"
    assert lines[lines.index("← implementedBy") + 1].startswith("阳光餐饮")


def test_a_card_lists_the_articles_that_name_it(folder: Path) -> None:
    named = cards(folder, "登封市").partition("named in\n")[2]
    assert [line.strip() for line in named.splitlines()] == [
        "登封市“阳光餐饮”受好评 [north/001.txt]",
        "登封市与丽江市古城区结对 [south/002.txt]",
    ]
    assert "(no headline) [north/001.txt]" in cards(folder, "嵩阳街道")


def test_other_names_lead_to_the_same_card(folder: Path) -> None:
    assert cards(folder, "田 禾") == cards(folder, "田禾")
    assert "also: 田 禾" in cards(folder, "田禾")


def test_namesakes_have_a_card_each(folder: Path) -> None:
    text = cards(folder, "吴先生")
    assert text.count("Person, resident, not named in full") == 2
    assert text.count("\n  named in\n") == 2


def test_a_place_left_open_tells_what_it_may_be(folder: Path) -> None:
    lines = [line.strip() for line in cards(folder, "幸福社区").splitlines()]
    assert lines[0] == "幸福社区"
    assert [line for line in lines if line.startswith("may be")] == [
        "may be: 410185001004 (0.50)", "may be: 530702001003 (0.25)",
    ]  # fmt: skip


def test_names_with_signs_that_sparql_reads_otherwise(folder: Path) -> None:
    assert cards(folder, "餐饮服务\\明厨亮灶规范").startswith("餐饮服务\\明厨亮灶规范")
    with pytest.raises(UsageError, match="no entity"):
        cards(folder, '"} UNION { ?e ?p ?o } #\n')


def test_an_unknown_name_suggests_like_ones(folder: Path) -> None:
    with pytest.raises(UsageError, match="names like it: 登封市、登封市市场监督管理局"):
        cards(folder, "登封")
    with pytest.raises(UsageError) as caught:
        cards(folder, "火星")
    assert "names like it" not in str(caught.value)


def test_the_ids_and_iris_that_are_printed_lead_to_the_card(graph: "nx.MultiDiGraph[str]", tmp_path: Path) -> None:
    write_turtle(graph, tmp_path / "graph.ttl", "https://example.org/news#")
    card = cards(tmp_path, "登封市")
    iri = card.splitlines()[2].strip()
    assert iri.startswith("<https://example.org/news#place/")
    for said in (iri, iri.strip("<>"), iri.strip("<>").partition("#")[2], iri.strip("<>").replace("place/", "place:")):
        assert cards(tmp_path, said) == card
    for said in ("place/无", "<https://example.org/news#>", "article/2f61aa90c4d5e7b8", "a b>c"):
        with pytest.raises(UsageError, match="no entity in"):
            cards(tmp_path, said)


def test_an_empty_name_suggests_nothing(folder: Path) -> None:
    for name in ("", " \u3000"):
        with pytest.raises(UsageError) as caught:
            cards(folder, name)
        assert str(caught.value) == "the name is empty; give a name, an id or an IRI"


def test_a_folder_without_a_graph_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="build it first"):
        cards(tmp_path, "登封市")


def test_every_entity_of_the_examples_has_a_card(built: Path) -> None:
    from kg.sparql import query

    names = query(built, "SELECT ?n WHERE { ?e kg:kind ?k ; skos:prefLabel ?n } ORDER BY ?n LIMIT 12", "csv")
    for name in names.splitlines()[1:]:
        assert cards(built, name.strip('"').replace('""', '"')).strip()


def test_what_people_said_is_told_from_what_was_read(graph: "nx.MultiDiGraph[str]", tmp_path: Path) -> None:
    graph.nodes["person/韩一鸣"]["edits"] = (Edit("alias", "老韩", "李编辑"),)
    graph.add_edge(
        "person/韩一鸣", "programme/阳光餐饮", key="participatesIn 年鉴", relation="participatesIn", article="",
        source="年鉴，第 3 页", evidence="由韩一鸣主持。", confidence=1.0, post="", note="", origin="person", by="",
    )  # fmt: skip
    write_turtle(graph, tmp_path / "graph.ttl")
    lines = [line.strip() for line in cards(tmp_path, "韩一鸣").splitlines()]
    assert "corrected by a person (李编辑): alias 老韩" in lines
    at = lines.index("participatesIn")
    assert lines[at + 1 : at + 5] == [
        "阳光餐饮  1.00", "“由韩一鸣主持。”", "年鉴，第 3 页", "stated by a person: unnamed",
    ]  # fmt: skip


def test_a_name_in_traditional_characters_finds_its_simplified_form(folder: Path) -> None:
    assert cards(folder, "登封市市場監督管理局") == cards(folder, "登封市市场监督管理局")
    assert cards(folder, "嵩陽街道").startswith("嵩阳街道")
    with pytest.raises(UsageError, match="is named 韓一; names like it: 韩一鸣"):
        cards(folder, "韓一")
