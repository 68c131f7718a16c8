"""docs/files.md tells every field of report.json and every column of the tables."""

import json
import re
from pathlib import Path

from kg.export.tables import TABLES
from kg.pipeline import build

PAGE = (Path(__file__).parents[2] / "docs" / "files.md").read_text(encoding="utf-8")


def fields(told: str) -> set[str]:
    return set(re.findall(r"`([\w.]+)`", told))


def test_every_field_of_a_report_is_told(examples: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "corrections.csv").write_text("action,entity,value\nalias,栖霞市,苹果之都\n", encoding="utf-8")
    page = examples / "pages" / "2023-09-12-03.txt"
    (tmp_path / page.name).write_bytes(page.read_bytes())
    (tmp_path / "2023-09-13-03.txt").write_bytes(page.read_bytes())
    build([tmp_path], tmp_path / "output", corrections=tmp_path / "corrections.csv")
    report = json.loads((tmp_path / "output" / "report.json").read_text(encoding="utf-8"))
    rows = dict(
        re.findall(r"^\| (`[a-z].*?) \| (.*) \|$", PAGE.partition("## report.json")[2].partition("##")[0], re.M)
    )
    named = {field for row in rows for field in fields(row)}
    assert named == {
        f"{key}.{inner}" if key in ("counts", "made_with") else key
        for key, value in report.items()
        for inner in (value if key in ("counts", "made_with") else [""])
    }
    told = {field: fields(text) for row, text in rows.items() for field in fields(row)}
    for key in ("pages", "skipped", "reprints"):
        assert report[key], key
        assert {inner for one in report[key] for inner in one} <= told[key]
    assert {*report["corrections"], *report["corrections"]["lines"][0]} == told["corrections"]


def test_every_column_of_every_table_is_told() -> None:
    told: dict[str, list[str]] = {}
    for table, columns in re.findall(r"^\| ?(\w*) ?\| (`.*?`) \| .* \|$", PAGE.partition("## Tables")[2], re.M):
        told.setdefault(table or list(told)[-1], []).extend(re.findall(r"`(\w+)`", columns))
    assert {name: sorted(columns) for name, columns in told.items()} == {
        name: sorted(table.columns) for name, table in TABLES.items()
    }
