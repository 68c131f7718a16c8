"""The files for Neo4j: loaded into an embedded Cypher database by its own CSV reader, and their scripts."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from kg.export import write_neo4j
from kg.export.flat import flat_edges, flat_nodes
from kg.export.neo4j import FILES
from tests.export.conftest import HOSTILE

ARRAY = "\x1f"
TYPES = {"int": "INT64", "double": "DOUBLE", "boolean": "BOOLEAN", "string[]": "STRING", "": "STRING"}


def columns(file: Path) -> list[tuple[str, str]]:
    """Of a file's header: the names and types of the properties; :START_ID and :END_ID are none."""
    names = file.read_text(encoding="utf-8").partition("\n")[0].split(",")
    found = [name.partition(":")[::2] for name in names]
    return [(name, "" if kind == "ID" else kind) for name, kind in found if name]


def loaded(folder: Path) -> Any:
    """The database into which all files that import.args names are copied."""
    ladybug = pytest.importorskip("ladybug", reason="ladybug is not installed")
    database = ladybug.Connection(ladybug.Database(":memory:"))
    how = "(header=true, parallel=false, quote='\"', escape='\"')"
    for line in (folder / "import.args").read_text().splitlines():
        option, _, rest = line.partition("=")
        if option not in ("--nodes", "--relationships"):
            continue
        name, file = rest.split("=")
        said = ", ".join(f"`{column}` {TYPES[kind]}" for column, kind in columns(folder / file))
        if option == "--nodes":
            table = name.removeprefix("Entity:")
            database.execute(f"CREATE NODE TABLE {table} ({said}, PRIMARY KEY (id))")
        else:
            table = file.removesuffix(".csv")
            source, target = table.split("_")[0], table.split("_")[-1]
            assert table == f"{source}_{name}_{target}"
            database.execute(f"CREATE REL TABLE {table} (FROM {source} TO {target}, {said})")
        database.execute(f'COPY {table} FROM "{folder / file}" {how}')
    return database


def rows(database: Any, query: str) -> list[list[Any]]:
    return list(database.execute(query))


def test_a_cypher_database_has_every_node_and_relation(graph: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    write_neo4j(graph, tmp_path / "neo4j")
    database = loaded(tmp_path / "neo4j")
    assert dict(rows(database, "MATCH (n) RETURN label(n), count(*)")) == Counter(
        kind for _, kind in graph.nodes(data="type")
    )
    counted: Counter[str] = Counter()
    for label, number in rows(database, "MATCH ()-[r]->() RETURN label(r), count(*)"):
        counted["_".join(label.split("_")[1:-1]).lower()] += number
    assert counted == Counter(
        re.sub("([A-Z])", r"_\1", edge["relation"]).lower() for *_, edge in graph.edges(data=True)
    )
    assert rows(
        database,
        "MATCH (p:Person)-[r:Person_AFFILIATED_WITH_Agency]->(a:Agency) RETURN p.name, r.post, a.name, r.confidence",
    ) == [["韩一鸣", "局长", "登封市市场监督管理局", 0.95]]


def test_hostile_texts_come_back(hostile: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    write_neo4j(hostile, tmp_path / "neo4j")
    database = loaded(tmp_path / "neo4j")
    people = rows(database, "MATCH (n:Person) RETURN n.id, n.name, n.names, n.anonymised ORDER BY n.id")
    names = sorted(HOSTILE)
    assert people == [
        [f"person/{number:02}", text, ARRAY.join(names[:number]) or None, number % 2 == 0]
        for number, text in enumerate(HOSTILE)
    ]
    claims = rows(
        database,
        "MATCH (a:Person)-[r:Person_ASSOCIATED_PLACE_Place]->(b:Place) "
        "RETURN a.id, r.evidence, r.post, r.note, r.date_text, r.confidence, b.name ORDER BY a.id",
    )
    assert claims == [[f"person/{number:02}", *[text] * 4, 0.5, "村"] for number, text in enumerate(HOSTILE)]
    stated = rows(
        database, "MATCH ()-[r:Person_AFFILIATED_WITH_Place]->() RETURN r.article, r.origin, r.by, r.reference"
    )
    assert sorted(stated, key=str) == [
        [None, "person", "编辑", "https://example.org/a"], [None, "person", "编辑", "县志"]
    ]  # fmt: skip
    bodies = rows(database, "MATCH (a:Article) RETURN a.headline, a.body ORDER BY a.id")
    assert bodies == [[text, text] for text in HOSTILE]


def test_the_scripts_name_every_file_and_every_column(hostile: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    write_neo4j(hostile, tmp_path / "neo4j")
    written = {path.name for path in (tmp_path / "neo4j").iterdir()}
    assert written == {
        "Article.csv", "Person.csv", "Place.csv", "Article_AUTHOR_Person.csv", "Person_ASSOCIATED_PLACE_Place.csv",
        "Person_AFFILIATED_WITH_Place.csv", "Person_MENTIONED_IN_Article.csv", "import.args", "constraints.cypher",
        "load.cypher",
    }  # fmt: skip
    assert written <= FILES
    named = re.findall(r"^--(?:nodes|relationships)=[\w:]+=(.+)$", (tmp_path / "neo4j/import.args").read_text(), re.M)
    assert sorted(named) == sorted(name for name in written if name.endswith(".csv"))
    cypher = (tmp_path / "neo4j/load.cypher").read_text()
    statements = [text for text in cypher.split(";\n") if text.startswith("LOAD CSV")]
    assert len(statements) == len(named)
    for statement in statements:
        (file,) = re.findall("FROM 'file:///(.+)' AS row", statement)
        header = (tmp_path / "neo4j" / file).read_text(encoding="utf-8").partition("\n")[0].split(",")
        assert set(re.findall("row.`(.+?)`", statement)) == set(header)


def test_rows_are_as_many_as_nodes_and_edges(graph: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    """Counted in the files, so that it holds where there is no Cypher database too."""
    write_neo4j(graph, tmp_path / "neo4j")
    ids = {node.id for node in flat_nodes(graph)} | {edge.id for edge in flat_edges(graph)}
    texts = [path.read_text(encoding="utf-8") for path in sorted((tmp_path / "neo4j").glob("*.csv"))]
    assert all(any(f'"{name}"' in text for text in texts) for name in ids)
    assert len(ids) == len(graph) + graph.size()
