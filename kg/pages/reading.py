"""Inputs → pages, in an order that does not depend on how they were given."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from kg.errors import DamagedPage, PageError, UnreadablePage, UsageError
from kg.model import Page
from kg.pages.archive import unpack
from kg.pages.caller import NOTHING, Given
from kg.pages.formats import ARCHIVE, is_archive, is_page, read_file, suffix_of

STANDARD_INPUT = Path("-")
STDIN = "stdin"  # its page's path; its kind is told by what it holds
BUILT = "graph.ttl"  # a folder that holds it is an output of ours, whose graph.html is no page


def read_pages(inputs: Iterable[Path], given: Given = NOTHING) -> Iterator[Page | PageError]:
    """Read every page of some files and folders, sorted by path; a page that cannot be read comes as its error.

    A page's path is relative to the folder given, or the file's name; that of a file's part has the part's name or
    number behind it: "a.zip/b.txt", "c.pdf#3", "d.csv#17". Folders are searched through, hidden files and folders left
    out, and those that a build wrote. A file given twice (same path, same bytes) is read once. The path - is standard
    input. Raises UsageError, before the first page, for an input that does not exist.
    """
    files: dict[str, list[Path]] = {}
    for file, path in find_files(inputs).items():
        files.setdefault(path, []).append(file)
    return _read_files(files, given)


def find_files(inputs: Iterable[Path]) -> dict[Path, str]:
    """The files behind some inputs, each with the path its page is to have.

    One file reached in two ways (itself, and its folder) is one page, under the longer path.
    """
    found: dict[Path, str] = {}
    for given in inputs:
        for file, path in _expand(given):
            key = file if file == STANDARD_INPUT else Path(os.path.normpath(file.absolute()))
            found[key] = max(found.get(key, ""), path, key=lambda p: (p.count("/"), p))
    return found


def _expand(given: Path) -> Iterator[tuple[Path, str]]:
    if given == STANDARD_INPUT:
        yield given, STDIN
    elif given.is_dir():
        built = {file.parent for file in given.rglob(BUILT)}
        for file in given.rglob("*"):
            relative = file.relative_to(given)
            hidden = any(part.startswith(".") for part in relative.parts)
            # A link that leads nowhere is a page that cannot be read, and is to be listed as one.
            if (
                is_page(relative)
                and not hidden
                and built.isdisjoint(file.parents)
                and (file.is_file() or not file.exists())
            ):
                yield file, relative.as_posix()
    elif given.exists():
        yield given, given.name
    else:
        raise UsageError(f"{given}: there is no such file or folder; check the path")


def _read_files(files: dict[str, list[Path]], given: Given) -> Iterator[Page | PageError]:
    for path in sorted(files):
        contents: dict[str, bytes] = {}
        for file in files[path]:
            try:
                data = sys.stdin.buffer.read() if file == STANDARD_INPUT else file.read_bytes()
            except OSError as error:
                yield UnreadablePage(path, f"the file cannot be opened: {error.strerror}")
            else:
                contents[hashlib.sha256(data).hexdigest()] = data
        for digest in sorted(contents):
            yield from read_data(contents.pop(digest), path, given)


def read_data(data: bytes, path: str, given: Given) -> Iterator[Page | PageError]:
    """Read the pages of a file, or of each file in an archive; an archive in an archive is not opened."""
    unknown = not is_page(PurePosixPath(path))
    if not is_archive(PurePosixPath(path)) and not (unknown and suffix_of(data) == ARCHIVE):
        yield from read_file(data, path, given)
        return
    try:
        for member in unpack(data, path):
            if isinstance(member, PageError):
                yield member
            elif is_archive(PurePosixPath(member[0])):
                yield DamagedPage(member[0], "it is an archive inside an archive; unpack the outer one first")
            elif is_page(PurePosixPath(member[0])):
                yield from read_file(member[1], member[0], given)
    except PageError as error:
        yield error
