"""kg serve."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.arguments import folder
from kg.cli.failure import clearly
from kg.cli.language import say


@click.command()
@folder
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="0 takes a free one.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=30.0,
    show_default=True,
    help="Seconds after which a query is stopped.",
)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=2,
    show_default=True,
    help="Queries that are answered at once; each holds the graph in memory.",
)
@clearly
def serve(folder: Path, port: int, timeout: float, workers: int) -> None:
    """Serve the graph on this machine: a SPARQL endpoint, a query page, the graph view, a page for each entity.

    \b
    Needs an extra: pip install 'newskg[serve]'. Example:
      kg serve output
    """
    from kg.serve import serve as run

    run(folder, port, timeout, workers, lambda text: click.echo(say(text)))
