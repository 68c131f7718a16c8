"""What a data set says of itself: how much of what it holds (VoID, DCAT), and what made it (PROV-O).

The counts are of the data alone, without these descriptions. All names derive from the content, so that two builds of
the same pages are one data set, and the data sets of two corpora can stand in one store.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

import kg
from kg.rdf.terms import PREFIXES, Chinese, Description, English, Iri, Ref, Term, Text, Value

ONTOLOGY = PREFIXES["kg"].rstrip("#")
ONTOLOGY_VERSION = "0.1.0"
ABOUT = ("dataset/", "software/")  # how the names of what is described here begin

_TITLE = (Chinese("报纸上的地方治理：知识图谱"), English("Local government in the newspapers: a knowledge graph"))
_VOCABULARIES = ("kg", "dcterms", "schema", "skos")
_TURTLE = "https://www.iana.org/assignments/media-types/text/turtle"


def with_data_set(described: Iterable[Description], base_iri: str) -> Iterator[Description]:
    """Yield the descriptions as they come, and behind them those of the data set that they make up."""
    classes: Counter[str] = Counter()
    properties: Counter[str] = Counter()
    examples: dict[str, str] = {}
    content = hashlib.sha256(f"newskg {kg.__version__}\n".encode())
    for description in described:
        classes[description.kind] += 1
        properties.update([predicate for predicate, _ in description.properties])
        content.update(repr(description).encode())
        examples.setdefault(description.kind, description.subject)
        yield description
    properties["rdf:type"] = classes.total()
    yield from _described(f"dataset/{content.hexdigest()[:20]}", base_iri, classes, properties, examples)


def _described(
    node: str, base_iri: str, classes: Counter[str], properties: Counter[str], examples: dict[str, str]
) -> Iterator[Description]:
    software = f"software/newskg-{kg.__version__}"
    said: list[tuple[str, Value]] = [("rdf:type", Term("dcat:Dataset"))]
    said += (("dcterms:title", title) for title in _TITLE)
    said += (
        ("dcterms:conformsTo", Iri(f"{ONTOLOGY}/{ONTOLOGY_VERSION}")),
        ("prov:wasGeneratedBy", Ref(f"{node}-build")),
        ("dcat:distribution", Ref(f"{node}-turtle")),
        ("void:uriSpace", Text(base_iri)),
    )
    said += (("void:vocabulary", Iri(PREFIXES[prefix])) for prefix in _VOCABULARIES)
    said += (("void:exampleResource", Ref(examples[kind])) for kind in sorted(examples))
    said += (
        ("void:triples", properties.total()),
        ("void:entities", classes.total()),
        ("void:classes", len(classes)),
        ("void:properties", len(+properties)),
    )
    said += (("void:classPartition", Ref(_part(node, kind))) for kind in sorted(classes))
    said += (("void:propertyPartition", Ref(_part(node, predicate))) for predicate in sorted(+properties))
    yield Description(node, "void:Dataset", said)
    for kind, number in sorted(classes.items()):
        yield Description(_part(node, kind), "void:Dataset", [("void:class", Term(kind)), ("void:entities", number)])
    for predicate, number in sorted((+properties).items()):
        yield Description(
            _part(node, predicate), "void:Dataset", [("void:property", Term(predicate)), ("void:triples", number)]
        )
    yield Description(
        f"{node}-turtle", "dcat:Distribution", [("rdfs:label", Text("graph.ttl")), ("dcat:mediaType", Iri(_TURTLE))]
    )
    yield Description(f"{node}-build", "prov:Activity", [("prov:wasAssociatedWith", Ref(software))])
    yield Description(
        software,
        "prov:SoftwareAgent",
        [("rdfs:label", Text(f"newskg {kg.__version__}")), ("schema:softwareVersion", Text(kg.__version__))],
    )


def _part(node: str, term: str) -> str:
    return f"{node}-{term.replace(':', '-')}"
