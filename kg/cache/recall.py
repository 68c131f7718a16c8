"""Pages whose readings are known are not read again; the others are, and theirs are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kg.cache.readings import Readings
from kg.engine import Result
from kg.errors import PageError
from kg.model import Page, Reading


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
