"""What stands beside the CSV files for Neo4j: the arguments of neo4j-admin, constraints, and LOAD CSV for all files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

ARGUMENTS, CONSTRAINTS, LOADING = "import.args", "constraints.cypher", "load.cypher"
ARRAY = "\x1f"  # between the names of an array: the sign that ASCII has for it, which no printed name holds

Columns = Mapping[str, type]  # of a file: the names of its properties, and their types

_HEADERS: Mapping[type, str] = {str: "", int: ":int", float: ":double", bool: ":boolean", list: ":string[]"}
_READ: Mapping[type, str] = {
    str: "{}", int: "toInteger({})", float: "toFloat({})", bool: "toBoolean({})", list: "split({}, '\\u001F')",
}  # fmt: skip


class Relation(NamedTuple):
    """The relations of one file: from nodes of one type to nodes of another."""

    source: str
    name: str  # implementedBy
    target: str

    @property
    def type(self) -> str:
        """As Neo4j writes types: IMPLEMENTED_BY."""
        return re.sub("(?=[A-Z])", "_", self.name).upper()

    @property
    def file(self) -> str:
        """The file's name."""
        return f"{self.source}_{self.type}_{self.target}.csv"


def header(columns: Columns) -> Iterator[str]:
    """The columns as neo4j-admin reads their names and types: confidence:double."""
    return (f"{name}{_HEADERS[kind]}" for name, kind in columns.items())


def labels(node_type: str) -> str:
    """The labels of a node, with colons between."""
    return node_type if node_type == "Article" else f"Entity:{node_type}"


def arguments(nodes: Sequence[str], relations: Sequence[Relation]) -> Iterator[str]:
    """Yield what neo4j-admin database import full takes from a file, a line each."""
    yield "--multiline-fields=true"
    yield "--trim-strings=false"
    yield "--array-delimiter=U+001F"
    yield from (f"--nodes={labels(node)}={node}.csv" for node in nodes)
    yield from (f"--relationships={relation.type}={relation.file}" for relation in relations)


def constraints() -> Iterator[str]:
    """Yield the constraints and indexes, a statement a line."""
    for label in ("Entity", "Article"):
        name = f"{label.lower()}_id"
        yield f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE;"
    yield "CREATE INDEX entity_name IF NOT EXISTS FOR (n:Entity) ON (n.name);"
    yield "CREATE INDEX entity_code IF NOT EXISTS FOR (n:Entity) ON (n.code);"


def loading(nodes: Mapping[str, Columns], relations: Mapping[Relation, Columns]) -> Iterator[str]:
    """Yield Cypher that loads the files from the import folder of a running database; run twice, it adds nothing."""
    yield "// With db.import.csv.legacy_quote_escaping=false in neo4j.conf: else a backslash would open an escape."
    yield from constraints()
    for node, columns in nodes.items():
        yield f"LOAD CSV WITH HEADERS FROM 'file:///{node}.csv' AS row"
        yield f"MERGE (n:{labels(node).split(':')[0]} {{id: row.`id:ID`}})"
        yield f"SET n:{node}, {_set('n', columns)};"
    for relation, columns in relations.items():
        yield f"LOAD CSV WITH HEADERS FROM 'file:///{relation.file}' AS row"
        for end, kind, column in (("a", relation.source, ":START_ID"), ("b", relation.target, ":END_ID")):
            yield f"MATCH ({end}:{labels(kind).split(':')[0]} {{id: row.`{column}`}})"
        yield f"MERGE (a)-[r:{relation.type} {{id: row.id}}]->(b)"
        yield f"SET {_set('r', columns)};"


def _set(name: str, columns: Columns) -> str:
    cells = zip(columns, columns.values(), header(columns), strict=True)
    return ", ".join(f"{name}.{column} = " + _READ[kind].format(f"row.`{cell}`") for column, kind, cell in cells)
