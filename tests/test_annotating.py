"""The page and the annotation that docs/annotating.md shows: they can be checked, built and evaluated as it says."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.evaluate import evaluate

ROOT = Path(__file__).parents[1]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with pages/ and gold/ as the document has them; commands run in it."""
    text = (ROOT / "docs" / "annotating.md").read_text(encoding="utf-8")
    for path, language in (("pages/county.txt", "text"), ("gold/county.json", "json")):
        block = re.search(rf"^```{language} {path}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
        assert block
        (tmp_path / path).parent.mkdir()
        (tmp_path / path).write_text(block[1], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_annotation_is_without_fault_and_the_page_is_read_as_annotated(folder: Path) -> None:
    words = [
        sys.executable,
        str(ROOT / "examples" / "check_gold.py"),
        "--pages",
        "pages",
        "--write",
        "gold/county.json",
    ]
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert CliRunner().invoke(main, ["build", "pages", "-o", "built", "--validate"]).exit_code == 0
    shown = CliRunner().invoke(main, ["evaluate", "built", "gold"])
    assert shown.exit_code == 0
    assert "mentions" in shown.output
    scores = evaluate(folder / "built", [folder / "gold"])
    assert scores.articles.f1 == scores.lines_b3 == scores.evidence == 1.0
    assert scores.mentions.f1 > 0.9
    assert scores.codes.f1 == 1.0
    assert scores.relations.right >= 3


def test_a_fault_in_an_annotation_is_named(folder: Path) -> None:
    gold = folder / "gold" / "county.json"
    gold.write_text(gold.read_text(encoding="utf-8").replace('["分水镇"]', '["分山镇"]'), encoding="utf-8")
    words = [sys.executable, str(ROOT / "examples" / "check_gold.py"), "--pages", "pages", "gold/county.json"]
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "分山镇" in done.stdout
    assert "line_text" in done.stdout
