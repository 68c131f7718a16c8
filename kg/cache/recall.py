"""Files whose pages are known are not opened again, nor pages read whose readings are known; what is new is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePosixPath

from kg.cache.readings import Readings
from kg.engine import Result
from kg.errors import PageError
from kg.model import Page, Reading
from kg.pages import Given, read_data

# To open one of these takes a good part of the time that reading its pages takes; a text file is there at once.
COSTLY = frozenset({".pdf", ".docx", ".html", ".htm", ".zip"})


def read_new(
    pages: Sequence[Page],
    read: Callable[[Sequence[Page]], Iterator[Result]],
    cache: Readings,
) -> Iterator[tuple[Page, list[Reading] | PageError, bool]]:
    """Yield each page with its readings or its error, as read would, and whether the readings were known.

    Only pages that the cache does not know are given to read, which yields them in the order given.
    """
    keys = [cache.key(page) for page in pages]
    known = cache.known(keys)
    missing = [page for page, key in zip(pages, keys, strict=True) if key not in known]
    fresh = read(missing)
    for page, key in zip(pages, keys, strict=True):
        readings = cache.get(key) if key in known else None
        if readings is not None:
            yield page, readings, True
            continue
        # A page that was thought known but is damaged is read by itself: the others are under way already.
        _, result = next(fresh) if key not in known else next(read([page]))
        if not isinstance(result, PageError):
            cache.put(key, result)
        yield page, result, False


def open_new(data: bytes, path: str, given: Given, cache: Readings) -> Iterator[Page | PageError]:
    """Yield the pages of a file as kg.pages.read_data does, out of the cache where it has them.

    Kept are those of files of costly formats, and only where no error came: a package may be installed tomorrow.
    """
    if PurePosixPath(path).suffix.lower() not in COSTLY:
        yield from read_data(data, path, given)
        return
    key = cache.file_key(data, path, given)
    known = cache.get_pages(key)
    if known is not None:
        yield from known
        return
    found = list(read_data(data, path, given))
    yield from found
    pages = [page for page in found if isinstance(page, Page)]
    if len(pages) == len(found):
        cache.put(key, pages)
