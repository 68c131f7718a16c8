"""kg completion, and what else than commands and options a shell completes."""

from __future__ import annotations

import mmap
import re
from pathlib import Path

import click
from click.shell_completion import CompletionItem, get_completion_class

from kg.cli.failure import clearly
from kg.folder import built_file

SHELLS = ("bash", "zsh", "fish")
VARIABLE = "_KG_COMPLETE"  # in which the scripts tell kg that a completion is asked
MAX_NAMES = 50
LARGEST = 2**28  # bytes of a graph.ttl that is looked through while somebody waits
_NAME = rb'skos:(?:pref|alt)Label "(%s[^"\\\n]*)"@zh'


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
@clearly
def completion(shell: str) -> None:
    """Print what makes a shell complete commands, options, folders and names with the tab key.

    \b
    Let the shell read it at its start:
      kg completion bash >> ~/.bashrc
      kg completion zsh >> ~/.zshrc
      kg completion fish > ~/.config/fish/completions/kg.fish
    """
    from kg.cli import main

    made = get_completion_class(shell)
    assert made
    click.echo(made(main, {}, "kg", VARIABLE).source())


def complete_folder(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Folders, which the shell itself lists."""
    return [CompletionItem(incomplete, type="dir")]


def complete_name(context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Names of the graph in the folder that stands before; none of a graph so large that one would wait."""
    folder = context.params.get("folder")
    return [CompletionItem(name) for name in names(built_file(Path(folder), "graph.ttl"), incomplete)] if folder else []


def names(file: Path, beginning: str) -> list[str]:
    """Names in a Turtle file of ours that begin so, sorted, MAX_NAMES at most."""
    try:
        if not beginning or file.stat().st_size > LARGEST:
            return []
        with file.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as text:
            pattern = re.compile(_NAME % re.escape(beginning).encode())
            found = {match[1].decode("utf-8", "replace") for match in pattern.finditer(text)}
    except (OSError, ValueError):
        return []
    return sorted(found)[:MAX_NAMES]
