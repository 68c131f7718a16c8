from pathlib import Path

import pyoxigraph
import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.export.formats import FORMATS
from kg.folder import OUTPUTS


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    """A built folder of its own, with nothing beside it."""
    (tmp_path / "output").mkdir()
    for file in built.iterdir():
        (tmp_path / "output" / file.name).write_bytes(file.read_bytes())
    return tmp_path / "output"


def content(path: Path) -> dict[str, bytes]:
    """The files of a folder, or a file, with their bytes."""
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return {file.name if path.is_dir() else "": file.read_bytes() for file in files}


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_is_written_beside_the_folder_or_where_it_is_told(folder: Path, name: str) -> None:
    before = {path.name for path in folder.iterdir()}
    if name == "parquet":
        pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    result = run("export", folder, name)
    beside = folder.with_name(f"output{FORMATS[name].ending}")
    assert (result.exit_code, result.stdout) == (0, f"written to {beside}\n")
    assert run("export", folder, name, "-o", folder.parent / "other").exit_code == 0
    assert content(beside) == content(folder.parent / "other")
    assert all(content(beside).values())
    assert set(content(beside)) <= (set(FORMATS[name].files) or {""})
    assert {path.name for path in folder.iterdir()} == before
    assert {path.name for path in folder.parent.iterdir()} == {"output", beside.name, "other"}


def test_here_is_written_beside_here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert run("export", ".", "ntriples").exit_code == 0
    lines = folder.with_name("output.nt").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(list(pyoxigraph.parse(path=folder / "graph.ttl", format=pyoxigraph.RdfFormat.TURTLE)))


@pytest.mark.parametrize("name", OUTPUTS)
def test_the_graph_that_is_read_is_not_written_over(folder: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = content(folder)
    (folder.parent / "link").symlink_to(folder)
    monkeypatch.chdir(folder)
    for call in (("export", folder, "gexf"), ("export", ".", "csv"), ("review", folder), ("review", "graph.ttl")):
        if call[1] == "graph.ttl" and name != "graph.ttl":
            continue
        result = run(*call, "-o", folder.parent / "link" / name)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "choose another path" in result.stderr
    assert content(folder) == before
    assert run("review", folder, "-o", folder / "review.csv").exit_code == 0


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


@pytest.mark.parametrize("name", ["neo4j", "csv"])
def test_a_folder_is_replaced_only_where_nothing_else_is_in_it(folder: Path, name: str) -> None:
    target = folder.parent / "target"
    target.mkdir()
    assert run("export", folder, name, "-o", target).exit_code == 0
    before = content(target)
    first = sorted(before)[0]
    (target / first).write_text("an older one")
    assert run("export", folder, name, "-o", target).exit_code == 0
    assert content(target) == before
    (target / "mine.csv").write_text("kept")
    result = run("export", folder, name, "-o", target)
    assert result.exit_code == 1
    assert "is a folder that holds mine.csv, which would be lost" in result.stderr
    assert content(target) == before | {"mine.csv": b"kept"}
    assert {path.name for path in folder.parent.iterdir()} == {"output", "target"}


def test_a_file_does_not_replace_a_folder_nor_a_folder_a_file(folder: Path) -> None:
    assert "is a folder" in run("export", folder, "cytoscape", "-o", folder).stderr
    (folder.parent / "file").write_text("kept")
    assert run("export", folder, "csv", "-o", folder.parent / "file").exit_code == 1
    assert (folder.parent / "file").read_text() == "kept"
    assert {path.name for path in folder.parent.iterdir()} == {"output", "file"}
