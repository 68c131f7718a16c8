"""kg query."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from kg.cli.arguments import folder
from kg.cli.failure import clearly
from kg.errors import UsageError


@click.command()
@folder
@click.argument("sparql", metavar="QUERY", required=False)
@click.option(
    "-f", "--file", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Read the query from here."
)
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json", "ttl"]), default="table", show_default=True
)
@clearly
def query(folder: Path, sparql: str | None, file: Path | None, form: Literal["table", "csv", "json", "ttl"]) -> None:
    """Ask the graph in SPARQL 1.1; the prefixes kg, schema, skos, rdf, rdfs and xsd are known.

    \b
    Example:
      kg query output 'SELECT ?n WHERE { ?p a kg:Programme ; skos:prefLabel ?n } LIMIT 5'
    """
    from kg.rdf import query as run

    if (sparql is None) == (file is None):
        raise UsageError("give the query either as an argument or with -f FILE.rq")
    text = file.read_text(encoding="utf-8") if file else sparql
    click.echo(run(folder, text or "", form), nl=False)
