"""Every shape: a graph broken in one way fails with its message, and with no other."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import rdflib
from rdflib import DCTERMS, RDF, SDO, SH, SKOS, Literal, URIRef

from kg.errors import GraphError
from kg.model import EntityType, Predicate
from kg.rdf import to_rdflib, write_turtle
from kg.rdf.findings import as_text
from kg.rdf.validate import validate, validation_report
from kg.rdf.vocabulary import vocabulary_file
from tests.rdf.broken import (
    CASES,
    COUNTY,
    DATA,
    EXCHANGE,
    KG,
    MENTION,
    OF_TYPE,
    OFFICE,
    TIAN,
    TOWN,
    VILLAGE,
    Break,
    add,
    article,
    by_people,
    claim,
    correction,
    elsewhere,
    put,
    stated,
    unstated,
)

if TYPE_CHECKING:
    import networkx as nx

pyshacl = pytest.importorskip("pyshacl", reason="validation needs pySHACL")


def messages(language: str) -> set[str]:
    """Every message of the shapes in a language."""
    shapes = rdflib.Graph().parse(vocabulary_file("shapes.ttl"))
    return {str(text) for text in shapes.objects(None, SH.message) if getattr(text, "language", None) == language}


def of_ends(predicate: Predicate) -> str:
    (message,) = (message for message in messages("en") if message.startswith(f"{predicate} goes from "))
    return message


@pytest.fixture
def triples(graph: nx.MultiDiGraph[str]) -> rdflib.Graph:
    return to_rdflib(graph)


def saved(triples: rdflib.Graph, folder: Path) -> Path:
    triples.serialize(folder / "graph.ttl", format="turtle")
    return folder


def test_a_built_graph_conforms(tmp_path: Path, graph: nx.MultiDiGraph[str]) -> None:
    write_turtle(graph, tmp_path / "graph.ttl")
    assert validate(tmp_path) == []
    write_turtle(graph, tmp_path / "few.ttl", mentions=False)
    assert validate(tmp_path / "few.ttl") == []


@pytest.mark.parametrize("right", [by_people(), correction()], ids=["claim", "correction"])
def test_what_people_say_conforms(tmp_path: Path, triples: rdflib.Graph, right: Break) -> None:
    right(triples)
    assert validate(saved(triples, tmp_path)) == []


@pytest.mark.parametrize(("message", "broken"), CASES)
def test_a_graph_broken_in_one_way_fails_with_its_message_and_no_other(
    tmp_path: Path, triples: rdflib.Graph, message: str, broken: Break
) -> None:
    broken(triples)
    assert {finding.message for finding in validate(saved(triples, tmp_path))} == {message}


@pytest.mark.parametrize("types", [list(EntityType), list(EntityType)[::-1]], ids=["onward", "back"])
@pytest.mark.parametrize("predicate", Predicate)
def test_a_relation_between_the_wrong_types_fails_with_its_message_and_no_other(
    tmp_path: Path, triples: rdflib.Graph, predicate: Predicate, types: list[EntityType]
) -> None:
    # Each pair one way only, for both ways would be a circle of places.
    pairs = itertools.combinations(types, 2)
    wrong = [(OF_TYPE[one], OF_TYPE[other]) for one, other in pairs if not predicate.accepts(one, other)]
    for one, other in wrong:
        claim(triples, one, KG[predicate], other)
    found = validate(saved(triples, tmp_path))
    assert {finding.message for finding in found} == {of_ends(predicate)}
    assert {finding.node for finding in found} == {str(one) for one, _ in wrong}


def test_every_message_is_tried_and_stands_in_both_languages() -> None:
    tried = {message for message, _ in CASES} | {of_ends(predicate) for predicate in Predicate}
    assert tried == messages("en")
    shapes = rdflib.Graph().parse(vocabulary_file("shapes.ttl"))
    for node in set(shapes.subjects(SH.message)):
        assert sorted(getattr(text, "language", "") for text in shapes.objects(node, SH.message)) == ["en", "zh"]


def test_the_sparql_of_the_shapes_finds_in_pyoxigraph_what_pyshacl_finds(tmp_path: Path, triples: rdflib.Graph) -> None:
    for broken in (
        put((MENTION, KG.surface, Literal("嵩阳市道"))), put((COUNTY, DCTERMS.type, KG["kind-village"])), elsewhere,
        unstated, add(TOWN, KG.partOf, DATA["place/古城区-530702"]), stated(KG.evidence, Literal("嵩阳街道办")),
        lambda graph: graph.remove((TIAN, KG.mentionedIn, EXCHANGE)),
        lambda graph: claim(graph, COUNTY, KG.partOf, TOWN),
        # What a constraint says of nodes that are no targets of its shape is no result.
        lambda graph: graph.remove((DATA["mention/b85d6f0a1e3c2974-body-0-3"], RDF.type, None)),
        put((DATA["mention/b85d6f0a1e3c2974-body-0-3"], KG.surface, Literal("x"))),
    ):  # fmt: skip
        broken(triples)
    conforms, report, _ = pyshacl.validate(triples, shacl_graph=rdflib.Graph().parse(vocabulary_file("shapes.ttl")))
    assert not conforms
    ours = validation_report(saved(triples, tmp_path))
    assert results(ours) == results(report)
    assert len({shape for *_, component, shape in results(ours) if component == SH.SPARQLConstraintComponent}) == 8
    assert (None, SH.conforms, Literal(False)) in ours


def results(report: rdflib.Graph) -> set[tuple[object, ...]]:
    """What each result of a report says, but for blank nodes; pySHACL drops the languages of SPARQL's messages."""
    (head,) = report.subjects(RDF.type, SH.ValidationReport)
    about = (SH.focusNode, SH.resultPath, SH.value, SH.resultSeverity, SH.sourceConstraintComponent)
    return {
        (
            frozenset(map(str, report.objects(result, SH.resultMessage))),
            *(report.value(result, one) for one in about),
            *(shape for shape in report.objects(result, SH.sourceShape) if isinstance(shape, URIRef)),
        )
        for result in report.objects(head, SH.result)
    }


def test_offsets_are_code_points_in_every_engine(tmp_path: Path, triples: rdflib.Graph) -> None:
    """𠮷 is one code point, two units of UTF-16 and four bytes."""
    article((SDO.headline, Literal("𠮷野路😀通车")))(triples)
    node = DATA["mention/x-headline-1-3"]
    for predicate, value in (
        (RDF.type, KG.Mention), (KG.mentionOf, VILLAGE), (KG.surface, Literal("野路")),
        (KG.inField, Literal("headline")), (KG.inArticle, DATA["article/x"]),
        (KG.begin, Literal(1)), (KG.end, Literal(3)),
    ):  # fmt: skip
        triples.add((node, predicate, value))
    triples.add((VILLAGE, KG.mentionedIn, DATA["article/x"]))
    assert validate(saved(triples, tmp_path)) == []
    triples.set((node, KG.surface, Literal("路😀")))
    assert [finding.value for finding in validate(saved(triples, tmp_path))] == ["野路"]


def test_a_finding_says_who_what_and_where(tmp_path: Path, triples: rdflib.Graph) -> None:
    put((TOWN, KG.divisionCode, Literal("4101850")), (MENTION, KG.surface, Literal("嵩阳市道")))(triples)
    add(TOWN, KG.partOf, DATA["place/丽江市-530700"])(triples)
    stated(KG.evidence, Literal("嵩阳街道办\n\x1b[31m"))(triples)
    text = as_text(validate(saved(triples, tmp_path)), "en")
    assert (
        "嵩阳街道: A division code has 6, 9 or 12 digits.\n"
        "    kg:divisionCode 4101850 · north/001.txt 嵩阳街道新桥通车，幸福社区居民出行更方便。 · "
        "<https://w3id.org/newskg/id/place/嵩阳街道-410185001>\n"
    ) in text
    assert (
        "嵩阳市道: The text at the mention's place is not its surface.\n"
        "    嵩阳街道 · north/001.txt 嵩阳街道新桥通车，幸福社区居民出行更方便。 · "
        "<https://w3id.org/newskg/id/mention/7c0b13e2d9f84a56-body-0-4>\n"
    ) in text
    assert "嵩阳街道: No claim stands behind this relation.\n    kg:partOf https" in text
    assert "嵩阳街道 partOf 登封市: The evidence does not stand in the article's body or headline.\n" in text
    assert "\x1b" not in text
    assert text.endswith("\n4 findings\n")
    chinese = as_text(validate(tmp_path, "zh"), "zh")
    assert "嵩阳街道: 区划代码须为六位、九位或十二位数字。" in chinese
    assert chinese.endswith("\n共 4 处不符\n")


def test_a_sample_checks_some_articles_whole_and_all_in_sparql(tmp_path: Path, triples: rdflib.Graph) -> None:
    """Of three articles the first by IRI is chosen, MARKET."""
    assert validate(saved(triples, tmp_path), sample=1) == validate(tmp_path, sample=99) == []
    put((OFFICE, KG.kind, Literal("bureau")), (VILLAGE, KG.kind, Literal("hamlet")))(triples)
    put((MENTION, KG.surface, Literal("嵩阳市道")))(triples)
    found = validate(saved(triples, tmp_path), sample=1)
    concept, kind_, text = (
        "The concept is not that of the kind.", "This is no kind of an agency.",
        "The text at the mention's place is not its surface.",
    )  # fmt: skip
    assert sorted((finding.name, finding.message) for finding in found) == sorted(
        [("登封市市场监督管理局", kind_), ("登封市市场监督管理局", concept), ("幸福社区", concept), ("嵩阳市道", text)]
    )
    assert validate(tmp_path, sample=3) == validate(tmp_path)
    assert (None, SH.conforms, Literal(False)) in validation_report(tmp_path, sample=1)


def test_a_name_in_another_language_may_be_added(tmp_path: Path, triples: rdflib.Graph) -> None:
    triples.add((COUNTY, SKOS.prefLabel, Literal("Dengfeng", lang="en")))
    assert validate(saved(triples, tmp_path)) == []


def test_a_folder_without_a_graph(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="build it first"):
        validate(tmp_path)
    (tmp_path / "graph.ttl").write_text("no Turtle")
    with pytest.raises(GraphError, match="build it again"):
        validate(tmp_path)
