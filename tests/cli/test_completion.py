"""What the tab key completes, asked as the shells ask it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner

from kg.cli import COMMANDS, main
from kg.cli.completion import SHELLS, VARIABLE

BIN = Path(sys.executable).parent


def completed(*words: str) -> list[tuple[str, str]]:
    found = ShellComplete(main, {}, "kg", VARIABLE).get_completions(list(words[:-1]), words[-1])
    return [(item.type, item.value) for item in found]


def script(shell: str) -> str:
    result = CliRunner().invoke(main, ["completion", shell])
    assert result.exit_code == 0
    return result.stdout


def test_commands_options_and_their_values_are_completed() -> None:
    assert [value for _, value in completed("")] == list(COMMANDS)
    assert completed("sta") == [("plain", "stats")]
    assert ("plain", "--tagger") in completed("build", "--t")
    assert [value for _, value in completed("build", "--tagger", "")] == ["best", "fast"]


def test_folders_are_left_to_the_shell() -> None:
    assert completed("stats", "out") == [("dir", "out")]


def test_names_of_the_graph_are_completed(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text(
        'x skos:prefLabel "栖霞市"@zh ;\n    skos:altLabel "栖霞"@zh, "果都"@zh .\ny skos:prefLabel "芝罘区"@zh .\n',
        encoding="utf-8",
    )
    assert completed("show", str(tmp_path), "栖") == [("plain", "栖霞"), ("plain", "栖霞市")]
    assert completed("show", str(tmp_path), "(") == []
    assert completed("show", str(tmp_path / "nowhere"), "栖") == []


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_of_a_shell_asks_kg_and_is_sound(shell: str, tmp_path: Path) -> None:
    text = script(shell)
    assert f"{VARIABLE}={shell}_complete" in text
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed, so its script cannot be read by it")
    (tmp_path / "script").write_text(text, encoding="utf-8")
    subprocess.run([shell, "-n", str(tmp_path / "script")], check=True)


def test_bash_completes() -> None:
    if not shutil.which("bash"):
        pytest.skip("bash is not installed")
    ask = f"{script('bash')}\nCOMP_WORDS=(kg ev); COMP_CWORD=1; _kg_completion kg; echo ${{COMPREPLY[@]}}"
    environ = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    run = subprocess.run(["bash", "-c", ask], check=True, capture_output=True, text=True, env=environ)
    assert run.stdout.split() == ["evaluate"]
