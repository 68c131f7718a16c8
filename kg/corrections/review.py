"""The table that people start from: what is most doubtful in a built folder, or all of its entities."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote

from kg.corrections.doubts import DOUBTS, Row, entities_of
from kg.corrections.draft import local_part
from kg.corrections.line import Corrections
from kg.rdf.rdflib_graph import to_graph
from kg.rdf.reading import read_graph, read_quads
from kg.rdf.terms import DEFAULT_BASE, PREFIXES
from kg.rdf.triples import Triples

COLUMNS = (
    "action", "suggestion", "doubt", "why", "entity", "name", "type", "predicate", "object", "object_name", "value",
    "article", "evidence", "page", "source", "post", "by", "comment",
)  # fmt: skip
ENTITY_COLUMNS = ("entity", "name", "type", "kind", "code", "names", "same_as")


def review(folder: Path, limit: int, decided: Corrections | None = None) -> list[Row]:
    """The most doubtful merges, places and claims, most doubtful first; those left out that are decided already.

    Raises GraphError where the folder holds no graph.
    """
    triples = Triples(read_quads(folder))
    base_iri = min(triples.objects(None, f"{PREFIXES['void']}uriSpace"), default=DEFAULT_BASE)
    graph = to_graph(triples, base_iri)

    def bare(said: str) -> str:
        return unquote(local_part(said, base_iri))

    known = {(bare(line.entity), line.predicate, bare(line.object)) for line in decided.lines} if decided else set()
    rows = [row for doubts in DOUBTS for row in doubts(graph) if known.isdisjoint(_called(row))]
    # Sorting keeps the order of DOUBTS among equals.
    return sorted(rows, key=lambda row: -float(row["doubt"]))[:limit]


def entity_table(folder: Path) -> Iterable[Row]:
    """Every entity with its id, to be reconciled in OpenRefine; same_as holds what is known already."""
    for node, data in entities_of(read_graph(folder)):
        yield {
            "entity": node, "name": data["name"], "type": data["type"], "kind": data["kind"], "code": data["code"],
            "names": "；".join(data["names"]), "same_as": (data.get("same_as") or ("",))[0],
        }  # fmt: skip


def _called(row: Row) -> Iterator[tuple[str, str, str]]:
    """What a row is about, in the ways in which a line may say it."""
    for entity in (row["entity"], row["name"]):
        for obj in (row.get("object", ""), row.get("object_name", "")):
            yield unquote(entity), row.get("predicate", ""), unquote(obj)
