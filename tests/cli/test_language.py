"""Help, errors and summaries in Chinese, by --lang, by kg.toml and by the locale."""

import inspect
import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from kg.cli import COMMANDS, load_command, main
from kg.cli.language import paragraph
from kg.messages import translated

PAGE = "石桥白茶开采\n\n江西省资溪县高阜镇石陂村的白茶开采了。村民说，茶叶公司上门收购，一天能挣两百元。\n"


def run(*arguments: str, **environ: str) -> Result:
    return CliRunner(env={"LC_ALL": "C", "LANGUAGE": "", **environ}).invoke(main, list(arguments))


def prose(command: click.Command) -> list[str]:
    """The paragraphs and options' helps of a command."""
    parts = inspect.cleandoc(command.help or "").split("\n\n")
    helps = [option.help or "" for option in command.params if isinstance(option, click.Option)]
    return [" ".join(part.split("\n")) for part in parts if not part.startswith("\b")] + [one for one in helps if one]


@pytest.mark.parametrize("name", [*COMMANDS, ""])
def test_all_help_is_in_chinese_too(name: str) -> None:
    for text in prose(load_command(name) if name else main):
        assert translated(text, "zh") != text, f"add a line to kg/messages/zh.tsv: {text}"


@pytest.mark.parametrize("name", COMMANDS)
def test_chinese_help_has_every_option_and_example(name: str) -> None:
    english, chinese = run(name, "--help").output, run("--lang", "zh", name, "--help").output
    assert "用法：" in chinese
    assert "Usage" not in chinese
    options = re.compile(r"--[a-z-]+|^ +kg \S+", re.MULTILINE)
    assert sorted(set(options.findall(chinese))) == sorted(set(options.findall(english)))


def test_the_locale_and_the_option_choose_the_language() -> None:
    assert "Commands:" in run("--help").output
    assert "命令:" in run("--help", LC_ALL="zh_CN.UTF-8").output
    assert "Commands:" in run("--lang", "en", "--help", LC_ALL="zh_CN.UTF-8").output
    assert (
        "读入版面（文件、文件夹，或用 - 表示标准输入），把图谱写进一个文件夹。" in run("--lang", "zh", "--help").output
    )


def test_settings_choose_the_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kg.toml").write_text('lang = "zh"\n', encoding="utf-8")
    assert "没有这个文件或文件夹" in run("build", "nowhere.txt").stderr
    assert "there is no such file" in run("--lang", "en", "build", "nowhere.txt").stderr


def test_what_went_wrong_is_said_in_chinese_with_the_same_status(tmp_path: Path) -> None:
    for arguments, said in [
        (("stats", str(tmp_path)), "请先生成：kg build INPUT -o"),
        (("nonsense",), "没有 'nonsense' 这个命令"),
        (("build",), "缺少参数"),
        (("build", str(tmp_path), "--jobs", "0"), "'--jobs' 的值不对"),
        (("build", str(tmp_path), "--date", "never"), "日历上没有这一天"),
    ]:
        result = run("--lang", "zh", *arguments)
        assert said in result.stderr
        assert result.exit_code == run(*arguments).exit_code != 0


def test_a_build_sums_up_in_chinese_and_writes_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    english = run("build", str(tmp_path / "page.txt"), "-o", str(tmp_path / "out"))
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    chinese = run(
        "--lang",
        "zh",
        "build",
        str(tmp_path / "page.txt"),
        str(tmp_path / "empty.txt"),
        "-o",
        str(tmp_path / "zh"),
        "-v",
    )
    assert "1 articles on 1 pages" in english.output
    assert "1 个版面，1 篇报道，跳过 1 个版面" in chinese.output
    assert "已知 page.txt：1 篇报道" in chinese.stderr
    assert "跳过 empty.txt" in chinese.stderr
    for name in ("graph.ttl", "graph.html"):
        assert (tmp_path / "zh" / name).read_bytes() == before[name]


def test_a_paragraph_is_translated_whole() -> None:
    assert paragraph("nobody\nsays this") == "nobody says this"
