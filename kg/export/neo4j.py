"""Neo4j: CSV files with headers for neo4j-admin, its arguments, and Cypher that loads the same into a running database.

A file holds the nodes of one type (Place.csv), or the relations of one type from one type of node to another
(Programme_IMPLEMENTED_BY_Agency.csv); one without rows is not written. Entities have the label Entity beside that of
their type, so that one constraint holds for all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from kg.export.flat import EDGE_ATTRIBUTES, FlatNode, Value, flat_edges, flat_nodes
from kg.export.neo4j_scripts import (
    ARGUMENTS,
    ARRAY,
    CONSTRAINTS,
    LOADING,
    Columns,
    Relation,
    arguments,
    constraints,
    header,
    loading,
)
from kg.graph import ARTICLE, AUTHOR, CLAIMS, MENTIONED_IN
from kg.model import EntityType
from kg.rdf.terms import clean

if TYPE_CHECKING:
    import networkx as nx

_ENTITY: Columns = {
    "name": str, "kind": str, "code": str, "anonymised": bool, "names": list, "candidates": list, "same_as": list,
    "articles": int, "mentions": int,
}  # fmt: skip
_ARTICLE: Columns = dict.fromkeys(
    ("name", "date", "paper", "number", "page", "lines", "headline", "byline", "body", "reprint_of"), str
)
_NODES: Mapping[str, Columns] = {**{kind.value: _ENTITY for kind in EntityType}, ARTICLE: _ARTICLE}
_CLAIM: Columns = {
    "id": str, **{name: kind for name, kind in EDGE_ATTRIBUTES.items() if name not in ("relation", "mentions")}
}  # fmt: skip
_RELATIONS: Mapping[str, Columns] = {
    **dict.fromkeys(sorted(CLAIMS), _CLAIM), MENTIONED_IN: {"id": str, "mentions": int}, AUTHOR: {"id": str},
}  # fmt: skip


FILES = frozenset(
    {
        *(f"{node_type}.csv" for node_type in _NODES),
        *(Relation(*ends).file for ends in product(_NODES, _RELATIONS, _NODES)),
        *(ARGUMENTS, CONSTRAINTS, LOADING),
    }
)


def write_neo4j(graph: nx.MultiDiGraph[str], folder: Path) -> None:
    """Write the graph into a new folder, as described above; equal graphs give equal bytes."""
    folder.mkdir()
    types: dict[str, str] = {}
    nodes: dict[str, TextIO] = {}
    relations: dict[Relation, TextIO] = {}
    with ExitStack() as opened:
        for node in flat_nodes(graph):
            kind = types[node.id] = str(node.attributes["type"])
            if kind not in nodes:
                nodes[kind] = opened.enter_context(_new(folder / f"{kind}.csv"))
                nodes[kind].write(",".join(["id:ID", *header(_NODES[kind])]) + "\n")
            nodes[kind].write(_line([node.id, *_cells(_properties(node, graph.nodes[node.id]), _NODES[kind])]))
        for edge in flat_edges(graph):
            relation = Relation(types[edge.source], edge.relation, types[edge.target])
            if relation not in relations:
                relations[relation] = opened.enter_context(_new(folder / relation.file))
                relations[relation].write(",".join([":START_ID", ":END_ID", *header(_RELATIONS[edge.relation])]) + "\n")
            cells = _cells({"id": edge.id, **edge.attributes}, _RELATIONS[edge.relation])
            relations[relation].write(_line([edge.source, edge.target, *cells]))
    linked = sorted(relations)
    read = loading({kind: _NODES[kind] for kind in nodes}, {found: _RELATIONS[found.name] for found in linked})
    for name, lines in (
        (ARGUMENTS, arguments(list(nodes), linked)), (CONSTRAINTS, constraints()), (LOADING, read),
    ):  # fmt: skip
        with _new(folder / name) as file:
            file.writelines(f"{line}\n" for line in lines)


def _new(path: Path) -> TextIO:
    return path.open("w", encoding="utf-8", newline="\n")


def _properties(node: FlatNode, data: Mapping[str, Any]) -> dict[str, Any]:
    """The attributes as they are, but for lists, which Neo4j can hold."""
    candidates = [f"{candidate.code} {candidate.score}" for candidate in data.get("candidates", ())]
    lists = {name: data.get(name, ()) for name in ("names", "same_as")}
    return {**node.attributes, "name": node.label, **lists, "candidates": candidates}


def _cells(values: Mapping[str, Any], columns: Columns) -> Iterator[Value]:
    for name, kind in columns.items():
        value = values.get(name, False if kind is bool else "")
        yield ARRAY.join(part.replace(ARRAY, "�") for part in value) if kind is list else value


def _line(cells: Iterable[Value]) -> str:
    """One row; text stands in quotation marks, since blanks are stripped off any other, and no text as nothing."""
    return ",".join(map(_cell, cells)) + "\n"


def _cell(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return '"{}"'.format(clean(value).replace('"', '""')) if value else ""
    return str(value)
