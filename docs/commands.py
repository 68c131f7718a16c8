"""python docs/commands.py: write the help of every command into docs/cli.md, between the two marks."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import click

from kg.cli import COMMANDS, load_command, main

PAGE = Path(__file__).with_name("cli.md")
BEGIN, END = "<!-- python docs/commands.py writes from here -->\n", "<!-- to here -->\n"
WIDTH = 100  # columns


def written(page: str) -> str:
    """The page with the help of today's commands."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{''.join(sections())}{END}{after}"


def sections() -> Iterator[str]:
    """A heading and the help of kg itself, then of each command."""
    whole = main.make_context("kg", [], resilient_parsing=True, terminal_width=WIDTH)
    yield _section("kg", main, whole)
    for name in COMMANDS:
        command = load_command(name)
        yield _section(
            f"kg {name}",
            command,
            command.make_context(name, [], parent=whole, resilient_parsing=True, terminal_width=WIDTH),
        )


def _section(title: str, command: click.Command, context: click.Context) -> str:
    return f"### {title}\n\n```text\n{command.get_help(context)}\n```\n\n"


if __name__ == "__main__":
    os.environ["LC_ALL"] = "C"  # in English, whoever runs it
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
