"""Pages read in this process, or spread over several; the results come in the order of the pages either way."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process

from kg.engine.collecting import collect_seldom
from kg.errors import KgError, PageError, PageFailed
from kg.model import Page, Reading

Result = tuple[Page, list[Reading] | PageError]
Read = Callable[[Page], list[Reading]]

# A process takes about two seconds and 0.4 GB before it has read a page, and then some 20,000 characters a second.
WORTH_A_PROCESS = 200_000  # characters
MOST_PROCESSES = 4  # that nobody has asked for


def read_all(pages: Sequence[Page], read_page: Read, jobs: int = 1) -> Iterator[Result]:
    """Yield each page with its readings, or with the error that cost it.

    A page that breaks the reader costs itself alone; with jobs > 1 also one that ends the process that reads it, and
    read_page must then be something that can be pickled. With 0 jobs there are as many as are worth their start.
    """
    jobs = min(jobs or processes(pages), len(pages))
    if jobs <= 1:
        yield from (_guarded((page, read_page)) for page in pages)
        return
    while pages:
        done = 0
        try:
            with _pool(jobs) as pool:
                for result in pool.map(_guarded, ((page, read_page) for page in pages), chunksize=1):
                    yield result
                    done += 1
        except BrokenProcessPool:
            # One of those under way ended its process; to find which, the first is read alone, then all others go on.
            yield _alone(pages[done], read_page)
            done += 1
        pages = pages[done:]


def processes(pages: Sequence[Page]) -> int:
    """How many processes are worth their start for these pages."""
    worth = sum(len(page.text) for page in pages) // WORTH_A_PROCESS
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


def _alone(page: Page, read_page: Read) -> Result:
    try:
        with _pool(1) as pool:
            return pool.submit(_guarded, (page, read_page)).result()
    except BrokenProcessPool:
        return page, PageFailed(page.path, "reading it ended its process, perhaps for want of memory; please report it")


def _guarded(task: tuple[Page, Read]) -> Result:
    page, read_page = task
    try:
        return page, read_page(page)
    except PageError as error:
        return page, error
    except KgError:
        raise  # what is wrong with the installation is wrong for every page
    except Exception as error:
        return page, PageFailed(page.path, f"reading it failed ({type(error).__name__}: {error}); please report it")
