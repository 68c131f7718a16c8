from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
import pyoxigraph
import pytest
import rdflib
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kg.errors import GraphError, UsageError
from kg.model import Candidate, EntityType, Field, Mention
from kg.rdf import to_rdflib, write_turtle
from kg.rdf.description import descriptions
from kg.rdf.terms import DEFAULT_BASE, Description, safe
from kg.rdf.turtle import decimal, to_turtle

if TYPE_CHECKING:
    from collections.abc import Iterable

Row = tuple[str, str, str, str, str]

HEADER = """\
@prefix kg: <https://w3id.org/newskg/ontology#> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix void: <http://rdfs.org/ns/void#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix agency: <https://w3id.org/newskg/id/agency/> .
@prefix article: <https://w3id.org/newskg/id/article/> .
@prefix candidate: <https://w3id.org/newskg/id/candidate/> .
@prefix claim: <https://w3id.org/newskg/id/claim/> .
@prefix correction: <https://w3id.org/newskg/id/correction/> .
@prefix dataset: <https://w3id.org/newskg/id/dataset/> .
@prefix editor: <https://w3id.org/newskg/id/editor/> .
@prefix mention: <https://w3id.org/newskg/id/mention/> .
@prefix newspaper: <https://w3id.org/newskg/id/newspaper/> .
@prefix person: <https://w3id.org/newskg/id/person/> .
@prefix place: <https://w3id.org/newskg/id/place/> .
@prefix programme: <https://w3id.org/newskg/id/programme/> .
"""


def tiny(
    name: str = "绥德县", text: str = '绥德县"石"街。\n李明任校长。', node: str = "place/610826"
) -> nx.MultiDiGraph[str]:
    """One article, a place that is settled, one that is not, and a person with a post."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node(
        "article/ab12", type="Article", page="a/1.txt", headline=name, byline="", body=text, lines=(1, 2, 3, 9)
    )  # fmt: skip
    blank: dict[str, Any] = {"names": (), "code": "", "candidates": (), "anonymised": False}
    graph.add_node(
        node, **blank | {"type": "Place", "kind": "county", "name": name, "names": (text,), "code": "610826"}
    )
    unsure = (Candidate("610826001", 0.75), Candidate("141128001", 1e-07))
    graph.add_node("place/石街", **blank | {"type": "Place", "kind": "site", "name": "石街", "candidates": unsure})
    graph.add_node(
        "person/李明·校长", **blank | {"type": "Person", "kind": "official", "name": "李明", "anonymised": True}
    )
    spans = (
        Mention(Field.HEADLINE, 0, len(name), name, EntityType.PLACE),
        Mention(Field.BODY, 0, 3, text, EntityType.PLACE),
    )
    graph.add_edge(node, "article/ab12", key="mentionedIn article/ab12", relation="mentionedIn", mentions=spans)
    graph.add_edge("article/ab12", "person/李明·校长", key="author", relation="author")
    graph.add_edge(
        "person/李明·校长", node, key="affiliatedWith article/ab12", relation="affiliatedWith", article="article/ab12",
        evidence=text, confidence=1.0, post="校长", note="",
    )  # fmt: skip
    return graph


def rows_of_rdflib(graph: Iterable[Any]) -> set[Row]:
    """Triples as plain strings, with the object's language and datatype."""
    return {
        (str(s), str(p), str(o), getattr(o, "language", None) or "", str(getattr(o, "datatype", None) or ""))
        for s, p, o in graph
    }


def rows_of_oxigraph(path: Path) -> set[Row]:
    """The same of a file, read by pyoxigraph."""
    rows = set()
    for quad in pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.TURTLE):
        assert isinstance(quad.subject, pyoxigraph.NamedNode)
        if isinstance(quad.object, pyoxigraph.Literal):
            datatype = quad.object.datatype.value
            plain = datatype.endswith(("#string", "#langString"))
            extra = (quad.object.language or "", "" if plain else datatype)
        else:
            assert isinstance(quad.object, pyoxigraph.NamedNode)
            extra = ("", "")
        rows.add((quad.subject.value, quad.predicate.value, quad.object.value, *extra))
    return rows


def test_the_whole_file_of_a_tiny_graph(tmp_path: Path) -> None:
    write_turtle(tiny(), tmp_path / "g.ttl")
    expected = """
article:ab12 a kg:Article ;
    schema:headline "绥德县" ;
    kg:page "a/1.txt" ;
    kg:pageLines "1-3 9" ;
    schema:author <https://w3id.org/newskg/id/person/李明·校长> ;
    schema:articleBody \"""绥德县\\"石\\"街。
李明任校长。\""" .

<https://w3id.org/newskg/id/person/李明·校长> a kg:Person ;
    skos:prefLabel "李明"@zh ;
    kg:kind "official" ;
    dcterms:type kg:kind-official ;
    kg:anonymised true ;
    kg:affiliatedWith place:610826 .

place:610826 a kg:Place ;
    skos:prefLabel "绥德县"@zh ;
    skos:altLabel \"""绥德县\\"石\\"街。
李明任校长。\"""@zh ;
    kg:kind "county" ;
    dcterms:type kg:kind-county ;
    kg:divisionCode "610826" ;
    kg:mentionedIn article:ab12 .

place:石街 a kg:Place ;
    skos:prefLabel "石街"@zh ;
    kg:kind "site" ;
    dcterms:type kg:kind-site ;
    kg:candidate candidate:石街-610826001, candidate:石街-141128001 .

candidate:石街-610826001 a kg:Candidate ;
    kg:candidateCode "610826001" ;
    kg:score 0.75 .

candidate:石街-141128001 a kg:Candidate ;
    kg:candidateCode "141128001" ;
    kg:score 0.0000001 .

claim:b1d017bee55b36db2157 a rdf:Statement ;
    rdf:subject <https://w3id.org/newskg/id/person/李明·校长> ;
    rdf:predicate kg:affiliatedWith ;
    rdf:object place:610826 ;
    kg:post "校长" ;
    kg:inArticle article:ab12 ;
    kg:evidence \"""绥德县\\"石\\"街。
李明任校长。\""" ;
    kg:confidence 1.0 .

mention:ab12-headline-0-3 a kg:Mention ;
    kg:surface "绥德县" ;
    kg:mentionOf place:610826 ;
    kg:inArticle article:ab12 ;
    kg:inField "headline" ;
    kg:begin 0 ;
    kg:end 3 .

mention:ab12-body-0-3 a kg:Mention ;
    kg:surface \"""绥德县\\"石\\"街。
李明任校长。\""" ;
    kg:mentionOf place:610826 ;
    kg:inArticle article:ab12 ;
    kg:inField "body" ;
    kg:begin 0 ;
    kg:end 3 .
"""
    # The claim: SHA-256 of person/李明·校长, affiliatedWith, place/610826, article/ab12, a line each.
    data, _, about = (tmp_path / "g.ttl").read_bytes().decode().partition("\ndataset:")
    assert data == HEADER + expected
    assert " a void:Dataset ;\n    rdf:type dcat:Dataset ;\n" in about


def test_an_empty_graph_is_its_prefixes_and_an_empty_data_set(tmp_path: Path) -> None:
    write_turtle(nx.MultiDiGraph(), tmp_path / "g.ttl")
    data, _, about = (tmp_path / "g.ttl").read_text(encoding="utf-8").partition("\ndataset:")
    assert data == HEADER
    assert "void:triples 0" in about


def test_without_mentions_only_they_are_left_out(tmp_path: Path, graph: nx.MultiDiGraph[str]) -> None:
    write_turtle(graph, tmp_path / "all.ttl")
    write_turtle(graph, tmp_path / "few.ttl", mentions=False)
    whole, few = (
        {row for row in rows_of_oxigraph(tmp_path / name) if not row[0].startswith(f"{DEFAULT_BASE}dataset/")}
        for name in ("all.ttl", "few.ttl")
    )
    assert few < whole
    assert {subject.split("/")[-2] for subject, *_ in whole - few} == {"mention"}
    assert len(whole - few) == 22 * 7


@pytest.mark.parametrize(
    "base", ["https://example.org/", "https://example.org/kg#", "urn:x-kg:", "http://例子.中国/数据/"]
)
def test_names_are_put_behind_any_base(tmp_path: Path, base: str) -> None:
    write_turtle(tiny(), tmp_path / "g.ttl", base_iri=base)
    subjects = {subject for subject, *_ in rows_of_oxigraph(tmp_path / "g.ttl")}
    assert {f"{base}place/610826", f"{base}person/李明·校长", f"{base}mention/ab12-body-0-3"} < subjects
    assert all(subject.startswith(base) for subject in subjects)


@pytest.mark.parametrize(
    "base", ["", "example.org/", "https://example.org", "https://example.org/a b/", "http://a#b#", "http://a/>"]
)
def test_a_base_that_makes_no_iris_is_refused(tmp_path: Path, base: str) -> None:
    with pytest.raises(UsageError, match="base IRI"):
        write_turtle(tiny(), tmp_path / "g.ttl", base_iri=base)
    assert not (tmp_path / "g.ttl").exists()


def test_nodes_added_in_another_order_give_the_same_bytes(tmp_path: Path, graph: nx.MultiDiGraph[str]) -> None:
    turned: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    turned.add_nodes_from(reversed(list(graph.nodes(data=True))))
    for one, other, key, data in reversed(list(graph.edges(keys=True, data=True))):
        turned.add_edge(one, other, key=key, **data)
    write_turtle(graph, tmp_path / "one.ttl")
    write_turtle(turned, tmp_path / "two.ttl")
    assert (tmp_path / "one.ttl").read_bytes() == (tmp_path / "two.ttl").read_bytes()


HOSTILE = [
    '"""', '\\"""', '"', "\\", "\\u0041", "'", '"@en .', '" . <x:a> <x:b> "', 'x"\n', "\n\\", "\n" * 3,
    "a\nb\rc\r\nd\te", "\x00\x01\x08\x0b\x0c\x1f\x7f\x85", "\u2028\u2029", "\u202e\u200f\u2067》>", "》>", "", " ",
    "\ud800", "x\udfffy", "\ufeff", "\ufffe\uffff", "𠮷😀\U0010ffff", "名" * 100_000, '"' * 50_000,
    "</rdf>&amp;<!--", "#", "%", "%zz", "%2F", "../..", "//", "?q#f",
]  # fmt: skip
texts = st.one_of(
    st.sampled_from(HOSTILE), st.text(st.characters(), max_size=30), st.text('"\\\n\r>\u202ea', max_size=12)
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=texts, text=texts, node=texts)
@example(name="名" * 100_000, text='"' * 100_000, node="a" * 100_000)
def test_no_text_can_break_the_syntax(tmp_path: Path, name: str, text: str, node: str) -> None:
    graph = tiny(name, text, f"place/{node}x")
    path = tmp_path / "g.ttl"
    write_turtle(graph, path)
    meant = rows_of_rdflib(to_rdflib(graph))
    assert rows_of_oxigraph(path) == meant
    assert rows_of_rdflib(rdflib.Graph().parse(path)) == meant
    whole = {(p.rsplit("/", 1)[1], o) for _, p, o, *_ in meant}
    shown = "".join("�" if "\ud800" <= char <= "\udfff" else char for char in text)
    assert ("ontology#evidence", shown) in whole
    assert ("core#altLabel", shown) in whole


@settings(max_examples=300, deadline=None)
@given(texts)
def test_a_safe_name_stays_what_it_is(name: str) -> None:
    assert safe(safe(name)) == safe(name)
    rdflib.URIRef(f"https://example.org/{safe(name)}").n3()


def test_common_names_are_safe_already() -> None:
    for name in (
        "place/330784",
        "agency/某县法院-610826",
        "person/买买提·艾力",
        "programme/“四个一”行动（二期）",
        "place/〇村",
    ):
        assert safe(name) == name
    assert safe("place/a b<%>") == "place/a%20b%3C%25%3E"


@given(st.floats(0, 1))
@example(5e-324)
@example(1e22)
def test_decimals_have_no_exponent_and_lose_nothing(value: float) -> None:
    text = decimal(value)
    assert set(text) <= set("0123456789.")
    assert "." in text
    assert float(text) == value


def test_what_is_no_number_is_no_confidence() -> None:
    with pytest.raises(GraphError, match="nan"):
        decimal(float("nan"))


def test_fragments_of_a_description_are_the_triples_of_the_whole(graph: nx.MultiDiGraph[str]) -> None:
    whole = list(descriptions(graph))
    fragments = [Description(one.subject, one.kind, []) for one in whole]
    fragments += [Description(one.subject, "", [said]) for one in whole for said in one.properties]
    triples = [set(pyoxigraph.parse(to_turtle(said), pyoxigraph.RdfFormat.TURTLE)) for said in (whole, fragments)]
    assert triples[0] == triples[1]
    assert len(triples[0]) > 100
