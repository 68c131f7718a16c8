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
from kg.pages.archive import LARGEST_FILE, unpacked_size
from kg.pages.caller import Given
from kg.pages.extras import extra

if TYPE_CHECKING:
    from docx.document import Document

# The names of Word's own styles, which are the same in every language of Word.
_HEAD = re.compile(r"Heading ([1-6])")
_TITLE = "Title"


def read_docx(data: bytes, path: str, given: Given) -> Iterator[Page]:  # noqa: ARG001
    """Read the paragraphs of a document in their order, and the cells of its tables, each on a line.

    Raises a PageError if it is no document, or holds no text.
    """
    with extra("docx", path):
        import docx
    try:
        if unpacked_size(data) > LARGEST_FILE:
            raise OversizedPage(path, f"unpacked it would be over {LARGEST_FILE:,} bytes")
        document = docx.Document(io.BytesIO(data))
    except (BadZipFile, KeyError, ValueError, OSError) as error:
        raise DamagedPage(path, f"it is no .docx document that can be opened ({error})") from error
    text = "\n\n".join(_lines(document))
    if not text:
        raise EmptyPage(path, "the document holds no text")
    yield Page(path, text + "\n", "docx", hashlib.sha256(data).hexdigest())


def _lines(document: Document) -> Iterator[str]:
    from docx.text.paragraph import Paragraph

    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            style = block.style.name if block.style and block.style.name else ""
            head = _HEAD.fullmatch(style)
            level = 1 if style == _TITLE else int(head[1]) if head else 0
            for line in filter(str.strip, block.text.split("\n")):
                yield f"{'#' * level} {line.strip()}" if level else line
        else:
            seen = set()  # a cell that spans several columns stands in each of them
            for cell in (cell for row in block.rows for cell in row.cells):
                if cell.text.strip() and cell._tc not in seen:
                    yield from filter(str.strip, cell.text.split("\n"))
                seen.add(cell._tc)
