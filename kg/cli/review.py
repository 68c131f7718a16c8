"""kg review."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.arguments import PathType, folder
from kg.cli.failure import clearly
from kg.cli.language import say
from kg.errors import UsageError


@click.command()
@folder
@click.option("-o", "--output", type=PathType(path_type=Path), help="The table to write; without it, it is printed.")
@click.option("--limit", type=click.IntRange(min=1), default=100, show_default=True, help="Rows at most.")
@click.option(
    "--corrections", type=PathType(path_type=Path), metavar="FILE", help="Leave out what this table decides already."
)
@click.option("--entities", is_flag=True, help="Every entity instead, a row each, to reconcile in OpenRefine.")
@click.option("--chinese", is_flag=True, help="Heads of columns in Chinese.")
@clearly
def review(
    folder: Path, *, output: Path | None, limit: int, corrections: Path | None, entities: bool, chinese: bool
) -> None:
    """List what is most doubtful in DIR as a table of corrections to start from.

    Fill the column action of the rows that you decide (suggestion says what may fit, keep is an action too) and
    give the table to kg build.

    \b
    Examples:
      kg review output -o corrections.csv
      kg build pages --corrections corrections.csv
      kg review output --corrections corrections.csv -o more.csv
      kg review output --entities -o entities.csv      for OpenRefine
    """
    from kg.corrections.review import COLUMNS, ENTITY_COLUMNS, entity_table
    from kg.corrections.review import review as doubtful
    from kg.corrections.table import read_corrections, save_table, write_table
    from kg.folder import spare

    if output:
        spare(folder, output)
        if corrections and output.resolve() == corrections.resolve():
            raise UsageError(f"{output}: holds the corrections that are read; choose another path with -o")
    if entities:
        table = write_table(entity_table(folder), ENTITY_COLUMNS, chinese)
    else:
        decided = read_corrections(corrections) if corrections else None
        table = write_table(doubtful(folder, limit, decided), COLUMNS, chinese)
    if output:
        save_table(table, output)
        click.echo(
            say(f"{output}: open it in a spreadsheet, fill the column action, then kg build … --corrections {output}")
        )
    else:
        click.echo(table.decode("utf-8-sig").replace("\r\n", "\n"), nl=False)
