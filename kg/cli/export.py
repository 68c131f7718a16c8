"""kg export."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.arguments import PathType, folder
from kg.cli.failure import clearly
from kg.cli.language import say
from kg.export.formats import FORMATS


@click.command()
@folder
@click.argument("format_", metavar="FORMAT", type=click.Choice(list(FORMATS)))
@click.option(
    "-o",
    "--output",
    type=PathType(path_type=Path),
    help="What to write; by default DIR's own name with the format's ending, beside DIR.",
)
@clearly
def export(folder: Path, format_: str, output: Path | None) -> None:
    """Write the graph of a built folder in another format, for the programs that docs/tools.md tells of.

    \b
    Examples:
      kg export output cytoscape               writes output.cyjs
      kg export output csv                     tables for Excel, in output-csv
      kg export output neo4j -o import         files for neo4j-admin, in import
      kg export output parquet                 tables for DuckDB and pandas (newskg[parquet])
    """
    from kg.export.formats import export as run

    click.echo(say(f"written to {run(folder, format_, output)}"))
