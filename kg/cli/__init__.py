"""The command kg: thin commands over the rooms, one module each, loaded when called."""

from __future__ import annotations

import importlib
import os
from collections.abc import Sequence

import click

import kg

# Pages are spread over processes; threads of numpy's inside each would only wait for one another.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# In the order of the help: each is the function of the same name in the module of the same name.
COMMANDS: Sequence[str] = (
    "build", "show", "query", "serve", "stats", "diff", "review", "validate", "export", "evaluate",
)  # fmt: skip


class _OnDemand(click.Group):
    """A group that imports a command's module when the command is asked for, so that help comes at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command = getattr(importlib.import_module(f"kg.cli.{cmd_name}"), cmd_name)
        assert isinstance(command, click.Command)
        return command


@click.group(cls=_OnDemand, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(kg.__version__, prog_name="kg")
def main() -> None:
    """Build a knowledge graph of local government from Chinese newspaper pages, and look into it.

    \b
      kg build pages/ -o output
      kg show output 栖霞市
    """
