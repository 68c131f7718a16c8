"""python docs/terms.py: write the terms of ontology/newskg.ttl into docs/ontology.md, between the two marks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef
from rdflib.collection import Collection
from rdflib.namespace import split_uri
from rdflib.term import Node

PAGE = Path(__file__).with_name("ontology.md")
SOURCE = Path(__file__).parents[1] / "ontology" / "newskg.ttl"
BEGIN, END = "<!-- python docs/terms.py writes from here -->\n", "<!-- to here -->\n"
KG = "https://w3id.org/newskg/ontology#"


def written(page: str) -> str:
    """The page with today's terms."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    sections = "\n".join(_sections(Graph().parse(SOURCE)))
    return f"{before}{BEGIN}\n{sections}\n{END}{after}"


def _sections(ontology: Graph) -> Iterator[str]:
    claimed = {URIRef(KG + name) for name in _relations()}
    yield from _table(ontology, "Classes · 类", _ours(ontology, OWL.Class))
    properties = [*_ours(ontology, OWL.ObjectProperty), *_ours(ontology, OWL.DatatypeProperty)]
    yield from _table(ontology, "Relations · 关系", [term for term in properties if term in claimed])
    yield from _table(ontology, "Other properties · 其他属性", [term for term in properties if term not in claimed])
    for collection in _ours(ontology, SKOS.Collection):
        yield from _kinds(ontology, collection)


def _relations() -> list[str]:
    from kg.model import Predicate

    return [predicate.value for predicate in Predicate]


def _ours(ontology: Graph, sort: Node) -> list[URIRef]:
    """The named terms of a sort, in the order of their names."""
    found = {term for term in ontology.subjects(RDF.type, sort) if isinstance(term, URIRef) and term.startswith(KG)}
    return sorted(found)


def _table(ontology: Graph, title: str, terms: list[URIRef]) -> Iterator[str]:
    yield f"## {title}"
    yield ""
    yield "| term | | |"
    yield "|---|---|---|"
    for term in terms:
        ends = " → ".join(filter(None, (_end(ontology, term, RDFS.domain), _end(ontology, term, RDFS.range))))
        name = f"`{_short(ontology, term)}`" + (f"<br>{ends}" if ends else "")
        yield f"| {name} | {_both(ontology, term, RDFS.label)} | {_both(ontology, term, RDFS.comment)} |"
    yield ""


def _kinds(ontology: Graph, collection: URIRef) -> Iterator[str]:
    yield f"## {_both(ontology, collection, SKOS.prefLabel, ' · ').capitalize()}"
    yield ""
    yield "| `kg:kind` | | |"
    yield "|---|---|---|"
    for kind in sorted(ontology.objects(collection, SKOS.member), key=str):
        said = _both(ontology, kind, SKOS.prefLabel), _both(ontology, kind, SKOS.definition)
        yield f"| `{ontology.value(kind, SKOS.notation)}` | {said[0]} | {said[1]} |"
    yield ""


def _both(ontology: Graph, term: Node, property_: URIRef, between: str = "<br>") -> str:
    """What is said in English and in Chinese."""
    said = {getattr(text, "language", ""): str(text) for text in ontology.objects(term, property_)}
    return between.join(said[language] for language in ("en", "zh") if language in said)


def _end(ontology: Graph, term: Node, end: URIRef) -> str:
    """A domain or range: its name, those of a union, or the values of a datatype."""
    node = ontology.value(term, end)
    if node is None:
        return ""
    for parts in (OWL.unionOf, OWL.oneOf):
        if (listed := ontology.value(node, parts)) is not None:
            return ", ".join(_short(ontology, part) for part in Collection(ontology, listed))
    return _short(ontology, node)


def _short(ontology: Graph, node: Node) -> str:
    """A name with its prefix; a value as it is, a text of some form as xsd:string."""
    if not isinstance(node, URIRef):
        return "xsd:string" if (node, OWL.onDatatype, None) in ontology else str(node)
    namespace, name = split_uri(node)
    prefix = next((prefix for prefix, known in ontology.namespaces() if str(known) == namespace), "")
    return f"{prefix}:{name}"


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
