"""Building from Python."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from kg.api.graph import Graph
from kg.errors import UsageError
from kg.rdf.terms import DEFAULT_BASE

Given = str | Path


def build(
    inputs: Given | Iterable[Given],
    output: Given = "output",
    *,
    jobs: int = 1,
    tagger: str = "best",
    extractors: bool = True,
    people: str | None = None,
    date: str = "",
    paper: str = "",
    fields: Mapping[str, str] | None = None,
    corrections: Given | None = None,
    cache: Given | None = None,
    settings: Given | None = None,
    base_iri: str = DEFAULT_BASE,
    mentions: bool = True,
    progress: Callable[[str, int, int], None] | None = None,
) -> Graph:
    """Read pages, a file or folder or several of them, write their graph into a folder, and give it.

    The options are those of kg build: people says who is named ("all", "officials" or "none"), date ("2024-08-31") and
    paper are said of all pages, fields name the columns of tables ({"text": "正文"}), corrections is a table of what is
    to be corrected, cache a file that keeps what pages say from build to build, settings a kg.toml, of which names,
    home and people are heeded. progress is called with what is being done, how many of how many. Pages that could not
    be read are in graph.report["skipped"].

    Raises UsageError for an input or option that is wrong, NoPages if every page was skipped, OutputError if the folder
    cannot be written, FolderInUse if another build is writing there. The old build stays until the new one is complete
    (see docs/cli.md). With jobs above 1 call it below `if __name__ == "__main__":`, as multiprocessing asks for.
    """
    from kg.pages import given
    from kg.pipeline import build as run
    from kg.reader import Reader
    from kg.resolve.people import People
    from kg.settings.reading import Settings, read_settings

    paths = [Path(inputs)] if isinstance(inputs, Given) else [Path(path) for path in inputs]
    said = read_settings(Path(settings)) if settings else Settings()
    people = people or said.options.get("build", {}).get("people", People.ALL)
    if people not in list(People):
        raise UsageError(f"people: {people!r} is none of {', '.join(People)}")
    reader = Reader(tagger, extractors, said.own, People(people))
    report = run(
        paths,
        Path(output),
        jobs=jobs,
        base_iri=base_iri,
        mentions=mentions,
        reader=reader,
        given=given(date, paper, [f"{field}={name}" for field, name in (fields or {}).items()]),
        corrections=None if corrections is None else Path(corrections),
        cache=None if cache is None else Path(cache),
        progress=progress or (lambda _what, _done, _total: None),
    )
    return Graph(report.graph, Path(output), base_iri)
