"""Parquet, for DuckDB, pandas, Polars and Spark: five tables, with types; what is unknown is null."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import UsageError
from kg.export.tables import TABLES

if TYPE_CHECKING:
    import networkx as nx

FILES = frozenset(f"{name}.parquet" for name in TABLES)
GROUP = 50_000  # rows that are held and written at a time


def write_parquet(graph: nx.MultiDiGraph[str], folder: Path) -> None:
    """Write the tables of kg.export.tables into a new folder, a file each.

    Equal graphs give equal bytes with equal versions of pyarrow, which every file names. Raises UsageError where
    pyarrow is missing.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise UsageError("Parquet needs an extra: pip install 'newskg[parquet]'") from error
    types = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
    folder.mkdir()
    for name, table in TABLES.items():
        schema = pa.schema([(column, types[kind]) for column, kind in table.columns.items()])
        rows = table.rows(graph)
        with parquet.ParquetWriter(folder / f"{name}.parquet", schema, compression="zstd") as file:
            while group := list(islice(rows, GROUP)):
                file.write_table(pa.table([_known(column) for column in zip(*group, strict=True)], schema=schema))


def _known(column: tuple[Any, ...]) -> list[Any]:
    return [None if value == "" else value for value in column]
