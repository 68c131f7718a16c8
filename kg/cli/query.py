"""kg query."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from kg.cli.arguments import PathType, folder
from kg.cli.failure import clearly
from kg.errors import UsageError


def _list(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    """Print the cookbook's questions by name and end; no folder is asked for."""
    if not wanted:
        return
    from kg.sparql import questions

    for question in questions():
        click.echo(f"{question.name}\n  {question.chinese}\n  {question.english}")
    context.exit()


@click.command()
@folder
@click.argument("sparql", metavar="QUERY", required=False)
@click.option(
    "-f",
    "--file",
    type=PathType(path_type=Path, exists=True, dir_okay=False, allow_dash=True),
    help="Read the query from here; - is the standard input.",
)
@click.option("-q", "--question", metavar="NAME", help="Ask a question of the cookbook; see --list.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "ttl"]),
    default="table",
    show_default=True,
    help="table, csv and json for SELECT and ASK, ttl for CONSTRUCT and DESCRIBE.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=30.0,
    show_default=True,
    help="Seconds after which the query is stopped.",
)
@click.option(
    "--list", is_flag=True, callback=_list, expose_value=False, is_eager=True, help="List the cookbook's questions."
)
@clearly
def query(
    folder: Path,
    sparql: str | None,
    *,
    file: Path | None,
    question: str | None,
    form: Literal["table", "csv", "json", "ttl"],
    timeout: float,
) -> None:
    """Ask the graph in SPARQL 1.1; the prefixes kg, schema, skos, rdf, rdfs and xsd are known.

    \b
    Examples:
      kg query output 'SELECT ?n WHERE { ?p a kg:Programme ; skos:prefLabel ?n } LIMIT 5'
      kg query output -q posts
    """
    from kg.sparql import query as run

    if sum(given is not None for given in (sparql, file, question)) != 1:
        raise UsageError("give the query either as an argument, or with -f FILE.rq, or by its name with -q NAME")
    click.echo(run(folder, _text(sparql, file, question), form, timeout), nl=False)


def _text(sparql: str | None, file: Path | None, question: str | None) -> str:
    if question is not None:
        from kg.sparql.cookbook import question as find

        return find(question).sparql
    if file is None:
        return sparql or ""
    try:
        with click.open_file(str(file), "rb") as stream:
            return bytes(stream.read()).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: cannot be read as text in UTF-8 ({error})") from error
