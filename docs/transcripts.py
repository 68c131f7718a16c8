"""python docs/transcripts.py PAGE...: run what the pages show, in order, and write what it prints into them.

A page is a transcript of one folder, which has examples/ and, at its start, the graph of the example pages in output/:

```bash              each line is run; a line of docs/not_run.tsv is not
```text output       what the bash block before printed; a line with nothing but … stands for any lines
```csv names.csv     any block whose language is followed by a name: a file of the folder; one of bash is run as well

Commands speak Chinese on pages that end in .zh.md, else English. Tests run the same and compare.
"""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from click.testing import CliRunner

from kg.cli import main as kg

ROOT = Path(__file__).parents[1]
OUTPUT = "output"
ANY = "…"
DIFFERENT = 1  # of kg diff, which is no failure
_BLOCK = re.compile(r"^( *)```(\w+)(?: (\S+))?\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
_SHELL = re.compile(r"[|<>$`;&*]")


class Block(NamedTuple):
    """A block of code, with where its text stands in the page."""

    language: str
    name: str
    text: str
    indent: str
    begin: int
    end: int


class Ran(NamedTuple):
    """What became of a block of commands."""

    block: Block
    status: int  # of the first that failed, else 0
    printed: str


def blocks(page: str) -> list[Block]:
    """The blocks that name a language."""
    return [
        Block(language, name or "", re.sub(rf"^{indent}", "", text, flags=re.MULTILINE), indent, *match.span(4))
        for match in _BLOCK.finditer(page)
        for indent, language, name, text in [match.groups()]
    ]


def commands(block: str) -> list[str]:
    """The lines of a block of commands, without comments; a backslash at a line's end joins two."""
    lines = (line.strip() for line in block.replace("\\\n", " ").split("\n"))
    return [line for line in lines if line and not line.startswith("#")]


def not_run() -> dict[str, str]:
    """How commands begin that are run in no transcript, with the reason."""
    lines = (Path(__file__).with_name("not_run.tsv")).read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if line and not line.startswith("#"))


def left_out(command: str) -> str:
    """How the command begins by which it is not run, "" if it is run."""
    return next((begins for begins in not_run() if f"{command} ".startswith(f"{begins} ")), "")


def typed(page: str, folder: Path, env: Mapping[str, str]) -> Iterator[tuple[Ran, Block | None]]:
    """Run a page in a folder, block by block, each with the block that shows what it prints."""
    found = blocks(page)
    for block, after in zip(found, [*found[1:], None], strict=False):  # a page may have none
        if block.name and block.name != OUTPUT:
            (folder / block.name).parent.mkdir(parents=True, exist_ok=True)
            (folder / block.name).write_text(block.text, encoding="utf-8")
        if block.language == "bash":
            shown = after if after and (after.language, after.name) == ("text", OUTPUT) else None
            yield _run(block, folder, env), shown


def environ(page: Path, cache: Path) -> dict[str, str]:
    """The surroundings of a page's commands: its language, a cache, and nothing of the user's."""
    chinese = page.name.endswith(".zh.md")
    return {
        "LC_ALL": "", "LC_MESSAGES": "", "LANGUAGE": "", "LANG": "zh_CN.UTF-8" if chinese else "C.UTF-8",
        "KG_CACHE": str(cache), "PYTHONUTF8": "1",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }  # fmt: skip


def fits(shown: str, printed: str) -> bool:
    """Whether what is shown is what was printed, but for the lines that … stands for."""
    parts = (re.escape(line) + r"\n" if line.strip() != ANY else r"(?:.*\n)*?" for line in shown.splitlines())
    return re.fullmatch("".join(parts), printed) is not None


def shortened(shown: str, printed: str) -> str:
    """What was printed, with … where the lines that were shown so far had it, from the beginning and from the end."""
    old, new = shown.splitlines(), printed.splitlines()
    if ANY not in (line.strip() for line in old):
        return printed
    at = [line.strip() for line in old].index(ANY)
    tail = len(old) - at - 1
    return "\n".join([*new[:at], old[at], *new[len(new) - tail :]]) + "\n"


def _run(block: Block, folder: Path, env: Mapping[str, str]) -> Ran:
    printed, status = "", 0
    with contextlib.chdir(folder):
        for command in commands(block.text):
            if left_out(command):
                continue
            if command.startswith("cd "):
                os.chdir(command.removeprefix("cd ").strip())
                continue
            code, said = _kg(command, env) if _is_kg(command) else _shell(command, env)
            printed += said
            if code and not (code == DIFFERENT and command.startswith("kg diff ")):
                status = status or code
    return Ran(block, status, printed)


def _is_kg(command: str) -> bool:
    words = shlex.split(command, comments=True)
    return words[0] == "kg" and not any(_SHELL.search(word) for word in _bare(command))


def _bare(command: str) -> list[str]:
    """The words of a command that stand outside quotation marks."""
    return re.sub(r"'[^']*'|\"[^\"]*\"|\s#.*", "", command).split()


def _kg(command: str, env: Mapping[str, str]) -> tuple[int, str]:
    """Run kg in this process, which spares it the start."""
    result = CliRunner(env=env).invoke(kg, shlex.split(command, comments=True)[1:], prog_name="kg")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output


def _shell(command: str, env: Mapping[str, str]) -> tuple[int, str]:
    done = subprocess.run(
        ["bash", "-c", command], env={**os.environ, **env}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return done.returncode, done.stdout


def prepare(folder: Path, built: Path) -> None:
    """Make the folder in which a transcript begins."""
    shutil.copytree(ROOT / "examples", folder / "examples", dirs_exist_ok=True)
    shutil.copytree(built, folder / "output")


def written(page: str, ran: list[tuple[Ran, Block | None]]) -> str:
    """The page with what its commands printed."""
    for done, shown in reversed(ran):
        if shown and not fits(shown.text, done.printed):
            text = textwrap.indent(shortened(shown.text, done.printed), shown.indent)
            page = page[: shown.begin] + text + page[shown.end :]
    return page


def main(names: list[str]) -> None:
    """Run pages and write them anew."""
    from kg.pipeline import build

    with tempfile.TemporaryDirectory() as scratch:
        built = Path(scratch, "built")
        build([ROOT / "examples/pages"], built)
        for number, path in enumerate(map(Path, names)):
            folder = Path(scratch, str(number))
            folder.mkdir()
            prepare(folder, built)
            page = path.read_text(encoding="utf-8")
            ran = list(typed(page, folder, environ(path, Path(scratch, "cache.sqlite"))))
            for done, _ in ran:
                if done.status:
                    print(f"{path}: exit status {done.status}\n{done.block.text}{done.printed}", file=sys.stderr)
            path.write_text(written(page, ran), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
