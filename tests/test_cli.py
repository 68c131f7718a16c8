import json
import sqlite3
import subprocess
import sys
import zlib
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

import kg
from kg.cli import COMMANDS, main
from kg.folder import OUTPUTS

DIGEST = 32  # bytes of SHA-256 before what a cache keeps
PAGE = "茅山村的桃子熟了\n\n本报记者 田 禾\n\n德清县钟管镇茅山村的桃子熟了。村民李秀兰笑着说，今年桃子甜。\n"
HEAVY = (
    "networkx",
    "rdflib",
    "onnxruntime",
    "jieba",
    "pyvis",
    "numpy",
    "pyoxigraph",
    "pyshacl",
    "ahocorasick_rs",
    "lark",
)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def shell(*arguments: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one page, and its graph in output/."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "page.txt").write_text(PAGE, encoding="utf-8")
    done = shell("build", "page.txt", "--validate", folder=folder)
    assert (done.returncode, done.stderr) == (0, "")
    return folder


def test_a_build_says_what_it_made_and_where_and_shows_no_progress_without_a_terminal(small: Path) -> None:
    done = shell("build", "page.txt", "-o", "again", folder=small)
    assert (done.returncode, done.stderr) == (0, "")
    assert "1 articles on 1 pages\n" in done.stdout
    assert "graph.html" in done.stdout
    assert sorted(path.name for path in (small / "again").iterdir()) == sorted(OUTPUTS)
    assert {path.name: path.read_bytes() for path in (small / "again").iterdir()} == {
        path.name: path.read_bytes() for path in (small / "output").iterdir()
    }


def test_people_who_may_not_be_named_are_in_no_output_and_in_no_cache(small: Path, tmp_path: Path) -> None:
    out, cache = tmp_path / "out", tmp_path / "cache.sqlite"
    for people, named in (("none", set[str]()), ("officials", {"田禾"}), ("all", {"田禾", "李秀兰"})):
        done = shell("build", "page.txt", "-o", out, "--people", people, "--cache", cache, folder=small)
        assert (done.returncode, done.stderr) == (0, "")
        for path in sorted(out.iterdir()):
            text = path.read_text(encoding="utf-8").replace("田 禾", "田禾")
            found = {name for name in ("田禾", "李秀兰") if name in text}
            assert found == (named if path.name != "report.json" else set()), path
        (page,) = json.loads((out / "report.json").read_text(encoding="utf-8"))["pages"]
        assert ("sha256" in page) == (people == "all")  # names could be tried on it
        if people == "none":
            readings = sqlite3.connect(cache).execute("SELECT value FROM reading").fetchall()
            kept = [zlib.decompress(value[DIGEST:]).decode() for (value,) in readings]
            assert len(kept) == 1
            assert "某某某" in kept[0]
            assert not any(name in kept[0] for name in ("李秀兰", "田禾", "田 禾"))


def test_skipped_pages_are_on_stderr_and_the_rest_is_built(small: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = shell("build", small / "page.txt", "empty.txt", folder=tmp_path)
    assert done.returncode == 0
    assert done.stderr.startswith("skipped empty.txt: ")
    assert "1 skipped" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["build", "nowhere.txt"], 2, "nowhere.txt: there is no such file or folder"),
        (["build", "empty.txt"], 1, "no page could be read: empty.txt: "),
        (["build"], 2, "Missing argument 'INPUT...'"),
        (["build", "empty.txt", "--jobs", "0"], 2, "--jobs"),
        (["build", "page.txt", "--base-iri", "no iri"], 2, "base IRI"),
        (["show", "nowhere", "德清县"], 2, "build it first"),
        (["query", "nowhere", "ASK {}"], 2, "build it first"),
        (["validate", "nowhere"], 2, "build it first"),
        (["evaluate", "nowhere", "gold.json"], 2, "gold.json"),
        (["nonsense"], 2, "No such command"),
    ],
)
def test_what_fails_says_so_in_one_line_and_by_its_status(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], status: int, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    result = run(*arguments)
    assert result.exit_code == status
    assert message in result.stderr
    assert result.stdout == ""
    assert isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.stderr


def test_a_query_is_answered_in_the_format_asked_for(small: Path) -> None:
    text = 'SELECT ?n WHERE { ?p a kg:Place ; kg:kind "village" ; skos:prefLabel ?n }'
    assert run("query", small / "output", text, "--format", "csv").stdout == "n\n茅山村\n"
    assert "茅山村" in run("query", small / "output", text).stdout
    (small / "villages.rq").write_text(text, encoding="utf-8")
    found = json.loads(run("query", small / "output", "-f", small / "villages.rq", "--format", "json").stdout)
    assert [row["n"]["value"] for row in found["results"]["bindings"]] == ["茅山村"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["SELECT ?n"], "line 1, column 10: the query ends where"),
        ([], "give the query"),
        (["ASK {}", "-f", "page.txt"], "give the query"),
        (["ASK {}", "--format", "ttl"], "format"),
        (["-f", "nowhere.rq"], "nowhere.rq"),
        (["DELETE WHERE { ?s ?p ?o }"], "read-only"),
    ],
)
def test_a_query_that_cannot_be_asked_is_a_wrong_call(
    small: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    monkeypatch.chdir(small)
    result = run("query", "output", *arguments)
    assert result.exit_code == 2
    assert message in result.stderr


def test_a_built_graph_is_valid_and_a_damaged_one_is_not(small: Path, tmp_path: Path) -> None:
    result = run("validate", small / "output")
    assert (result.exit_code, result.stdout) == (0, "the graph fits its shapes\n")
    text = (small / "output" / "graph.ttl").read_text(encoding="utf-8")
    (tmp_path / "graph.ttl").write_text(text.replace('"330521"', '"33"'), encoding="utf-8")
    result = run("validate", tmp_path)
    assert result.exit_code == 1
    assert "findings" in result.stdout
    assert "33" in result.stdout


def test_show_prints_a_card_or_names_like_it(small: Path) -> None:
    assert "330521" in run("show", small / "output", "德清县").stdout
    result = run("show", small / "output", "德清")
    assert result.exit_code == 2
    assert "德清县" in result.stderr


def test_evaluate_prints_the_figures_as_table_or_json(built: Path, examples: Path) -> None:
    table = run("evaluate", built, examples / "gold")
    assert table.exit_code == 0
    found = json.loads(run("evaluate", built, *(examples / "gold").iterdir(), "--format", "json").stdout)
    lines = {line.split()[0]: line.split()[1:] for line in table.stdout.splitlines()[1:]}
    assert list(lines) == list(found)
    assert float(lines["mentions"][2]) == found["mentions"]["f1"] > 0.5


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert f"kg {name} " in result.stdout.partition("Usage:")[2].partition("\n")[2]
    command = main.get_command(click.Context(main), name)
    assert command is not None
    for parameter in command.params:
        if isinstance(parameter, click.Option) and not isinstance(parameter.type, click.Choice):
            assert parameter.opts[-1] in result.stdout


def test_the_contracts_commands_exist_and_the_version_is_told() -> None:
    assert {"build", "query", "validate", "show", "evaluate"} <= set(COMMANDS)
    assert run("--version").stdout == f"kg, version {kg.__version__}\n"
    assert all(f"  {name}" in run("-h").stdout for name in COMMANDS)


def test_help_imports_nothing_heavy(tmp_path: Path) -> None:
    code = f"import sys, kg.cli; print(sorted(set({HEAVY!r}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_program_ends_without_looking_through_its_memory(tmp_path: Path) -> None:
    # What is registered first is called last.
    code = "import atexit, gc; from kg.cli import run; atexit.register(lambda: print(gc.get_freeze_count() > 0)); run()"
    call = [sys.executable, "-c", code, "--version"]
    done = subprocess.run(call, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.endswith("\nTrue\n")


def test_text_is_utf_8_whatever_the_locale(small: Path) -> None:
    command = [sys.executable, "-m", "kg", "show", "output", "茅山村"]
    done = subprocess.run(command, cwd=small, capture_output=True, check=True, env={"LC_ALL": "C.UTF-8", "PATH": ""})
    assert "茅山村" in done.stdout.decode("utf-8")
