"""Pages read in this process, or spread over several; the results come in the order of the pages either way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from kg.errors import KgError, PageError, PageFailed
from kg.model import Page, Reading

Result = tuple[Page, list[Reading] | PageError]


def read_all(pages: Sequence[Page], read_page: Callable[[Page], list[Reading]], jobs: int = 1) -> Iterator[Result]:
    """Yield each page with its readings, or with the error that cost it.

    A page that breaks the reader costs itself alone. With jobs > 1 read_page must be a module's function.
    """
    if jobs <= 1 or len(pages) <= 1:
        yield from (_guarded((page, read_page)) for page in pages)
        return
    # A fresh interpreter for every worker: threads of the model's runtime do not survive a fork.
    context = get_context("spawn")
    with ProcessPoolExecutor(min(jobs, len(pages)), mp_context=context) as pool:
        yield from pool.map(_guarded, _paired(pages, read_page), chunksize=1)


def _paired(
    pages: Iterable[Page], read_page: Callable[[Page], list[Reading]]
) -> Iterator[tuple[Page, Callable[[Page], list[Reading]]]]:
    return ((page, read_page) for page in pages)


def _guarded(task: tuple[Page, Callable[[Page], list[Reading]]]) -> Result:
    page, read_page = task
    try:
        return page, read_page(page)
    except PageError as error:
        return page, error
    except KgError:
        raise  # what is wrong with the installation is wrong for every page
    except Exception as error:
        return page, PageFailed(page.path, f"reading it failed ({type(error).__name__}: {error}); please report it")
