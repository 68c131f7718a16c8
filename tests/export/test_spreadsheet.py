"""The CSV tables, read back by Python's own reader and by DuckDB."""

from __future__ import annotations

import csv
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.export import write_csv
from kg.export.spreadsheet import as_written, harmless
from kg.export.tables import TABLES
from kg.graph import CLAIMS
from tests.export.conftest import HOSTILE

RUN = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # how a cell begins that is run


def read(path: Path) -> list[dict[str, str]]:
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, strict=True))


@pytest.fixture
def folder(hostile: nx.MultiDiGraph[str], tmp_path: Path) -> Path:
    write_csv(hostile, tmp_path / "csv")
    return tmp_path / "csv"


def test_no_cell_is_run_and_every_text_can_be_had_back(folder: Path) -> None:
    cells = [cell for name in TABLES for row in read(folder / f"{name}.csv") for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(RUN)]
    assert [as_written(row["headline"]) for row in read(folder / "articles.csv")] == list(HOSTILE)
    claims = {row["subject"]: row for row in read(folder / "claims.csv") if not row["origin"]}
    for number, text in enumerate(HOSTILE):
        claim = claims[f"person/{number:02}"]
        for column in ("subject_name", "evidence", "post", "note", "date_text"):
            assert as_written(claim[column]) == text
    stated = [row for row in read(folder / "claims.csv") if row["origin"]]
    assert [(row["article"], row["by"], row["reference"]) for row in stated] == [
        ("", "编辑", "https://example.org/a"),
        ("", "编辑", "县志"),
    ]
    assert len({row["id"] for row in stated}) == 2
    village = [row for row in read(folder / "names.csv") if row["entity"] == "place/p"]
    assert [as_written(row["name"]) for row in village] == ["村", *sorted(HOSTILE)]
    assert [row["main"] for row in village] == ["true"] + ["false"] * len(HOSTILE)


@given(st.text())
def test_a_text_becomes_harmless_and_comes_back(text: str) -> None:
    assert as_written(harmless(text)) == text
    assert not harmless(text).startswith(RUN)


def test_duckdb_reads_the_same_tables(folder: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
    for name, table in TABLES.items():
        found = duckdb.sql(f"SELECT * FROM read_csv('{folder / name}.csv', all_varchar = true, header = true)")
        assert found.columns == list(table.columns)
        ours = [tuple(cell or None for cell in row.values()) for row in read(folder / f"{name}.csv")]
        assert found.fetchall() == ours
        assert ours


def test_rows_are_the_graphs_nodes_and_edges(graph: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    write_csv(graph, tmp_path / "csv")
    rows = {name: read(tmp_path / "csv" / f"{name}.csv") for name in TABLES}
    assert len(rows["entities"]) + len(rows["articles"]) == len(graph)
    mentioned = {(row["entity"], row["article"]) for row in rows["mentions"]}
    authors = [person for row in rows["articles"] for person in row["authors"].split()]
    assert len(rows["claims"]) + len(mentioned) + len(authors) == graph.size()
    assert len(rows["claims"]) == sum(edge["relation"] in CLAIMS for *_, edge in graph.edges(data=True)) == 10
    (bridge,) = [row for row in rows["articles"] if row["reprint_of"]]
    assert (bridge["lines"], bridge["reprint_of"]) == ("11", "article/b85d6f0a1e3c2974")
    (unsure,) = [row for row in rows["entities"] if row["candidates"]]
    assert (unsure["name"], unsure["candidates"]) == ("幸福社区", "410185001004:0.5 530702001003:0.25")
    (located,) = [row for row in rows["claims"] if row["relation"] == "locatedIn"]
    assert (located["subject_name"], located["object_name"]) == ("登封市市场监督管理局", "登封市")
    assert (located["confidence"], located["date"], located["date_text"]) == ("0.9", "2024-08", "8月")
