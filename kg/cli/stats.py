"""kg stats."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from kg.cli.arguments import folder
from kg.cli.failure import clearly
from kg.cli.language import current


@click.command()
@folder
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True)
@click.option(
    "--top", type=click.IntRange(min=0), default=10, show_default=True, help="How many of the most linked entities."
)
@clearly
def stats(folder: Path, form: Literal["text", "json", "csv"], top: int) -> None:
    """Count what the graph holds: entities, facts, the most linked, coverage by prefecture, newspaper and month.

    \b
    Examples:
      kg stats output
      kg stats output --top 50 --format csv > numbers.csv
    """
    from kg.stats import as_csv, as_json, as_text
    from kg.stats import stats as run

    found = run(folder, top)
    text = as_text(found, current()) if form == "text" else {"json": as_json, "csv": as_csv}[form](found)
    click.echo(text, nl=False)
