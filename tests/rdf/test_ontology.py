from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import owlrl
import pytest
import rdflib
from rdflib import DC, DCAT, DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, VANN, VOID, XSD
from rdflib.namespace import GEO

from kg.errors import DataError
from kg.model import KINDS, EntityType, Kind, Predicate
from kg.rdf import to_rdflib
from kg.rdf.data_set import ONTOLOGY, ONTOLOGY_VERSION
from kg.rdf.terms import DEFAULT_BASE, PREFIXES
from kg.rdf.vocabulary import vocabulary_file

if TYPE_CHECKING:
    import networkx as nx
    from rdflib.term import Node

DATA = rdflib.Namespace(DEFAULT_BASE)
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
        (collection,) = ontology.subjects(RDFS.seeAlso, KG[entity_type])
        assert (collection, RDF.type, SKOS.Collection) in ontology
        kinds = {
            (member, str(ontology.value(member, SKOS.notation))) for member in ontology.objects(collection, SKOS.member)
        }
        assert kinds == {(KG[f"kind-{kind}"], kind.value) for kind in KINDS[entity_type]}
    for property_ in (SKOS.inScheme, SKOS.topConceptOf):
        assert set(ontology.subjects(property_, KG.kinds)) == {KG[f"kind-{kind}"] for kind in Kind}
    assert set(ontology.objects(KG.kinds, SKOS.hasTopConcept)) == {KG[f"kind-{kind}"] for kind in Kind}


def test_all_that_a_graph_uses_is_declared(ontology: rdflib.Graph, graph: nx.MultiDiGraph[str]) -> None:
    triples = to_rdflib(graph)
    used = {str(p) for p in triples.predicates()} | {str(kind) for kind in triples.objects(None, RDF.type)}
    own = {rdflib.URIRef(term) for term in used if term.startswith(KG)}
    assert set(triples.objects(None, DCTERMS.type)) <= set(ontology.subjects(RDF.type, SKOS.Concept))
    assert {KG.Article, KG.Candidate, KG.mentionedIn, KG.pageLines, KG.confidence, KG.post, KG.anonymised} <= own
    declared = {*ontology.subjects(RDF.type, OWL.Class), *ontology.subjects(RDF.type, OWL.ObjectProperty),
                *ontology.subjects(RDF.type, OWL.DatatypeProperty)}  # fmt: skip
    assert own <= declared
    assert {term for term in declared if str(term).startswith(KG)} - own == {
        KG.Entity, KG.subAgencyOf, KG.partOfProgramme, KG.participatesIn, KG.within, KG.mentions, KG.Correction,
        KG.corrects, KG.action,
    }  # fmt: skip


def test_every_word_is_named_and_explained_in_both_languages(ontology: rdflib.Graph) -> None:
    words = {word for word in ontology.subjects() if str(word).startswith(KG)}
    assert len(words) == 10 + len(Predicate) + 27 + 1 + len(EntityType) + len(Kind)
    assert words == set(ontology.subjects(RDFS.isDefinedBy, rdflib.URIRef(KG.rstrip("#"))))

    def languages(word: Node, about: rdflib.URIRef) -> list[str]:
        return sorted(str(getattr(text, "language", "")) for text in ontology.objects(word, about))

    for word in words:
        kind = word == KG.kinds or (word, RDF.type, SKOS.Concept) in ontology
        collection = (word, RDF.type, SKOS.Collection) in ontology
        for about in (SKOS.prefLabel, SKOS.definition) if kind else (RDFS.label, RDFS.comment):
            assert languages(word, SKOS.prefLabel if collection else about) == ["en", "zh"], word


def test_every_alignment_says_why_it_holds_in_both_languages(ontology: rdflib.Graph) -> None:
    aligned = {
        word
        for above in (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.seeAlso)
        for word, other in ontology.subject_objects(above)
        if str(word).startswith(KG) and not str(other).startswith(KG)
    }
    assert len(aligned) > 20
    for word in aligned:
        notes = ontology.objects(word, SKOS.scopeNote)
        assert sorted(str(getattr(note, "language", "")) for note in notes) == ["en", "zh"], word


def test_the_terms_of_others_exist(ontology: rdflib.Graph, graph: nx.MultiDiGraph[str]) -> None:
    """Of the vocabularies that rdflib knows term by term; it has no GeoNames, ITS, NIF or Web Annotation."""
    known = (DC, DCAT, DCTERMS, FOAF, GEO, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, VANN, VOID, XSD)
    unknown = ("https://www.geonames.org/", "http://www.w3.org/2005/11/its", "http://persistence.uni-leipzig.org/",
               "http://www.w3.org/ns/oa#")  # fmt: skip
    used = {term for triple in ontology for term in triple} | {
        term for _, predicate, obj in to_rdflib(graph) for term in (predicate, obj)
    }
    others = {
        str(term) for term in used
        if isinstance(term, rdflib.URIRef) and not str(term).startswith(("https://w3id.org/newskg", *unknown))
    }  # fmt: skip
    namespaces = {str(namespace): namespace for namespace in known}
    outside = {
        "https://www.apache.org/licenses/LICENSE-2.0", "https://www.iana.org/assignments/media-types/text/turtle",
    }  # fmt: skip
    for term in others - outside - set(namespaces):
        start = next((start for start in namespaces if term.startswith(start)), "")
        assert start, term
        assert rdflib.URIRef(term) in namespaces[start], term


def test_what_follows_by_owl_and_the_vocabularies_of_others_is_true(graph: nx.MultiDiGraph[str]) -> None:
    """Nothing contradicts, and no domain or range of others makes a thing what it is not."""
    closed = to_rdflib(graph)
    closed.parse(vocabulary_file("newskg.ttl"))
    closed.parse(Path(__file__).parent / "others.ttl")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(closed)

    def found(kind: rdflib.URIRef) -> set[str]:
        things = map(str, closed.subjects(RDF.type, kind))
        return {thing.removeprefix(DEFAULT_BASE) for thing in things if thing.startswith(DEFAULT_BASE)}

    of_type: dict[str, set[str]] = {}
    for node, data in graph.nodes(data=True):
        of_type.setdefault(data["type"], set()).add(node)
    errors = [text for _, predicate, text in closed if "rror" in str(predicate)]
    assert errors == []
    for entity_type in EntityType:
        assert found(KG[entity_type]) == of_type[entity_type]
    assert found(SDO.Place) == found(GEO.Feature) == found(DCTERMS.Location) == of_type["Place"]
    assert found(SDO.Organization) == found(ORG.Organization) == found(FOAF.Organization) == of_type["Agency"]
    assert found(SDO.Person) == found(FOAF.Person) == of_type["Person"]
    assert found(SDO.NewsArticle) == of_type["Article"]
    assert found(SDO.Newspaper) == {"newspaper/登封日报"}
    assert found(SDO.AdministrativeArea) == {
        node for node, data in graph.nodes(data=True) if data.get("kind") in ("prefecture", "county", "township")
    }
    assert found(SDO.GovernmentOrganization) == of_type["Agency"]
    (document,) = [node for node, data in graph.nodes(data=True) if data.get("kind") == "document"]
    assert found(FOAF.Document) == of_type["Article"] | {document}
    assert {thing.split("/")[0] for thing in found(PROV.Entity)} == {"article", "mention", "claim", "dataset"}
    assert not found(PROV.Entity) & found(PROV.Activity)
    assert len(found(PROV.SoftwareAgent)) == 1

    county, town, village = (DATA[f"place/{name}"] for name in ("登封市-410185", "嵩阳街道-410185001", "幸福社区"))
    assert (village, KG.within, county) in closed
    assert (village, KG.partOf, county) not in closed
    assert (village, SDO.containedInPlace, town) in closed
    assert (DATA["article/7c0b13e2d9f84a56"], SDO.mentions, village) in closed
    assert (DATA["mention/7c0b13e2d9f84a56-body-0-4"], PROV.wasDerivedFrom, DATA["article/7c0b13e2d9f84a56"]) in closed


def test_the_version_is_told_alike(ontology: rdflib.Graph) -> None:
    iri = rdflib.URIRef(ONTOLOGY)
    assert str(ontology.value(iri, OWL.versionInfo)) == ONTOLOGY_VERSION
    assert str(ontology.value(iri, OWL.versionIRI)) == f"{ONTOLOGY}/{ONTOLOGY_VERSION}"


def test_the_shapes_know_the_same_kinds_and_relations() -> None:
    text = vocabulary_file("shapes.ttl").read_text(encoding="utf-8")
    for entity_type, kinds in KINDS.items():
        (listed,) = re.findall(rf":{entity_type}Kind a .*?sh:in \( (.*?) \)", text, re.DOTALL)
        assert listed.replace('"', "").split() == [kind.value for kind in kinds]
    relations = [predicate.value for predicate in Predicate]
    (listed,) = re.findall(r"sh:path rdf:predicate ; sh:minCount .*?sh:in \( (.*?) \)", text, re.DOTALL)
    assert listed.replace("kg:", "").split() == relations
    claimed = text.partition(":RelationClaimed a")[2].partition(":Acyclic a")[0]
    for listed in re.findall(r"sh:targetSubjectsOf (.*?) ;|\?path IN \((.*?)\)\)", claimed, re.DOTALL):
        assert re.findall(r"kg:(\w+)", "".join(listed)) == relations
    assert claimed.count("kg:partOf,") == 2


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
