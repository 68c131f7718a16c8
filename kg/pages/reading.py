"""Inputs → pages, in an order that does not depend on how they were given."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import PageError, UnreadablePage, UsageError
from kg.model import Page
from kg.pages.formats import is_page, reader_for


def read_pages(inputs: Iterable[Path]) -> Iterator[Page | PageError]:
    """Read every page of some files and folders, sorted by path; a page that cannot be read comes as its error.

    A page's path is relative to the folder given, or the file's name. Folders are searched through, hidden files and
    folders left out. A page given twice (same path, same bytes) is read once. Raises UsageError, before the first page,
    for an input that does not exist.
    """
    files: dict[str, list[Path]] = {}
    for file, path in find_files(inputs).items():
        files.setdefault(path, []).append(file)
    return _read_files(files)


def find_files(inputs: Iterable[Path]) -> dict[Path, str]:
    """The files behind some inputs, each with the path its page is to have.

    One file reached in two ways (itself, and its folder) is one page, under the longer path.
    """
    found: dict[Path, str] = {}
    for given in inputs:
        for file, path in _expand(given):
            key = Path(os.path.normpath(file.absolute()))
            found[key] = max(found.get(key, ""), path, key=lambda p: (p.count("/"), p))
    return found


def _expand(given: Path) -> Iterator[tuple[Path, str]]:
    if given.is_dir():
        for file in given.rglob("*"):
            relative = file.relative_to(given)
            hidden = any(part.startswith(".") for part in relative.parts)
            # A link that leads nowhere is a page that cannot be read, and is to be listed as one.
            if is_page(relative) and not hidden and (file.is_file() or not file.exists()):
                yield file, relative.as_posix()
    elif given.exists():
        yield given, given.name
    else:
        raise UsageError(f"{given}: there is no such file or folder; check the path")


def _read_files(files: dict[str, list[Path]]) -> Iterator[Page | PageError]:
    for path in sorted(files):
        read: dict[str, Page | PageError] = {}
        for file in files[path]:
            try:
                data = file.read_bytes()
            except OSError as error:
                read[""] = UnreadablePage(path, f"the file cannot be opened: {error.strerror}")
                continue
            try:
                read.setdefault(hashlib.sha256(data).hexdigest(), reader_for(file)(data, path))
            except PageError as error:
                read.setdefault(hashlib.sha256(data).hexdigest(), error)
        for digest in sorted(read):
            yield read[digest]
