"""Which module reads which kind of file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from kg.model import Page
from kg.pages.text import read_text

Reader = Callable[[bytes, str], Page]

# By the end of the file's name, in lower case. What stands here is looked for in folders.
READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".md": read_text,
}


def is_page(path: PurePath) -> bool:
    """Whether a file found in a folder is a page, by its name."""
    return path.suffix.lower() in READERS


def reader_for(path: PurePath) -> Reader:
    """The reader of a file; one with an unknown ending that was asked for by name is taken for text."""
    return READERS.get(path.suffix.lower(), read_text)
