"""Word documents → Page; styles that are heads become heads of Markdown."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from kg.errors import DamagedPage, EmptyPage, OversizedPage
from kg.model import Page
from kg.pages.archive import open_archive
from kg.pages.caller import Given
from kg.pages.extras import extra
from kg.pages.limits import LARGEST_FILE, LARGEST_XML

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

# The names of Word's own styles, which are the same in every language of Word.
_HEAD = re.compile(r"Heading ([1-6])")
_TITLE = "Title"


def read_docx(data: bytes, path: str, given: Given) -> Iterator[Page]:  # noqa: ARG001
    """Read the paragraphs of a document in their order, and the cells of its tables, each on a line.

    Raises a PageError if it is no document, or holds no text.
    """
    with extra("docx", path):
        import docx
    _check(data, path)
    try:
        document = docx.Document(io.BytesIO(data))
    # lxml's errors in XML are SyntaxErrors.
    except (BadZipFile, SyntaxError, KeyError, ValueError, OSError) as error:
        raise DamagedPage(path, f"it is no .docx document that can be opened ({error})") from error
    text = "\n\n".join(_lines(document))
    if not text:
        raise EmptyPage(path, "the document holds no text")
    yield Page(path, text + "\n", "docx", hashlib.sha256(data).hexdigest())


def _check(data: bytes, path: str) -> None:
    """Raise OversizedPage if it would fill the memory; pictures take their size there, texts much more."""
    with open_archive(data, path) as parts:
        sizes = {member.filename: member.file_size for member in parts.infolist()}
    texts = sum(size for name, size in sizes.items() if name.endswith((".xml", ".rels")))
    for size, most in ((sum(sizes.values()), LARGEST_FILE), (texts, LARGEST_XML)):
        if size > most:
            raise OversizedPage(
                path, f"unpacked it would have {size:,} bytes, more than {most:,}; cut it into several documents"
            )


def _lines(document: Document) -> Iterator[str]:
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

    levels: dict[str | None, int] = {}  # of heads, by the key of their style, which is slow to look up
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            key = block._p.style
            if key not in levels:
                levels[key] = _level(block)
            for line in filter(str.strip, block.text.split("\n")):
                yield f"{'#' * levels[key]} {line.strip()}" if levels[key] else line
        else:
            for cell in block._tbl.iter_tcs():  # type: ignore[no-untyped-call]
                # One that goes on over several rows has its text in the first; the others repeat it.
                if cell.vMerge != "continue":
                    yield from filter(str.strip, _Cell(cell, block).text.split("\n"))


def _level(paragraph: Paragraph) -> int:
    """The level of a head, 0 of what is none."""
    style = paragraph.style.name if paragraph.style and paragraph.style.name else ""
    head = _HEAD.fullmatch(style)
    return 1 if style == _TITLE else int(head[1]) if head else 0
