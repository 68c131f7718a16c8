"""kg evaluate."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

import click

from kg.cli.arguments import PathType, folder
from kg.cli.failure import clearly
from kg.cli.language import current


@click.command()
@folder
@click.argument("gold", metavar="GOLD...", nargs=-1, required=True, type=PathType(path_type=Path))
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@clearly
def evaluate(folder: Path, gold: tuple[Path, ...], form: Literal["table", "json"]) -> None:
    """Compare the graph with annotations (.json files, or folders of them): precision, recall and F1.

    \b
    Example:
      kg evaluate output examples/gold
    """
    from kg.evaluate import evaluate as run

    scores = run(folder, gold)
    if form == "json":
        click.echo(json.dumps(scores.as_dict(), ensure_ascii=False, indent=2))
    else:
        click.echo(scores.as_table(current()), nl=False)
