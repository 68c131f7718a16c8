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
CORRECTIONS = """action,entity,value,object,by
alias,栖霞市,苹果之都,,李编辑
merge,person/衣福海@500237,,person/衣福海,李编辑
retype,person/衣福海,专家,,李编辑
merge,无此人,,栖霞市,
fly,栖霞市,,,
"""


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
    assert "命令：" in run("--help", LC_ALL="zh_CN.UTF-8").output
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


@pytest.mark.parametrize(
    ("call", "chinese", "english"),
    [
        (
            "build --tagger x y",
            "用法：main build [选项] INPUT...\n要看说明，请运行 'main build --help'\n\n错误：'--tagger' 的值不对：",
            "Usage: main build [OPTIONS] INPUT...\nTry 'main build --help' for help.\n\nError: Invalid value for",
        ),
        ("build --nowhere", "错误：没有 '--nowhere' 这个选项。", "Error: No such option"),
        ("stats nowhere/at/all", "错误：nowhere/at/all：", "Error: nowhere/at/all: "),
        ("query x", "错误：请给出查询：写在命令里", "Error: give the query either as an argument"),
    ],
)
def test_errors_are_wholly_in_one_language(call: str, chinese: str, english: str) -> None:
    translated_, said = run("--lang", "zh", *call.split()), run(*call.split())
    assert chinese in translated_.stderr
    assert english in said.stderr
    assert (translated_.stdout, translated_.exit_code) == (said.stdout, said.exit_code)
    assert translated_.exit_code != 0
    for word in ("Usage", "Error", "Try", "for help", "Options"):
        assert word not in translated_.stderr


def test_cards_numbers_and_differences_come_in_chinese(built: Path, tmp_path: Path) -> None:
    (tmp_path / "corrections.csv").write_text(CORRECTIONS, encoding="utf-8")
    pages = str(Path(__file__).parents[2] / "examples/pages")
    made = run(
        "--lang", "zh", "build", pages, "-o", str(tmp_path / "new"), "--corrections", str(tmp_path / "corrections.csv")
    )
    assert "corrections.csv：3 行有改动，0 行本来如此，1 行对不上，1 行有误，0 行未定\n" in made.stdout
    assert "corrections.csv 第 5 行：没有叫 无此人 的东西\n" in made.stderr
    assert "corrections.csv 第 6 行：没有 fly 这种操作；可用的有：merge, split" in made.stderr

    told = [run("--lang", "zh", "stats", str(built)), run("--lang", "zh", "diff", str(built), str(tmp_path / "new"))]
    assert "\n关联最多\n" in told[0].stdout
    assert re.search(r"^地点 \d+，机构 \d+，项目 \d+，人物 \d+$", told[0].stdout, re.MULTILINE)
    assert "  ~ 栖霞市 370686 (地点，县级)  名称: + 苹果之都\n" in told[1].stdout
    assert re.search(r"^事实：新增 \d+，消失 \d+，改动 \d+$", told[1].stdout, re.MULTILINE)
    for result in told:
        assert not re.search(r"[a-z]{3}", re.sub(r"\S*[/@~]\S*|\[.*\]|订正: .*", "", result.stdout)), result.stdout

    card = run("--lang", "zh", "show", str(tmp_path / "new"), "栖霞市").stdout
    assert card.splitlines()[1] == "  地点，县级"
    assert "  又称：" in card
    assert "  人工订正（李编辑）：别名 苹果之都\n" in card
    assert "  人工订正（李编辑）：改类 专家\n" in run("--lang", "zh", "show", str(tmp_path / "new"), "衣福海").stdout
    assert "\n  ← 位于\n" in card
    assert "\n  见于\n" in card
    assert "人物，居民，未写全名" in run("--lang", "zh", "show", str(built), "王女士").stdout


def test_figures_are_called_by_their_chinese_names_too(built: Path, examples: Path) -> None:
    english, chinese = (
        run("--lang", lang, "evaluate", str(built), str(examples / "gold")).stdout.splitlines() for lang in ("en", "zh")
    )
    assert chinese[0].split() == ["准确率", "召回率", "F1"]
    assert english[0].split() == ["precision", "recall", "F1"]
    for said, told in zip(english[1:], chinese[1:], strict=True):
        assert told.startswith(f"{said}  ")
        assert not re.search(r"[a-z]", told.removeprefix(said))
    assert [line.split("  ")[-1] for line in chinese if line.startswith("relations.partOf ")] == ["关系 属于"]


def test_what_programs_read_is_the_same_in_every_language(built: Path) -> None:
    for command in ("stats --format json", "stats --format csv"):
        name, *options = command.split()
        assert run("--lang", "zh", name, str(built), *options).stdout == run(name, str(built), *options).stdout


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
