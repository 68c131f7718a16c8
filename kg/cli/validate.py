"""kg validate."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.arguments import folder
from kg.cli.failure import clearly


@click.command()
@folder
@clearly
def validate(folder: Path) -> None:
    """Check the graph against the shapes of the ontology (SHACL); exit 1 and a list where one fails.

    \b
    Example:
      kg validate output
    """
    from kg.rdf.validate import validate as run

    findings = run(folder)
    for finding in findings:
        click.echo(f"{finding.node}: {finding.message}" + (f" ({finding.value})" if finding.value else ""))
    click.echo(f"{len(findings)} findings" if findings else "the graph fits its shapes")
    sys.exit(bool(findings))
