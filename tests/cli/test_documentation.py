"""docs/cli.md tells every command and option, and what it shows is so."""

import csv
import json
import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from kg.cli import COMMANDS, load_command, main
from kg.cli.settings import defaults
from kg.extract.own import OwnName
from kg.model import Kind
from kg.settings.reading import read_settings

PAGE = (Path(__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")
FLAT = "".join(PAGE.split())  # where lines are broken says nothing
RENEW = "run python docs/commands.py"


def block(language: str) -> str:
    """The first block of code in a language."""
    found = re.search(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


@pytest.mark.parametrize("name", [*COMMANDS, ""])
def test_every_command_and_option_is_documented_as_it_is(name: str) -> None:
    command = load_command(name) if name else main
    assert f"### {f'kg {name}'.strip()}\n" in PAGE, RENEW
    assert command.help, f"kg {name} has no help"
    assert "".join(command.help.split("\n\n")[0].split()) in FLAT, RENEW
    for option in command.params:
        if isinstance(option, click.Option):
            assert all(re.search(rf"{re.escape(one)}\b", PAGE) for one in option.opts), RENEW
            assert "".join((option.help or "").split()) in FLAT, RENEW


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_an_example(name: str) -> None:
    assert re.search(rf"^ +(cat .* \| )?kg {name} ", load_command(name).help or "", re.MULTILINE)


def test_the_settings_shown_are_read(tmp_path: Path) -> None:
    (tmp_path / "names.csv").write_text(block("csv"), encoding="utf-8")
    (tmp_path / "kg.toml").write_text(block("toml"), encoding="utf-8")
    settings = read_settings(tmp_path / "kg.toml", COMMANDS)
    assert OwnName("云湾市集", Kind.SITE, ("市集", "云湾集")) in settings.own.names
    assert (len(settings.own.names), len(settings.own.none), settings.own.home) == (3, 2, "361028")
    assert defaults(settings, load_command("build"))["paper"] == "资溪日报"
    assert defaults(settings, load_command("stats")) == {"top": 20}
    assert len(list(csv.DictReader(block("csv").splitlines()))) == 2


def test_every_kind_is_named() -> None:
    assert all(re.search(rf"\b{kind.value}\b", PAGE) for kind in Kind)


def test_the_log_has_the_fields_that_are_shown(tmp_path: Path) -> None:
    (tmp_path / "03.txt").write_text("石桥白茶开采\n\n江西省资溪县的白茶开采了，茶农很高兴。\n", encoding="utf-8")
    (tmp_path / "04.txt").write_bytes(b"")
    call = ["build", str(tmp_path / "03.txt"), str(tmp_path / "04.txt"), "-o", str(tmp_path / "out"), "--log-json", "-"]
    result = CliRunner().invoke(main, call)
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    shown = {row["what"]: row for row in map(json.loads, block("json").splitlines())}
    assert {row["what"]: row.keys() for row in lines} == {what: row.keys() for what, row in shown.items()}
    assert {row["what"]: row.get("reason") for row in lines}["skipped"] == shown["skipped"]["reason"]
    assert "1 articles on 1 pages" in result.stderr


def test_quiet_says_nothing_and_verbose_a_line_a_page(tmp_path: Path) -> None:
    page = tmp_path / "03.txt"
    page.write_text("石桥白茶开采\n\n江西省资溪县的白茶开采了，茶农乐开了花。\n", encoding="utf-8")
    call = ["build", str(page), "-o", str(tmp_path / "out"), "--cache", str(tmp_path / "cache")]
    quiet, verbose = (CliRunner().invoke(main, [*call, option]) for option in ("-q", "-v"))
    assert (quiet.exit_code, quiet.output) == (0, "")
    assert re.search(r"^known 03\.txt: 1 articles, \d+ names, \d+ claims$", verbose.stderr, re.MULTILINE)
    (tmp_path / "cache").write_bytes(b"SQLite format 3\0 no more")
    broken = CliRunner().invoke(main, [*call, "-q"])
    assert broken.exit_code == 0
    assert "cannot be used as a cache" in broken.stderr
