"""CSV for Excel and other spreadsheets: five tables, in UTF-8 with the mark by which Excel knows it.

A spreadsheet runs a cell that begins with one of =+-@ as a formula, whoever wrote it: OWASP, "CSV Injection". A text
that begins so gets an apostrophe before it; so does one that begins with an apostrophe, so that taking one apostrophe
off the beginning of a text always gives it back.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.export.flat import Value
from kg.export.tables import TABLES, Table

if TYPE_CHECKING:
    import networkx as nx

FILES = frozenset(f"{name}.csv" for name in TABLES)
# The full-width signs begin a formula too where the keyboard is Chinese or Japanese.
_BEGINNINGS = tuple("=+-@＝＋－＠\t\r\n'")


def write_csv(graph: nx.MultiDiGraph[str], folder: Path) -> None:
    """Write the tables of kg.export.tables into a new folder, a file each; equal graphs give equal bytes."""
    folder.mkdir()
    for name, table in TABLES.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)  # RFC 4180: \r\n, and quotation marks doubled
            writer.writerow(table.columns)
            writer.writerows(_rows(table, graph))


def harmless(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_BEGINNINGS) else text


def as_written(cell: str) -> str:
    """The text that a cell of ours stands for."""
    return cell.removeprefix("'")


def _rows(table: Table, graph: nx.MultiDiGraph[str]) -> Iterator[list[str]]:
    return (list(map(_cell, row)) for row in table.rows(graph))


def _cell(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return harmless(value) if isinstance(value, str) else str(value)
