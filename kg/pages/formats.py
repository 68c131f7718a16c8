"""Which module reads which kind of file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import PurePath

from kg.errors import EmptyPage, OversizedPage, PageError, PageFailed
from kg.model import Page
from kg.pages.caller import Given
from kg.pages.docx import read_docx
from kg.pages.encodings import decode
from kg.pages.fields import assign
from kg.pages.html import read_html
from kg.pages.issue import with_issue
from kg.pages.limits import LONGEST_ARTICLE, too_large
from kg.pages.pdf import read_pdf
from kg.pages.rows import DELIMITERS, read_csv, read_json_lines
from kg.pages.text import read_text

# From the bytes of a file and its path to its pages. It may raise a PageError, which costs the whole file.
Reader = Callable[[bytes, str, Given], Iterator[Page | PageError]]

# By the end of the file's name, in lower case. What stands here, and archives, is looked for in folders.
READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".md": read_text,
    ".html": read_html,
    ".htm": read_html,
    ".pdf": read_pdf,
    ".docx": read_docx,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".csv": read_csv,
    ".tsv": read_csv,
}
ARCHIVE = ".zip"


def is_page(path: PurePath) -> bool:
    """Whether a file found in a folder is one to be read, by its name."""
    return path.suffix.lower() in READERS or is_archive(path)


def is_archive(path: PurePath) -> bool:
    """Whether a file is an archive of other files, by its name."""
    return path.suffix.lower() == ARCHIVE


def read_file(data: bytes, path: str, given: Given) -> Iterator[Page | PageError]:
    """Read the pages of one file, each with its date and newspaper; what cannot be read comes as its error."""
    suffix = PurePath(path).suffix.lower()
    found = False
    try:
        suffix = suffix if suffix in READERS else suffix_of(data)
        if reason := too_large(suffix, len(data)):
            yield OversizedPage(path, reason)
            return
        for page in READERS.get(suffix, read_text)(data, path, given):
            found = True
            if isinstance(page, PageError):
                yield page
            elif page.whole and len(page.text) > LONGEST_ARTICLE:
                yield OversizedPage(page.path, _too_long(page))
            else:
                yield with_issue(page, given)
        if not found:
            yield EmptyPage(path, "there is nothing in it")
    except PageError as error:
        yield error
    except Exception as error:
        # The packages that read formats fail in ways that nobody has listed; a bad file costs itself alone.
        yield PageFailed(path, f"reading it failed ({type(error).__name__}: {error}); the file may be damaged")


def _too_long(page: Page) -> str:
    return (
        f"its text has {len(page.text):,} characters; one article may have {LONGEST_ARTICLE:,}, so cut it into several"
    )


def suffix_of(data: bytes) -> str:
    """The ending that a file without a known one should have, by what it holds; .txt if nothing speaks against it."""
    if data.startswith(b"%PDF-"):
        return ".pdf"
    if data.startswith(b"PK\x03\x04"):
        return _office_or_archive(data)
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{"):
        return ".jsonl"
    if start[:15].lower().startswith((b"<!doctype html", b"<html")):
        return ".html"
    return ".csv" if _is_table(data) else ".txt"


def _office_or_archive(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return ".docx" if "word/document.xml" in archive.namelist() else ARCHIVE
    except zipfile.BadZipFile:
        return ARCHIVE


def _is_table(data: bytes) -> bool:
    """Whether the first line names columns, among them one of text and one of something else."""
    try:
        first = decode(data, "")[0].partition("\n")[0]
    except PageError:
        return False
    return any({"text", "title"} <= assign(first.replace('"', "").split(sign)).keys() for sign in DELIMITERS)
