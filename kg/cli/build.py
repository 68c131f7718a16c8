"""kg build."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.failure import clearly
from kg.cli.progress import ProgressBar
from kg.cli.validate import check

if TYPE_CHECKING:
    from kg.report import Report


@click.command()
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("output"),
    show_default=True,
    help="Folder that the graph is written to.",
)
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Processes that read pages.")
@click.option(
    "--tagger",
    type=click.Choice(["best", "fast"]),
    default="best",
    show_default=True,
    help="Which model reads the names: fast takes half the time and finds fewer.",
)
@click.option("--base-iri", default=None, help="What the IRIs of the data begin with.")
@click.option("--mentions/--no-mentions", default=True, help="Whether graph.ttl holds every single mention.")
@click.option("--validate", is_flag=True, help="Check the graph against its shapes; exit 1 where one fails.")
@clearly
def build(
    inputs: tuple[Path, ...],
    output: Path,
    *,
    jobs: int,
    tagger: str,
    base_iri: str | None,
    mentions: bool,
    validate: bool,
) -> None:
    """Read pages (.txt, .md, or folders of them) and write their graph into a folder.

    \b
    Writes graph.ttl, graph.html, graph.graphml, graph.gexf and report.json. Example:
      kg build examples/pages -o output
    """
    from kg.pipeline import build as run
    from kg.rdf.terms import DEFAULT_BASE

    with ProgressBar() as progress:
        report = run(
            inputs,
            output,
            jobs=jobs,
            base_iri=base_iri or DEFAULT_BASE,
            mentions=mentions,
            tagger=tagger,
            progress=progress,
        )
    for error in report.skipped:
        click.echo(f"skipped {error}", err=True)
    click.echo(_summary(report, output))
    if validate:
        check(output)


def _summary(report: Report, output: Path) -> str:
    counts = report.counts()
    entities: dict[str, int] = counts["entities"]
    made = ", ".join(f"{number} {name}" for name, number in entities.items())
    skipped = f", {counts['skipped']} skipped" if counts["skipped"] else ""
    return (
        f"{counts['articles']} articles on {counts['pages']} pages{skipped}\n"
        f"{sum(entities.values())} entities ({made}), {sum(counts['claims'].values())} claims\n"
        f"open {output / 'graph.html'} in a browser; all files are in {output}"
    )
