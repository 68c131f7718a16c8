"""kg diff."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

import click

from kg.cli.arguments import PathType
from kg.cli.failure import clearly
from kg.cli.language import current
from kg.errors import GraphError, UsageError

DIFFERENT = 1  # the exit status, as of the program diff; whatever goes wrong has 2


@click.command()
@click.argument("old", metavar="OLD", type=PathType(path_type=Path))
@click.argument("new", metavar="NEW", type=PathType(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True)
@clearly
def diff(old: Path, new: Path, form: Literal["text", "json", "csv"]) -> None:
    """Tell what NEW has and OLD has not: articles, entities and facts gained, lost and changed.

    Each is a built folder or a Turtle file of one. The exit status is 0 if both say the same, 1 if not, 2 if one
    cannot be read.

    \b
    Examples:
      kg diff output.monday output
      kg diff old/graph.ttl new/graph.ttl --format csv > changes.csv
    """
    from kg.diff import as_csv, as_json, as_text, compare

    try:
        found = compare(old, new)
    except GraphError as error:
        raise UsageError(str(error)) from error
    text = as_text(found, current()) if form == "text" else {"json": as_json, "csv": as_csv}[form](found)
    click.echo(text, nl=False)
    sys.exit(DIFFERENT if found else 0)
