"""What follows from what people said, by OWL and by the vocabularies that the ontology stands on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import owlrl
from rdflib import OWL, PROV, RDF, Namespace, URIRef

from kg.model import EntityType
from kg.rdf import to_rdflib
from kg.rdf.terms import DEFAULT_BASE, PREFIXES
from kg.rdf.vocabulary import vocabulary_file

if TYPE_CHECKING:
    from tests.corrections.conftest import Follow

DATA, KG = Namespace(DEFAULT_BASE), Namespace(PREFIXES["kg"])


def test_nothing_contradicts_and_no_type_changes(follow: Follow) -> None:
    graph, _ = follow(
        {"action": "same-as", "entity": "登封市", "value": "Q12345"},
        {"action": "merge", "entity": "古城区", "object": "丽江市"},
        {"action": "add", "entity": "韩一鸣", "predicate": "participatesIn", "object": "阳光餐饮", "evidence": "是他。",
         "source": "年鉴", "by": "李编辑"},
    )  # fmt: skip
    closed = to_rdflib(graph)
    (stated,) = closed.subjects(PROV.wasAttributedTo, DATA["editor/李编辑"])
    closed.parse(vocabulary_file("newskg.ttl"))
    closed.parse(Path(__file__).parents[1] / "rdf" / "others.ttl")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(closed)
    assert [text for _, predicate, text in closed if "rror" in str(predicate)] == []
    for entity_type in EntityType:
        found = {str(node).removeprefix(DEFAULT_BASE) for node in closed.subjects(RDF.type, KG[entity_type])}
        wikidata = {"http://www.wikidata.org/entity/Q12345"} if entity_type is EntityType.PLACE else set()
        assert found == {node for node in graph if graph.nodes[node]["type"] == entity_type} | wikidata
    assert (URIRef("http://www.wikidata.org/entity/Q12345"), OWL.sameAs, DATA["place/登封市-410185"]) in closed
    assert (stated, RDF.type, RDF.Statement) in closed
    assert [str(kind) for kind in closed.objects(DATA["editor/李编辑"], RDF.type) if "Person" in str(kind)] == []
