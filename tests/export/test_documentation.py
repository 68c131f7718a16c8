"""What docs/tools.md shows runs, and it knows every format and every table."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.export.formats import FORMATS
from kg.export.tables import TABLES

DOCS = Path(__file__).parents[2] / "docs"
EACH = pytest.mark.parametrize("page", ["tools.md", "tools.zh.md"])


@pytest.fixture(autouse=True)
def folder(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with output/ in it; commands run in it."""
    shutil.copytree(built, tmp_path / "output")
    monkeypatch.chdir(tmp_path)


@EACH
def test_every_format_and_where_it_goes_is_named(page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`.+?`) \| (`.+?`) \|", text, re.M)
    told = {
        name: path
        for names, paths in rows
        for name, path in zip(re.findall("`(.+?)`", names), re.findall("`(.+?)`", paths), strict=True)
    }
    assert told == {name: f"output{form.ending}" + "/" * bool(form.files) for name, form in FORMATS.items()}
    assert re.findall(r"^\| `(\w+)\.csv` \|", text, re.M) == list(TABLES)


@EACH
def test_duckdb_answers_the_question_shown(page: str) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
    assert CliRunner().invoke(main, ["export", "output", "parquet"]).exit_code == 0
    (query,) = re.findall("```sql\n(.+?)```", (DOCS / page).read_text(encoding="utf-8"), re.S)
    rows = duckdb.sql(query).fetchall()
    assert rows == sorted(rows, key=lambda row: (-row[1], row[0]))
    assert len(rows) > 3
