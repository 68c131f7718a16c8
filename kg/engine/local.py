"""Pages read in this process, or spread over several; the results come in the order of the pages either way."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process

from kg.collecting import collect_seldom
from kg.errors import KgError, PageError, PageFailed
from kg.model import Page, Reading

Result = tuple[Page, list[Reading] | PageError]
Read = Callable[[Sequence[Page]], Sequence[list[Reading] | PageError]]  # what pages say, or the errors that cost them

# A process takes about two seconds and 0.4 GB before it has read a page, and then some 20,000 characters a second.
WORTH_A_PROCESS = 200_000  # characters
MOST_PROCESSES = 4  # that nobody has asked for
# Of pages that are read together, or of one that is larger: the tagger's network takes its time by the step, and so
# many characters fill a step well.
TOGETHER = 36_864  # characters


def read_all(pages: Sequence[Page], read: Read, jobs: int = 1) -> Iterator[Result]:
    """Yield each page with its readings, or with the error that cost it.

    A page that breaks the reader costs itself alone; with jobs > 1 also one that ends the process that reads it, and
    read must then be something that can be pickled. With 0 jobs there are as many as are worth their start.
    """
    jobs = min(jobs or processes(pages), len(pages))
    if jobs <= 1:
        yield from (result for group in _together(pages, TOGETHER) for result in _guarded((group, read)))
        return
    # Several for each process, so that all end at about the same time.
    groups = list(_together(pages, min(TOGETHER, _size(pages) // (4 * jobs))))
    while groups:
        done = 0
        try:
            with _pool(jobs) as pool:
                for results in pool.map(_guarded, ((group, read) for group in groups), chunksize=1):
                    yield from results
                    done += 1
        except BrokenProcessPool:
            # One of those under way ended its process; to find which, the first are read alone, then all others go on.
            yield from (_alone(page, read) for page in groups[done])
            done += 1
        groups = groups[done:]


def _size(pages: Iterable[Page]) -> int:
    return sum(len(page.text) + 1 for page in pages)  # a page without text is something to read too


def _together(pages: Iterable[Page], most: int) -> Iterator[list[Page]]:
    """The pages in order, in groups of so many characters, or of one page that has more."""
    group: list[Page] = []
    size = 0
    for page in pages:
        if group and size + _size([page]) > most:
            yield group
            group, size = [], 0
        group.append(page)
        size += _size([page])
    if group:
        yield group


def processes(pages: Sequence[Page]) -> int:
    """How many processes are worth their start for these pages."""
    worth = _size(pages) // WORTH_A_PROCESS
    return max(1, min(worth, MOST_PROCESSES, _processors()))


def _processors() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _pool(jobs: int) -> ProcessPoolExecutor:
    # A fresh interpreter for every worker: threads of the model's runtime do not survive a fork.
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_begin)


def _begin() -> None:
    """What a worker does before it reads."""
    collect_seldom()
    _end_with_parent()


def _end_with_parent() -> None:
    """Let this process end when the one that started it is killed; it would wait for pages for ever."""
    parent = parent_process()

    def watch() -> None:
        if parent:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _alone(page: Page, read: Read) -> Result:
    try:
        with _pool(1) as pool:
            return pool.submit(_guarded, ([page], read)).result()[0]
    except BrokenProcessPool:
        return page, PageFailed(page.path, "reading it ended its process, perhaps for want of memory; please report it")


def _guarded(task: tuple[Sequence[Page], Read]) -> list[Result]:
    pages, read = task
    try:
        return list(zip(pages, read(pages), strict=True))
    except Exception as error:
        if isinstance(error, KgError) and not isinstance(error, PageError):
            raise  # what is wrong with the installation is wrong for every page
        if len(pages) > 1:
            return [result for page in pages for result in _guarded(([page], read))]
        (page,) = pages
        if isinstance(error, PageError):
            return [(page, error)]
        return [(page, PageFailed(page.path, f"reading it failed ({type(error).__name__}: {error}); please report it"))]
