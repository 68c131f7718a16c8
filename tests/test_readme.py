"""What the READMEs say can be typed: every `kg` command of their bash blocks runs and does not fail."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import COMMANDS, main
from kg.folder import OUTPUTS

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.zh.md")
# Commands that go on until they are stopped; tests of their own start and stop them.
ENDLESS = ("serve",)
FEWEST = 3


def commands(text: str) -> list[list[str]]:
    """The kg commands of the bash blocks, in order, without comments; a backslash at a line's end joins two."""
    blocks = re.findall(r"^```bash\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    lines = "\n".join(blocks).replace("\\\n", " ").split("\n")
    found = []
    for line in lines:
        words = shlex.split(line.removeprefix("$ "), comments=True)
        if words and words[0].rpartition("/")[2] == "kg":
            found.append(words[1:])
    return found


@pytest.fixture
def folder(built: Path, examples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as a checkout has it after its first build: examples/ and output/; commands run in it."""
    shutil.copytree(examples, tmp_path / "examples")
    shutil.copytree(built, tmp_path / "output")
    if (ROOT / "ontology").is_dir():
        shutil.copytree(ROOT / "ontology", tmp_path / "ontology")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", READMES)
def test_a_readme_shows_commands(name: str) -> None:
    found = commands((ROOT / name).read_text(encoding="utf-8"))
    assert len(found) >= FEWEST, f"{name} shows fewer than {FEWEST} kg commands in ```bash blocks"


def test_every_command_of_the_readmes_runs(folder: Path) -> None:
    shown = [tuple(words) for name in READMES for words in commands((ROOT / name).read_text(encoding="utf-8"))]
    for arguments in dict.fromkeys(shown):  # what both show runs once
        if arguments[:1] and arguments[0] in ENDLESS:
            assert arguments[0] in COMMANDS
            continue
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code == 0, f"kg {shlex.join(arguments)}\n{result.output}"
        assert result.output, f"kg {shlex.join(arguments)} says nothing"
    assert sorted(path.name for path in (folder / "output").iterdir()) == sorted(OUTPUTS)


def test_both_readmes_show_the_same_commands() -> None:
    english, chinese = (commands((ROOT / name).read_text(encoding="utf-8")) for name in READMES)
    assert [words[0] for words in english] == [words[0] for words in chinese]


def test_commands_are_found_as_they_are_written() -> None:
    text = (
        "```bash\nmake demo  # first\n$ kg build a b \\\n  -o out   # second\n.venv/bin/kg show out '德清 县'\n```\n"
        "```\nkg no\n```\n`kg no`\n```bash\nkg query out 'SELECT ?n # all'\n```\n"
    )
    assert commands(text) == [
        ["build", "a", "b", "-o", "out"], ["show", "out", "德清 县"], ["query", "out", "SELECT ?n # all"],
    ]  # fmt: skip
