"""The command kg: thin commands over the rooms, one module each, loaded when called."""

from __future__ import annotations

import importlib
import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click

import kg
from kg.cli import arguments, console, language
from kg.collecting import collect_seldom
from kg.settings import LANGUAGES, find_settings

# Pages are spread over processes; threads of numpy's inside each would only wait for one another.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# In the order of the help: each is the function of the same name in the module of the same name.
COMMANDS: Sequence[str] = (
    "build", "show", "query", "serve", "stats", "diff", "review", "validate", "export", "evaluate",
    "completion",
)  # fmt: skip


class _OnDemand(click.Group):
    """A group that imports a command's module when the command is asked for, so that help comes at once."""

    context_class = language.Context

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands with the first paragraph of their help, which is not cut where no English is spoken."""
        if language.current() == "en":
            super().format_commands(ctx, formatter)
            return
        rows = [(name, (load_command(name).help or "").split("\n\n")[0]) for name in COMMANDS]
        with formatter.section("Commands"):
            formatter.write_dl([(name, language.paragraph(help_)) for name, help_ in rows])

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """As any group; what was wrong in a call is told in the user's language."""
        console.prepare()
        with language.told():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """As any group, with failures in the user's language."""
        with language.told():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        return load_command(cmd_name) if cmd_name in COMMANDS else None


@click.group(cls=_OnDemand, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(kg.__version__, prog_name="kg")
@click.option(
    "--config",
    type=arguments.PathType(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Settings; by default the kg.toml in this folder or in the nearest one above it.",
)
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    is_eager=True,
    expose_value=False,
    callback=language.choose,
    help="Language of help and messages; by default that of the locale.",
)
@click.pass_context
def main(context: click.Context, config: Path | None) -> None:
    """Build a knowledge graph of local government from Chinese newspaper pages, and look into it.

    \b
      kg build pages/ -o output
      kg show output 栖霞市
      kg query output -q aliases
    """
    path = config or find_settings(Path())
    if path:
        from kg.cli.settings import configure

        configure(context, path, {name: partial(load_command, name) for name in COMMANDS})


def run() -> None:
    """The program kg: main in a process of its own."""
    collect_seldom()
    main()


def load_command(name: str) -> click.Command:
    """The command of this name, whose module is imported now."""
    command = getattr(importlib.import_module(f"kg.cli.{name}"), name)
    assert isinstance(command, click.Command)
    command.context_class = language.Context
    return command
