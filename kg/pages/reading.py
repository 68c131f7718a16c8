"""Inputs → pages, in an order that does not depend on how they were given."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path, PurePosixPath

from kg.errors import DamagedPage, PageError
from kg.model import Page
from kg.pages.archive import unpack
from kg.pages.caller import NOTHING, Given
from kg.pages.files import find_files, read_bytes
from kg.pages.formats import ARCHIVE, is_archive, is_page, read_file, suffix_of
from kg.pages.namesakes import told_apart

Open = Callable[[bytes, str, Given], Iterator[Page | PageError]]  # the bytes of a file, its path → its pages


def read_pages(
    inputs: Iterable[Path], given: Given = NOTHING, open_file: Open | None = None
) -> Iterator[Page | PageError]:
    """Read every page of some files and folders, sorted by path; a page that cannot be read comes as its error.

    A page's path is relative to the folder given, or the file's name; that of a file's part has the part's name or
    number behind it: "a.zip/b.txt", "c.pdf#3", "d.csv#17". Folders are searched through, hidden files and folders left
    out, those that a build wrote, and links that lead out of the folder. A file given twice (same path, same bytes) is
    read once; files with the same path and different bytes have the names of their folders before it. The path - is
    standard input. Files are opened by read_data unless another way is given. Raises UsageError, before the first page,
    for an input that does not exist.
    """
    found, errors = find_files(inputs)
    return chain(sorted(errors, key=str), _read_files(told_apart(found), given, open_file or read_data))


def _read_files(files: dict[str, list[Path]], given: Given, open_file: Open) -> Iterator[Page | PageError]:
    for path in sorted(files):
        contents: dict[str, bytes] = {}
        for file in files[path]:
            try:
                data = read_bytes(file, path)
            except PageError as error:
                yield error
            else:
                contents[hashlib.sha256(data).hexdigest()] = data
        for digest in sorted(contents):
            yield from open_file(contents.pop(digest), path, given)


def read_data(data: bytes, path: str, given: Given) -> Iterator[Page | PageError]:
    """Read the pages of a file, or of each file in an archive; an archive in an archive is not opened."""
    unknown = not is_page(PurePosixPath(path))
    if not is_archive(PurePosixPath(path)) and not (unknown and suffix_of(data) == ARCHIVE):
        yield from read_file(data, path, given)
        return
    try:
        for member in unpack(data, path, is_page):
            if isinstance(member, PageError):
                yield member
            elif is_archive(PurePosixPath(member[0])):
                yield DamagedPage(member[0], "it is an archive inside an archive; unpack the outer one first")
            else:
                yield from read_file(member[1], member[0], given)
    except PageError as error:
        yield error
