"""What a data set says of itself: how much of what it holds (VoID, DCAT), and what made it (PROV-O).

The counts are of the data alone, without these descriptions. All names derive from the content, so that two builds of
the same pages are one data set, and the data sets of two corpora can stand in one store.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import kg
from kg.model import Predicate
from kg.rdf.terms import PREFIXES, Chinese, Description, English, Iri, Ref, Term, Text, Value

ONTOLOGY = PREFIXES["kg"].rstrip("#")
ONTOLOGY_VERSION = "0.1.0"
ABOUT = ("dataset/", "software/")  # how the names of what is described here begin

_TITLE = (Chinese("报纸上的地方治理：知识图谱"), English("Local government in the newspapers: a knowledge graph"))
_VOCABULARIES = ("kg", "dcterms", "schema", "skos")
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"


# Of one subject, but each known only from several articles: a part of a data set may lack them.
SHARED = frozenset({"kg:mentionedIn", "kg:reprintOf", *(f"kg:{predicate}" for predicate in Predicate)})
_DIGESTS = 1 << 128


@dataclass(slots=True)
class Tally:
    """What is counted of a data set, or of a part of one; parts are merged in any order.

    The digest is the sum of the SHA-256 of what is said, modulo 2^128, so that order tells nothing (the set hash of
    Sayers and Karp, Computing the Digest of an RDF Graph, HP Laboratories HPL-2003-235, 2004). It names a data set,
    and proves nothing against a forger.
    """

    classes: Counter[str] = field(default_factory=Counter)
    properties: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)  # of each class, its first subject in order of characters
    digest: int = 0

    def add(self, description: Description) -> None:
        """Count a description, or a fragment of one, which has no class and properties of SHARED alone."""
        subject, kind, properties = description
        own = []
        for said in properties:
            self.properties[said[0]] += 1
            if said[0] in SHARED:
                self._digest((subject, said))
            else:
                own.append(said)
        if kind:
            self.classes[kind] += 1
            self.examples[kind] = min(self.examples.get(kind, subject), subject)
            self._digest((subject, kind, own))

    def merge(self, other: Tally) -> Tally:
        """Add another part, which has nothing in common with this one."""
        self.classes.update(other.classes)
        self.properties.update(other.properties)
        for kind, subject in other.examples.items():
            self.examples[kind] = min(self.examples.get(kind, subject), subject)
        self.digest = (self.digest + other.digest) % _DIGESTS
        return self

    def _digest(self, said: tuple[Any, ...]) -> None:
        digest = hashlib.sha256(repr(said).encode()).digest()[:16]
        self.digest = (self.digest + int.from_bytes(digest)) % _DIGESTS


def with_data_set(described: Iterable[Description], base_iri: str) -> Iterator[Description]:
    """Yield the descriptions as they come, and behind them those of the data set that they make up."""
    tally = Tally()
    for description in described:
        tally.add(description)
        yield description
    yield from data_set(tally, base_iri)


def data_set(
    tally: Tally, base_iri: str, file: str = "graph.ttl", media_type: str = "text/turtle"
) -> Iterator[Description]:
    """Yield what a data set of these counts says of itself; the file is the one in which it stands."""
    named = hashlib.sha256(f"newskg {kg.__version__}\n{tally.digest}".encode()).hexdigest()
    node = f"dataset/{named[:20]}"
    classes, properties, examples = tally.classes, +tally.properties, tally.examples
    properties["rdf:type"] = classes.total()
    software = f"software/newskg-{kg.__version__}"
    said: list[tuple[str, Value]] = [("rdf:type", Term("dcat:Dataset"))]
    said += (("dcterms:title", title) for title in _TITLE)
    said += (
        ("dcterms:conformsTo", Iri(f"{ONTOLOGY}/{ONTOLOGY_VERSION}")),
        ("prov:wasGeneratedBy", Ref(f"{node}-build")),
        ("dcat:distribution", Ref(f"{node}-file")),
        ("void:uriSpace", Text(base_iri)),
    )
    said += (("void:vocabulary", Iri(PREFIXES[prefix])) for prefix in _VOCABULARIES)
    said += (("void:exampleResource", Ref(examples[kind])) for kind in sorted(examples))
    said += (
        ("void:triples", properties.total()),
        ("void:entities", classes.total()),
        ("void:classes", len(classes)),
        ("void:properties", len(properties)),
    )
    said += (("void:classPartition", Ref(_part(node, kind))) for kind in sorted(classes))
    said += (("void:propertyPartition", Ref(_part(node, predicate))) for predicate in sorted(properties))
    yield Description(node, "void:Dataset", said)
    for kind, number in sorted(classes.items()):
        yield Description(_part(node, kind), "void:Dataset", [("void:class", Term(kind)), ("void:entities", number)])
    for predicate, number in sorted(properties.items()):
        yield Description(
            _part(node, predicate), "void:Dataset", [("void:property", Term(predicate)), ("void:triples", number)]
        )
    yield Description(
        f"{node}-file", "dcat:Distribution",
        [("rdfs:label", Text(file)), ("dcat:mediaType", Iri(f"{_MEDIA_TYPES}{media_type}"))],
    )  # fmt: skip
    yield Description(f"{node}-build", "prov:Activity", [("prov:wasAssociatedWith", Ref(software))])
    yield Description(
        software,
        "prov:SoftwareAgent",
        [("rdfs:label", Text(f"newskg {kg.__version__}")), ("schema:softwareVersion", Text(kg.__version__))],
    )


def _part(node: str, term: str) -> str:
    return f"{node}-{term.replace(':', '-')}"
