"""Arguments that several commands share, and what a path may be."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from kg.cli.completion import complete_folder


class PathType(click.Path):
    """As click's, but "" is no path, which would be the current folder, and - is one only where dashes are allowed."""

    def convert(self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path; a wrong one ends the command."""
        if not os.fspath(value):
            self.fail("a path cannot be empty; write . for this folder", param, ctx)
        if os.fspath(value) == "-" and not self.allow_dash:
            self.fail("- is no path here; write ./- for a file of that name", param, ctx)
        return super().convert(value, param, ctx)


folder = click.argument("folder", metavar="DIR", type=PathType(path_type=Path), shell_complete=complete_folder)
