"""The whole way of a newspaper page, from files to a folder that holds its graph.

files → Page → Reading → Entity → networkx.MultiDiGraph → Turtle, HTML, GraphML, GEXF

kg.reader has the way of one page up to its readings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kg.collecting import collecting_seldom
from kg.corrections import Corrections, amend, correct, read_corrections
from kg.engine import Result, read_all, shared, taken
from kg.errors import NoPages, PageError
from kg.events import Event, Happened, Told, of_page
from kg.events import skipped as skipped_page
from kg.folder import OUTPUTS, building
from kg.graph import to_graph
from kg.model import Page, Reading
from kg.pages import Given, read_data, read_pages
from kg.pages.caller import NOTHING
from kg.rdf.terms import DEFAULT_BASE
from kg.reader import Reader
from kg.report import Report
from kg.resolve.corpus import entities
from kg.resolve.reprints import find_reprints

if TYPE_CHECKING:
    from kg.cache import Readings
    from kg.pages.reading import Open

TITLE = "新闻知识图谱"
READER = Reader()
Progress = Callable[[str, int, int], None]  # what is being done, how many of how many


def build(
    inputs: Iterable[Path],
    output: Path,
    *,
    jobs: int = 1,
    base_iri: str = DEFAULT_BASE,
    mentions: bool = True,
    reader: Reader = READER,
    given: Given = NOTHING,
    corrections: Path | None = None,
    cache: Path | None = None,
    told: Told = lambda _event: None,
    progress: Progress = lambda _what, _done, _total: None,
) -> Report:
    """Read every page of the inputs and write their graph into the output folder.

    What is given is said of all pages: their date, their newspaper, the names of the fields of tables. The reader says
    how a page is read. Corrections are a table that people edit (see docs/corrections.md). A cache, a file, keeps what
    each page says, so that the next build reads new and changed pages only. With 0 jobs there are as many processes as
    are worth their start.

    The same input and options give the same bytes, whatever the number of jobs and the order of the inputs. Pages that
    cannot be read are in the report, and what came of each line of the corrections. Raises UsageError for an input, a
    tagger or corrections that do not exist, NoPages if every page was skipped, OutputError if the folder cannot be
    written, FolderInUse if another build is writing there. Until the new build is complete, the old one stays.
    """
    corrected = read_corrections(corrections) if corrections else Corrections()
    with collecting_seldom(), building(output) as staging, _known(cache, reader, told) as known:
        options: dict[str, str | bool] = {"base_iri": base_iri, "mentions": mentions, **given.said(), **reader.said()}
        pages = read_pages(inputs, given, _opening(known))
        report = _report(pages, reader, jobs, options, corrected, known=known, told=told, progress=progress)
        _write(report, staging, progress)
    return report


def _report(
    found: Iterable[Page | PageError],
    reader: Reader,
    jobs: int,
    options: dict[str, str | bool],
    corrections: Corrections,
    *,
    known: Readings | None,
    told: Told,
    progress: Progress,
) -> Report:
    """Everything up to the graph."""
    pages, skipped = _sorted_out(found)
    kept: list[Page] = []
    for error in skipped:
        told(skipped_page(error))

    def read() -> Iterator[Reading]:
        engine = partial(read_all, read=reader.read_pages, jobs=jobs)
        for done, (page, result, was_known) in enumerate(_read(pages, engine, known), 1):
            told(of_page(page, result, was_known))
            if isinstance(result, PageError):
                skipped.append(result)
            else:
                kept.append(page)
                yield from result
            progress("reading pages", done, len(pages))

    readings = list(shared(read()))
    if not kept:
        listed = "; ".join(str(error) for error in skipped[:5])
        raise NoPages(f"no page could be read: {listed or 'the inputs hold no files that are pages'}")
    reprints = find_reprints(reading.article for reading in readings)
    named = entities(referent for reading in readings for referent in reading.referents)
    corrected = correct(readings, named, corrections, str(options["base_iri"]))
    readings.clear()
    graph = to_graph(taken(corrected.readings), corrected.entities, reprints)
    remarks = amend(graph, corrected)
    return Report(kept, sorted(skipped, key=str), graph, options, corrections, remarks)


def _known(cache: Path | None, reader: Reader, told: Told) -> AbstractContextManager[Readings | None]:
    """What earlier builds with the same reader keep in a cache; nothing where there is none."""
    if cache is None:
        return nullcontext()
    from kg.cache import Readings, fingerprint

    return Readings(cache, fingerprint(reader.said()), lambda said: told(Event(Happened.WARNING, message=said)))


def _opening(known: Readings | None) -> Open:
    """How files are opened."""
    if known is None:
        return read_data
    from kg.cache import open_new

    return partial(open_new, cache=known)


def _read(
    pages: Sequence[Page], engine: Callable[[Sequence[Page]], Iterator[Result]], known: Readings | None
) -> Iterator[tuple[Page, list[Reading] | PageError, bool]]:
    """Each page with what came of it, and whether that was known."""
    if known is None:
        return ((page, result, False) for page, result in engine(pages))
    from kg.cache import read_new

    return read_new(pages, engine, known)


def _sorted_out(results: Iterable[Page | PageError]) -> tuple[list[Page], list[PageError]]:
    pages: list[Page] = []
    errors: list[PageError] = []
    for result in results:
        if isinstance(result, Page):
            pages.append(result)
        else:
            errors.append(result)
    return pages, errors


def _write(report: Report, folder: Path, progress: Progress) -> None:
    from kg.export.documents import write_documents
    from kg.export.gexf import gexf_document
    from kg.export.graphml import graphml_document
    from kg.rdf import write_turtle
    from kg.view import lay_out_graph, select, write_html

    graph = report.graph
    selection = select(graph)
    places = lay_out_graph(graph, selection)
    base, mentions = str(report.options["base_iri"]), bool(report.options["mentions"])
    turtle, page, *exports, about = (folder / name for name in OUTPUTS)
    documents = dict(zip(exports, (graphml_document(), gexf_document(places)), strict=True))
    writers: tuple[tuple[int, Callable[[], None]], ...] = (  # each behind how many files are written then
        (1, lambda: write_turtle(graph, turtle, base, mentions)),
        (2, lambda: write_html(graph, page, TITLE, places, selection)),
        (4, lambda: write_documents(graph, documents)),
        (5, lambda: report.write(about)),
    )
    for done, write in writers:
        write()
        progress("writing files", done, len(OUTPUTS))
