"""The command kg: thin commands over the rooms; library errors become one clear line."""

from __future__ import annotations

import functools
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, ParamSpec

import click

import kg
from kg.errors import KgError, UsageError

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

    from kg.report import Report

# Pages are spread over processes; threads of numpy's inside each would only wait for one another.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

P = ParamSpec("P")
folder = click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))


class _Failure(click.ClickException):
    """The work failed."""


class _WrongCall(click.ClickException):
    """The call was wrong."""

    exit_code = 2


def _clearly(command: Callable[P, None]) -> Callable[P, None]:
    """Turn newskg's errors into a line on stderr and the exit status that fits."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except UsageError as error:
            raise _WrongCall(str(error)) from error
        except KgError as error:
            raise _Failure(str(error)) from error

    return run


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(kg.__version__, prog_name="kg")
def main() -> None:
    """Build a knowledge graph of local government from Chinese newspaper pages, and look into it.

    \b
      kg build pages/ -o output
      kg show output 栖霞市
    """


@main.command()
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
@click.option("--base-iri", default=None, help="What the IRIs of the data begin with.")
@click.option("--mentions/--no-mentions", default=True, help="Whether graph.ttl holds every single mention.")
@_clearly
def build(inputs: tuple[Path, ...], output: Path, jobs: int, base_iri: str | None, mentions: bool) -> None:
    """Read pages (.txt, .md, or folders of them) and write their graph into a folder.

    \b
    Writes graph.ttl, graph.html, graph.graphml, graph.gexf and report.json. Example:
      kg build examples/pages -o output
    """
    from kg.pipeline import build as run
    from kg.rdf.terms import DEFAULT_BASE

    with _Progress() as progress:
        report = run(inputs, output, jobs=jobs, base_iri=base_iri or DEFAULT_BASE, mentions=mentions, progress=progress)
    for error in report.skipped:
        click.echo(f"skipped {error}", err=True)
    click.echo(_summary(report, output))


@main.command()
@folder
@click.argument("name")
@_clearly
def show(folder: Path, name: str) -> None:
    """Print an entity's card: type, names, code, and each fact with its sentence and article.

    \b
    Example:
      kg show output 栖霞市
    """
    from kg.show import cards

    click.echo(cards(folder, name), nl=False)


@main.command()
@folder
@click.argument("sparql", metavar="QUERY", required=False)
@click.option(
    "-f", "--file", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Read the query from here."
)
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json", "ttl"]), default="table", show_default=True
)
@_clearly
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


@main.command()
@folder
@_clearly
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


@main.command()
@folder
@click.argument("gold", metavar="GOLD...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@_clearly
def evaluate(folder: Path, gold: tuple[Path, ...], form: Literal["table", "json"]) -> None:
    """Compare the graph with annotations (.json files, or folders of them): precision, recall and F1.

    \b
    Example:
      kg evaluate output examples/gold
    """
    from kg.evaluate import evaluate as run

    scores = run(folder, gold)
    if form == "json":
        click.echo(json.dumps(scores.as_dict(), ensure_ascii=False, indent=2))
    else:
        click.echo(scores.as_table(), nl=False)


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


class _Progress:
    """A progress bar on stderr; nothing where stderr is no terminal."""

    def __init__(self) -> None:
        self._bar: Bar | None = None
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> _Progress:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import Progress

            self._bar = Progress(console=Console(stderr=True), transient=True)
            self._bar.start()
        return self

    def __exit__(self, *_: Any) -> None:
        if self._bar:
            self._bar.stop()

    def __call__(self, what: str, done: int, total: int) -> None:
        if self._bar:
            if what not in self._tasks:
                self._tasks[what] = self._bar.add_task(what, total=total)
            self._bar.update(self._tasks[what], completed=done)
