"""The Parquet tables, read back by DuckDB."""

from __future__ import annotations

import sys
from pathlib import Path

import networkx as nx
import pytest

from kg.errors import UsageError
from kg.export import write_parquet
from kg.export.tables import TABLES

TYPES = {str: "VARCHAR", int: "BIGINT", float: "DOUBLE", bool: "BOOLEAN"}


@pytest.mark.parametrize("name", TABLES)
def test_duckdb_reads_every_row_with_its_types(hostile: nx.MultiDiGraph[str], tmp_path: Path, name: str) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
    write_parquet(hostile, tmp_path / "parquet")
    found = duckdb.sql(f"SELECT * FROM read_parquet('{tmp_path / 'parquet' / name}.parquet')")
    assert found.columns == list(TABLES[name].columns)
    assert list(map(str, found.types)) == [TYPES[kind] for kind in TABLES[name].columns.values()]
    wanted = [tuple(None if value == "" else value for value in row) for row in TABLES[name].rows(hostile)]
    assert found.fetchall() == wanted
    assert wanted


def test_an_empty_graph_has_the_same_columns(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
    write_parquet(nx.MultiDiGraph(), tmp_path / "parquet")
    found = duckdb.sql(f"SELECT * FROM read_parquet('{tmp_path / 'parquet' / 'claims.parquet'}')")
    assert (found.columns, found.fetchall()) == (list(TABLES["claims"].columns), [])


def test_without_pyarrow_the_error_names_the_extra(
    graph: nx.MultiDiGraph[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"pip install 'newskg\[parquet\]'"):
        write_parquet(graph, tmp_path / "parquet")
    assert not (tmp_path / "parquet").exists()
