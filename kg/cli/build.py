"""kg build."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.arguments import PathType
from kg.cli.cluster import build_on_cluster, refuse
from kg.cli.failure import clearly
from kg.cli.language import current, say
from kg.cli.log import STANDARD_OUTPUT, Log
from kg.cli.progress import ProgressBar
from kg.cli.validate import check
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.report import Report

MAX_LINES = 20  # of the corrections that are told on the terminal


@click.command()
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True, type=PathType(path_type=str, allow_dash=True))
@click.option(
    "-o",
    "--output",
    type=PathType(path_type=str),
    default="output",
    show_default=True,
    help="Folder that the graph is written to.",
)
@click.option(
    "--engine",
    type=click.Choice(["local", "spark"]),
    default="local",
    show_default=True,
    help="Where pages are read: on this machine, or on a Spark cluster (newskg[spark]; see docs/scale.md).",
)
@click.option("--master", metavar="URL", help="Spark's cluster; by default what spark-submit says, or this machine.")
@click.option("--gzip", is_flag=True, help="Let Spark compress the triples.")
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    help="Processes that read pages; by default up to four, where the pages are worth their start.",
)
@click.option(
    "--tagger",
    type=click.Choice(["best", "fast"]),
    default="best",
    show_default=True,
    help="Which model reads the names: fast takes a tenth off a build and finds fewer.",
)
@click.option(
    "--extractors/--no-extractors", default=True, help="Whether extractors of other installed packages are asked."
)
@click.option(
    "--people",
    type=click.Choice(["all", "officials", "none"]),
    default="all",
    show_default=True,
    help="Who is named: everybody; who holds an office or signs an article; nobody (see docs/privacy.md).",
)
@click.option("--date", default="", metavar="DAY", help="When the pages appeared, as 2024-08-31.")
@click.option("--paper", default="", metavar="NAME", help="The newspaper in which they appeared.")
@click.option(
    "--field",
    "fields",
    multiple=True,
    metavar="FIELD=NAME",
    help="How a table names a field (title, author, text, date, page, paper); usual names are known.",
)
@click.option(
    "--corrections",
    type=PathType(path_type=Path),
    metavar="FILE",
    help="A table of what is to be corrected; kg review writes one to start from.",
)
@click.option(
    "--cache",
    type=PathType(path_type=Path, dir_okay=False),
    metavar="FILE",
    envvar="KG_CACHE",
    show_envvar=True,
    help="Where to keep what pages say, so that the next build reads new and changed ones only; by default in the "
    "user's folder of caches.",
)
@click.option("--no-cache", is_flag=True, help="Read every page, and keep nothing.")
@click.option("--base-iri", default=None, help="What the IRIs of the data begin with.")
@click.option("--mentions/--no-mentions", default=True, help="Whether graph.ttl holds every single mention.")
@click.option("--validate", is_flag=True, help="Check the graph against its shapes; exit 1 where one fails.")
@click.option("-q", "--quiet", is_flag=True, help="Say only what went wrong.")
@click.option("-v", "--verbose", is_flag=True, help="Say a line a page.")
@click.option(
    "--log-json",
    type=PathType(path_type=Path, dir_okay=False, allow_dash=True),
    metavar="FILE",
    help="Write what happened to each page as JSON Lines; - is the standard output, the summary then goes to stderr.",
)
@click.pass_context
@clearly
def build(
    context: click.Context,
    inputs: tuple[str, ...],
    output: str,
    *,
    engine: str,
    master: str | None,
    gzip: bool,
    jobs: int | None,
    tagger: str,
    extractors: bool,
    people: str,
    date: str,
    paper: str,
    fields: tuple[str, ...],
    corrections: Path | None,
    cache: Path | None,
    no_cache: bool,
    base_iri: str | None,
    mentions: bool,
    validate: bool,
    quiet: bool,
    verbose: bool,
    log_json: Path | None,
) -> None:
    """Read pages (files, folders of them, or - for standard input) and write their graph into a folder.

    \b
    Writes graph.ttl, graph.html, graph.graphml, graph.gexf and report.json. Examples:
      kg build examples/pages -o output
      kg build 资溪日报_2024-08-31_03版.txt            text, or Markdown
      kg build 资溪日报_20240831.pdf                   a text layer in columns (newskg[pdf])
      kg build 03.html 04.docx                         articles of web sites, Word (newskg[html,docx])
      kg build articles.jsonl                          one article a line
      kg build 导出.csv --field text=全文内容          one article a row
      kg build 资溪日报2024年8月.zip                   any of these in an archive
      kg build pages --corrections corrections.csv     what people put right, on every build
      kg build --engine spark "hdfs:///papers/2024-*" -o hdfs:///graph
      cat 03.txt | kg build - --date 2024-08-31 --paper 资溪日报
    """
    from kg.cache import default_file
    from kg.extract.own import NOTHING
    from kg.pages import given
    from kg.pipeline import build as run
    from kg.rdf.terms import DEFAULT_BASE
    from kg.reader import Reader
    from kg.resolve.people import People

    folder = Path(output)
    base_iri = base_iri or DEFAULT_BASE
    reader = Reader(tagger, extractors, context.obj.own if context.obj else NOTHING, People(people))
    if engine == "spark":
        refuse({"--corrections": corrections, "--log-json": log_json, "--validate": validate, "--jobs": jobs})
        told = build_on_cluster(
            inputs, output, master, base_iri=base_iri, mentions=mentions, reader=reader,
            given=given(date, paper, fields), gzip=gzip,
        )  # fmt: skip
        if not quiet:
            click.echo(say(told))
        return
    if master or gzip:
        raise UsageError(f"--{'master' if master else 'gzip'} is for --engine spark; add that, or leave it out")
    with Log(log_json, verbose) as log, ProgressBar(shown=not (quiet or verbose)) as progress:
        report = run(
            map(Path, inputs),
            folder,
            jobs=jobs or 0,
            base_iri=base_iri,
            mentions=mentions,
            reader=reader,
            given=given(date, paper, fields),
            corrections=corrections,
            cache=None if no_cache else cache or default_file(),
            told=log,
            progress=progress,
        )
    if verbose and context.obj:
        click.echo(say(f"settings: {context.obj.path}"), err=True)
    for warning in log.warnings:
        click.echo(say(warning), err=True)
    for error in () if verbose else report.skipped:
        click.echo(say(f"skipped {error}"), err=True)
    _tell(report)
    if not quiet:
        click.echo(say(_summary(report, folder)), err=str(log_json) == STANDARD_OUTPUT)
    if validate:
        check(folder, current())


def _tell(report: Report) -> None:
    """On stderr, the lines of the corrections that were not followed."""
    from kg.corrections import Outcome

    name = report.corrections.name
    if report.corrections.ignored:
        click.echo(say(f"{name}: unknown columns are left out: {', '.join(report.corrections.ignored)}"), err=True)
    failed = [remark for remark in report.remarks if remark.outcome in (Outcome.UNMATCHED, Outcome.WRONG)]
    for remark in failed[:MAX_LINES]:
        click.echo(say(f"{name}, line {remark.line}: {remark.message}"), err=True)
    if len(failed) > MAX_LINES:
        click.echo(say(f"{name}: {len(failed) - MAX_LINES} more lines are in report.json"), err=True)


def _summary(report: Report, output: Path) -> str:
    counts = report.counts()
    entities: dict[str, int] = counts["entities"]
    made = ", ".join(f"{number} {name}" for name, number in entities.items())
    skipped = f", {counts['skipped']} skipped" if counts["skipped"] else ""
    reprints = f" ({counts['reprints']} of them reprints)" if counts["reprints"] else ""
    done = report.outcomes()
    corrected = (
        f"{report.corrections.name}: {done['changed']} lines changed something, {done['unchanged']} say what is so, "
        f"{done['unmatched']} match nothing, {done['wrong']} are wrong, {report.corrections.undecided} are undecided\n"
        if report.corrections.name
        else ""
    )
    return (
        f"{counts['articles']} articles{reprints} on {counts['pages']} pages{skipped}\n"
        f"{sum(entities.values())} entities ({made}), {sum(counts['claims'].values())} claims\n"
        f"{corrected}"
        f"open {output / 'graph.html'} in a browser; all files are in {output}"
    )
