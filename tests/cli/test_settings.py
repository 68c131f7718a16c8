"""Options in kg.toml are defaults of the commands; a call says more than a file."""

from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from kg.cli import load_command, main
from kg.cli.settings import defaults
from kg.errors import WrongSetting
from kg.settings.reading import read_settings

PAGE = """石桥白茶开采

江西省资溪县高阜镇石陂村的白茶开采了。村民说，白茶社上门收购，新时代的茶农一天能挣两百元。
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "kg.toml"
    path.write_text(text, encoding="utf-8")
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [*map(str, arguments)])


def test_options_are_defaults_with_paths_beside_the_file(tmp_path: Path) -> None:
    text = '[build]\njobs = 2\noutput = "graph"\nmentions = false\nfield = ["title=标题"]\nlog-json = "-"\n'
    settings = read_settings(written(tmp_path, text), ["build"])
    assert defaults(settings, load_command("build")) == {
        "jobs": 2, "output": str(tmp_path / "graph"), "mentions": False, "fields": ["title=标题"], "log_json": "-",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("[build]\n\njob = 2", 3, "did you mean 'jobs'?"),
        ("[build]\njobs = 0", 2, "jobs: 0 is not in the range"),
        ('[build]\njobs = "many"', 2, "not a valid integer"),
        ('[build]\nmentions = "no"', 2, "true or false"),
        ('[build]\nfield = "title=标题"', 2, "a list"),
        ("[build]\njobs = true", 2, "one value"),
        ('[build]\ntagger = "slow"', 2, "'best', 'fast'"),
        ("[build]\njobs = 1.5", 2, "whole number"),
        ("[build]\noutput = 5", 2, "output is a path in quotation marks, not 5"),
        ("[build]\ncorrections = 5", 2, "in quotation marks"),
        ("[build]\ncache = 5", 2, "in quotation marks"),
        ("[build]\nlog-json = 1", 2, "in quotation marks"),
        ("[export]\noutput = 3", 2, "in quotation marks"),
        ('[build]\noutput = ""', 2, "output: a path cannot be empty"),
        ('[export]\noutput = "-"', 2, "output: - is no path here"),
        ("[query]\nlist = true", 2, "has no option 'list'"),
    ],
)
def test_a_wrong_option_is_told_with_its_line(tmp_path: Path, text: str, line: int, message: str) -> None:
    settings = read_settings(written(tmp_path, text), ["build", "export", "query"])
    (name,) = settings.options
    with pytest.raises(WrongSetting, match=f"line {line}: ") as caught:
        defaults(settings, load_command(name))
    assert message in str(caught.value)


def test_a_build_follows_the_nearest_settings_and_the_report_tells_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    written(
        tmp_path,
        'home = "资溪县"\nnot-names = ["新时代"]\n[[names]]\nname = "石桥白茶合作社"\nkind = "company"\n'
        'aliases = ["白茶社"]\n[build]\noutput = "graph"\n',
    )
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    result = run("build", "../page.txt", "-v")
    assert result.exit_code == 0, result.output
    assert "settings: " in result.stderr
    graph = (tmp_path / "graph" / "graph.ttl").read_text(encoding="utf-8")
    assert '"石桥白茶合作社"@zh' in graph
    report = (tmp_path / "graph" / "report.json").read_text(encoding="utf-8")
    assert all(
        said in report for said in ('"own_names": "1, SHA-256 ', '"not_names": "1, SHA-256 ', '"home": "361028"')
    )
    assert run("build", "../page.txt", "-o", tmp_path / "elsewhere").exit_code == 0
    assert (tmp_path / "elsewhere" / "graph.ttl").read_text(encoding="utf-8") == graph
    plain = run("--config", written(tmp_path / "below", ""), "build", "../page.txt", "-o", tmp_path / "plain")
    assert plain.exit_code == 0
    assert "石桥白茶合作社" not in (tmp_path / "plain" / "graph.ttl").read_text(encoding="utf-8")


def test_wrong_settings_end_every_command_with_2(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, "[biuld]\n")
    monkeypatch.chdir(tmp_path)
    result = run("stats", "output")
    assert (result.exit_code, "did you mean 'build'?" in result.stderr) == (2, True)


def test_help_needs_no_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, "[biuld]\n")
    monkeypatch.chdir(tmp_path)
    assert run("--help").exit_code == 0


def paths() -> list[tuple[str, str]]:
    """Every command with each of its options that is a path."""
    context = click.Context(main)
    commands = ((name, load_command(name)) for name in main.list_commands(context))
    return [
        (name, option.opts[-1])
        for name, command in commands
        for option in command.params
        if isinstance(option, click.Option) and isinstance(option.type, click.Path)
    ]


def test_an_empty_path_is_not_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    assert len(paths()) > 5
    for name, option in paths():
        rest = ["gexf"] if name == "export" else []
        result = run(name, "page.txt", *rest, option, "")
        assert (result.exit_code, "a path cannot be empty" in result.stderr) == (2, True), (name, option)
    assert run("show", "", "资溪县").exit_code == 2
    assert "的值不对：路径不能为空" in run("--lang", "zh", "review", "x", "-o", "").stderr
    assert "./-" in run("export", "page.txt", "gexf", "-o", "-").stderr
    assert [path.name for path in tmp_path.iterdir()] == ["page.txt"]


def test_every_option_has_a_long_name() -> None:
    """Else it could not be set."""
    for name in main.list_commands(click.Context(main)):
        for option in load_command(name).params:
            assert not isinstance(option, click.Option) or any(one.startswith("--") for one in option.opts)
