from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS

from kg.errors import DataError
from kg.model import KINDS, EntityType, Kind, Predicate
from kg.rdf import to_rdflib
from kg.rdf.terms import PREFIXES
from kg.rdf.vocabulary import vocabulary_file

if TYPE_CHECKING:
    import networkx as nx

KG = rdflib.Namespace(PREFIXES["kg"])


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(vocabulary_file("newskg.ttl"))


def types_in(ontology: rdflib.Graph, of: rdflib.URIRef, property_: rdflib.URIRef) -> set[str]:
    (stated,) = ontology.objects(of, property_)
    union = ontology.value(stated, OWL.unionOf)
    members = ontology.items(union) if union else [stated]
    return {str(member).removeprefix(KG) for member in members}


@pytest.mark.parametrize("predicate", Predicate)
def test_every_relation_has_the_ends_of_the_model(ontology: rdflib.Graph, predicate: Predicate) -> None:
    assert (KG[predicate], RDF.type, OWL.ObjectProperty) in ontology
    assert types_in(ontology, KG[predicate], RDFS.domain) == set(predicate.domain)
    assert types_in(ontology, KG[predicate], RDFS.range) == set(predicate.range)


def test_every_type_is_an_entity_and_every_kind_stands_under_its_type(ontology: rdflib.Graph) -> None:
    for entity_type in EntityType:
        assert (KG[entity_type], RDFS.subClassOf, KG.Entity) in ontology
        kinds = {str(ontology.value(kind, SKOS.notation)) for kind in ontology.subjects(RDFS.seeAlso, KG[entity_type])}
        assert kinds == {kind.value for kind in KINDS[entity_type]}
    assert len(set(ontology.subjects(SKOS.inScheme, KG.kinds))) == len(Kind)


def test_all_that_a_graph_uses_is_declared(ontology: rdflib.Graph, graph: nx.MultiDiGraph[str]) -> None:
    triples = to_rdflib(graph)
    used = {str(p) for p in triples.predicates()} | {str(kind) for kind in triples.objects(None, RDF.type)}
    own = {rdflib.URIRef(term) for term in used if term.startswith(KG)}
    assert {KG.Article, KG.Candidate, KG.mentionedIn, KG.pageLines, KG.confidence, KG.post, KG.anonymised} <= own
    declared = {*ontology.subjects(RDF.type, OWL.Class), *ontology.subjects(RDF.type, OWL.ObjectProperty),
                *ontology.subjects(RDF.type, OWL.DatatypeProperty)}  # fmt: skip
    assert own <= declared
    assert {term for term in declared if str(term).startswith(KG)} - own == {
        KG.Entity, KG.subAgencyOf, KG.partOfProgramme, KG.participatesIn,
    }  # fmt: skip


def test_every_word_is_named_and_explained_in_both_languages(ontology: rdflib.Graph) -> None:
    words = {word for word in ontology.subjects(RDFS.isDefinedBy) if str(word).startswith(KG)}
    assert len(words) == 8 + len(Predicate) + 20
    for word in words:
        for about in (RDFS.label, RDFS.comment):
            assert sorted(str(getattr(text, "language", "")) for text in ontology.objects(word, about)) == ["en", "zh"]


def test_the_shapes_know_the_same_kinds_and_relations() -> None:
    text = vocabulary_file("shapes.ttl").read_text(encoding="utf-8")
    for entity_type, kinds in KINDS.items():
        (listed,) = re.findall(rf":{entity_type}Kind .*?sh:in \( (.*?) \)", text, re.DOTALL)
        assert listed.replace('"', "").split() == [kind.value for kind in kinds]
    (listed,) = re.findall(r"sh:path rdf:predicate .*?sh:in \( (.*?) \)", text, re.DOTALL)
    assert listed.replace("kg:", "").split() == [predicate.value for predicate in Predicate]


# rdflib's own JSON-LD parser uses what rdflib itself calls deprecated.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_the_context_has_a_short_name_for_all_that_a_graph_uses(graph: nx.MultiDiGraph[str]) -> None:
    triples = to_rdflib(graph)
    context = json.loads(vocabulary_file("context.jsonld").read_text(encoding="utf-8"))["@context"]
    text = triples.serialize(format="json-ld", context=context)
    names = {name for node in json.loads(text)["@graph"] for name in node}
    assert {"name", "otherNames", "body", "evidence", "mentionOf", "candidate"} <= names
    assert not [name for name in names if ":" in name]
    assert set(rdflib.Graph().parse(data=text, format="json-ld")) == set(triples)


def test_a_missing_file_is_named() -> None:
    with pytest.raises(DataError, match=r"nothing\.ttl"):
        vocabulary_file("nothing.ttl")
