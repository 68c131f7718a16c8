"""kg show."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.arguments import folder
from kg.cli.completion import complete_name
from kg.cli.failure import clearly
from kg.cli.language import current


@click.command()
@folder
@click.argument("name", shell_complete=complete_name)
@clearly
def show(folder: Path, name: str) -> None:
    """Print an entity's card: type, names, code, and each fact with its sentence and article.

    \b
    Examples:
      kg show output 栖霞市
      kg show output place/370686              by its id or IRI
    """
    from kg.show import cards

    click.echo(cards(folder, name, current()), nl=False)
