"""What the data set says of itself, counted again."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
import rdflib
from rdflib import DCAT, DCTERMS, PROV, RDF, RDFS, SDO, VOID, URIRef

from kg.rdf import DEFAULT_BASE, to_rdflib, write_turtle
from kg.rdf.data_set import ABOUT, SHARED, Tally
from kg.rdf.description import descriptions
from kg.rdf.terms import Description

if TYPE_CHECKING:
    from pathlib import Path

    import networkx as nx


def about(triples: rdflib.Graph) -> tuple[URIRef, rdflib.Graph]:
    """The data set's name, and the triples that describe it."""
    (name,) = triples.subjects(VOID.uriSpace)
    assert isinstance(name, URIRef)
    described = rdflib.Graph()
    for triple in triples:
        if str(triple[0]).startswith(tuple(f"{DEFAULT_BASE}{start}" for start in ABOUT)):
            described.add(triple)
    return name, described


@pytest.mark.parametrize("mentions", [True, False])
def test_its_counts_are_those_of_the_data(graph: nx.MultiDiGraph[str], mentions: bool) -> None:
    triples = to_rdflib(graph, mentions=mentions)
    name, described = about(triples)
    data = triples - described
    properties = Counter(predicate for _, predicate, _ in data)
    classes = Counter(data.objects(None, RDF.type))
    stated = {
        one: int(str(described.value(name, VOID[one]))) for one in ("triples", "entities", "classes", "properties")
    }
    assert stated == {
        "triples": len(data), "entities": len(set(data.subjects())), "classes": len(classes),
        "properties": len(properties),
    }  # fmt: skip
    assert properties == {
        described.value(part, VOID.property): int(str(described.value(part, VOID.triples)))
        for part in described.objects(name, VOID.propertyPartition)
    }
    assert classes == {
        described.value(part, VOID["class"]): int(str(described.value(part, VOID.entities)))
        for part in described.objects(name, VOID.classPartition)
    }


def test_it_names_its_ontology_its_file_and_what_made_it(graph: nx.MultiDiGraph[str]) -> None:
    name, described = about(to_rdflib(graph))
    assert set(described.objects(name, RDF.type)) == {VOID.Dataset, DCAT.Dataset}
    assert {getattr(title, "language", "") for title in described.objects(name, DCTERMS.title)} == {"zh", "en"}
    assert str(described.value(name, DCTERMS.conformsTo)) == "https://w3id.org/newskg/ontology/0.1.0"
    build = described.value(name, PROV.wasGeneratedBy)
    assert described.value(build, RDF.type) == PROV.Activity
    agent = described.value(build, PROV.wasAssociatedWith)
    assert described.value(agent, RDF.type) == PROV.SoftwareAgent
    assert str(described.value(agent, RDFS.label)) == f"newskg {described.value(agent, SDO.softwareVersion)}"
    file = described.value(name, DCAT.distribution)
    assert str(described.value(file, RDFS.label)) == "graph.ttl"
    examples = set(described.objects(name, VOID.exampleResource))
    assert len(examples) == 9
    assert examples < set(to_rdflib(graph).subjects())


def test_it_is_named_by_its_content(tmp_path: Path, graph: nx.MultiDiGraph[str]) -> None:
    name, _ = about(to_rdflib(graph))
    assert about(to_rdflib(graph.copy()))[0] == name
    assert about(to_rdflib(graph, mentions=False))[0] != name
    smaller = graph.copy()
    smaller.remove_node("article/b85d6f0a1e3c2974")
    assert about(to_rdflib(smaller))[0] != name
    surer = graph.copy()
    next(data for *_, data in surer.edges(data=True) if "confidence" in data)["confidence"] = 0.123
    assert about(to_rdflib(surer))[0] != name
    write_turtle(graph, tmp_path / "g.ttl")
    assert about(rdflib.Graph().parse(tmp_path / "g.ttl"))[0] == name


def test_parts_in_any_order_and_fragments_come_to_the_same_as_the_whole(graph: nx.MultiDiGraph[str]) -> None:
    whole, first, rest = Tally(), Tally(), Tally()
    for place, description in enumerate(descriptions(graph)):
        whole.add(description)
        own = [said for said in description.properties if said[0] not in SHARED]
        (first if place % 2 else rest).add(description._replace(properties=own))
        for said in description.properties:
            if said[0] in SHARED:
                (rest if place % 3 else first).add(Description(description.subject, "", [said]))
    assert sum(whole.properties[name] for name in SHARED) > 20
    assert rest.merge(first) == whole


def test_a_tally_of_less_or_of_other_things_has_another_digest(graph: nx.MultiDiGraph[str]) -> None:
    said = list(descriptions(graph))
    changed = [said[0]._replace(kind="kg:Place"), *said[1:]]
    digests = set()
    for some in (said, said[1:], changed, [*said, said[-1]]):
        tally = Tally()
        for description in some:
            tally.add(description)
        digests.add(tally.digest)
    assert len(digests) == 4
