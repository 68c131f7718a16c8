from pathlib import Path

import pyoxigraph
import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.export.formats import FORMATS


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    """A built folder of its own, with nothing beside it."""
    (tmp_path / "output").mkdir()
    for file in built.iterdir():
        (tmp_path / "output" / file.name).write_bytes(file.read_bytes())
    return tmp_path / "output"


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_is_written_beside_the_folder_or_where_it_is_told(folder: Path, name: str) -> None:
    before = {path.name for path in folder.iterdir()}
    result = run("export", folder, name)
    beside = folder.with_name(f"output{FORMATS[name].ending}")
    assert (result.exit_code, result.stdout) == (0, f"written to {beside}\n")
    assert run("export", folder, name, "-o", folder.parent / "other").exit_code == 0
    assert beside.read_bytes() == (folder.parent / "other").read_bytes() != b""
    assert {path.name for path in folder.iterdir()} == before
    assert {path.name for path in folder.parent.iterdir()} == {"output", beside.name, "other"}


def test_here_is_written_beside_here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert run("export", ".", "ntriples").exit_code == 0
    lines = folder.with_name("output.nt").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(list(pyoxigraph.parse(path=folder / "graph.ttl", format=pyoxigraph.RdfFormat.TURTLE)))


@pytest.mark.parametrize("name", FORMATS)
def test_a_folder_without_a_graph_leaves_nothing(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "kept").write_text("as it was")
    result = run("export", tmp_path / "empty", name, "-o", tmp_path / "kept")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "build it first" in result.stderr
    assert (tmp_path / "kept").read_text() == "as it was"
    assert {path.name for path in tmp_path.iterdir()} == {"empty", "kept"}


def test_a_path_that_cannot_be_written_or_a_format_that_there_is_not(folder: Path) -> None:
    result = run("export", folder, "trig", "-o", folder / "nowhere" / "g.trig")
    assert result.exit_code == 1
    assert "choose another path with -o" in result.stderr
    assert run("export", folder, "docx").exit_code == 2
