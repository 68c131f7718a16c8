"""kg validate."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NoReturn

import click

from kg.cli.arguments import folder
from kg.cli.failure import clearly
from kg.cli.language import current

if TYPE_CHECKING:
    from kg.rdf.findings import Language


@click.command()
@folder
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "ttl"]),
    default="text",
    show_default=True,
    help="ttl is the standard's sh:ValidationReport.",
)
@click.option("--lang", type=click.Choice(["en", "zh"]), help="Language of the text; by default as of all messages.")
@click.option(
    "--sample",
    type=click.IntRange(min=1),
    metavar="N",
    help="Of a large graph: try the core shapes on N articles, evenly chosen; those in SPARQL still on all.",
)
@clearly
def validate(folder: Path, form: Literal["text", "ttl"], lang: Language | None, sample: int | None) -> None:
    """Check the graph against the shapes of the ontology (SHACL); exit 1 and a list where one fails.

    \b
    Example:
      kg validate output
    """
    if form == "text":
        check(folder, lang or current(), sample)
    import rdflib
    from rdflib import SH

    from kg.rdf.validate import validation_report

    report = validation_report(folder, sample)
    click.echo(report.serialize(format="turtle"), nl=False)
    sys.exit((None, SH.conforms, rdflib.Literal(True)) not in report)


def check(folder: Path, lang: Language = "en", sample: int | None = None) -> NoReturn:
    """Print what is wrong with the graph, and end with the exit status that says so."""
    from kg.rdf.findings import as_text
    from kg.rdf.validate import validate as run

    found = run(folder, lang, sample)
    click.echo(as_text(found, lang), nl=False)
    sys.exit(bool(found))
