"""What people said, as descriptions: it is told apart from what was read by whom it is attributed to (PROV-O)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from kg.graph import PERSON, edge_id
from kg.rdf.terms import Description, Iri, Ref, Text, Value, clean, safe

if TYPE_CHECKING:
    import networkx as nx

ADDRESSES = ("http://", "https://")  # how a source begins that is an IRI and no words
NOBODY = "unnamed"  # the editor of lines that do not say who wrote them


def corrections(graph: nx.MultiDiGraph[str], entities: Iterable[str]) -> Iterator[Description]:
    """Yield what people said of the entities, then the people who said that, or state a claim."""
    editors = {edge["by"] for _, _, edge in graph.edges(data=True) if edge.get("origin") == PERSON}
    for entity in entities:
        for edit in graph.nodes[entity].get("edits", ()):
            editors.add(edit.by)
            yield Description(
                f"correction/{edge_id(entity, edit.action, edit.value, edit.by)}",
                "kg:Correction",
                [
                    ("kg:corrects", Ref(safe(entity))),
                    ("kg:action", Text(edit.action)),
                    ("rdf:value", Text(clean(edit.value))),
                    ("prov:wasAttributedTo", Ref(editor_id(edit.by))),
                ],
            )
    for by in sorted(editors):
        yield Description(editor_id(by), "prov:Agent", [("rdfs:label", Text(clean(by) or NOBODY))])


def claim_origin(edge: Mapping[str, Any]) -> list[tuple[str, Value]]:
    """Who states a claim, and from which source if it is from no article of the graph."""
    said: list[tuple[str, Value]] = [("prov:wasAttributedTo", Ref(editor_id(edge["by"])))]
    if edge["source"]:
        address = edge["source"].startswith(ADDRESSES)
        said.append(("dcterms:source", Iri(edge["source"]) if address else Text(clean(edge["source"]))))
    return said


def editor_id(by: str) -> str:
    """The name of the node of who corrects."""
    return f"editor/{safe(by.replace('/', '%2F')) or NOBODY}"
