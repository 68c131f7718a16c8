"""The whole way of a newspaper page, from files to a folder that holds its graph.

files → Page → Article → Document → Reading → Entity → networkx.MultiDiGraph → Turtle, HTML, GraphML, GEXF
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from kg.articles import split_articles, whole_article
from kg.corrections import Corrections, amend, correct, read_corrections
from kg.engine import Result, read_all
from kg.errors import NoPages, OutputError, PageError
from kg.events import Event, Happened, Told, of_page
from kg.events import skipped as skipped_page
from kg.extract.dates import date_claims
from kg.extract.extractors import Extractor, installed
from kg.extract.own import NOTHING as NOTHING_OWN
from kg.extract.own import Own
from kg.extract.relations import find_claims
from kg.extract.spans import find_spans
from kg.graph import to_graph
from kg.model import Article, Page, Reading
from kg.pages import Given, read_pages
from kg.pages.caller import NOTHING
from kg.rdf.terms import DEFAULT_BASE
from kg.report import Report
from kg.resolve.article import referents
from kg.resolve.corpus import entities
from kg.resolve.own import with_own
from kg.resolve.reprints import find_reprints
from kg.tagger import read

TITLE = "新闻知识图谱"
STAGING = ".building"  # outputs are written here, inside the output folder, and moved when all of them are done
OUTPUTS = ("graph.ttl", "graph.html", "graph.graphml", "graph.gexf", "report.json")
Progress = Callable[[str, int, int], None]  # what is being done, how many of how many


def build(
    inputs: Iterable[Path],
    output: Path,
    *,
    jobs: int = 1,
    base_iri: str = DEFAULT_BASE,
    mentions: bool = True,
    tagger: str = "best",
    extractors: bool = True,
    given: Given = NOTHING,
    own: Own = NOTHING_OWN,
    corrections: Path | None = None,
    cache: Path | None = None,
    told: Told = lambda _event: None,
    progress: Progress = lambda _what, _done, _total: None,
) -> Report:
    """Read every page of the inputs and write their graph into the output folder.

    What is given is said of all pages: their date, their newspaper, the names of the fields of tables. The tagger is
    "best", or "fast", which takes half its time and finds fewer names; extractors of other packages that are installed
    are asked too, unless told otherwise. Own are the user's names, words that are none, and the place that the
    newspaper is about. Corrections are a table that people edit (see docs/corrections.md). A cache, a file, keeps what
    each page says, so that the next build reads new and changed pages only.

    The same input and options give the same bytes, whatever the number of jobs and the order of the inputs. Pages that
    cannot be read are in the report, and what came of each line of the corrections. Raises UsageError for an input, a
    tagger or corrections that do not exist, NoPages if every page was skipped, OutputError if the folder cannot be
    written.
    """
    corrected = read_corrections(corrections) if corrections else Corrections()
    staging = _prepared(output)
    try:
        options: dict[str, str | bool] = {
            "base_iri": base_iri,
            "mentions": mentions,
            "tagger": tagger,
            **given.said(),
            **own.said(),
        }
        if extractors and (others := installed()):
            options["extractors"] = "; ".join(f"{other}, SHA-256 {other.digest}" for other in others)
        report = _report(
            read_pages(inputs, given), jobs, options, corrected, own=own, cache=cache, told=told, progress=progress
        )
        _write(report, staging, progress)
        for name in OUTPUTS:
            (staging / name).replace(output / name)
    except OSError as error:
        raise OutputError(f"{output}: cannot be written ({error}); free the disk or choose another folder") from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return report


def _report(
    found: Iterable[Page | PageError],
    jobs: int,
    options: dict[str, str | bool],
    corrections: Corrections,
    *,
    own: Own,
    cache: Path | None,
    told: Told,
    progress: Progress,
) -> Report:
    """Everything up to the graph."""
    pages, skipped = _sorted_out(found)
    reader = partial(read_page, tagger=str(options["tagger"]), extractors="extractors" in options, own=own)
    readings: list[Reading] = []
    kept: list[Page] = []
    for error in skipped:
        told(skipped_page(error))
    engine = partial(read_all, read_page=reader, jobs=jobs)
    depends: dict[str, str] = {
        name: str(options[name]) for name in ("tagger", "extractors") if name in options
    } | own.said()
    for done, (page, result, known) in enumerate(_read(pages, engine, cache, depends, told), 1):
        told(of_page(page, result, known))
        if isinstance(result, PageError):
            skipped.append(result)
        else:
            kept.append(page)
            readings += result
        progress("reading pages", done, len(pages))
    if not kept:
        listed = "; ".join(str(error) for error in skipped[:5])
        raise NoPages(f"no page could be read: {listed or 'the inputs hold no files that are pages'}")
    reprints = find_reprints(reading.article for reading in readings)
    named = entities(referent for reading in readings for referent in reading.referents)
    corrected = correct(readings, named, corrections, str(options["base_iri"]))
    graph = to_graph(corrected.readings, corrected.entities, reprints)
    remarks = amend(graph, corrected)
    return Report(kept, sorted(skipped, key=str), graph, options, corrections, remarks)


def _read(
    pages: Sequence[Page],
    engine: Callable[[Sequence[Page]], Iterator[Result]],
    cache: Path | None,
    options: Mapping[str, str],
    told: Told,
) -> Iterator[tuple[Page, list[Reading] | PageError, bool]]:
    """Each page with what came of it, and whether that was known from a build with the same options."""
    if cache is None:
        yield from ((page, result, False) for page, result in engine(pages))
        return
    from kg.cache import Readings, fingerprint, read_new

    with Readings(cache, fingerprint(options), lambda said: told(Event(Happened.WARNING, message=said))) as readings:
        yield from read_new(pages, engine, readings)


def read_page(page: Page, tagger: str = "best", extractors: bool = False, own: Own = NOTHING_OWN) -> list[Reading]:
    """All that the articles of one page say; depends on the page alone, and on the tagger and extractors asked."""
    articles = [whole_article(page)] if page.whole else split_articles(page)
    return list(read_articles(articles, tagger, installed() if extractors else (), own))


def read_articles(
    articles: Iterable[Article],
    tagger: str = "best",
    extractors: Sequence[Extractor] = (),
    own: Own = NOTHING_OWN,
) -> Iterator[Reading]:
    """All that each article says."""
    from kg.tagger.neural import neural_tagger

    for document in read(articles, neural_tagger(tagger)):
        named = referents(document, find_spans(document, others=extractors, own=own))
        claims = date_claims(find_claims(document, named), document.article.date)
        yield with_own(Reading(document.article, tuple(named), tuple(claims)), own)


def _sorted_out(results: Iterable[Page | PageError]) -> tuple[list[Page], list[PageError]]:
    pages: list[Page] = []
    errors: list[PageError] = []
    for result in results:
        if isinstance(result, Page):
            pages.append(result)
        else:
            errors.append(result)
    return pages, errors


def _prepared(output: Path) -> Path:
    staging = output / STAGING
    try:
        output.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir()
    except OSError as error:
        raise OutputError(f"{output}: cannot be written ({error.strerror}); choose another folder with -o") from error
    return staging


def _write(report: Report, folder: Path, progress: Progress) -> None:
    from kg.export import write_gexf, write_graphml
    from kg.rdf import write_turtle
    from kg.view import lay_out_graph, write_html

    graph = report.graph
    places = lay_out_graph(graph)
    base, mentions = str(report.options["base_iri"]), bool(report.options["mentions"])
    writers: tuple[Callable[[Path], None], ...] = (
        lambda path: write_turtle(graph, path, base, mentions),
        lambda path: write_html(graph, path, TITLE, places),
        lambda path: write_graphml(graph, path),
        lambda path: write_gexf(graph, path, places),
        report.write,
    )
    for done, (name, write) in enumerate(zip(OUTPUTS, writers, strict=True), 1):
        write(folder / name)
        progress("writing files", done, len(OUTPUTS))
